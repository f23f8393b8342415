import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Container, Embedded, Event, EventsV1Event, ExternalSecret, HorizontalPodAutoscaler, HorizontalPodAutoscalerV1, HTTPRoute, KubernetesKinds,
  PersistentVolumeClaim, PodSpec, ResourceClaim, SealedSecret, StatefulSet,
} from '../../generated/kubernetes';
import { loadRelease } from '../../src/schema/release';

const text = readFileSync(join(__dirname, '../../generated/kubernetes.d.ts'), 'utf8');

/** Compiles: that is the test. */
function is<T>(..._values: T[]): void { /* nothing to do when the program runs */ }

// The newest stable version has the short name, whatever else is served.
is<HorizontalPodAutoscaler['apiVersion']>('autoscaling/v2');
is<HorizontalPodAutoscalerV1['apiVersion']>('autoscaling/v1');
is<Event['apiVersion']>('v1');
is<EventsV1Event['apiVersion']>('events.k8s.io/v1');
is<ResourceClaim['apiVersion']>('resource.k8s.io/v1');
is<KubernetesKinds['apps/v1/StatefulSet']>({} as StatefulSet);
is<KubernetesKinds['gateway.networking.k8s.io/v1/HTTPRoute']>({} as HTTPRoute);
is<KubernetesKinds['external-secrets.io/v1/ExternalSecret']>({} as ExternalSecret);
is<KubernetesKinds['bitnami.com/v1alpha1/SealedSecret']>({} as SealedSecret);

is<StatefulSet>({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: {
    serviceName: 'db',
    selector: { matchLabels: { app: 'db' } },
    template: { metadata: { labels: { app: 'db' } }, spec: { containers: [] } },
    // A claim inside of a StatefulSet needs no apiVersion and kind.
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
  },
});
is<Embedded<PersistentVolumeClaim>>({}, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
is<Container>({ name: 'a', resources: { limits: { cpu: 1, memory: '1Gi' } }, ports: [{ containerPort: 80 }], image: undefined } as const);
is<PodSpec>({ containers: [], terminationGracePeriodSeconds: 30, overhead: { cpu: '1' } });
is<HTTPRoute>({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec: { parentRefs: [{ name: 'gw' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } });

// @ts-expect-error a Deployment's apiVersion
is<StatefulSet['apiVersion']>('apps/v1beta1');
// @ts-expect-error a required field is missing
is<Container>({ image: 'x' });
// @ts-expect-error a field that does not exist
is<PodSpec>({ containers: [], hostNetwrok: true });
// @ts-expect-error a word that the field does not know
is<PodSpec>({ containers: [], restartPolicy: 'always' });
// @ts-expect-error a kind needs its apiVersion
is<StatefulSet>({ kind: 'StatefulSet' });
// @ts-expect-error a kind that no release serves any more
is<keyof KubernetesKinds>('extensions/v1beta1/Deployment');
// @ts-expect-error a kind that is no object
is<keyof KubernetesKinds>('policy/v1/Eviction');

function kindsInTypes(): string[] {
  const body = /export interface KubernetesKinds \{\n([^}]*)\}/.exec(text)![1]!;
  return [...body.matchAll(/^ {2}'([^']+)': \w+;$/gm)].map(([, kind]) => kind!).sort();
}

test('every kind that the newest release serves has a type, and no other kind of Kubernetes', () => {
  const release = loadRelease('1.36');
  const served = release.kinds().filter(({ status }) => status === 'on' || status === 'off').map(({ apiVersion, kind }) => `${apiVersion}/${kind}`);
  const described = ['apiextensions.k8s.io/v1/CustomResourceDefinition', 'apiregistration.k8s.io/v1/APIService',
    'bitnami.com/v1alpha1/SealedSecret', 'external-secrets.io/v1/ExternalSecret', 'gateway.networking.k8s.io/v1/HTTPRoute'];
  expect(kindsInTypes()).toEqual([...served, ...described].sort());
});

test('every type of a kind has the fields that the release\'s data has', () => {
  const release = loadRelease('1.36');
  for (const key of kindsInTypes()) {
    const slash = key.lastIndexOf('/');
    const schema = release.kind(key.slice(0, slash), key.slice(slash + 1))!;
    const name = new RegExp(`^ {2}'${key.replaceAll('.', '\\.')}': (\\w+);$`, 'm').exec(text)![1]!;
    const body = new RegExp(`^export interface ${name} \\{\\n([^]*?)^\\}`, 'm').exec(text)![1]!;
    const fields = [...body.matchAll(/^ {2}readonly '?([\w-]+)'?(\?)?:/gm)].map(([, field, optional]) => [field, optional === undefined || undefined]);
    const wanted = [...schema.fields.values()].map((field) => [field.name, field.required || field.name === 'apiVersion' || field.name === 'kind' || undefined]);
    expect([key, fields.sort()]).toEqual([key, wanted.sort()]);
  }
});

test('every kind links its reference', () => {
  expect(text).toContain('https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#networkpolicy-v1-networking-k8s-io');
  expect(text).toContain('https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#pod-v1-core');
});
