import type { Capabilities } from '../../generated/kubernetes';
import { checkFields, checkMap, checkText } from '../core/checks';
import type { Problems } from '../core/problems';
import { readList } from '../core/read-field';
import { nearest } from '../core/suggest';

/** The capabilities of Linux, without their prefix. @see https://man7.org/linux/man-pages/man7/capabilities.7.html */
const linuxCapabilities: ReadonlySet<string> = new Set([
  'ALL', 'AUDIT_CONTROL', 'AUDIT_READ', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'BPF', 'CHECKPOINT_RESTORE', 'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH',
  'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER', 'KILL', 'LEASE', 'LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN',
  'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_RAW', 'PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_CHROOT',
  'SYS_MODULE', 'SYS_NICE', 'SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'SYSLOG', 'WAKE_ALARM',
]);
const fields: ReadonlySet<string> = new Set(['add', 'drop']);
const administrator: readonly string[] = ['SYS_ADMIN', 'CAP_SYS_ADMIN', 'ALL'];

/** Reports what is no list of texts, and names that Linux does not have. */
export function normalizeCapabilities(problems: Problems, input: unknown): Capabilities | undefined {
  if (!checkMap(problems, input, 'a map with add and drop')) return undefined;
  checkFields(problems, input, fields);
  const add = readList(problems, input, 'add', isCapability);
  const drop = readList(problems, input, 'drop', isCapability);
  return { ...(add === undefined ? undefined : { add }), ...(drop === undefined ? undefined : { drop }) };
}

function isCapability(problems: Problems, value: unknown): value is string {
  if (!checkText(problems, value, 'the name of a capability')) return false;
  if (linuxCapabilities.has(value)) return true;
  const bare = value.toUpperCase().replace(/^CAP_/, '');
  problems.report('security/capability', { found: value, nearest: linuxCapabilities.has(bare) ? bare : nearest(bare, linuxCapabilities) });
  return true;
}

/** The capability that makes a process as mighty as root, if it is among those added. */
export function administratorCapability(capabilities: Capabilities | undefined): string | undefined {
  return capabilities?.add?.find((name) => administrator.includes(name));
}
