import { container, type Fields, long, pod, type PodCases, template } from './given';

const secure = (context: object, spec: Fields = {}): Fields => container({ securityContext: context }, spec);
const securePod = (context: object, spec: Fields = {}): Fields => pod({ ...spec, securityContext: context });
const c = '/spec/containers/0/securityContext';
const p = '/spec/securityContext';
const annotated = (annotations: { readonly [key: string]: string }, spec: Fields = {}): Fields => pod(spec, { annotations });
const userName = (runAsUserName: string): Fields => securePod({ windowsOptions: { runAsUserName } });
const badUser = [`api/windows-user ${p}/windowsOptions/runAsUserName`];

export const securityCases: PodCases = [
  ['counts users and groups with 31 bits', {
    given: pod({ securityContext: { runAsUser: -1, runAsGroup: 2147483648, fsGroup: -1, supplementalGroups: [0, -1] }, containers: [{ name: 'c', image: 'i', securityContext: { runAsUser: 2147483648, runAsGroup: -1 } }] }),
    want: [
      `api/out-of-range ${c}/runAsUser`, `api/out-of-range ${c}/runAsGroup`, `api/out-of-range ${p}/fsGroup`, `api/out-of-range ${p}/runAsUser`, `api/out-of-range ${p}/runAsGroup`,
      `api/out-of-range ${p}/supplementalGroups/1`,
    ],
  }],
  ['does not gain what it has', {
    given: secure({ allowPrivilegeEscalation: false, privileged: true, capabilities: { add: ['CAP_SYS_ADMIN'] } }),
    want: [`api/privilege-escalation ${c} > privileged`, `api/privilege-escalation ${c} > capabilities`],
  }],
  ['accepts privileged containers', { given: secure({ privileged: true }), want: [] }],
  ['knows two ways to mount processes', { given: secure({ procMount: 'Open' }), want: [`api/not-supported ${c}/procMount`] }],
  ['shows processes to users of the pod alone', { given: secure({ procMount: 'Unmasked' }), want: [`api/not-allowed ${c}/procMount`] }],
  ['shows processes with users of its own', { given: secure({ procMount: 'Unmasked' }, { hostUsers: false }), want: [] }],
  ['knows policies of groups', {
    given: securePod({ fsGroupChangePolicy: 'Never', supplementalGroupsPolicy: 'None', seLinuxChangePolicy: 'MountOption' }),
    want: [`api/not-supported ${p}/fsGroupChangePolicy`, `api/not-supported ${p}/supplementalGroupsPolicy`, `api/not-supported ${p}/seLinuxChangePolicy`],
  }],
  ['loses policies of groups before 1.33', { given: securePod({ supplementalGroupsPolicy: 'None', seLinuxChangePolicy: 'x' }), want: [], release: '1.32' }],

  ['knows profiles of seccomp', {
    given: pod({
      securityContext: { seccompProfile: {} },
      containers: [
        { name: 'a', image: 'i', securityContext: { seccompProfile: { type: 'Default' } } }, { name: 'b', image: 'i', securityContext: { seccompProfile: { type: 'Localhost' } } },
        { name: 'c', image: 'i', securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: '/a' } } },
        { name: 'd', image: 'i', securityContext: { seccompProfile: { type: 'Unconfined', localhostProfile: '' } } },
      ],
    }),
    want: [
      'api/not-supported /spec/containers/0/securityContext/seccompProfile/type', 'api/required /spec/containers/1/securityContext/seccompProfile/localhostProfile',
      'api/path /spec/containers/2/securityContext/seccompProfile/localhostProfile', 'api/not-allowed /spec/containers/3/securityContext/seccompProfile/localhostProfile',
      `api/required ${p}/seccompProfile/type`,
    ],
  }],
  ['knows profiles of AppArmor', {
    given: pod({
      securityContext: { appArmorProfile: { localhostProfile: 'x' } },
      containers: [
        { name: 'a', image: 'i', securityContext: { appArmorProfile: { type: 'Default', localhostProfile: 'x' } } }, { name: 'b', image: 'i', securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } } },
        { name: 'c', image: 'i', securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: '' } } },
        { name: 'd', image: 'i', securityContext: { appArmorProfile: { type: 'Unconfined', localhostProfile: 'a' } } },
        { name: 'e', image: 'i', securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: long(4096) } } },
        { name: 'f', image: 'i', securityContext: { appArmorProfile: { type: 'Localhost' } } },
      ],
    }),
    want: [
      'api/not-supported /spec/containers/0/securityContext/appArmorProfile/type', 'api/invalid /spec/containers/1/securityContext/appArmorProfile/localhostProfile',
      'api/required /spec/containers/2/securityContext/appArmorProfile/localhostProfile', 'api/not-allowed /spec/containers/3/securityContext/appArmorProfile/localhostProfile',
      'api/too-long /spec/containers/4/securityContext/appArmorProfile/localhostProfile', 'api/required /spec/containers/5/securityContext/appArmorProfile/localhostProfile',
      `api/required ${p}/appArmorProfile/type`,
    ],
  }],
  ['knows annotations of profiles', {
    given: annotated({
      'seccomp.security.alpha.kubernetes.io/pod': 'default', 'container.seccomp.security.alpha.kubernetes.io/c': 'localhost/../a',
      'container.apparmor.security.beta.kubernetes.io/x': 'runtime/default', 'container.apparmor.security.beta.kubernetes.io/c': 'default',
    }),
    want: [
      'api/profile-annotation /metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod', 'api/path /metadata/annotations/container.seccomp.security.alpha.kubernetes.io~1c',
      'api/annotated-container /metadata/annotations/container.apparmor.security.beta.kubernetes.io~1x',
      'api/profile-annotation /metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c',
    ],
  }],
  ['has fields as annotations say', {
    given: annotated(
      { 'seccomp.security.alpha.kubernetes.io/pod': 'docker/default', 'container.seccomp.security.alpha.kubernetes.io/c': 'localhost/a', 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' },
      {
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'c', image: 'i', securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'a' }, appArmorProfile: { type: 'Unconfined' } } }],
      },
    ),
    want: [],
  }],
  ['does not contradict annotations', {
    given: annotated(
      { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined', 'container.seccomp.security.alpha.kubernetes.io/c': 'localhost/a', 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' },
      {
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'c', image: 'i', securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'b' }, appArmorProfile: { type: 'Localhost', localhostProfile: 'b' } } }],
      },
    ),
    want: [`api/profile-differs ${p}/seccompProfile/type`, `api/profile-differs ${c}/seccompProfile/localhostProfile`, `api/profile-differs ${c}/appArmorProfile/type`],
  }],
  ['does not contradict annotations in templates', {
    given: template({ securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }, { annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'localhost/a' } }),
    want: ['api/profile-differs /template/spec/containers/0/securityContext/appArmorProfile/type'],
  }],

  ['knows names of kernel parameters', {
    given: securePod({ sysctls: [{ name: 'net.core/a_b', value: '' }, { name: '', value: '' }, { name: 'Net', value: '' }, { name: 'a.b', value: '' }, { name: 'a.b', value: '' }] }),
    want: [`api/required ${p}/sysctls/1/name`, `api/sysctl ${p}/sysctls/2/name`, `api/duplicate ${p}/sysctls/4/name`],
  }],
  ['changes no parameters of the node', {
    given: securePod({ sysctls: [{ name: 'net.ipv4.a', value: '' }, { name: 'net/ipv4/b', value: '' }, { name: 'kernel.sem', value: '' }, { name: 'fs.mqueue.a', value: '' }, { name: 'vm.a', value: '' }] }, { hostNetwork: true, hostIPC: true }),
    want: [0, 1, 2, 3].map((index) => `api/sysctl-of-node ${p}/sysctls/${index}/name`),
  }],
  ['shares processes with one another or with the node', {
    given: pod({ shareProcessNamespace: true, hostPID: true }), want: [`api/contradiction ${p}/shareProcessNamespace > /spec/shareProcessNamespace`],
  }],
  ['has users of its own or namespaces of the node', {
    given: pod({ hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true }),
    want: ['api/forbidden /spec/hostNetwork', 'api/forbidden /spec/HostPID > /spec/hostPID', 'api/forbidden /spec/HostIPC > /spec/hostIPC'],
  }],
  ['has users of its own or devices from 1.34 on', {
    given: container({ volumeDevices: [{ name: 'v', devicePath: '/a' }] }, { hostUsers: false, volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }] }), want: ['api/forbidden /spec/containers/0/volumeDevices'],
  }],
  ['has users of its own and devices before', {
    given: container({ volumeDevices: [{ name: 'v', devicePath: '/a' }] }, { hostUsers: false, volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }] }), want: [], release: '1.33',
  }],
  ['has users of the node before 1.33', { given: pod({ hostUsers: false, hostNetwork: true }), want: [], release: '1.32' }],

  ['knows two operating systems', { given: pod({ os: { name: 'Linux' } }), want: ['api/not-supported /spec/os > name'] }],
  ['asks for the name of an operating system', { given: pod({ os: {} }), want: ['api/required /spec/os/name'] }],
  ['has no options of Windows on Linux', {
    given: secure({ windowsOptions: {} }, { os: { name: 'linux' }, securityContext: { windowsOptions: {} } }), want: [`api/forbidden ${p}/windowsOptions`, `api/forbidden ${c}/windowsOptions`],
  }],
  ['has nothing of Linux on Windows', {
    given: secure(
      {
        appArmorProfile: { type: 'Unconfined' }, seLinuxOptions: {}, seccompProfile: { type: 'Unconfined' }, capabilities: {}, readOnlyRootFilesystem: false, privileged: false,
        allowPrivilegeEscalation: true, procMount: 'Default', runAsUser: 0, runAsGroup: 0,
      },
      {
        os: { name: 'windows' }, hostUsers: true, hostPID: true, hostIPC: true, shareProcessNamespace: false,
        securityContext: {
          appArmorProfile: { type: 'Unconfined' }, seLinuxOptions: {}, seccompProfile: { type: 'Unconfined' }, fsGroup: 0, fsGroupChangePolicy: 'Always', sysctls: [{ name: 'a', value: '' }],
          runAsUser: 0, runAsGroup: 0, supplementalGroups: [1], supplementalGroupsPolicy: 'Merge', seLinuxChangePolicy: 'Recursive',
        },
      },
    ),
    want: [
      ...['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'].map((name) => `api/forbidden /spec/${name}`),
      ...[
        'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'sysctls', 'runAsUser', 'runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy',
        'seLinuxChangePolicy',
      ].map((name) => `api/forbidden ${p}/${name}`),
      ...[
        'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup',
      ].map((name) => `api/forbidden ${c}/${name}`),
    ],
  }],
  ['has no group changes on Windows', { given: pod({ os: { name: 'windows' }, securityContext: { runAsNonRoot: true, windowsOptions: { runAsUserName: 'DOMAIN\\user' } } }), want: [] }],
  ['knows specifications of accounts', {
    given: securePod({ windowsOptions: { gmsaCredentialSpecName: 'A', gmsaCredentialSpec: '' } }), want: [`api/dns-subdomain ${p}/windowsOptions/gmsaCredentialSpecName`, `api/invalid ${p}/windowsOptions/gmsaCredentialSpec`],
  }],
  ['has specifications of 64 KiB', { given: securePod({ windowsOptions: { gmsaCredentialSpec: long(65537) } }), want: [`api/invalid ${p}/windowsOptions/gmsaCredentialSpec`] }],
  ...['', 'a\u0007b', 'a\\b\\c', '-\\:', `${'a'.repeat(256)}\\u`, 'dom<ain\\u', 'D\\', long(105), '. .', 'a@b'].map((name, index) => [`knows users of Windows, ${index + 1}`, { given: userName(name), want: badUser }] as const),
  ...['user', 'NT AUTHORITY\\SYSTEM', 'example.com\\u', 'ü'].map((name) => [`accepts the user ${name}`, { given: userName(name), want: [] }] as const),
  ['has all containers on the node or none', {
    given: pod({
      hostNetwork: true,
      containers: [{ name: 'a', image: 'i', securityContext: { windowsOptions: { hostProcess: true } } }, { name: 'b', image: 'i' }],
    }),
    want: ['api/host-process /spec'],
  }],
  ['has processes of the node in its network', { given: securePod({ windowsOptions: { hostProcess: true } }), want: ['api/host-process /spec/hostNetwork'] }],
  ['says it alike of the pod and its containers', {
    given: secure({ windowsOptions: { hostProcess: true } }, { securityContext: { windowsOptions: { hostProcess: false } }, hostNetwork: true }), want: [`api/must-equal ${c}/windowsOptions/hostProcess`],
  }],
];
