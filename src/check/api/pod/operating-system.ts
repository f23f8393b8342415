import type { Container, PodSecurityContext, PodSpec, SecurityContext } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { forbid } from '../shared/lists';
import { eachContainer } from './each-container';

const systems = ['linux', 'windows'];

/** What the operating system of a pod does not have. Stands at the spec. */
export function operatingSystem(spec: PodSpec, at: Context): void {
  if (spec.os === undefined) return;
  const { name = '' } = spec.os;
  if (name === '') at.reportAt(['os', 'name'], 'api/required', { field: 'name' });
  else if (name === 'linux') noWindowsOptions(spec, at);
  else if (name === 'windows') noLinuxFields(spec, at);
  else at.reportAt('os', 'api/not-supported', { found: name, known: systems }, ['os', 'name']);
}

function noWindowsOptions(spec: PodSpec, at: Context): void {
  const check = (context: PodSecurityContext | SecurityContext | undefined): void => {
    if (context?.windowsOptions !== undefined) at.reportAt(['securityContext', 'windowsOptions'], 'api/forbidden', { field: 'windowsOptions', when: 'for a pod of Linux' });
  };
  check(spec.securityContext);
  eachContainer(spec, at, (container) => check(container.securityContext));
}

const podContext = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'sysctls', 'runAsUser', 'runAsGroup', 'supplementalGroups',
  'supplementalGroupsPolicy', 'seLinuxChangePolicy',
] as const;
const containerContext = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount', 'runAsUser',
  'runAsGroup',
] as const;

function noLinuxFields(spec: PodSpec, at: Context): void {
  for (const name of ['hostUsers', 'shareProcessNamespace'] as const) forbid(spec, at, name, onWindows);
  for (const name of ['hostPID', 'hostIPC'] as const) if (spec[name] === true) forbid(spec, at, name, onWindows);
  forbidAll(spec.securityContext, podContext, at);
  eachContainer(spec, at, ({ securityContext }: Container) => forbidAll(securityContext, containerContext, at));
}

const onWindows = 'for a pod of Windows';

function forbidAll<T extends object>(context: T | undefined, names: readonly (keyof T & string)[], at: Context): void {
  if (context === undefined) return;
  at.enter('securityContext');
  for (const name of names) forbid(context, at, name, onWindows);
  at.leave();
}

function anyHasWindowsOptions(containers: readonly Container[] | undefined): boolean {
  return containers !== undefined && containers.some(({ securityContext }) => securityContext?.windowsOptions !== undefined);
}

/** Containers that run on the node itself: all or none of a pod's, and in the node's network. Stands at the spec. */
export function hostProcesses(spec: PodSpec, at: Context): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  const lists = [spec.containers, spec.initContainers, spec.ephemeralContainers];
  if (ofPod === undefined && !lists.some(anyHasWindowsOptions)) return;
  let [all, onNode] = [0, 0];
  eachContainer(spec, at, ({ securityContext }: Container) => {
    all++;
    const own = securityContext?.windowsOptions?.hostProcess;
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      at.reportAt(['securityContext', 'windowsOptions', 'hostProcess'], 'api/must-equal', { found: own, expected: ofPod, as: 'in the securityContext of the pod' });
    }
    if (own ?? ofPod ?? false) onNode++;
  });
  if (onNode === 0) return;
  if (onNode !== all) at.report('api/host-process', { problem: 'some' });
  if (spec.hostNetwork !== true) at.reportAt('hostNetwork', 'api/host-process', { problem: 'network' });
}
