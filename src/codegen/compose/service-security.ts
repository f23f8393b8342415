import { type Entry, value } from '../print/code';
import type { Field } from './field';
import { secondsOf } from './time-field';

/** `user`, capabilities and the like, as `security` of a definition. */
export function securityOf(service: Field): readonly Entry[] {
  const pod: { [field: string]: unknown } = {};
  const security: { [field: string]: unknown } = {};
  const user = service.at('user');
  const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(user?.rawText() ?? '') ?? [];
  if (uid !== undefined) {
    user!.use();
    pod['runAsUser'] = Number(uid);
    if (gid !== undefined) pod['runAsGroup'] = Number(gid);
  } else user?.name('Kubernetes knows users by their number: find it in the image');
  const groups = (service.at('group_add')?.items() ?? []).filter((item) => /^\d+$/.test(item.rawText() ?? '')).map((item) => item.number()!);
  if (groups.length > 0) pod['supplementalGroups'] = groups;
  const sysctls = sysctlsOf(service.at('sysctls'));
  if (Object.keys(sysctls).length > 0) pod['sysctls'] = sysctls;
  if (Object.keys(pod).length > 0) security['pod'] = pod;
  if (service.at('privileged')?.flag() === true) security['privileged'] = true;
  if (service.at('read_only')?.flag() === true) security['readOnlyRootFilesystem'] = true;
  const capabilities = { ...capabilitiesOf(service.at('cap_add'), 'add'), ...capabilitiesOf(service.at('cap_drop'), 'drop') };
  if (Object.keys(capabilities).length > 0) security['capabilities'] = capabilities;
  for (const [field, key] of [['network_mode', 'hostNetwork'], ['pid', 'hostPID'], ['ipc', 'hostIPC']] as const) {
    const mode = service.at(field);
    if (mode?.rawText() !== 'host') continue;
    mode.use();
    security[key] = true;
  }
  // Without more to say, pods have `allowPrivilegeEscalation: false`.
  for (const option of service.at('security_opt')?.items() ?? []) if (/^no-new-privileges(?:[:=]true)?$/.test(option.rawText() ?? '')) option.use();
  return Object.keys(security).length === 0 ? [] : [{ key: 'security', value: value(security) }];
}

function capabilitiesOf(list: Field | undefined, word: 'add' | 'drop'): { readonly [word: string]: readonly string[] } {
  const names = (list?.items() ?? []).flatMap((item) => item.text()?.toUpperCase().replace(/^CAP_/, '') ?? []);
  return names.length === 0 ? {} : { [word]: names };
}

function sysctlsOf(field: Field | undefined): { readonly [name: string]: string } {
  const found: { [name: string]: string } = {};
  for (const entry of field?.entries() ?? []) {
    const text = entry.text();
    if (text !== undefined) found[entry.key] = text;
  }
  for (const item of field?.items() ?? []) {
    const [, name, text] = /^([\w.]+)=(.*)$/.exec(item.rawText() ?? '') ?? [];
    if (name === undefined || item.text() === undefined) continue;
    found[name] = text!;
  }
  return found;
}

/** Names, terminals and the time to stop: what a pod has a field for under another name. */
export function podOptionsOf(service: Field): readonly Entry[] {
  const entries: Entry[] = [];
  const add = (key: string, data: unknown): void => {
    if (data !== undefined) entries.push({ key, value: value(data) });
  };
  const hostname = service.at('hostname');
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(hostname?.rawText() ?? '')) add('hostname', hostname!.text());
  add('hostAliases', hostAliasesOf(service.at('extra_hosts')));
  const dns = {
    nameservers: textsOf(service.at('dns')), searches: textsOf(service.at('dns_search')),
    options: Object.fromEntries((textsOf(service.at('dns_opt')) ?? []).map((option) => [option.replace(/:.*/, ''), option.includes(':') ? option.replace(/^[^:]*:/, '') : true])),
  };
  const given = Object.entries(dns).filter(([, data]) => data !== undefined && Object.keys(data).length > 0);
  if (given.length > 0) add('dnsConfig', Object.fromEntries(given));
  add('terminationGracePeriodSeconds', secondsOf(service.at('stop_grace_period')));
  if (service.at('stdin_open')?.flag() === true) add('stdin', true);
  if (service.at('tty')?.flag() === true) add('tty', true);
  return entries;
}

function textsOf(field: Field | undefined): readonly string[] | undefined {
  return field?.items().flatMap((item) => item.text() ?? []);
}

/** `host:address` or `host=address`, in a list or a map. */
function hostAliasesOf(field: Field | undefined): { readonly [address: string]: readonly string[] } | undefined {
  const found: { [address: string]: string[] } = {};
  const add = (host: string, address: string): boolean => {
    const ip = address.replace(/^\[|\]$/g, '');
    if (!/^[\d.]+$|^[\da-f:]+$/i.test(ip) || !/^[a-z0-9.-]+$/.test(host)) return false;
    (found[ip] ??= []).push(host);
    return true;
  };
  for (const entry of field?.entries() ?? []) if (add(entry.key, entry.rawText() ?? '')) entry.use();
  for (const item of field?.items() ?? []) {
    const [, host, address] = /^([^:=]+)[:=](.+)$/.exec(item.rawText() ?? '') ?? [];
    if (host !== undefined && add(host, address!)) item.use();
  }
  return Object.keys(found).length === 0 ? undefined : found;
}
