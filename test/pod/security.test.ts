import type { PodSpec } from '../../generated/kubernetes';
import type { ContainerSecurityInput, SecurityInput } from '../../src/pod/security';
import { containerSecurityFields, normalizeContainerSecurity, normalizePodSecurity, podSecurityFields } from '../../src/pod/security';
import { describeWithApiServer, type Expectation, podWith, surprises } from '../support/api-server';
import { type Outcome, outcomeOf } from '../support/diagnostics';

interface Given {
  readonly security?: unknown;
  readonly os?: 'linux' | 'windows';
  /** Security of a second container. */
  readonly helper?: unknown;
}

/** The pod that security alone gives, with a main container and, if asked for, a helper. */
function podOf({ security, os, helper }: Given): Outcome<PodSpec> {
  return outcomeOf((problems) => {
    const model = normalizePodSecurity(security as SecurityInput, problems.at('security'), { os });
    const containers = [{ name: 'main', image: 'example', ...containerSecurityFields(model.main) }];
    if (helper !== undefined) {
      const own = normalizeContainerSecurity(helper as ContainerSecurityInput, problems.at('helper'), model);
      containers.push({ name: 'helper', image: 'example', ...containerSecurityFields(own) });
    }
    return { ...podSecurityFields(model), ...(os === undefined ? undefined : { os: { name: os } }), containers };
  });
}

/** The parts of a pod that security decides on. */
function partsOf(given: Given): { reported: readonly string[]; pod: object; main: object | undefined; helper?: object | undefined } {
  const { result: { containers, os: _os, ...pod }, reported } = podOf(given);
  const [main, helper] = containers;
  return { reported, pod, main: main!.securityContext, ...(helper === undefined ? undefined : { helper: helper.securityContext }) };
}

const seccompProfile = { type: 'RuntimeDefault' };
const noToken = { automountServiceAccountToken: false };
const pod = { ...noToken, securityContext: { seccompProfile } };
const main = { allowPrivilegeEscalation: false };
const strictPod = { ...noToken, securityContext: { runAsNonRoot: true, seccompProfile } };
const strictMain = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

