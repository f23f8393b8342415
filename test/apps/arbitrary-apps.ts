import { inspect } from 'node:util';
import * as fc from 'fast-check';
import {
  App, buildCronJob, buildJob, buildNodeAgent, buildPod, buildStatefulApp, buildStatelessApp, Bundle, ConfigMapData, CronJob, emptyDir,
  env, exec, field, hostPath, http, Job, NodeAgent, PersistentVolume, PersistentVolumeClaim, Pod, resource, SecretData, ServiceAccount, sleep,
  StatefulApp, StatelessApp, StorageClass, tcp, text, unsafeLiteral,
} from '../../src';
import type { Built } from '../../src/core/built';
import type { Manifest } from '../../src/core/manifest';

/** What the apps of a bundle refer to. */
interface Surroundings {
  readonly settings: ConfigMapData<'LEVEL' | 'COLOUR' | 'app.cnf'>;
  readonly credentials: SecretData<'password' | 'token'>;
  readonly claim: PersistentVolumeClaim;
  /** Of a volume that it names, and that names it. */
  readonly bound: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
  readonly account: ServiceAccount;
}

/** Data of a definition in which references to its surroundings stand as functions. */
type Draft<T = unknown> = (around: Surroundings) => T;
type Props = { readonly [field: string]: unknown };

/** A definition of an app, made in a bundle or without one. */
export interface ArbitraryApp {
  readonly kind: keyof typeof kinds;
  readonly name: string;
  readonly props: Draft<Props>;
}

/** A bundle made of definitions, and what the pure builders give for the same props. */
export interface Definitions {
  readonly bundle: Bundle;
  readonly pure: readonly Built[];
}

/** Constructs and pure builders take the same props; which ones are valid for which kind is decided below. */
const kinds = {
  stateless: { construct: StatelessApp, build: buildStatelessApp },
  stateful: { construct: StatefulApp, build: buildStatefulApp },
  agent: { construct: NodeAgent, build: buildNodeAgent },
  job: { construct: Job, build: buildJob },
  cron: { construct: CronJob, build: buildCronJob },
  pod: { construct: Pod, build: buildPod },
} as const;

function surroundings(bundle: Bundle): Surroundings {
  return {
    settings: new ConfigMapData(bundle, 'settings', { data: { LEVEL: 'info', COLOUR: 'red', 'app.cnf': 'a=1\n' } }),
    credentials: new SecretData(bundle, 'credentials', {
      data: { password: unsafeLiteral('x'), token: unsafeLiteral('y') }, version: '1', commit: 'base64', reason: 'a test',
    }),
    claim: new PersistentVolumeClaim(bundle, 'shared', { size: '1Gi', accessModes: ['ReadWriteMany'] }),
    bound: new PersistentVolumeClaim(bundle, 'bound', { volume: new PersistentVolume(bundle, 'disk', { source: hostPath('/mnt/disk'), capacity: '1Gi' }) }),
    storageClass: new StorageClass(bundle, 'fast', { provisioner: 'csi.example.com' }),
    account: new ServiceAccount(bundle, 'reader').can(['get', 'list'], ['pods', 'configmaps']),
  };
}

/** Defines apps in a bundle of their own, with all that they refer to. */
export function define(apps: readonly ArbitraryApp[]): Definitions {
  const bundle = new Bundle(new App({ onWarnings: () => undefined }), 'shop', { namespace: 'shop' });
  const around = surroundings(bundle);
  const pure = apps.map(({ kind, name, props }) => {
    const { construct, build } = kinds[kind];
    const made = props(around);
    new (construct as unknown as new (scope: Bundle, id: string, props: Props) => unknown)(bundle, name, made);
    return (build as unknown as (identity: object, props: Props) => Built)({ name, namespace: 'shop' }, made);
  });
  return { bundle, pure };
}

/** The objects of the apps alone, in the order in which they were defined. */
export function ofApps(objects: readonly Manifest[]): readonly Manifest[] {
  const others = new Set(['ConfigMap', 'Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass', 'ServiceAccount', 'Role', 'RoleBinding']);
  return objects.filter(({ kind }) => !others.has(kind));
}

const word = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const small = fc.integer({ min: 0, max: 5 });
const share = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom('25%', '100%'));
const labelValue = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,8}[A-Za-z0-9])?$/);
const labels = fc.dictionary(fc.constantFrom('tier', 'team', 'example.com/zone'), labelValue, { maxKeys: 2 });
const plainText = fc.string({ maxLength: 12 }).filter((value) => !value.includes('$') && !/[\0]/.test(value));

