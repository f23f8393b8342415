import {
  buildCronJob, buildJob, buildNodeAgent, buildPod, buildStatefulApp, buildStatelessApp, emptyDir, env, exec, field, http, text,
} from '../../src';
import type { Built } from '../../src/core/built';

export type Props = { readonly [field: string]: unknown };

/** A kind of app, and a definition of it that says nearly all that can be said. */
export interface RichDefinition {
  readonly props: () => Props;
  readonly build: (props: Props) => Built;
}

/** What is inside of the pods, and around them; made anew for everyone who changes it. */
const common = (): Props => ({
  name: 'web',
  image: 'nginx:1.27',
  imagePullPolicy: 'Always',
  imagePullSecrets: ['registry'],
  command: ['serve', text`--level=${env('LEVEL')}`],
  args: ['--quiet'],
  workingDir: '/srv',
  env: { LEVEL: 'info', COUNT: 1, POD: field('metadata.name'), PATH_TO: text`${env('LEVEL')}/x` },
  resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: 2, memory: '1Gi' } },
  lifecycle: { preStop: { sleep: { seconds: 1 } } },
  ports: { http: 80, dns: { port: 53, protocol: 'UDP' } },
  volumes: { scratch: emptyDir() },
  mounts: { '/scratch': { volume: 'scratch', readOnly: true } },
  health: { readiness: http('/', 'http'), liveness: exec(['true'], { periodSeconds: 1 }) },
  containers: { beside: { image: 'beside:1', mounts: { '/scratch': 'scratch' }, env: { A: '1' } } },
  initContainers: { first: { image: 'first:1' } },
  sidecars: { proxy: { image: 'proxy:1' } },
  security: {
    profile: 'default', runAsUser: 1, capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
    pod: { sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }] }, container: { procMount: 'Default' },
  },
  scheduling: {
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'special', operator: 'Exists' }],
    spread: { over: 'nodes', weight: 2 },
    topologySpread: [{ over: 'zones', maxSkew: 1 }],
    nodeAffinity: { required: [{ key: 'disk', operator: 'In', values: ['ssd'] }] },
    priorityClass: 'urgent',
  },
  labels: { a: 'b' },
  annotations: { a: 'b' },
  podLabels: { c: 'd' },
  podAnnotations: { e: 'f' },
  finalizers: ['example.com/keep'],
  ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'owner', uid: '0-1' }],
  instance: 'green',
  selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] },
  standardLabels: true,
  rollOnConfigChange: true,
  serviceAccount: 'robot',
  dnsPolicy: 'ClusterFirst',
  dnsConfig: { nameservers: ['1.1.1.1'], searches: ['example.com'], options: [{ name: 'ndots', value: '2' }] },
  hostAliases: [{ ip: '1.1.1.1', hostnames: ['one'] }],
  terminationGracePeriodSeconds: 5,
  service: { type: 'NodePort', ports: { http: { port: 80, nodePort: 30_000 } }, sessionAffinity: 'ClientIP', labels: { a: 'b' } },
  services: { peers: { headless: true }, outside: { type: 'LoadBalancer', ports: { http: 80 }, loadBalancerSourceRanges: ['10.0.0.0/8'] } },
  expose: { http: { host: 'shop.example.com', path: '/', tls: 'certificate', className: 'nginx', annotations: { a: 'b' } } },
  network: {
    allowFrom: ['anyone', { pods: { a: 'b' }, namespaces: 'other' }],
    allowTo: [{ to: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, ports: [1, { port: 2, endPort: 4 }] }],
    dns: true,
  },
});

const scale = (): Props => ({
  replicas: { min: 1, max: 3, cpu: '50%', behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 5 }] } } },
  disruptionBudget: { minAvailable: 1 },
});
const work = (): Props => ({
  completionMode: 'Indexed',
  completions: 2,
  parallelism: 1,
  backoffLimit: 3,
  ttlSecondsAfterFinished: 60,
  podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
  successPolicy: { rules: [{ succeededCount: 1, succeededIndexes: '0-1' }] },
});

const definition = (build: unknown, props: () => Props): RichDefinition => ({
  props, build: (given) => (build as (identity: object, props: Props) => Built)({ name: 'web', namespace: 'shop' }, given),
});

/** One definition of each kind of app. */
export const richDefinitions: { readonly [kind: string]: RichDefinition } = {
  stateless: definition(buildStatelessApp, () => ({ ...common(), ...scale(), rollout: { strategy: 'RollingUpdate', maxSurge: 1, maxUnavailable: 0, minReadySeconds: 1 } })),
  stateful: definition(buildStatefulApp, () => ({
    ...common(),
    ...scale(),
    rollout: { partition: 1, minReadySeconds: 1 },
    ordinals: { start: 1 },
    podManagementPolicy: 'Parallel',
    claimRetention: { whenDeleted: 'Delete' },
    storage: {
      data: { size: '1Gi', mountPath: '/data', accessModes: ['ReadWriteOnce'], labels: { a: 'b' }, dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } },
    },
  })),
  agent: definition(buildNodeAgent, () => ({ ...common(), rollout: { maxSurge: 1, maxUnavailable: 0 } })),
  job: definition(buildJob, () => ({ ...common(), ...work() })),
  cron: definition(buildCronJob, () => ({ ...common(), ...work(), schedule: '@daily', timeZone: 'Etc/UTC' })),
  pod: definition(buildPod, () => common()),
};

const circle: { [key: string]: unknown } = {};
circle['self'] = circle;

/** What people write by mistake, and what reaches a program from JavaScript and JSON. */
export const mistakes: readonly unknown[] = [
  null, undefined, Number.NaN, Infinity, '', ' ', 'A B', 'a', 0, -1, 1.5, 2 ** 40, true, false, {}, [], [null], [undefined], { a: null }, { a: 'b' }, { '': 1 },
  JSON.parse('{"__proto__":{"x":1}}'), () => 1, Symbol('s'), circle, 'x'.repeat(300), '\0', '😀', '\ud800', 10n, new Date(0), /x/, new Map(), [[]], { name: {} },
  Object.create(null), [1, 2, , 3], ['a', 'a'], '../x', '/..', 'a=b', '10%', '1Gi', '$(LEVEL)', '-1', '1.1.1.1',
];

type Path = readonly (string | number)[];

/** The path of everything in a definition. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  const plain = typeof value === 'object' && value !== null && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
  const inner = plain ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key])) : [];
  return path.length === 0 ? inner : [path, ...inner];
}

/** A definition with another value at one place. */
export function changedAt({ props }: RichDefinition, path: Path, value: unknown): Props {
  const changed = props();
  let inner: { [key: string | number]: unknown } = changed;
  for (const key of path.slice(0, -1)) inner = inner[key] as typeof inner;
  inner[path.at(-1)!] = value;
  return changed;
}
