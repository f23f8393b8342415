import type { HostAlias, PodDNSConfig, PodDNSConfigOption } from '../../generated/kubernetes';
import { checkFields, checkMap, checkText, entriesOf } from '../core/checks';
import { checkIp } from '../core/ip-address';
import { checkName, dnsSubdomain, type NameRule } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf, readList } from '../core/read-field';

/**
 * How names are resolved in a pod, besides what `dnsPolicy` says.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
 */
export interface DnsConfigProps {
  /** Addresses of name servers, at most 3. @default - those of `dnsPolicy` */
  readonly nameservers?: readonly string[] | undefined;
  /** Domains that are tried behind a short name, at most 32. @default - those of `dnsPolicy` */
  readonly searches?: readonly string[] | undefined;
  /** Options of the resolver: `{ ndots: 2, edns0: true }`, or Kubernetes' own list. @default - those of `dnsPolicy` */
  readonly options?: { readonly [name: string]: string | number | true } | PodDNSConfig['options'] | undefined;
}

/** Names for addresses, in the pod's `/etc/hosts`: `{ '10.1.2.3': ['db.example.com'] }`, or Kubernetes' own list. */
export type HostAliasesInput =
  | { readonly [ip: string]: readonly string[] | string }
  | readonly { readonly ip: string; readonly hostnames?: readonly string[] | undefined }[];

const configFields: ReadonlySet<string> = new Set<keyof DnsConfigProps>(['nameservers', 'searches', 'options']);
const optionFields: ReadonlySet<string> = new Set(['name', 'value']);
const aliasFields: ReadonlySet<string> = new Set(['ip', 'hostnames']);
const maxNameservers = 3;
const maxSearches = 32;
const maxSearchCharacters = 2048;

const searchDomain: NameRule = {
  pattern: /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/,
  max: 253,
  words: 'expected lower-case letters, digits, "-", "_" and ".", with a letter or digit at both ends of each part',
};

/** Reports what the API server refuses; `problems` is at the path of `dnsConfig`. */
export function normalizeDnsConfig(input: DnsConfigProps | undefined, problems: Problems): PodDNSConfig | undefined {
  const given: unknown = input;
  if (given === undefined || !checkMap(problems, given, 'a map with nameservers, searches and options')) return undefined;
  checkFields(problems, given, configFields);
  const nameservers = readList(problems, given, 'nameservers', checkIp);
  const searches = readList(problems, given, 'searches', checkSearch);
  checkCount(problems.at('nameservers'), 'name servers', nameservers?.length, maxNameservers);
  checkCount(problems.at('searches'), 'search domains', searches?.length, maxSearches);
  checkCount(problems.at('searches'), 'characters in all search domains, with a space between two', searches?.join(' ').length, maxSearchCharacters);
  const options = normalizeOptions(given['options'], problems.at('options'));
  return {
    ...(nameservers === undefined ? undefined : { nameservers }),
    ...(searches === undefined ? undefined : { searches }),
    ...(options.length === 0 ? undefined : { options }),
  };
}

function checkCount(problems: Problems, what: string, found: number | undefined, max: number): void {
  if (found !== undefined && found > max) problems.report('dns/too-many', { what, max, found });
}

function checkSearch(problems: Problems, domain: unknown): domain is string {
  // A dot at the end says that the name is complete, and the dot alone is the root.
  if (domain === '.') return true;
  const name = typeof domain === 'string' && domain.endsWith('.') ? domain.slice(0, -1) : domain;
  return checkName(problems, searchDomain, 'search domain', name);
}

function normalizeOptions(options: unknown, problems: Problems): PodDNSConfigOption[] {
  if (options === undefined) return [];
  if (Array.isArray(options)) return itemsOf(problems, options).flatMap(([option, at]) => normalizeOption(option, at));
  if (!checkMap(problems, options, 'options of the resolver: { ndots: 2, edns0: true } or a list of { name, value }')) return [];
  return entriesOf(problems, options).flatMap(([name, value]) => {
    if (!checkText(problems.at(name), name, 'the name of an option')) return [];
    if (value === true) return [{ name }];
    if (typeof value === 'number' && Number.isFinite(value)) return [{ name, value: String(value) }];
    return checkText(problems.at(name), value, 'a text, a number or true') ? [{ name, value }] : [];
  });
}

function normalizeOption(option: unknown, problems: Problems): PodDNSConfigOption[] {
  if (!checkMap(problems, option, 'a map with name and value')) return [];
  checkFields(problems, option, optionFields);
  const { name, value } = option;
  const well = [
    checkText(problems.at('name'), name, 'the name of an option'),
    value === undefined || checkText(problems.at('value'), value),
  ].every(Boolean);
  return well ? [option] : [];
}

/** Reports what the API server refuses; `problems` is at the path of `hostAliases`. */
export function normalizeHostAliases(input: HostAliasesInput | undefined, problems: Problems): HostAlias[] {
  if (input === undefined) return [];
  if (Array.isArray(input)) {
    return itemsOf(problems, input).flatMap(([alias, at]) => {
      if (!checkMap(at, alias, 'a map with ip and hostnames')) return [];
      checkFields(at, alias, aliasFields);
      return normalizeHostAlias(alias['ip'], alias['hostnames'], at.at('ip'), at.at('hostnames'));
    });
  }
  if (!checkMap(problems, input, 'a map from IP address to host names, or a list of { ip, hostnames }')) return [];
  return entriesOf<unknown>(problems, input).flatMap(([ip, names]) => {
    const at = problems.at(ip);
    return normalizeHostAlias(ip, typeof names === 'string' ? [names] : names, at, at);
  });
}

function normalizeHostAlias(ip: unknown, names: unknown, ipProblems: Problems, nameProblems: Problems): HostAlias[] {
  const hostnames = itemsOf(nameProblems, names).flatMap(([name, at]) => (checkName(at, dnsSubdomain, 'host name', name) ? [name] : []));
  return checkIp(ipProblems, ip) ? [{ ip, hostnames }] : [];
}