/** The value itself, or a reference that is made once its surroundings are there. */
const given = <T>(value: T): Draft => () => value;

/** Some fields, each there or not. */
function some(fields: { readonly [name: string]: fc.Arbitrary<Draft> }): fc.Arbitrary<Draft<Props>> {
  return fc.record(fields, { requiredKeys: [] }).map((drafts) => (around: Surroundings) =>
    Object.fromEntries(Object.entries(drafts).flatMap(([name, draft]) => (draft === undefined ? [] : [[name, draft(around)]]))));
}

/** A map in which each value is a draft. */
function mapOf(keys: fc.Arbitrary<string>, values: fc.Arbitrary<Draft>, maxKeys: number): fc.Arbitrary<Draft<Props>> {
  return fc.dictionary(keys, values, { maxKeys }).map((drafts) => (around: Surroundings) =>
    Object.fromEntries(Object.entries(drafts).map(([name, draft]) => [name, draft(around)])));
}

const variable = fc.oneof<fc.Arbitrary<Draft>[]>(
  plainText.map(given), fc.integer().map(given), fc.boolean().map(given),
  fc.constantFrom<Draft>(
    ({ settings }) => settings.key('LEVEL'), ({ settings }) => settings.key('COLOUR', { optional: true }), ({ credentials }) => credentials.key('password'),
    ({ credentials }) => text`user:${credentials.key('password')}@${env('FIRST')}`, () => field('metadata.name'), () => resource('limits.memory'), () => text`${env('FIRST')}/${80}`,
  ),
);
const environment = mapOf(fc.constantFrom('A', 'B_2', 'lower.case', 'Z'), variable, 4)
  .map((draft): Draft<Props> => (around) => ({ ...draft(around), FIRST: '1' }));
const environmentFrom = fc.subarray<Draft>([({ settings }) => settings.all(), ({ settings }) => settings.all({ prefix: 'APP_' }), ({ credentials }) => credentials.all()])
  .map((drafts): Draft => (around) => drafts.map((draft) => draft(around)));
const volume = fc.constantFrom<Draft>(
  ({ settings }) => settings.files(), ({ settings }) => settings.files(['app.cnf'], { defaultMode: 0o400 }), ({ settings }) => settings.file('app.cnf'),
  ({ credentials }) => credentials.files(), ({ claim }) => claim, ({ claim }) => ({ volume: claim, readOnly: true, subPath: 'a/b' }),
  ({ bound }) => bound, () => emptyDir(), () => emptyDir({ medium: 'Memory', sizeLimit: '16Mi' }), () => 'scratch',
);
const mounts = mapOf(fc.constantFrom('/data', '/data/inner', '/etc/app', '/var/lib/app', '/tmp'), volume, 3)
  .map((draft): Draft<Props> => (around) => ({ ...draft(around), '/scratch': 'scratch' }));
const resources = fc.record({ cpu: fc.constantFrom('100m', 1, '2'), memory: fc.constantFrom('64Mi', '1Gi') }, { requiredKeys: [] })
  .chain((requests) => fc.constantFrom({ requests }, { requests, limits: { memory: '2Gi' } }, { limits: { cpu: 4, memory: '4Gi' }, requests }));

const lifecycle = fc.constantFrom<unknown>(
  { preStop: sleep(1) }, { preStop: exec(['sh', '-c', 'sync']), postStart: exec(['true']) }, { preStop: http('/stop', 8080) },
);

const container = some({
  lifecycle: lifecycle.map(given),
  env: environment, envFrom: environmentFrom, mounts, resources: resources.map(given),
  args: fc.array(fc.oneof<fc.Arbitrary<Draft>[]>(plainText.map(given), fc.constant<Draft>(({ credentials }) => text`--token=${credentials.key('token')}`)), { maxLength: 2 })
    .map((drafts): Draft => (around) => drafts.map((draft) => draft(around))),
});
/** What runs to its end has no hooks. */
const hookless = container.map((draft): Draft<Props> => (around) => {
  const { lifecycle: _lifecycle, ...rest } = draft(around);
  return rest;
});
const image = fc.constantFrom('nginx:1.27', 'example.com/team/app@sha256:'.concat('0'.repeat(64)), 'app:1');

