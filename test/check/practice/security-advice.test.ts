import type { CheckCode } from '../../../src/check/codes';
import { advised, pod, stream } from './advised';

const context = (securityContext: object, podContext: object = {}): string => pod({ securityContext }, { securityContext: podContext });
const here = ['Pod /spec/containers/0'];
const windows = { os: { name: 'windows' } };

const cases: readonly [code: CheckCode, name: string, yaml: string, want: readonly string[]][] = [
  ['practice/privileged', 'privileged', context({ privileged: true }), ['Pod /spec/containers/0/securityContext/privileged']],
  ['practice/privileged', 'not privileged', context({ privileged: false }), []],

  ['practice/privilege-escalation', 'not said', pod({}), here],
  ['practice/privilege-escalation', 'allowed', context({ allowPrivilegeEscalation: true }), here],
  ['practice/privilege-escalation', 'excluded', context({ allowPrivilegeEscalation: false }), []],
  ['practice/privilege-escalation', 'nothing left to gain: privileged', context({ privileged: true }), []],
  ['practice/privilege-escalation', 'nothing left to gain: SYS_ADMIN', context({ capabilities: { add: ['CAP_SYS_ADMIN'] } }), []],
  ['practice/privilege-escalation', 'Windows', pod({}, windows), []],

  ['practice/dangerous-capability', 'one', context({ capabilities: { add: ['NET_BIND_SERVICE', 'NET_ADMIN'] } }), ['Pod /spec/containers/0/securityContext/capabilities/add']],
  ['practice/dangerous-capability', 'none', context({ capabilities: { add: ['NET_BIND_SERVICE'] } }), []],
  ['practice/capabilities-kept', 'one dropped', context({ capabilities: { drop: ['NET_RAW'] } }), here],
  ['practice/capabilities-kept', 'all dropped', context({ capabilities: { drop: ['ALL'] } }), []],

  ['practice/runs-as-root', 'not said', pod({}), here],
  ['practice/runs-as-root', 'root', context({ runAsUser: 0 }), here],
  ['practice/runs-as-root', 'a user', context({ runAsUser: 1000 }), []],
  ['practice/runs-as-root', 'a user of the pod', context({}, { runAsUser: 1000 }), []],
  ['practice/runs-as-root', 'root in spite of the pod', context({ runAsUser: 0 }, { runAsUser: 1000 }), here],
  ['practice/runs-as-root', 'excluded', context({}, { runAsNonRoot: true }), []],

  ['practice/low-user-id', 'user and group', context({ runAsUser: 1000 }, { runAsGroup: 1000 }), [...here, ...here]],
  ['practice/low-user-id', 'high', context({ runAsUser: 10_000 }), []],
  ['practice/low-user-id', 'not said', pod({}), []],

  ['practice/writable-root', 'not said', pod({}), here],
  ['practice/writable-root', 'read-only', context({ readOnlyRootFilesystem: true }), []],

  ['practice/no-seccomp', 'not said', pod({}), here],
  ['practice/no-seccomp', 'unconfined in spite of the pod', context({ seccompProfile: { type: 'Unconfined' } }, { seccompProfile: { type: 'RuntimeDefault' } }), here],
  ['practice/no-seccomp', 'that of the pod', context({}, { seccompProfile: { type: 'RuntimeDefault' } }), []],

  ['practice/unmasked-proc', 'unmasked', context({ procMount: 'Unmasked' }), ['Pod /spec/containers/0/securityContext/procMount']],
  ['practice/unmasked-proc', 'default', context({ procMount: 'Default' }), []],

  ['practice/windows-host-process', 'of the pod', context({}, { windowsOptions: { hostProcess: true } }), here],
  ['practice/windows-host-process', 'not', context({}, { windowsOptions: { hostProcess: false } }), []],

  ['practice/host-namespace', 'two of three', pod({}, { hostPID: true, hostNetwork: true }), ['Pod /spec']],
  ['practice/host-namespace', 'false', pod({}, { hostPID: false }), []],

  ['practice/unsafe-sysctl', 'unsafe', pod({}, { securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }), ['Pod /spec/securityContext/sysctls']],
  ['practice/unsafe-sysctl', 'safe', pod({}, { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } }), []],

  ['practice/host-port', 'taken', pod({ ports: [{ containerPort: 80, hostPort: 80 }] }), ['Pod /spec/containers/0/ports/0/hostPort']],
  ['practice/host-port', 'in the network of the node', pod({ ports: [{ containerPort: 80, hostPort: 80 }] }, { hostNetwork: true }), []],
  ['practice/ssh-port', 'TCP', pod({ ports: [{ containerPort: 22 }] }), ['Pod /spec/containers/0/ports/0/containerPort']],
  ['practice/ssh-port', 'UDP', pod({ ports: [{ containerPort: 22, protocol: 'UDP' }] }), []],

  ['practice/deprecated-service-account', 'alone', pod({}, { serviceAccount: 'a' }), ['Pod /spec/serviceAccount']],
  ['practice/deprecated-service-account', 'beside the new one', pod({}, { serviceAccount: 'a', serviceAccountName: 'a' }), []],
];

test.each(cases)('%s: %s', (code, _name, yaml, want) => {
  expect(advised(code, yaml)).toEqual(want);
});

describe('paths of the node', () => {
  const volume = (path: string): string => pod({}, { volumes: [{ name: 'v', hostPath: { path } }] });

  test.each(['/', '/etc', '/etc/', '/var/run/docker.sock', '/run/containerd/containerd.sock', '/var/lib/kubelet/pods', '/proc'])('%s is the system\'s', (path) => {
    expect(advised('practice/sensitive-host-path', volume(path))).toEqual(['Pod /spec/volumes/0/hostPath/path']);
    expect(advised('practice/host-path', volume(path))).toEqual([]);
  });

  test.each(['/mnt/data', '/var/log', '/etcetera', '/var/lib/mysql'])('%s is not', (path) => {
    expect(advised('practice/sensitive-host-path', volume(path))).toEqual([]);
    expect(advised('practice/host-path', volume(path))).toEqual(['Pod /spec/volumes/0/hostPath/path']);
  });
});

describe('practice/service-account-token', () => {
  const account = (more: object): string => JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'shop' }, ...more });
  const binding = JSON.stringify({
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'b', namespace: 'shop' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }, subjects: [{ kind: 'ServiceAccount', name: 'a' }],
  });
  const own = (more: object = {}): string => pod({}, { serviceAccountName: 'a', ...more }, { namespace: 'shop' });

  test.each([
    ['the account of the namespace', pod({}), ['Pod /spec']],
    ['a pod without a token', pod({}, { automountServiceAccountToken: false }), []],
    ['an account without a role', stream(own(), account({})), ['Pod /spec']],
    ['an account without tokens', stream(own(), account({ automountServiceAccountToken: false })), []],
    ['a pod that wants the token all the same', stream(own({ automountServiceAccountToken: true }), account({ automountServiceAccountToken: false })), ['Pod /spec']],
    ['an account with a role', stream(own(), account({}), binding), []],
  ])('%s', (_name, yaml, want) => {
    expect(advised('practice/service-account-token', yaml)).toEqual(want);
  });
});