const accepted: [string, { given: Given; want: object }][] = [
  ['nothing', { given: {}, want: { pod, main } }],
  ['the default profile', { given: { security: 'default' }, want: { pod, main } }],
  ['the baseline profile', { given: { security: 'baseline' }, want: { pod, main } }],
  ['the restricted profile', { given: { security: 'restricted' }, want: { pod: strictPod, main: strictMain } }],
  ['no profile', { given: { security: 'none' }, want: { pod: {}, main: undefined } }],
  ['an empty map', { given: { security: {} }, want: { pod, main } }],
  ['the fields that are used most', {
    given: { security: {
      runAsUser: 1000, runAsGroup: 1001, runAsNonRoot: true, fsGroup: 1002, supplementalGroups: [1003], readOnlyRootFilesystem: true,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    } },
    want: {
      pod: {
        ...noToken,
        securityContext: { seccompProfile, runAsUser: 1000, runAsGroup: 1001, runAsNonRoot: true, fsGroup: 1002, supplementalGroups: [1003] },
      },
      main: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } },
    },
  }],
  ['every field of the pod', {
    given: { security: { profile: 'none', pod: {
      appArmorProfile: { type: 'Localhost', localhostProfile: 'web' }, fsGroup: 0, fsGroupChangePolicy: 'OnRootMismatch', runAsGroup: 0, runAsNonRoot: false,
      runAsUser: 2_147_483_647, seLinuxChangePolicy: 'Recursive', seLinuxOptions: { level: 's0:c1', role: 'r', type: 't', user: 'u' },
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/web.json' }, supplementalGroups: [], supplementalGroupsPolicy: 'Strict',
      sysctls: { 'net.core.somaxconn': 1024, 'kernel/shm_rmid_forced': '1' },
    } } },
    want: {
      pod: { securityContext: {
        appArmorProfile: { type: 'Localhost', localhostProfile: 'web' }, fsGroup: 0, fsGroupChangePolicy: 'OnRootMismatch', runAsGroup: 0, runAsNonRoot: false,
        runAsUser: 2_147_483_647, seLinuxChangePolicy: 'Recursive', seLinuxOptions: { level: 's0:c1', role: 'r', type: 't', user: 'u' },
        seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/web.json' }, supplementalGroups: [], supplementalGroupsPolicy: 'Strict',
        sysctls: [{ name: 'net.core.somaxconn', value: '1024' }, { name: 'kernel/shm_rmid_forced', value: '1' }],
      } },
      main: undefined,
    },
  }],
  ['every field of a container', {
    given: { security: { profile: 'none', hostUsers: false, container: {
      allowPrivilegeEscalation: true, appArmorProfile: { type: 'Unconfined' }, capabilities: { add: ['SYS_TIME'] }, privileged: true, procMount: 'Unmasked',
      readOnlyRootFilesystem: false, runAsGroup: 1, runAsNonRoot: true, runAsUser: 2, seLinuxOptions: { type: 't' }, seccompProfile: { type: 'Unconfined' },
    } } },
    want: {
      pod: { hostUsers: false },
      main: {
        allowPrivilegeEscalation: true, appArmorProfile: { type: 'Unconfined' }, capabilities: { add: ['SYS_TIME'] }, privileged: true, procMount: 'Unmasked',
        readOnlyRootFilesystem: false, runAsGroup: 1, runAsNonRoot: true, runAsUser: 2, seLinuxOptions: { type: 't' }, seccompProfile: { type: 'Unconfined' },
      },
    },
  }],
  ['kernel parameters as a list', {
    given: { security: { pod: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } } },
    want: { pod: { ...noToken, securityContext: { seccompProfile, sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } }, main },
  }],
  ['a privileged container, whose escalation is left open', { given: { security: { privileged: true } }, want: { pod, main: { privileged: true } } }],
  ['a container with SYS_ADMIN, whose escalation is left open', {
    given: { security: { capabilities: { add: ['SYS_ADMIN'] } } }, want: { pod, main: { capabilities: { add: ['SYS_ADMIN'] } } },
  }],
  ['a container with all capabilities, whose escalation is left open', {
    given: { security: { capabilities: { add: ['ALL'] } } }, want: { pod, main: { capabilities: { add: ['ALL'] } } },
  }],
  ['namespaces of the node', {
    given: { security: { hostNetwork: true, hostPID: true, hostIPC: true } },
    want: { pod: { ...pod, hostNetwork: true, hostPID: true, hostIPC: true }, main },
  }],
  ['a token that is asked for', {
    given: { security: { automountServiceAccountToken: true } }, want: { pod: { ...pod, automountServiceAccountToken: true }, main },
  }],
  ['the restricted profile with capabilities of its own', {
    given: { security: { profile: 'restricted', capabilities: { add: ['NET_BIND_SERVICE'], drop: ['CHOWN'] } } },
    want: { pod: strictPod, main: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['CHOWN', 'ALL'] } } },
  }],
  ['root in a user namespace, which the restricted level allows', {
    given: { security: { profile: 'restricted', hostUsers: false, runAsUser: 0, runAsNonRoot: false } },
    want: { pod: { ...noToken, hostUsers: false, securityContext: { seccompProfile, runAsUser: 0, runAsNonRoot: false } }, main: strictMain },
  }],
  ['an unmasked /proc in a user namespace', {
    given: { security: { profile: 'baseline', hostUsers: false, container: { procMount: 'Unmasked' } } },
    want: { pod: { ...pod, hostUsers: false }, main: { ...main, procMount: 'Unmasked' } },
  }],
  ['Windows', { given: { os: 'windows' }, want: { pod: noToken, main: undefined } }],
  ['Windows, restricted', { given: { os: 'windows', security: 'restricted' }, want: { pod: { ...noToken, securityContext: { runAsNonRoot: true } }, main: undefined } }],
  ['Windows with options', {
    given: { os: 'windows', security: {
      pod: { windowsOptions: { runAsUserName: 'CORP\\web', gmsaCredentialSpecName: 'web' } },
      container: { windowsOptions: { gmsaCredentialSpec: '{}', runAsUserName: 'ContainerUser', hostProcess: false } },
    } },
    want: {
      pod: { ...noToken, securityContext: { windowsOptions: { runAsUserName: 'CORP\\web', gmsaCredentialSpecName: 'web' } } },
      main: { windowsOptions: { gmsaCredentialSpec: '{}', runAsUserName: 'ContainerUser', hostProcess: false } },
    },
  }],
  ['Windows with host processes', {
    given: { os: 'windows', security: { hostNetwork: true, pod: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } } } },
    want: { pod: { ...noToken, hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } } }, main: undefined },
  }],
  ['a helper, with the profile of the pod', { given: { security: 'restricted', helper: {} }, want: { pod: strictPod, main: strictMain, helper: strictMain } }],
  ['a helper, which gets none of the fields of the main container', {
    given: { security: { readOnlyRootFilesystem: true }, helper: {} }, want: { pod, main: { ...main, readOnlyRootFilesystem: true }, helper: main },
  }],
  ['a helper with fields of its own', {
    given: { helper: { runAsUser: 5, capabilities: { drop: ['NET_RAW'] } } },
    want: { pod, main, helper: { ...main, runAsUser: 5, capabilities: { drop: ['NET_RAW'] } } },
  }],
  ['a helper with a stricter profile', { given: { helper: 'restricted' }, want: { pod, main, helper: { ...strictMain, runAsNonRoot: true } } }],
  ['a helper with a profile in a pod without one', {
    given: { security: 'none', helper: { profile: 'restricted' } },
    want: { pod: {}, main: undefined, helper: { ...strictMain, runAsNonRoot: true, seccompProfile } },
  }],
  ['a helper without a profile', { given: { helper: 'none' }, want: { pod, main, helper: undefined } }],
];

