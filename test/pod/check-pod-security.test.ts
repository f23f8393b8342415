import { describeWithApiServer, podWith, surprises } from '../support/api-server';
import { folder, podOfAnything, volume } from '../support/pods';

const node = volume('node', { hostPath: { path: '/' } });
const share = volume('share', { nfs: { server: 'example.com', path: '/' } });
const hostProcess = { windowsOptions: { hostProcess: true } };

const reported: [string, { given: { readonly [field: string]: unknown }; want: readonly string[] }][] = [
  ['nothing in a pod of the default profile', {
    given: {
      ports: { http: { port: 80, hostPort: 80 } }, mounts: { '/node': node, '/share': share },
      health: { readiness: { tcpSocket: { port: 80, host: 'example.com' } } },
    },
    want: [],
  }],
  ['nothing in a pod that keeps to its profile', { given: { security: 'restricted', ports: { http: 8080 }, mounts: { '/tmp': folder() } }, want: [] }],
  ['a port of the node', { given: { security: 'baseline', ports: { http: { port: 80, hostPort: 80 } } }, want: ['security/profile /ports/http/hostPort'] }],
  ['a port of the node in another container', {
    given: { security: 'baseline', ports: { dns: { port: 53, hostPort: 53, container: 'helper' } }, containers: { helper: { image: 'helper' } } },
    want: ['security/profile /ports/dns/hostPort'],
  }],
  ['a folder of the node', { given: { security: 'baseline', mounts: { '/node': node } }, want: ['security/profile /security'] }],
  ['a volume that only baseline allows', { given: { security: 'restricted', mounts: { '/share': share } }, want: ['security/profile /security'] }],
  ['a volume that baseline allows', { given: { security: 'baseline', mounts: { '/share': share } }, want: [] }],
  ['a probe of another host', {
    given: { security: 'baseline', health: { readiness: { tcpSocket: { port: 80, host: 'example.com' } } } }, want: ['security/profile'],
  }],
  ['a probe of another host by a sidecar', {
    given: { security: 'baseline', sidecars: { proxy: { image: 'proxy', health: { liveness: { httpGet: { port: 80, host: 'example.com' } } } } } },
    want: ['security/profile /sidecars/proxy'],
  }],
  ['a shared process namespace in that of the node', {
    given: { security: { hostPID: true }, shareProcessNamespace: true }, want: ['pod/conflict /shareProcessNamespace'],
  }],
  ['a host name of its own in the network of the node', {
    given: { security: { hostNetwork: true }, hostnameOverride: 'web' }, want: ['pod/conflict /hostnameOverride'],
  }],
  ['a block device in a user namespace', {
    given: { security: { hostUsers: false }, devices: { '/dev/xvda': volume('data', { persistentVolumeClaim: { claimName: 'data' } }) } },
    want: ['pod/conflict /devices'],
  }],
  ['host processes without the network of the node', { given: { os: 'windows', security: { pod: hostProcess } }, want: ['security/host-process /security'] }],
  ['host processes beside other containers', {
    given: { os: 'windows', security: { hostNetwork: true, container: hostProcess }, initContainers: { setup: { image: 'setup' } } },
    want: ['security/host-process /security'],
  }],
  ['a container that is none of the host processes of its pod', {
    given: {
      os: 'windows', security: { hostNetwork: true, pod: hostProcess },
      containers: { helper: { image: 'helper', security: { windowsOptions: { hostProcess: false } } } },
    },
    want: ['security/host-process /containers/helper/security', 'security/host-process /security'],
  }],
  ['nothing in a pod of host processes', { given: { os: 'windows', security: { hostNetwork: true, pod: hostProcess } }, want: [] }],
];

describe('checkPodSecurity', () => {
  test.each(reported)('reports %s', (_name, { given, want }) => {
    expect(podOfAnything(given).reported).toEqual(want);
  });
});

describeWithApiServer('security with the rest of the pod and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(reported.flatMap(([name, { given, want }]) =>
      (want.length > 0 ? [] : [{ name, object: podWith(podOfAnything(given).result), accepted: true }])))).toEqual([]);
  });

  test.each<[string, { readonly pod: object; readonly container?: object }]>([
    ['a shared process namespace in that of the node', { pod: { hostPID: true, shareProcessNamespace: true } }],
    ['a host name of its own in the network of the node', { pod: { hostNetwork: true, hostnameOverride: 'web' } }],
    ['a block device in a user namespace', {
      pod: { hostUsers: false, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      container: { volumeDevices: [{ name: 'data', devicePath: '/dev/xvda' }] },
    }],
    ['host processes without the network of the node', { pod: { securityContext: hostProcess } }],
    ['host processes beside other containers', {
      pod: { hostNetwork: true, initContainers: [{ name: 'setup', image: 'setup' }] }, container: { securityContext: hostProcess },
    }],
    ['a container that is none of the host processes of its pod', {
      pod: { hostNetwork: true, securityContext: hostProcess }, container: { securityContext: { windowsOptions: { hostProcess: false } } },
    }],
  ])('refuses %s', (name, { pod, container }) => {
    expect(surprises([{ name, object: podWith(pod, container), accepted: false }])).toEqual([]);
  });
});
