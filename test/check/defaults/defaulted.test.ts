import { check } from '../../../src/check/check';
import { defaulted } from '../../../src/check/defaults/defaulted';
import type { Manifest } from '../../../src/core/manifest';
import type { KubernetesRelease } from '../../../src/schema/releases';
import { describeOracle, verdicts } from '../../support/oracle';
import { readSeeds, seedFor } from '../agreement/seeds';
import { withoutUnknown } from '../agreement/stored';

type Fields = { readonly [field: string]: unknown };

const object = (apiVersion: string, kind: string, fields: Fields): Manifest => ({ apiVersion, kind, metadata: { name: 'a' }, ...fields });
const pod = (spec: Fields, container: Fields = {}): Manifest => object('v1', 'Pod', { spec: { containers: [{ name: 'a', image: 'a', ...container }], ...spec } });

/** The value at a path of what is stored. */
function at(given: Manifest, path: string, release: KubernetesRelease = '1.36'): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as { [key: string]: unknown } | undefined)?.[key], defaulted(given, release));
}

describe('defaults', () => {
  test.each<[string, Manifest, string, unknown]>([
    ['an image without tag is always pulled', pod({}), 'spec.containers.0.imagePullPolicy', 'Always'],
    ['an image with a tag is pulled once', pod({}, { image: 'a:1' }), 'spec.containers.0.imagePullPolicy', 'IfNotPresent'],
    ['an image with a digest is pulled once', pod({}, { image: `a@sha256:${'0'.repeat(64)}` }), 'spec.containers.0.imagePullPolicy', 'IfNotPresent'],
    ['a port of the registry is no tag', pod({}, { image: 'localhost:5000/a' }), 'spec.containers.0.imagePullPolicy', 'Always'],
    ['a name of an image that is none', pod({}, { image: 'UPPER' }), 'spec.containers.0.imagePullPolicy', 'IfNotPresent'],
    ['requests are limits', pod({}, { resources: { limits: { cpu: '1.5' } } }), 'spec.containers.0.resources.requests', { cpu: '1500m' }],
    ['no requests in a template', object('v1', 'PodTemplate', { template: pod({}, { resources: { limits: { cpu: '1' } } }) }), 'template.spec.containers.0.resources.requests', undefined],
    ['ports in the network of the node', pod({ hostNetwork: true }, { ports: [{ containerPort: 80 }] }), 'spec.containers.0.ports', [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]],
    ['an account under its old name', pod({ serviceAccount: 'b' }), 'spec.serviceAccountName', 'b'],
    ['a volume that says nothing', pod({ volumes: [{ name: 'v' }] }), 'spec.volumes', [{ name: 'v', emptyDir: {} }]],
    ['false that says nothing', pod({ hostNetwork: false }), 'spec.hostNetwork', undefined],
    ['false that says something', pod({ enableServiceLinks: false }), 'spec.enableServiceLinks', false],
    ['a strategy', object('apps/v1', 'Deployment', { spec: {} }), 'spec.strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }],
    ['a target port', object('v1', 'Service', { spec: { ports: [{ port: 80 }] } }), 'spec.ports', [{ port: 80, targetPort: 80, protocol: 'TCP' }]],
    ['traffic of a load balancer', object('v1', 'Service', { spec: { type: 'LoadBalancer' } }), 'spec.externalTrafficPolicy', 'Cluster'],
    ['text of a secret', object('v1', 'Secret', { stringData: { a: 'b' } }), 'data', { a: 'Yg==' }],
    ['a status of a namespace that somebody gave', object('v1', 'Namespace', { status: { phase: 'Terminating', conditions: [] } }), 'status', { phase: 'Active' }],
    ['bytes that are null', object('v1', 'ConfigMap', { binaryData: { a: null } }), 'binaryData', { a: null }],
    ['an owner without name in a template', object('v1', 'PodTemplate', { template: { metadata: { ownerReferences: [{ uid: 'a' }] } } }), 'template.metadata.ownerReferences', [{ apiVersion: '', kind: '', name: '', uid: 'a' }]],
    ['lists that are empty', object('v1', 'ConfigMap', { metadata: { name: 'a', finalizers: [], ownerReferences: [] } }), 'metadata.finalizers', undefined],
    ['the namespace', pod({}), 'metadata.namespace', 'default'],
    ['no namespace of what lives in none', object('v1', 'Namespace', {}), 'metadata.namespace', undefined],
    ['how soon it is evicted', pod({}, { resources: { limits: { cpu: '1', memory: '1Gi' } } }), 'status.qosClass', 'Guaranteed'],
    ['a status that somebody gave', object('v1', 'Pod', { spec: { containers: [] }, status: { phase: 'Running' } }), 'status.phase', 'Pending'],
    ['metrics of an autoscaler', object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { maxReplicas: 2, scaleTargetRef: { kind: 'a', name: 'b' } } }), 'spec.metrics.0.resource.target.averageUtilization', 80],
  ])('%s', (_, given, path, want) => {
    expect(at(given, path)).toEqual(want);
  });

  test('parts that lack nothing are shared, and nothing is changed', () => {
    const given = { ...object('v1', 'ConfigMap', {}), data: { a: 'b' } };
    const before = structuredClone(given);
    const after = defaulted(given, '1.36');
    expect(after.data).toBe(given.data);
    expect(given).toEqual(before);
  });

  test('what the server cannot decode, and kinds that nobody knows, stay as they are', () => {
    const wrong = pod({ hostNetwork: 'yes' });
    const unknown = object('example.com/v1', 'Thing', {});
    expect(defaulted(wrong, '1.36')).toBe(wrong);
    expect(defaulted(unknown, '1.36')).toBe(unknown);
  });

  test('an object that was stored is stored as it is', () => {
    for (const seed of readSeeds()) {
      const once = defaulted(seedFor(seed, '1.36')!, '1.36');
      // A Job that was stored has labels and a selector of its own.
      if (seed.kind !== 'Job') expect(defaulted(once, '1.36')).toEqual(once);
    }
  });
});