type Server = 'accepts' | { readonly pod?: object; readonly container?: object } | undefined;

const refused: [string, { given: Given; want: readonly string[]; server?: Server }][] = [
  ['an unknown profile', { given: { security: 'restrictd' }, want: ['value/not-one-of /security'] }],
  ['an unknown profile in a map', { given: { security: { profile: 'strict' } }, want: ['value/not-one-of /security/profile'] }],
  ['a profile that is no word', { given: { security: true }, want: ['value/wrong-type /security'] }],
  ['an unknown field', { given: { security: { runAsNonroot: true } }, want: ['value/unknown-field /security/runAsNonroot'] }],
  ['an unknown field of the pod', {
    given: { security: { pod: { privileged: true } } }, want: ['value/unknown-field /security/pod/privileged'], server: { pod: { privileged: true } },
  }],
  ['an unknown field of the container', {
    given: { security: { container: { fsGroup: 1 } } }, want: ['value/unknown-field /security/container/fsGroup'], server: { container: { fsGroup: 1 } },
  }],
  ['a group that is no map', { given: { security: { pod: 'restricted' } }, want: ['value/wrong-type /security/pod'] }],
  ['one field twice', { given: { security: { runAsUser: 1, pod: { runAsUser: 2 } } }, want: ['value/exclusive /security/runAsUser'] }],
  ['a negative user', { given: { security: { runAsUser: -1 } }, want: ['value/out-of-range /security/runAsUser'], server: { pod: { runAsUser: -1 } } }],
  ['a user beyond 31 bits', {
    given: { security: { pod: { runAsUser: 2_147_483_648 } } }, want: ['value/out-of-range /security/pod/runAsUser'], server: { pod: { runAsUser: 2_147_483_648 } },
  }],
  ['a user by name', { given: { security: { container: { runAsUser: 'web' } } }, want: ['value/wrong-type /security/container/runAsUser'], server: { container: { runAsUser: 'web' } } }],
  ['a negative group', { given: { security: { fsGroup: -1 } }, want: ['value/out-of-range /security/fsGroup'], server: { pod: { fsGroup: -1 } } }],
  ['a negative further group', {
    given: { security: { supplementalGroups: [1, -1] } }, want: ['value/out-of-range /security/supplementalGroups/1'], server: { pod: { supplementalGroups: [1, -1] } },
  }],
  ['unknown words', {
    given: { security: { pod: { fsGroupChangePolicy: 'Never', supplementalGroupsPolicy: 'None', seLinuxChangePolicy: 'Mount' }, container: { procMount: 'Masked' } } },
    want: [
      'value/not-one-of /security/pod/fsGroupChangePolicy', 'value/not-one-of /security/pod/supplementalGroupsPolicy',
      'value/not-one-of /security/pod/seLinuxChangePolicy', 'value/not-one-of /security/container/procMount',
    ],
    server: { pod: { seLinuxChangePolicy: 'Mount' } },
  }],
  ['a seccomp profile without its type', {
    given: { security: { pod: { seccompProfile: {} } } }, want: ['value/missing /security/pod/seccompProfile/type'], server: { pod: { seccompProfile: {} } },
  }],
  ['a local seccomp profile without its path', {
    given: { security: { pod: { seccompProfile: { type: 'Localhost' } } } },
    want: ['value/missing /security/pod/seccompProfile/localhostProfile'],
    server: { pod: { seccompProfile: { type: 'Localhost' } } },
  }],
  ['an absolute path of a seccomp profile', {
    given: { security: { container: { seccompProfile: { type: 'Localhost', localhostProfile: '/a' } } } },
    want: ['value/wrong-type /security/container/seccompProfile/localhostProfile'],
    server: { container: { seccompProfile: { type: 'Localhost', localhostProfile: '/a' } } },
  }],
  ['a path of a seccomp profile that leads up', {
    given: { security: { pod: { seccompProfile: { type: 'Localhost', localhostProfile: 'a/../../b' } } } },
    want: ['value/wrong-type /security/pod/seccompProfile/localhostProfile'],
    server: { pod: { seccompProfile: { type: 'Localhost', localhostProfile: 'a/../../b' } } },
  }],
  ['a path with the runtime profile', {
    given: { security: { pod: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } } },
    want: ['value/needs-other /security/pod/seccompProfile/localhostProfile'],
    server: { pod: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } },
  }],
  ['a local AppArmor profile with space around it', {
    given: { security: { pod: { appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } } } },
    want: ['value/wrong-type /security/pod/appArmorProfile/localhostProfile'],
    server: { pod: { appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } } },
  }],
  ['a local AppArmor profile without a name', {
    given: { security: { container: { appArmorProfile: { type: 'Localhost' } } } },
    want: ['value/missing /security/container/appArmorProfile/localhostProfile'],
    server: { container: { appArmorProfile: { type: 'Localhost' } } },
  }],
  ['an unknown AppArmor profile', {
    given: { security: { pod: { appArmorProfile: { type: 'Default' } } } },
    want: ['value/not-one-of /security/pod/appArmorProfile/type'],
    server: { pod: { appArmorProfile: { type: 'Default' } } },
  }],
  ['an unknown field of a profile', {
    given: { security: { pod: { seccompProfile: { type: 'RuntimeDefault', name: 'a' } } } },
    want: ['value/unknown-field /security/pod/seccompProfile/name'],
    server: { pod: { seccompProfile: { type: 'RuntimeDefault', name: 'a' } } },
  }],
  ['an unknown field of the SELinux options', {
    given: { security: { pod: { seLinuxOptions: { label: 'a' } } } },
    want: ['value/unknown-field /security/pod/seLinuxOptions/label'],
    server: { pod: { seLinuxOptions: { label: 'a' } } },
  }],
  ['a bad kernel parameter', {
    given: { security: { pod: { sysctls: { 'Net.core': 1 } } } },
    want: ['name/invalid /security/pod/sysctls/Net.core'],
    server: { pod: { sysctls: [{ name: 'Net.core', value: '1' }] } },
  }],
  ['a kernel parameter twice', {
    given: { security: { pod: { sysctls: [{ name: 'kernel.sem', value: '1' }, { name: 'kernel.sem', value: '2' }] } } },
    want: ['value/duplicate /security/pod/sysctls/1/name'],
    server: { pod: { sysctls: [{ name: 'kernel.sem', value: '1' }, { name: 'kernel.sem', value: '2' }] } },
  }],
  ['a kernel parameter without a value', { given: { security: { pod: { sysctls: { 'kernel.sem': true } } } }, want: ['value/wrong-type /security/pod/sysctls/kernel.sem'] }],
  ['a capability of a name that Linux does not have', {
    given: { security: { capabilities: { add: ['NET_ADMN', 'CAP_CHOWN', 'kill'], drop: ['ALLL'] } } },
    want: [
      'security/capability /security/capabilities/add/0', 'security/capability /security/capabilities/add/1', 'security/capability /security/capabilities/add/2',
      'security/capability /security/capabilities/drop/0',
    ],
    server: 'accepts',
  }],
  ['capabilities that are no list', {
    given: { security: { capabilities: { add: 'CHOWN' } } }, want: ['value/wrong-type /security/capabilities/add'], server: { container: { capabilities: { add: 'CHOWN' } } },
  }],
  ['a privileged container without escalation', {
    given: { security: { privileged: true, container: { allowPrivilegeEscalation: false } } },
    want: ['security/escalation /security/container/allowPrivilegeEscalation'],
    server: { container: { privileged: true, allowPrivilegeEscalation: false } },
  }],
  ['CAP_SYS_ADMIN without escalation', {
    given: { security: { container: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } } } },
    want: ['security/capability /security/container/capabilities/add/0', 'security/escalation /security/container/allowPrivilegeEscalation'],
    server: { container: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } } },
  }],
  ['an unmasked /proc among users of the node', {
    given: { security: { container: { procMount: 'Unmasked' } } },
    want: ['value/needs-other /security/container/procMount'],
    server: { container: { procMount: 'Unmasked' } },
  }],
  ['root that must not be root, which the kubelet refuses', {
    given: { security: { runAsUser: 0, runAsNonRoot: true } }, want: ['security/root-user /security/runAsUser'], server: 'accepts',
  }],
  ['a helper that is root and must not be', {
    given: { security: { runAsNonRoot: true }, helper: { runAsUser: 0 } }, want: ['security/root-user /helper/runAsUser'], server: 'accepts',
  }],
  ['a helper that must not be root as the pod is', {
    given: { security: { runAsUser: 0 }, helper: { runAsNonRoot: true } }, want: ['security/root-user /helper/runAsNonRoot'], server: 'accepts',
  }],
  ['users of its own in namespaces of the node', {
    given: { security: { hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true } },
    want: ['pod/conflict /security/hostNetwork', 'pod/conflict /security/hostPID', 'pod/conflict /security/hostIPC'],
  }],
  ['kernel parameters of the node', {
    given: { security: { hostNetwork: true, hostIPC: true, pod: { sysctls: { 'net.core.somaxconn': 1, 'fs.mqueue.msg_max': 1, 'kernel/sem': 1, 'vm.max': 1 } } } },
    want: ['pod/conflict /security/pod/sysctls', 'pod/conflict /security/pod/sysctls', 'pod/conflict /security/pod/sysctls'],
  }],
  ['a switch that is none', { given: { security: { hostPID: 1 } }, want: ['value/wrong-type /security/hostPID'] }],
  ['Windows options on Linux', {
    given: { os: 'linux', security: { pod: { windowsOptions: {} } } }, want: ['pod/wrong-os /security/pod/windowsOptions'],
  }],
  ['Linux settings on Windows', {
    given: { os: 'windows', security: {
      runAsUser: 1, fsGroup: 1, privileged: false, hostPID: true, hostIPC: true, hostUsers: true, container: { seccompProfile: { type: 'RuntimeDefault' } },
    } },
    want: [
      'pod/wrong-os /security/runAsUser', 'pod/wrong-os /security/fsGroup', 'pod/wrong-os /security/hostPID', 'pod/wrong-os /security/hostIPC',
      'pod/wrong-os /security/hostUsers', 'pod/wrong-os /security/container/seccompProfile', 'pod/wrong-os /security/privileged',
    ],
  }],
  ['Windows users that none can be', {
    given: { security: { pod: { windowsOptions: { runAsUserName: 'a\\b\\c' } }, container: { windowsOptions: { runAsUserName: ' . ' } } } },
    want: ['name/invalid /security/pod/windowsOptions/runAsUserName', 'name/invalid /security/container/windowsOptions/runAsUserName'],
    server: { pod: { windowsOptions: { runAsUserName: 'a\\b\\c' } } },
  }],
  ['an unknown field of the Windows options', {
    given: { security: { pod: { windowsOptions: { user: 'a' } } } },
    want: ['value/unknown-field /security/pod/windowsOptions/user'],
    server: { pod: { windowsOptions: { user: 'a' } } },
  }],
];