const ports = fc.record({
  http: fc.integer({ min: 1, max: 9999 }),
  // A load balancer must not take the port of the kubelet, 10250.
  admin: fc.integer({ min: 10_251, max: 65_535 }),
  dns: fc.integer({ min: 1, max: 9999 }).map((port) => ({ port, protocol: 'UDP' })),
}, { requiredKeys: [] }) as fc.Arbitrary<Props>;
const security = fc.constantFrom<unknown>(
  'default', 'baseline', 'restricted', 'none', { profile: 'restricted', runAsUser: 1000, fsGroup: 1000 }, { readOnlyRootFilesystem: true },
  { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }, { hostUsers: false }, { automountServiceAccountToken: true },
);
const scheduling = fc.constantFrom<unknown>(
  { spread: 'nodes' }, { spread: { over: 'zones', required: true } }, { nodeSelector: { disk: 'ssd' } }, { tolerations: [{ operator: 'Exists' }] },
);

const network = fc.constantFrom<unknown>(
  { isolate: 'both' }, { allowFrom: ['anyone'] }, { allowTo: [{ cidr: '10.0.0.0/8' }] }, { allowFrom: [{ pods: { app: 'x' } }] },
);

/** Fields that every kind of app has; what depends on the ports is made of them. */
function common(portMap: Props): fc.Arbitrary<Draft<Props>> {
  const names = Object.keys(portMap);
  const tcpNames = names.filter((name) => name !== 'dns');
  const probe = fc.constantFrom(exec(['true']), ...tcpNames.flatMap((name) => [http('/', name), tcp(name, { periodSeconds: 3 })]));
  const services = names.length === 0 ? [{ headless: true }] : [
    {}, { headless: true }, { type: 'NodePort' }, { type: 'LoadBalancer', sessionAffinity: 'ClientIP' }, { ports: { [names[0]!]: 8000 } }, false,
  ];
  const inside = some({
    health: fc.record({ startup: probe, readiness: probe, liveness: probe }, { requiredKeys: [] }).map(given),
    service: fc.constantFrom<unknown>(...services).map(given),
    services: fc.dictionary(fc.constantFrom('peers', 'outside'), fc.constantFrom<unknown>(...services.filter((one) => one !== false)), { maxKeys: 2 }).map(given),
    network: network.map(given),
    security: security.map(given), scheduling: scheduling.map(given), labels: labels.map(given), podLabels: labels.map(given),
    instance: word.map(given), serviceAccount: fc.constantFrom<Draft>(({ account }) => account, () => undefined),
    terminationGracePeriodSeconds: fc.integer({ min: 1, max: 5 }).map(given), rollOnConfigChange: fc.boolean().map(given),
    sidecars: mapOf(fc.constant('proxy'), container.map((draft): Draft => (around) => ({ image: 'proxy:1', ...draft(around) })), 1),
    containers: mapOf(fc.constant('helper'), container.map((draft): Draft => (around) => ({ image: 'helper:1', ...draft(around) })), 1),
    initContainers: mapOf(fc.constant('first'), hookless.map((draft): Draft => (around) => ({ image: 'init:1', ...draft(around) })), 1),
  });
  return fc.tuple(image, container, inside, exposed(names[0])).map(([main, own, more, expose]): Draft<Props> => (around) => {
    const { mounts: mounted, ...rest } = own(around);
    const all = { image: main, ports: portMap, volumes: { scratch: emptyDir() }, ...rest, ...more(around), mounts: { '/scratch': 'scratch', ...mounted as object } };
    const service = (all as Props)['service'];
    return expose === undefined || service === false ? all : { ...all, service: service ?? {}, expose };
  });
}

/** The first port, opened to the outside: a Service of any kind has it. */
function exposed(port: string | undefined): fc.Arbitrary<object | undefined> {
  if (port === undefined || port === 'dns') return fc.constant(undefined);
  const ways: unknown[] = ['shop.example.com', { host: ['a.example.com', '*.example.org'], path: ['/', '/api'], pathType: 'Exact', tls: true, className: 'nginx' }];
  return fc.option(fc.constantFrom(...ways).map((way) => ({ [port]: way })), { nil: undefined });
}

