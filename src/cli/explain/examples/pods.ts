import { agent, code, cron, db, type DefinitionExamples, job, web } from './example';

/** Of containers, pods and what runs them. */
export const podExamples: DefinitionExamples = {
  'container/image': code("new StatelessApp(shop, 'web', { image: 'nginx: 1.27' });", "new StatelessApp(shop, 'web', { image: 'nginx:1.27' });"),
  'container/not-for-init': web(
    "initContainers: { setup: { image: 'busybox:1.36', health: { readiness: { exec: { command: ['true'] } } } } },", "initContainers: { setup: { image: 'busybox:1.36' } },",
  ),
  'container/resize-restart': code(
    "new Pod(shop, 'shell', { image: 'busybox:1.36', restartPolicy: 'Never', resizePolicy: { cpu: 'RestartContainer' } });",
    "new Pod(shop, 'shell', { image: 'busybox:1.36', restartPolicy: 'Never', resizePolicy: { cpu: 'NotRequired' } });",
  ),
  'env/cycle': web("env: { A: text`${env('B')}`, B: text`${env('A')}` },", "env: { A: text`${env('B')}`, B: '1' },"),
  'env/unknown-variable': web("env: { URL: text`http://${env('HOTS')}/`, HOST: 'db' },", "env: { URL: text`http://${env('HOST')}/`, HOST: 'db' },"),
  'env/dollar-pair': web("env: { PRICE: 'US$$ 5' },", "env: { PRICE: text`${'US$$ 5'}` },"),
  'env/not-an-empty-dir': web(
    "volumes: { files: hostPath('/etc') },\nmounts: { '/files': 'files' },\nenv: { TOKEN: envFile('files', 'login.env') },",
    "volumes: { files: emptyDir() },\nmounts: { '/files': 'files' },\nenv: { TOKEN: envFile('files', 'login.env') },",
  ),
  'port/unknown-container': web("ports: { http: { port: 8080, container: 'wbe' } },", "ports: { http: { port: 8080, container: 'web' } },"),
  'port/host-port': agent(
    "security: { profile: 'none', hostNetwork: true },\nports: { metrics: { port: 2020, hostPort: 2021 } },", "security: { profile: 'none', hostNetwork: true },\nports: { metrics: 2020 },",
  ),
  'port/taken': web(
    "ports: { http: 8080, admin: { port: 8080, container: 'helper' } },\ncontainers: { helper: { image: 'busybox:1.36' } },",
    "ports: { http: 8080, admin: { port: 8081, container: 'helper' } },\ncontainers: { helper: { image: 'busybox:1.36' } },",
  ),
  'probe/unknown-port': web("ports: { http: 8080 },\nhealth: { readiness: http('/', 'htpp') },", "ports: { http: 8080 },\nhealth: { readiness: http('/', 'http') },"),
  'probe/no-port': web("ports: { http: 8080, admin: 9090 },\nhealth: { readiness: http('/') },", "ports: { http: 8080, admin: 9090 },\nhealth: { readiness: http('/', 'http') },"),
  'probe/not-tcp': web("ports: { dns: { port: 53, protocol: 'UDP' } },\nhealth: { readiness: tcp('dns') },", "ports: { dns: 53 },\nhealth: { readiness: tcp('dns') },"),
  'probe/success-threshold': web(
    "ports: { http: 8080 },\nhealth: { liveness: http('/', 'http', { successThreshold: 2 }) },", "ports: { http: 8080 },\nhealth: { liveness: http('/', 'http', { failureThreshold: 2 }) },",
  ),
  'probe/readiness-grace': web(
    "ports: { http: 8080 },\nhealth: { readiness: http('/', 'http', { terminationGracePeriodSeconds: 5 }) },",
    "ports: { http: 8080 },\nhealth: { liveness: http('/', 'http', { terminationGracePeriodSeconds: 5 }) },",
  ),
  'probe/header': web(
    "ports: { http: 8080 },\nhealth: { readiness: http('/', 'http', { headers: { 'X Probe': '1' } }) },", "ports: { http: 8080 },\nhealth: { readiness: http('/', 'http', { headers: { 'X-Probe': '1' } }) },",
  ),
  'lifecycle/tcp-socket': web('ports: { http: 8080 },\nlifecycle: { preStop: { tcpSocket: { port: 8080 } } },', 'ports: { http: 8080 },\nlifecycle: { preStop: sleep(5) },'),
  'lifecycle/sleep-too-long': web('lifecycle: { preStop: sleep(60) },', 'lifecycle: { preStop: sleep(60) },\nterminationGracePeriodSeconds: 90,'),
  'container/path-not-absolute': web("mounts: { 'tmp': emptyDir() },", "mounts: { '/tmp': emptyDir() },"),
  'volume/path-not-relative': web("volumes: { data: emptyDir() },\nmounts: { '/data': { volume: 'data', subPath: '/a' } },", "volumes: { data: emptyDir() },\nmounts: { '/data': { volume: 'data', subPath: 'a' } },"),
  'volume/path-invalid': web("volumes: { data: emptyDir() },\nmounts: { '/data': { volume: 'data', subPath: 'a/../b' } },", "volumes: { data: emptyDir() },\nmounts: { '/data': { volume: 'data', subPath: 'b' } },"),
  'mount/unknown-volume': web("volumes: { data: emptyDir() },\nmounts: { '/data': 'dta' },", "volumes: { data: emptyDir() },\nmounts: { '/data': 'data' },"),
  'mount/unused-volume': web('volumes: { data: emptyDir() },', "volumes: { data: emptyDir() },\nmounts: { '/data': 'data' },"),
  'mount/not-a-device': web("volumes: { data: emptyDir() },\ndevices: { '/dev/xvda': 'data' },", "volumes: { data: emptyDir() },\nmounts: { '/data': 'data' },"),
  'mount/device-and-mount': code(
    "const disk = new PersistentVolumeClaim(shop, 'disk', { size: '8Gi', volumeMode: 'Block' });\n"
      + "new StatelessApp(shop, 'web', { image: 'nginx:1.27', volumes: { disk }, mounts: { '/data': 'disk' }, devices: { '/data': 'disk' } });",
    "const disk = new PersistentVolumeClaim(shop, 'disk', { size: '8Gi', volumeMode: 'Block' });\n"
      + "new StatelessApp(shop, 'web', { image: 'nginx:1.27', volumes: { disk }, devices: { '/dev/xvda': 'disk' } });",
  ),
  'mount/needs-privileged': agent(
    "volumes: { mnt: hostPath('/mnt') },\nmounts: { '/mnt': { volume: 'mnt', mountPropagation: 'Bidirectional' } },",
    "volumes: { mnt: hostPath('/mnt') },\nmounts: { '/mnt': { volume: 'mnt', mountPropagation: 'HostToContainer' } },",
  ),
  'volume/no-projection': web("volumes: { all: projected([emptyDir()]) },\nmounts: { '/all': 'all' },", "volumes: { all: projected([serviceAccountToken()]) },\nmounts: { '/all': 'all' },"),
  'resource/unknown': web('resources: { limits: { memroy: \'1Gi\' } },', 'resources: { limits: { memory: \'1Gi\' } },'),
  'resource/needs-limit': web("resources: { requests: { 'nvidia.com/gpu': 1 } },", "resources: { limits: { 'nvidia.com/gpu': 1 } },"),
  'resource/not-limit': web("resources: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } },", "resources: { requests: { 'nvidia.com/gpu': 2 }, limits: { 'nvidia.com/gpu': 2 } },"),
  'resource/request-over-limit': web("resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },", "resources: { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } },"),
  'resource/not-whole': web("resources: { limits: { 'nvidia.com/gpu': '500m' } },", "resources: { limits: { 'nvidia.com/gpu': 1 } },"),
  'resource/page-size': web("resources: { limits: { memory: '1Gi', 'hugepages-2Mi': '3Mi' } },", "resources: { limits: { memory: '1Gi', 'hugepages-2Mi': '4Mi' } },"),
  'resource/huge-pages-alone': web("resources: { limits: { 'hugepages-2Mi': '4Mi' } },", "resources: { limits: { memory: '1Gi', 'hugepages-2Mi': '4Mi' } },"),
  'resource/fractional-bytes': web("resources: { limits: { memory: '128m' } },", "resources: { limits: { memory: '128Mi' } },"),
  'resource/unknown-claim': web("resources: { claims: [{ name: 'gpu' }] },", "resourceClaims: { gpu: { resourceClaimTemplateName: 'gpu' } },\nresources: { claims: [{ name: 'gpu' }] },"),
  'resource/pod-too-small': web(
    "podResources: { requests: { memory: '1Gi' } },\nresources: { requests: { memory: '2Gi' } },", "podResources: { requests: { memory: '2Gi' } },\nresources: { requests: { memory: '1Gi' } },",
  ),
  'feature/off-by-default': web("os: 'linux',\nlifecycle: { stopSignal: 'SIGUSR1' },", "os: 'linux',\nlifecycle: { preStop: sleep(5) },"),
  'rollout/not-rolling': db("rollout: { strategy: 'OnDelete', partition: 1 },", 'rollout: { partition: 1 },'),
  'rollout/not-of-kind': web("workload: 'ReplicaSet',\nrollout: { maxSurge: 1 },", 'rollout: { maxSurge: 1 },'),
  'rollout/cannot-progress': web('rollout: { maxSurge: 0, maxUnavailable: 0 },', 'rollout: { maxSurge: 1, maxUnavailable: 0 },'),
  'rollout/surge-host-port': agent(
    'ports: { http: { port: 8080, hostPort: 80 } },\nrollout: { maxSurge: 1, maxUnavailable: 0 },', 'ports: { http: { port: 8080, hostPort: 80 } },\nrollout: { maxUnavailable: 1 },',
  ),
  'rollout/surge-and-unavailable': agent('rollout: { maxSurge: 1, maxUnavailable: 1 },', 'rollout: { maxSurge: 1, maxUnavailable: 0 },'),
  'rollout/deadline-too-short': web('rollout: { minReadySeconds: 60, progressDeadlineSeconds: 30 },', 'rollout: { minReadySeconds: 60, progressDeadlineSeconds: 600 },'),
  'workload/legacy': web("workload: 'ReplicationController',", 'replicas: 2,'),
  'workload/no-rollout': web("workload: 'ReplicaSet',", 'replicas: 2,'),
  'workload/no-service': code(
    "const db = new StatelessApp(shop, 'db', { image: 'redis:7.4' });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { DB: db.host } });",
    "const db = new StatelessApp(shop, 'db', { image: 'redis:7.4', ports: { redis: 6379 } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { DB: db.host } });",
  ),
  'workload/unknown-port': code(
    "const db = new StatefulApp(shop, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { PORT: db.port('mysq') } });",
    "const db = new StatefulApp(shop, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { PORT: db.port('mysql') } });",
  ),
  'job/not-indexed': job('completions: 3,\nbackoffLimitPerIndex: 1,', "completionMode: 'Indexed',\ncompletions: 3,\nbackoffLimitPerIndex: 1,"),
  'job/restart-policy': job(
    "restartPolicy: 'OnFailure',\npodFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] },",
    "restartPolicy: 'Never',\npodFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] },",
  ),
  'cron/invalid': cron("schedule: '15 25 * * *',", "schedule: '15 3 * * *',"),
  'cron/never': cron("schedule: '30 2 31 2 *',", "schedule: '30 2 28 2 *',"),
  'cron/time-zone': cron("schedule: '15 3 * * *',\ntimeZone: 'Europe/Berln',", "schedule: '15 3 * * *',\ntimeZone: 'Europe/Berlin',"),
  'job/too-many': job(
    "podFailurePolicy: { rules: Array.from({ length: 21 }, () => ({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] })) },",
    "podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] },",
  ),
  'job/exit-codes': job(
    "podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [0] } }] },",
    "podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] },",
  ),
  'job/unknown-container': job(
    "podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { containerName: 'imprt', operator: 'In', values: [42] } }] },",
    "podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { containerName: 'import', operator: 'In', values: [42] } }] },",
  ),
  'job/indexes': job(
    "completionMode: 'Indexed',\ncompletions: 3,\nsuccessPolicy: { rules: [{ succeededIndexes: '5' }] },", "completionMode: 'Indexed',\ncompletions: 3,\nsuccessPolicy: { rules: [{ succeededIndexes: '0-1' }] },",
  ),
  'autoscaler/target': web("replicas: { min: 2, max: 10, cpu: 'a lot' },\nresources: { requests: { cpu: '250m' } },", "replicas: { min: 2, max: 10, cpu: '70%' },\nresources: { requests: { cpu: '250m' } },"),
  'autoscaler/from-zero': web("replicas: { min: 0, max: 10, cpu: '70%' },\nresources: { requests: { cpu: '250m' } },", "replicas: { min: 1, max: 10, cpu: '70%' },\nresources: { requests: { cpu: '250m' } },"),
  'autoscaler/unknown-container': web(
    "replicas: { max: 10, metrics: [{ resource: 'cpu', container: 'wbe', target: '60%' }] },\nresources: { requests: { cpu: '250m' } },",
    "replicas: { max: 10, metrics: [{ resource: 'cpu', container: 'web', target: '60%' }] },\nresources: { requests: { cpu: '250m' } },",
  ),
  'autoscaler/zero-gate': web("replicas: { min: 0, max: 10, metrics: [{ external: 'queue_length', averageValue: 30 }] },", "replicas: { min: 1, max: 10, metrics: [{ external: 'queue_length', averageValue: 30 }] },"),
  'percentage/invalid': web("replicas: 4,\ndisruptionBudget: { maxUnavailable: '25 percent' },", "replicas: 4,\ndisruptionBudget: { maxUnavailable: '25%' },"),
  'selector/values': web(
    "scheduling: { nodeAffinity: { required: [{ key: 'disktype', operator: 'Exists', values: ['ssd'] }] } },",
    "scheduling: { nodeAffinity: { required: [{ key: 'disktype', operator: 'In', values: ['ssd'] }] } },",
  ),
  'selector/syntax': web("scheduling: { nodeAffinity: { required: 'disktype ssd' } },", "scheduling: { nodeAffinity: { required: 'disktype=ssd' } },"),
  'toleration/syntax': web("scheduling: { tolerations: ['dedicated=web=shop:NoSchedule'] },", "scheduling: { tolerations: ['dedicated=web:NoSchedule'] },"),
  'toleration/comparison': web(
    "scheduling: { tolerations: [{ key: 'sla', operator: 'Gt', value: '900', effect: 'NoSchedule' }] },", "scheduling: { tolerations: [{ key: 'sla', operator: 'Exists', effect: 'NoSchedule' }] },",
  ),
  'pod/conflict': web("security: { profile: 'none', hostNetwork: true, hostUsers: false },", "security: { profile: 'none', hostUsers: false },"),
  'pod/wrong-os': web("os: 'windows',\nsecurity: { profile: 'none', runAsUser: 1000 },", "os: 'linux',\nsecurity: { profile: 'none', runAsUser: 1000 },"),
  'dns/too-many': web("dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] },", "dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] },"),
  'security/profile': web("security: { profile: 'restricted', hostNetwork: true },", "security: 'restricted',"),
  'security/escalation': web('security: { privileged: true, container: { allowPrivilegeEscalation: false } },', 'security: { container: { allowPrivilegeEscalation: false } },'),
  'security/root-user': web('security: { runAsNonRoot: true, runAsUser: 0 },', 'security: { runAsNonRoot: true, runAsUser: 101 },'),
  'security/capability': web("security: { capabilities: { add: ['NET_ADMN'] } },", "security: { capabilities: { add: ['NET_ADMIN'] } },"),
  'security/host-process': web(
    "os: 'windows',\nsecurity: { profile: 'none', container: { windowsOptions: { hostProcess: true } } },", "os: 'windows',\nsecurity: { profile: 'none' },",
  ),
};