const forbidden: [string, { given: Given; want: readonly string[] }][] = [
  ['baseline: namespaces of the node', {
    given: { security: { profile: 'baseline', hostNetwork: true, hostPID: true, hostIPC: true } },
    want: ['/security/hostNetwork', '/security/hostPID', '/security/hostIPC'],
  }],
  ['baseline: a privileged container', { given: { security: { profile: 'baseline', privileged: true } }, want: ['/security/privileged'] }],
  ['baseline: a capability', { given: { security: { profile: 'baseline', capabilities: { add: ['CHOWN', 'NET_RAW'] } } }, want: ['/security/capabilities'] }],
  ['baseline: no filter of system calls', {
    given: { security: { profile: 'baseline', pod: { seccompProfile: { type: 'Unconfined' } } } }, want: ['/security/pod/seccompProfile'],
  }],
  ['baseline: AppArmor off', {
    given: { security: { profile: 'baseline', container: { appArmorProfile: { type: 'Unconfined' } } } }, want: ['/security/container/appArmorProfile'],
  }],
  ['baseline: SELinux labels', {
    given: { security: { profile: 'baseline', pod: { seLinuxOptions: { type: 'spc_t', user: 'a', role: 'b' } } } },
    want: ['/security/pod/seLinuxOptions', '/security/pod/seLinuxOptions', '/security/pod/seLinuxOptions'],
  }],
  ['baseline: a kernel parameter', { given: { security: { profile: 'baseline', pod: { sysctls: { 'net.core.somaxconn': 1 } } } }, want: ['/security/pod/sysctls'] }],
  ['baseline: host processes', {
    given: { os: 'windows', security: { profile: 'baseline', pod: { windowsOptions: { hostProcess: true } } } }, want: ['/security/pod/windowsOptions'],
  }],
  ['baseline: a helper', { given: { security: 'baseline', helper: { privileged: true } }, want: ['/helper/privileged'] }],
  ['restricted: root', { given: { security: { profile: 'restricted', runAsUser: 0 } }, want: ['/security/runAsUser'] }],
  ['restricted: perhaps root', { given: { security: { profile: 'restricted', runAsNonRoot: false } }, want: ['/security/runAsNonRoot'] }],
  ['restricted: a container that is perhaps root', {
    given: { security: { profile: 'restricted', container: { runAsNonRoot: false } } }, want: ['/security/container/runAsNonRoot'],
  }],
  ['restricted: escalation', {
    given: { security: { profile: 'restricted', container: { allowPrivilegeEscalation: true } } }, want: ['/security/container/allowPrivilegeEscalation'],
  }],
  ['restricted: a privileged container', { given: { security: { profile: 'restricted', privileged: true } }, want: ['/security/privileged', '/security'] }],
  ['restricted: a capability', { given: { security: { profile: 'restricted', capabilities: { add: ['CHOWN'] } } }, want: ['/security/capabilities'] }],
  ['restricted: an unmasked /proc, even in a user namespace', {
    given: { security: { profile: 'restricted', hostUsers: false, container: { procMount: 'Unmasked' } } }, want: ['/security/container/procMount'],
  }],
  ['restricted: a helper without a profile', { given: { security: 'restricted', helper: 'none' }, want: ['/helper', '/helper'] }],
  ['restricted: a helper of the default profile', { given: { security: 'restricted', helper: 'default' }, want: ['/helper'] }],
  ['a restricted helper that is privileged', { given: { helper: { profile: 'restricted', privileged: true } }, want: ['/helper/privileged', '/helper'] }],
];

