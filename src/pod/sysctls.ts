import type { Sysctl } from '../../generated/kubernetes';
import { checkFields, checkMap, entriesOf, reportWrongType } from '../core/checks';
import { checkName, type NameRule } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';

/** Kernel parameters: a map from name to value, or a list as Kubernetes has it. */
export type SysctlsInput = { readonly [name: string]: string | number } | readonly { readonly name: string; readonly value: string }[];

const segment = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const sysctlName: NameRule = {
  pattern: new RegExp(`^(${segment}[./])*${segment}$`),
  max: 253,
  words: 'expected lower-case letters, digits, "-" and "_", in parts with "." or "/" between them, with a letter or digit at both ends of each part',
};
const sysctlFields: ReadonlySet<string> = new Set(['name', 'value']);
const ipc: ReadonlySet<string> = new Set([
  'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni', 'kernel.shm_rmid_forced', 'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni',
  'kernel.shm', 'kernel.msg',
]);

/** Brings kernel parameters into Kubernetes' own shape and reports what the API server refuses. */
export function normalizeSysctls(input: unknown, problems: Problems): Sysctl[] {
  if (!Array.isArray(input)) {
    if (!checkMap(problems, input, 'a map from name to value, or a list of { name, value }')) return [];
    return entriesOf(problems, input).flatMap(([name, value]) => goodSysctl(name, value, problems.at(name), problems.at(name)));
  }
  const seen = new Set<string>();
  return itemsOf(problems, input).flatMap(([item, at]) => {
    if (!checkMap(at, item, 'a map with name and value')) return [];
    checkFields(at, item, sysctlFields);
    const { name, value } = item;
    if (typeof name === 'string') {
      if (seen.has(name)) at.at('name').report('value/duplicate', { what: 'sysctl', name });
      seen.add(name);
    }
    return goodSysctl(name, value, at.at('name'), at.at('value'));
  });
}

function goodSysctl(name: unknown, value: unknown, nameProblems: Problems, valueProblems: Problems): Sysctl[] {
  const named = checkName(nameProblems, sysctlName, 'sysctl', name);
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return named ? [{ name, value: String(value) }] : [];
  reportWrongType(valueProblems, 'a text or a number', value);
  return [];
}

/** Whose kernel parameter it is, when it is not the pod's own: that of the network or the inter-process communication of the node. */
export function sysctlNamespace(name: string): 'hostNetwork' | 'hostIPC' | undefined {
  const dotted = dottedName(name);
  if (dotted.startsWith('net.')) return 'hostNetwork';
  return ipc.has(dotted) || dotted.startsWith('fs.mqueue.') ? 'hostIPC' : undefined;
}

/** `net/ipv4/conf/eth0.100/rp_filter` is `net.ipv4.conf.eth0/100.rp_filter`. */
function dottedName(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  return first === '/' ? name.replace(/[./]/g, (separator) => (separator === '/' ? '.' : '/')) : name;
}