const scale = some({
  replicas: fc.oneof(small, fc.record({ min: fc.constantFrom(1, 2), max: fc.constantFrom(2, 9), cpu: fc.constantFrom('70%', '500m') })).map(given),
  disruptionBudget: fc.oneof(fc.record({ minAvailable: share }), fc.record({ maxUnavailable: share })).map(given),
});
const jobOptions = some({
  completions: small.map(given), parallelism: small.map(given), backoffLimit: small.map(given), ttlSecondsAfterFinished: small.map(given),
  activeDeadlineSeconds: fc.integer({ min: 1, max: 99 }).map(given), suspend: fc.boolean().map(given), restartPolicy: fc.constantFrom('Never', 'OnFailure').map(given),
});
const sets = fc.record({
  workload: fc.constantFrom('ReplicaSet', 'ReplicationController'), rollout: fc.option(fc.record({ minReadySeconds: small }), { nil: undefined }),
});
const deploymentRollout = fc.oneof(
  fc.constant({ strategy: 'Recreate' }),
  fc.record({ maxSurge: share, maxUnavailable: share, minReadySeconds: small, paused: fc.boolean() }, { requiredKeys: [] }),
);

/** Fields that one kind of app has. */
const ofKind: { readonly [K in keyof typeof kinds]: fc.Arbitrary<Draft<Props>> } = {
  stateless: fc.tuple(scale, fc.oneof<fc.Arbitrary<Draft<Props>>[]>(
    some({ rollout: deploymentRollout.map(given) }), sets.map((props) => () => props),
    fc.constant(() => ({ override: { Deployment: { spec: { minReadySeconds: 7, template: { metadata: { annotations: { 'example.com/added': 'yes' } } } } } } })),
  )).map(joined),
  stateful: fc.tuple(scale, some({
    rollout: fc.oneof(fc.constant({ strategy: 'OnDelete' }), fc.record({ partition: small, minReadySeconds: small }, { requiredKeys: [] })).map(given),
    podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel').map(given),
    storage: fc.constantFrom<Draft>(
      () => ({ data: { size: '1Gi', mountPath: '/storage' } }),
      ({ storageClass }) => ({ data: { size: '8Gi', mountPath: '/storage', storageClass, accessModes: ['ReadWriteOncePod'] }, logs: { size: 1024, mountPath: '/logs' } }),
    ),
    claimRetention: fc.constant(given({ whenScaled: 'Delete' })),
  })).map(joined),
  agent: some({ rollout: fc.oneof(fc.record({ maxUnavailable: share }), fc.constant({ maxSurge: 1, maxUnavailable: 0 })).map(given) }),
  job: jobOptions,
  cron: jobOptions.map((draft): Draft<Props> => (around) => ({ ...draft(around), schedule: '*/5 2-4 * * mon-fri', timeZone: 'Etc/UTC' })),
  pod: some({ restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never').map(given) }),
};

function joined(drafts: readonly Draft<Props>[]): Draft<Props> {
  return (around) => Object.assign({}, ...drafts.map((draft) => draft(around))) as Props;
}

/** Any valid definition of an app. */
export const arbitraryApp: fc.Arbitrary<ArbitraryApp> = fc.tuple(fc.constantFrom(...Object.keys(kinds) as (keyof typeof kinds)[]), word, ports)
  .chain(([kind, name, portMap]) => fc.tuple(common(portMap), ofKind[kind], adopted(kind, name))
    .map((drafts) => readable({ kind, name, props: joined(drafts) })));

/** A published selector, of which no other app has the labels. */
function adopted(kind: ArbitraryApp['kind'], name: string): fc.Arbitrary<Draft<Props>> {
  if (!['stateless', 'stateful', 'agent'].includes(kind)) return fc.constant(() => ({}));
  return fc.constantFrom<Props>({}, {}, { selector: { app: name } }, { selector: { app: name }, standardLabels: false }).map((props) => () => props);
}

/** Shows the props where a property fails. */
function readable(app: ArbitraryApp): ArbitraryApp {
  const shown = (): string => inspect({ ...app, props: app.props(surroundings(new Bundle(new App(), 'shop'))) }, { depth: 6 });
  return Object.defineProperty(app, fc.toStringMethod, { value: shown });
}

/** Any valid definitions that stand in one bundle. */
export const arbitraryApps: fc.Arbitrary<readonly ArbitraryApp[]> = fc
  .uniqueArray(arbitraryApp, { minLength: 1, maxLength: 3, selector: ({ name }) => name })
  // The names of further Services are made of that of the app.
  .filter((apps) => apps.every(({ name }) => !/-(peers|outside)$/.test(name)));