describe('security', () => {
  test.each(accepted)('takes %s', (_name, { given, want }) => {
    expect(partsOf(given)).toEqual({ ...want, reported: [] });
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(podOf(given).reported).toEqual(want);
  });

  test.each(forbidden)('reports %s', (_name, { given, want }) => {
    expect(podOf(given).reported).toEqual(want.map((pointer) => `security/profile ${pointer}`));
  });

  test('has no field for what is not given', () => {
    expect(Object.keys(podOf({ security: 'none' }).result)).toEqual(['containers']);
    expect(Object.keys(podOf({}).result)).toEqual(['automountServiceAccountToken', 'securityContext', 'containers']);
  });

  test('keeps what is right beside what is wrong', () => {
    expect(partsOf({ security: { profile: 'strict', runAsUser: -1, fsGroup: 5 } }).pod).toEqual({ ...noToken, securityContext: { seccompProfile, fsGroup: 5 } });
  });
});

describe('the token of the service account', () => {
  const token = (security: SecurityInput | undefined, needed: boolean): boolean | undefined =>
    podSecurityFields(outcomeOf((problems) => normalizePodSecurity(security, problems)).result, needed).automountServiceAccountToken;

  test('is there for who has been granted something', () => {
    expect(token(undefined, false)).toBe(false);
    expect(token(undefined, true)).toBe(true);
  });

  test('is as the definition says', () => {
    expect(token({ automountServiceAccountToken: false }, true)).toBe(false);
    expect(token({ automountServiceAccountToken: true }, false)).toBe(true);
  });

  test('is left to the service account without a profile', () => {
    expect(token('none', false)).toBeUndefined();
    expect(token('none', true)).toBeUndefined();
  });
});

