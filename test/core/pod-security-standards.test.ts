import type { Container, PodSpec, Volume } from '../../generated/kubernetes';
import { placeOf, podSecurityViolations } from '../../src/core/pod-security-standards';

// What the admission of Kubernetes 1.36 says to these pods was found out with its own evaluator, k8s.io/pod-security-admission/policy.

const context = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } as const;

/** A pod that both levels allow, with something that they may not. */
function podWith(fields: Partial<PodSpec>, container: Partial<Container> = {}): PodSpec {
  return { containers: [{ name: 'main', image: 'example', securityContext: context, ...container }], ...fields };
}

function secured(securityContext: Container['securityContext']): PodSpec {
  return podWith({}, { securityContext: { ...context, ...securityContext } });
}

function withVolume(source: Omit<Volume, 'name'>): PodSpec {
  return podWith({ volumes: [{ name: 'data', ...source }] });
}

const main = 'containers[0].securityContext';

const cases: [string, { given: PodSpec; baseline: readonly string[]; restricted: readonly string[] }][] = [
  ['what both levels allow', { given: podWith({}), baseline: [], restricted: [] }],
  ['a bare container', {
    given: { containers: [{ name: 'main' }] },
    baseline: [],
    restricted: [`${main}.capabilities.drop`, `${main}.allowPrivilegeEscalation`, `${main}.seccompProfile.type`, `${main}.runAsNonRoot`],
  }],
  ['a container that inherits from its pod', {
    given: podWith(
      { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost', localhostProfile: 'a' } } },
      { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
    ),
    baseline: [],
    restricted: [],
  }],
  ['init and ephemeral containers', {
    given: podWith({
      initContainers: [{ name: 'init', securityContext: { ...context, privileged: true } }],
      ephemeralContainers: [{ name: 'debug', securityContext: { ...context, privileged: true } }],
    }),
    baseline: ['initContainers[0].securityContext.privileged', 'ephemeralContainers[0].securityContext.privileged'],
    restricted: ['initContainers[0].securityContext.privileged', 'ephemeralContainers[0].securityContext.privileged'],
  }],
  ['namespaces of the node', {
    given: podWith({ hostNetwork: true, hostPID: true, hostIPC: true }),
    baseline: ['hostNetwork', 'hostPID', 'hostIPC'],
    restricted: ['hostNetwork', 'hostPID', 'hostIPC'],
  }],
  ['namespaces of its own', { given: podWith({ hostNetwork: false, hostPID: false, hostIPC: false }), baseline: [], restricted: [] }],
  ['ports of the node', {
    given: podWith({}, { ports: [{ containerPort: 80, hostPort: 0 }, { containerPort: 81, hostPort: 81 }] }),
    baseline: ['containers[0].ports[1].hostPort'],
    restricted: ['containers[0].ports[1].hostPort'],
  }],
  ['probes and handlers of other hosts', {
    given: podWith({}, {
      livenessProbe: { httpGet: { port: 80, host: 'example.com' } },
      readinessProbe: { tcpSocket: { port: 80, host: 'example.com' } },
      startupProbe: { httpGet: { port: 80, host: '' } },
      lifecycle: { postStart: { httpGet: { port: 80, host: 'example.com' } }, preStop: { exec: { command: ['true'] } } },
    }),
    baseline: ['containers[0].livenessProbe.httpGet.host', 'containers[0].readinessProbe.tcpSocket.host', 'containers[0].lifecycle.postStart.httpGet.host'],
    restricted: ['containers[0].livenessProbe.httpGet.host', 'containers[0].readinessProbe.tcpSocket.host', 'containers[0].lifecycle.postStart.httpGet.host'],
  }],
  ['default capabilities', { given: secured({ capabilities: { add: ['CHOWN'], drop: ['ALL'] } }), baseline: [], restricted: [`${main}.capabilities.add[0]`] }],
  ['low ports', { given: secured({ capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } }), baseline: [], restricted: [] }],
  ['other capabilities', {
    given: secured({ capabilities: { add: ['NET_BIND_SERVICE', 'NET_ADMIN'], drop: ['ALL'] } }),
    baseline: [`${main}.capabilities.add[1]`],
    restricted: [`${main}.capabilities.add[1]`],
  }],
  ['capabilities that are kept', { given: secured({ capabilities: { drop: ['all'] } }), baseline: [], restricted: [`${main}.capabilities.drop`] }],
  ['no filter of system calls in the pod', {
    given: podWith({ securityContext: { seccompProfile: { type: 'Unconfined' } } }),
    baseline: ['securityContext.seccompProfile.type'],
    restricted: ['securityContext.seccompProfile.type'],
  }],
  ['no filter of system calls in a container', {
    given: secured({ seccompProfile: { type: 'Unconfined' } }), baseline: [`${main}.seccompProfile.type`], restricted: [`${main}.seccompProfile.type`],
  }],
  ['AppArmor off', {
    given: secured({ appArmorProfile: { type: 'Unconfined' } }), baseline: [`${main}.appArmorProfile.type`], restricted: [`${main}.appArmorProfile.type`],
  }],
  ['an AppArmor profile', { given: secured({ appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } }), baseline: [], restricted: [] }],
  ['SELinux labels for containers', { given: secured({ seLinuxOptions: { type: 'container_engine_t', level: 's0', user: '', role: '' } }), baseline: [], restricted: [] }],
  ['other SELinux labels', {
    given: podWith({ securityContext: { seLinuxOptions: { type: 'spc_t', user: 'a', role: 'b' } } }),
    baseline: ['securityContext.seLinuxOptions.type', 'securityContext.seLinuxOptions.user', 'securityContext.seLinuxOptions.role'],
    restricted: ['securityContext.seLinuxOptions.type', 'securityContext.seLinuxOptions.user', 'securityContext.seLinuxOptions.role'],
  }],
  ['kernel parameters', {
    given: podWith({ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }, { name: 'net.core.somaxconn', value: '1' }] } }),
    baseline: ['securityContext.sysctls[1].name'],
    restricted: ['securityContext.sysctls[1].name'],
  }],
  ['an unmasked /proc', { given: secured({ procMount: 'Unmasked' }), baseline: [`${main}.procMount`], restricted: [`${main}.procMount`] }],
  ['an unmasked /proc in a user namespace', {
    given: { ...secured({ procMount: 'Unmasked' }), hostUsers: false }, baseline: [], restricted: [`${main}.procMount`],
  }],
  ['host processes', {
    given: podWith({ securityContext: { windowsOptions: { hostProcess: true } } }),
    baseline: ['securityContext.windowsOptions.hostProcess'],
    restricted: ['securityContext.windowsOptions.hostProcess'],
  }],
  ['escalation', { given: secured({ allowPrivilegeEscalation: true }), baseline: [], restricted: [`${main}.allowPrivilegeEscalation`] }],
  ['root', { given: secured({ runAsUser: 0 }), baseline: [], restricted: [`${main}.runAsUser`] }],
  ['perhaps root', { given: secured({ runAsNonRoot: false }), baseline: [], restricted: [`${main}.runAsNonRoot`] }],
  ['a pod that is perhaps root', { given: podWith({ securityContext: { runAsNonRoot: false } }), baseline: [], restricted: ['securityContext.runAsNonRoot'] }],
  ['root in a user namespace', { given: { ...secured({ runAsUser: 0, runAsNonRoot: false }), hostUsers: false }, baseline: [], restricted: [] }],
  ['Windows, which has none of the Linux settings', {
    given: { os: { name: 'windows' }, containers: [{ name: 'main', securityContext: { runAsNonRoot: true } }] }, baseline: [], restricted: [],
  }],
  ['a folder of the node', { given: withVolume({ hostPath: { path: '/' } }), baseline: ['volumes[0].hostPath'], restricted: ['volumes[0].hostPath'] }],
  ['a volume that anybody could mount', { given: withVolume({ nfs: { server: 'a', path: '/' } }), baseline: [], restricted: ['volumes[0].nfs'] }],
  ['a claim', { given: withVolume({ persistentVolumeClaim: { claimName: 'a' } }), baseline: [], restricted: [] }],
  ['a volume without a source, which is an empty folder', { given: withVolume({}), baseline: [], restricted: [] }],
];

describe.each(['baseline', 'restricted'] as const)('the level %s', (level) => {
  test.each(cases)('%s', (_name, { given, ...want }) => {
    expect(podSecurityViolations(level, given).map(({ path }) => placeOf(path))).toEqual(want[level]);
  });
});
