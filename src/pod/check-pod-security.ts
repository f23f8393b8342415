import type { Container, PodSpec } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import { containerViolations, placeOf, type PodSecurityLevel, volumeViolations } from '../core/pod-security-standards';
import type { PodSecurityModel } from './security';

/** The parts of a pod that its security has a say in. */
export type SecuredPod = Pick<PodSpec, 'containers' | 'initContainers' | 'volumes' | 'shareProcessNamespace' | 'hostnameOverride'>;

/**
 * Reports what the pod's profile refuses outside of security contexts (ports of the node, volumes, probes of other hosts), and what the
 * API server refuses of security and the rest together. For when the containers and volumes of the pod are known. `problems` is at
 * the path of the pod's props (the parent of `security`); the main container is the first.
 */
export function checkPodSecurity(model: PodSecurityModel, pod: SecuredPod, problems: Problems): void {
  const { profile } = model;
  if (profile === 'baseline' || profile === 'restricted') checkProfile(profile, pod, problems);
  checkHostNamespaces(model, pod, problems);
  checkHostProcesses(model, pod, problems);
}

function checkProfile(level: PodSecurityLevel, pod: SecuredPod, problems: Problems): void {
  for (const volume of pod.volumes ?? []) {
    for (const { expected, found } of volumeViolations(level, volume)) {
      problems.at('security').report('security/profile', { profile: level, place: `volume ${JSON.stringify(volume.name)}`, expected, found });
    }
  }
  for (const [container, at] of containersOf(pod, problems)) {
    for (const { path, expected, found } of containerViolations(container)) {
      const port = path[0] === 'ports' ? container.ports?.[Number(path[1])] : undefined;
      const place = port === undefined ? at : problems.at('ports', port.name ?? '', 'hostPort');
      const where = port === undefined ? placeOf(path) : `hostPort of port ${JSON.stringify(port.name)}`;
      place.report('security/profile', { profile: level, place: where, expected, found });
    }
  }
}

function checkHostNamespaces(model: PodSecurityModel, pod: SecuredPod, problems: Problems): void {
  if (model.hostPID === true && pod.shareProcessNamespace === true) {
    problems.at('shareProcessNamespace').report('pod/conflict', {
      field: 'shareProcessNamespace', with: 'security.hostPID: true', why: 'the containers see the processes of the node already',
    });
  }
  if (model.hostNetwork === true && pod.hostnameOverride !== undefined) {
    problems.at('hostnameOverride').report('pod/conflict', {
      field: 'hostnameOverride', with: 'security.hostNetwork: true', why: 'the host name is that of the node',
    });
  }
  if (model.hostUsers !== false) return;
  for (const [container, at] of containersOf(pod, problems)) {
    if ((container.volumeDevices ?? []).length === 0) continue;
    at.at('devices').report('pod/conflict', { field: 'devices', with: 'security.hostUsers: false', why: 'users of the pod cannot own a block device of the node' });
  }
}

/** All containers of a Windows pod are processes of the host, or none is. */
function checkHostProcesses(model: PodSecurityModel, pod: SecuredPod, problems: Problems): void {
  const ofPod = model.context?.windowsOptions?.hostProcess;
  if (ofPod === undefined && !pod.containers.some(hasHostProcess) && pod.initContainers?.some(hasHostProcess) !== true) return;
  const containers = containersOf(pod, problems).map(([container, at]) => {
    const own = hostProcessOf(container);
    if (ofPod !== undefined && own !== undefined && own !== ofPod) {
      at.at('security').report('security/host-process', { expected: `the same value for the container as for the pod (${ofPod})`, found: own });
    }
    return own ?? ofPod ?? false;
  });
  if (!containers.includes(true)) return;
  if (containers.includes(false)) {
    problems.at('security').report('security/host-process', { expected: 'all containers of the pod to be host processes', found: false });
  }
  if (model.hostNetwork !== true) problems.at('security').report('security/host-process', { expected: 'hostNetwork: true', found: model.hostNetwork });
}

function hostProcessOf({ securityContext }: Container): boolean | undefined {
  return securityContext?.windowsOptions?.hostProcess;
}

function hasHostProcess(container: Container): boolean {
  return hostProcessOf(container) !== undefined;
}

/** Each container with the place of its props. */
function containersOf({ containers, initContainers = [] }: SecuredPod, problems: Problems): [Container, Problems][] {
  return [
    ...initContainers.map((container): [Container, Problems] =>
      [container, problems.at(container.restartPolicy === 'Always' ? 'sidecars' : 'initContainers', container.name)]),
    ...containers.map((container, index): [Container, Problems] => [container, index === 0 ? problems : problems.at('containers', container.name)]),
  ];
}