describe('fields that a release drops', () => {
  const cases: [string, Manifest, string, KubernetesRelease, string | undefined][] = [
    ['a volume of an image', pod({ volumes: [{ name: 'v', image: { reference: 'a' } }] }), '/spec/volumes/0/image', '1.34', '1.35'],
    ['a signal', pod({}, { lifecycle: { stopSignal: 'SIGHUP' } }), '/spec/containers/0/lifecycle/stopSignal', '1.36', undefined],
    ['resources of a pod', pod({ resources: { limits: { cpu: '1' } } }), '/spec/resources', '1.33', '1.34'],
    ['users of the host', pod({ hostUsers: false }), '/spec/hostUsers', '1.32', '1.33'],
    ['who manages a job', object('batch/v1', 'Job', { spec: { managedBy: 'a.b/c', template: {} } }), '/spec/managedBy', '1.31', '1.32'],
    ['the class of a claim', object('v1', 'PersistentVolumeClaim', { spec: { volumeAttributesClassName: 'a' } }), '/spec/volumeAttributesClassName', '1.33', '1.34'],
    ['a restart policy', pod({}, { restartPolicy: 'Never' }), '/spec/containers/0/restartPolicy', '1.34', '1.35'],
  ];

  test.each(cases)('%s', (_, given, pointer, release, since) => {
    const found = check([{ manifest: given }], { kubernetes: [release], layers: ['bundle'] }).diagnostics.filter(({ code }) => code === 'version/dropped-field');
    expect(found.map((one) => [one.pointer, one.severity, one.args['since']])).toEqual([[pointer, 'error', since]]);
    expect(at(given, pointer.slice(1).replaceAll('/', '.'), release)).toBeUndefined();
  });

  test('nothing of it where the feature is on', () => {
    for (const [, given, , , since] of cases) {
      if (since === undefined) continue;
      const found = check([{ manifest: given }], { kubernetes: [since as KubernetesRelease], layers: ['bundle'] }).diagnostics;
      expect(found.filter(({ code }) => code === 'version/dropped-field')).toEqual([]);
    }
  });

  test('a volume of an image goes with its mounts', () => {
    const given = pod({ volumes: [{ name: 'v', image: { reference: 'a' } }] }, { volumeMounts: [{ name: 'v', mountPath: '/a' }] });
    expect([at(given, 'spec.volumes', '1.34'), at(given, 'spec.containers.0.volumeMounts', '1.34')]).toEqual([undefined, undefined]);
  });
});

describeOracle('defaults agree with the server', (release) => {
  test('on every seed', () => {
    const version = release as KubernetesRelease;
    const seeds = readSeeds().flatMap((seed) => seedFor(seed, version) ?? []);
    const answers = verdicts(release, seeds, [], true);
    const accepted = seeds.filter((_, index) => answers[index]!.code === 201);
    expect(accepted.length).toBeGreaterThan(75);
    const stored = answers.filter(({ code }) => code === 201).map((answer) => withoutUnknown(answer.object));
    expect(accepted.map((seed) => withoutUnknown(defaulted(seed, version)))).toEqual(stored);
  });
});