describeWithApiServer('security and the API server (needs KUBELOOM_ORACLE)', () => {
  test('accepts what is built', () => {
    expect(surprises(accepted.map(([name, { given }]) => ({ name, object: podWith(podOf(given).result), accepted: true })))).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]): Expectation[] => {
      if (server === undefined) return [];
      if (server === 'accepts') return [{ name, object: podWith(podOf(given).result), accepted: true }];
      return [{ name, object: podWith({ securityContext: server.pod }, { securityContext: server.container }), accepted: false }];
    }))).toEqual([]);
  });

  test.each<[string, object]>([
    ['users of its own in the network of the node', { hostUsers: false, hostNetwork: true }],
    ['users of its own among the processes of the node', { hostUsers: false, hostPID: true }],
    ['users of its own with the memory of the node', { hostUsers: false, hostIPC: true }],
    ['kernel parameters of the network of the node', { hostNetwork: true, securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }],
    ['kernel parameters of the memory of the node', { hostIPC: true, securityContext: { sysctls: [{ name: 'kernel/sem', value: '1' }] } }],
    ['message queues of the node', { hostIPC: true, securityContext: { sysctls: [{ name: 'fs.mqueue.msg_max', value: '1' }] } }],
    ['Windows options on Linux', { os: { name: 'linux' }, securityContext: { windowsOptions: {} } }],
    ['users on Windows', { os: { name: 'windows' }, securityContext: { runAsUser: 1 } }],
    ['groups on Windows', { os: { name: 'windows' }, securityContext: { fsGroup: 1 } }],
    ['processes of the node on Windows', { os: { name: 'windows' }, hostPID: true }],
    ['users of the node on Windows', { os: { name: 'windows' }, hostUsers: true }],
  ])('refuses %s', (name, fields) => {
    expect(surprises([{ name, object: podWith(fields), accepted: false }])).toEqual([]);
  });
});
