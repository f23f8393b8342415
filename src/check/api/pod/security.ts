import type { Container, PodSecurityContext, PodSpec, SecurityContext, Sysctl } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, oneOf, type Rule } from '../../rule/rules';
import { between } from '../shared/numbers';
import { eachContainer } from './each-container';
import { appArmorProfile, seccompProfile } from './profiles';
import { windowsOptions } from './windows-options';

/** Users and groups are counted with 31 bits. */
const id: Rule<number> = between(0, 2 ** 31 - 1);

const escalation: Rule<SecurityContext> = ({ allowPrivilegeEscalation, privileged, capabilities }, at) => {
  if (allowPrivilegeEscalation !== false) return;
  if (privileged === true) at.report('api/privilege-escalation', { given: 'privileged: true' }, 'privileged');
  if (capabilities?.add?.includes('CAP_SYS_ADMIN') === true) at.report('api/privilege-escalation', { given: 'the capability CAP_SYS_ADMIN' }, 'capabilities');
};

const procMount: Rule<string> = (found, at) => {
  if (found !== 'Default' && found !== 'Unmasked') at.report('api/not-supported', { found, known: ['Default', 'Unmasked'] });
  else if (found === 'Unmasked' && at.pod!.spec.hostUsers !== false) at.report('api/not-allowed', { field: 'procMount: Unmasked', when: 'without hostUsers: false in the pod' });
};

/** What one container may do. That privileged ones are not allowed is up to each cluster. */
export const containerSecurity: Rule<SecurityContext> = all(
  fields<SecurityContext>({ runAsUser: id, runAsGroup: id, procMount, seccompProfile, windowsOptions, appArmorProfile }),
  escalation,
);

const sysctlName = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;
const ofIpc: ReadonlySet<string> = new Set([
  'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni', 'kernel.shm_rmid_forced', 'kernel.shm', 'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni', 'kernel.msg',
]);

const sysctls: Rule<readonly Sysctl[]> = (list, at) => {
  const { hostNetwork, hostIPC } = at.pod!.spec;
  const names = new Set<string>();
  list.forEach(({ name = '' }, index) => {
    const place = [index, 'name'];
    if (name === '') at.reportAt(place, 'api/required', { field: 'name' });
    else if (name.length > 253 || !sysctlName.test(name)) at.reportAt(place, 'api/sysctl', { found: name });
    else if (names.has(name)) at.reportAt(place, 'api/duplicate', { found: name });
    const namespace = namespaceOf(name);
    if (namespace === 'net' && hostNetwork === true) at.reportAt(place, 'api/sysctl-of-node', { found: name, field: 'hostNetwork' });
    if (namespace === 'ipc' && hostIPC === true) at.reportAt(place, 'api/sysctl-of-node', { found: name, field: 'hostIPC' });
    names.add(name);
  });
};

/** The kernel namespace of a parameter, which can be written with dots or with slashes. */
function namespaceOf(name: string): 'net' | 'ipc' | undefined {
  const separator = /[./]/.exec(name)?.[0];
  const dotted = separator === '/' ? name.replace(/[./]/g, (sign) => (sign === '.' ? '/' : '.')) : name;
  const exact = dotted.split('*')[0]!;
  if (ofIpc.has(exact) || exact.startsWith('fs.mqueue.')) return 'ipc';
  return exact.startsWith('net.') ? 'net' : undefined;
}

/** What all containers of a pod may do. */
export const podSecurity: Rule<PodSecurityContext> = fields<PodSecurityContext>({
  fsGroup: id,
  runAsUser: id,
  runAsGroup: id,
  supplementalGroups: each(id),
  sysctls,
  fsGroupChangePolicy: oneOf('Always', 'OnRootMismatch'),
  seccompProfile,
  windowsOptions,
  appArmorProfile,
  supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  seLinuxChangePolicy: oneOf('Recursive'),
});

/** The namespaces of the node exclude some of those of the pod. Stands at the spec. */
export function hostNamespaces(spec: PodSpec, at: Context): void {
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    at.reportAt(['securityContext', 'shareProcessNamespace'], 'api/contradiction', { fields: ['shareProcessNamespace', 'hostPID'] }, ['shareProcessNamespace']);
  }
  if (spec.hostUsers !== false) return;
  const when = 'beside hostUsers: false';
  if (spec.hostNetwork === true) at.reportAt('hostNetwork', 'api/forbidden', { field: 'hostNetwork', when });
  // The server spells these two as its own code does.
  if (spec.hostPID === true) at.reportAt('HostPID', 'api/forbidden', { field: 'hostPID', when }, ['hostPID']);
  if (spec.hostIPC === true) at.reportAt('HostIPC', 'api/forbidden', { field: 'hostIPC', when }, ['hostIPC']);
  if (at.minor < 34) return;
  eachContainer(spec, at, ({ volumeDevices = [] }: Container) => {
    if (volumeDevices.length > 0) at.reportAt('volumeDevices', 'api/forbidden', { field: 'volumeDevices', when });
  });
}
