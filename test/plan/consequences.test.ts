import type { Manifest } from '../../src/core/manifest';
import { claim, configMap, consequencesOf, cronJob, type Data, deployment, edited, planOf, pod, secret, service, statefulSet } from './support/objects';

const container = '/spec/template/spec/containers/0';
const reading = edited(deployment, { [`${container}/env/-`]: { name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LOG_LEVEL' } } } });
const mounting = (mount: Data): typeof deployment => edited(deployment, {
  '/spec/template/spec/volumes': [{ name: 'conf', configMap: { name: 'settings' } }], [`${container}/volumeMounts`]: [{ name: 'conf', mountPath: '/etc/conf', ...mount }],
});
const changed = edited(configMap, { '/data/LOG_LEVEL': 'debug' });

const autoscaler = {
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' },
  spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
} as Manifest;
const ingress = {
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop' },
  spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }] },
} as Manifest;
const quota = (hard: Data): Manifest => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'shop', namespace: 'shop' }, spec: { hard } }) as Manifest;
const budget = (spec: Data): Manifest => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'web' } }, ...spec } }) as Manifest;
const rolled = edited(deployment, { [`${container}/image`]: 'web:2' });
const claiming = edited(deployment, { '/spec/replicas': 1, '/spec/template/spec/volumes': [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] });

const relabelled = { '/spec/selector/matchLabels/app': 'x', '/spec/template/metadata/labels/app': 'x' };
const second = edited(deployment, { '/metadata/name': 'other', '/spec/selector/matchLabels/app': 'other', '/spec/template/metadata/labels/app': 'other' });
const versioned = (v: string): typeof deployment => edited(deployment, { '/spec/template/metadata/labels': { app: 'web', v } });

const takingAll = <T extends Manifest>(object: T, path = '/spec/template'): T =>
  edited(object, { [`${path}/spec/containers/0/envFrom`]: [{ configMapRef: { name: 'settings' } }] });
const nightly = takingAll(cronJob, '/spec/jobTemplate/spec/template');
const reloaded = edited(reading, { '/metadata/annotations': { 'configmap.reloader.stakater.com/reload': 'other,settings' } });

interface Case {
  readonly from: readonly Manifest[];
  readonly to: readonly Manifest[];
  readonly want: readonly string[];
}

const cases: readonly (readonly [name: string, test: Case])[] = [
  ['variables stay stale', { from: [configMap, reading], to: [changed, reading], want: ['config/stale Deployment/web'] }],
  ['variables of other keys are not concerned', { from: [configMap, reading], to: [edited(configMap, { '/data/my.cnf': 'b' }), reading], want: [] }],
  ['a Secret stays stale as well', {
    from: [secret, edited(deployment, { [`${container}/envFrom`]: [{ secretRef: { name: 'password' } }] })],
    to: [edited(secret, { '/data/root': 'YWJj' }), edited(deployment, { [`${container}/envFrom`]: [{ secretRef: { name: 'password' } }] })], want: ['config/stale Deployment/web'],
  }],
  ['a checksum restarts those who read', {
    from: [configMap, reading], to: [changed, edited(reading, { '/spec/template/metadata/annotations': { 'checksum/config': 'x' } })], want: ['config/restarts Deployment/web'],
  }],
  ['a folder is refreshed', { from: [configMap, mounting({})], to: [changed, mounting({})], want: ['config/refreshed Deployment/web'] }],
  ['a single file is not', { from: [configMap, mounting({ subPath: 'LOG_LEVEL' })], to: [changed, mounting({ subPath: 'LOG_LEVEL' })], want: ['config/stale Deployment/web'] }],
  ['another single file is not concerned', { from: [configMap, mounting({ subPath: 'my.cnf' })], to: [changed, mounting({ subPath: 'my.cnf' })], want: [] }],
  ['a key that goes away from variables of all keys', {
    from: [configMap, takingAll(deployment)], to: [edited(configMap, { '/data/LOG_LEVEL': undefined }), takingAll(deployment)], want: ['config/stale Deployment/web'],
  }],
  ['a key that goes away from a folder', { from: [configMap, mounting({})], to: [edited(configMap, { '/data/LOG_LEVEL': undefined }), mounting({})], want: ['config/refreshed Deployment/web'] }],
  ['who has no pods has nothing stale', { from: [configMap, edited(reading, { '/spec/replicas': 0 })], to: [changed, edited(reading, { '/spec/replicas': 0 })], want: [] }],
  ['the next run of a CronJob reads anew', { from: [configMap, nightly], to: [changed, nightly], want: ['config/next-run CronJob/nightly'] }],
  ['Reloader restarts', { from: [configMap, reloaded], to: [changed, reloaded], want: ['config/restarts Deployment/web'] }],
  ['a ConfigMap that is still read goes away', { from: [configMap, reading], to: [reading], want: ['config/missing Deployment/web'] }],
  ['a key that is still read goes away', { from: [configMap, reading], to: [edited(configMap, { '/data/LOG_LEVEL': undefined }), reading], want: ['config/missing-key Deployment/web'] }],
  ['what was missing before is no news', { from: [reading, deployment], to: [reading, rolled], want: [] }],
  ['a Service that finds no pods any more', { from: [service, deployment], to: [edited(service, { '/spec/selector': { app: 'x' } }), deployment], want: ['service/no-pods Service/web'] }],
  ['a Service that finds other pods', {
    from: [service, deployment, statefulSet].map((object) => (object === statefulSet ? edited(statefulSet, { '/spec/selector/matchLabels/app': 'db', '/spec/template/metadata/labels/app': 'db' }) : object)),
    to: [edited(service, { '/spec/selector/app': 'db' }), deployment, edited(statefulSet, { '/spec/selector/matchLabels/app': 'db', '/spec/template/metadata/labels/app': 'db' })],
    want: ['service/other-pods Service/web'],
  }],
  ['an Ingress without its backend', { from: [service, ingress, deployment], to: [ingress, deployment], want: ['ingress/no-backend Ingress/web'] }],
  ['an Ingress without its port', { from: [service, ingress, deployment], to: [edited(service, { '/spec/ports/0/name': 'web' }), ingress, deployment], want: ['ingress/no-backend Ingress/web'] }],
  ['an autoscaler that meets fixed replicas', { from: [deployment], to: [deployment, autoscaler], want: ['autoscaler/fights HorizontalPodAutoscaler/web'] }],
  ['an autoscaler that met them before', { from: [deployment, autoscaler], to: [rolled, autoscaler], want: [] }],
  ['a budget that allows nothing', { from: [deployment, budget({ maxUnavailable: 0 })], to: [rolled, budget({ maxUnavailable: 0 })], want: ['budget/blocks Deployment/web'] }],
  ['a budget that allows something', { from: [deployment, budget({ maxUnavailable: 1 })], to: [rolled, budget({ maxUnavailable: 1 })], want: [] }],
  ['a volume that only one node can have', { from: [claim, claiming], to: [claim, edited(claiming, { [`${container}/image`]: 'web:2' })], want: ['volume/deadlock Deployment/web'] }],
  ['such a volume, and no room for a step', {
    from: [claim, edited(claiming, { '/spec/strategy': { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } } })],
    to: [claim, edited(claiming, { '/spec/strategy': { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } }, [`${container}/image`]: 'web:2' })], want: [],
  }],
  ['another such volume than the old pods have', {
    from: [claim, claiming], to: [claim, edited(claim, { '/metadata/name': 'other', '/spec/storageClassName': 'fast' }), edited(claiming, { '/spec/template/spec/volumes/0/persistentVolumeClaim/claimName': 'other' })], want: [],
  }],
  ['such a volume, and pods that stop first', {
    from: [claim, edited(claiming, { '/spec/strategy': { type: 'Recreate' } })], to: [claim, edited(claiming, { '/spec/strategy': { type: 'Recreate' }, [`${container}/image`]: 'web:2' })], want: [],
  }],
  ['a quota without room for the surge', { from: [quota({ pods: '3' }), deployment], to: [quota({ pods: '3' }), rolled], want: ['quota/surge Deployment/web'] }],
  ['a quota without room for pods that ask for less', {
    from: [quota({ 'requests.cpu': '3' }), edited(deployment, { [`${container}/resources`]: { requests: { cpu: '1' } } })],
    to: [quota({ 'requests.cpu': '3' }), edited(deployment, { [`${container}/resources`]: { requests: { cpu: '500m' } } })], want: ['quota/surge Deployment/web'],
  }],
  ['a quota with room for pods that ask for more', {
    from: [quota({ 'requests.cpu': '3500m' }), edited(deployment, { [`${container}/resources`]: { requests: { cpu: '500m' } } })],
    to: [quota({ 'requests.cpu': '3500m' }), edited(deployment, { [`${container}/resources`]: { requests: { cpu: '1' } } })], want: [],
  }],
  ['a quota with room for one rollout and not for two', {
    from: [quota({ pods: '7' }), deployment, second], to: [quota({ pods: '7' }), rolled, edited(second, { [`${container}/image`]: 'web:2' })], want: ['quota/surge Deployment/web', 'quota/surge Deployment/other'],
  }],
  ['a Service whose pods the server leaves as they are', {
    from: [service, deployment], to: [edited(service, { '/spec/selector/app': 'x' }), edited(deployment, relabelled)], want: ['service/no-pods Service/web'],
  }],
  ['what a refused change still needs', {
    from: [configMap, reading], to: [edited(deployment, relabelled)], want: ['config/missing Deployment/web'],
  }],
  ['a refused change restarts nothing', {
    from: [configMap, reading], to: [changed, edited(reading, { ...relabelled, '/spec/template/metadata/annotations': { 'checksum/config': 'x' } })], want: ['config/stale Deployment/web'],
  }],
  ['a Service that moves with its pods finds none for a while', {
    from: [edited(service, { '/spec/selector': { app: 'web', v: '1' } }), versioned('1')], to: [edited(service, { '/spec/selector': { app: 'web', v: '2' } }), versioned('2')], want: ['service/gap Service/web'],
  }],
  ['a Service that finds old pods and new ones', { from: [service, versioned('1')], to: [service, versioned('2')], want: [] }],
  ['a port that its pods do not have any more', { from: [service, deployment], to: [service, edited(deployment, { [`${container}/ports/0/name`]: 'web' })], want: ['service/no-port Service/web'] }],
  ['a port that moves with its pods', {
    from: [service, deployment], to: [edited(service, { '/spec/ports/0/targetPort': 'web' }), edited(deployment, { [`${container}/ports/0/name`]: 'web' })], want: ['service/gap Service/web'],
  }],
  ['a quota with room', { from: [quota({ pods: '4' }), deployment], to: [quota({ pods: '4' }), rolled], want: [] }],
];

test.each(cases)('%s', (_, { from, to, want }) => {
  expect(consequencesOf(planOf(from, to))).toEqual(want);
});

test('a refused change that is accepted is made by hand', () => {
  const acknowledged = [{ code: 'update/selector', object: 'Deployment/shop/web', to: 'x', reason: 'replaced at night' }] as const;
  const to = [edited(service, { '/spec/selector/app': 'x' }), edited(deployment, relabelled)];
  expect(consequencesOf(planOf([service, deployment], to))).toEqual(['service/no-pods Service/web']);
  expect(consequencesOf(planOf([service, deployment], to, { acknowledged }))).toEqual(['service/gap Service/web']);
});

test('what the server refuses comes before nothing', () => {
  expect(planOf([configMap, reading], [edited(deployment, relabelled)]).order).toEqual([]);
});

test.each<readonly [name: string, reader: Manifest, want: string]>([
  ['a Deployment', takingAll(deployment), 'kubectl rollout restart deployment.apps/web -n shop'],
  ['a paused Deployment', takingAll(edited(deployment, { '/spec/paused': true })), 'kubectl rollout resume deployment.apps/web -n shop'],
  ['a set that waits for somebody to delete its pods', takingAll(edited(statefulSet, { '/spec/updateStrategy': { type: 'OnDelete' } })), 'delete the pods of statefulset.apps/db -n shop'],
  ['a ReplicaSet', takingAll({ ...deployment, kind: 'ReplicaSet' }), 'delete the pods of replicaset.apps/web -n shop'],
  ['a Pod', takingAll(pod, ''), 'kubectl delete pod/one -n shop'],
])('%s is told how its pods read anew', (_, reader, want) => {
  const [found] = planOf([configMap, reader], [changed, reader]).consequences;
  expect([found!.code, found!.remedy.join('\n')]).toEqual(['config/stale', expect.stringContaining(want)]);
});

test('what one object reads is told at once, whatever number of ConfigMaps it is', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const all = (value: string): Manifest[] => names.map((name) => edited(configMap, { '/metadata/name': name, '/data': { KEY: value } }));
  const reader = edited(deployment, { [`${container}/envFrom`]: names.map((name) => ({ configMapRef: { name } })) });
  const { consequences } = planOf([...all('1'), reader], [...all('2'), reader]);
  expect(consequences.map(({ message, causedBy }) => [message, causedBy.length])).toEqual([[
    'nothing restarts its pods: their variables keep the old values of "KEY" of ConfigMap shop/a, "KEY" of ConfigMap shop/b, "KEY" of ConfigMap shop/c and 2 more', 5,
  ]]);
});

test('new objects come before those that need them, old ones go after', () => {
  const other = edited(configMap, { '/metadata/name': 'settings-2', '/data/EXTRA': 'x', '/data/MORE': 'y' });
  const moved = edited(reading, { [`${container}/env/2/valueFrom/configMapKeyRef/name`]: 'settings-2' });
  const { order } = planOf([configMap, reading], [other, moved]);
  expect(order.map(({ first, then }) => `${first.name} ${then.name}`)).toEqual(['settings-2 web', 'web settings']);
});

test.each<readonly [name: string, from: Data, to: Data, want: readonly string[]]>([
  ['a template of another name moves its data first', {}, { '/spec/volumeClaimTemplates/0/metadata/name': 'store' }, [
    'keep the name "data", or move the data, with an outage',
    'kubectl scale statefulset.apps/db -n shop --replicas=0',
    'make a claim store-db-0 as the template says, and copy the data of data-db-0 to it with a Job that mounts both',
    'kubectl delete statefulset.apps/db -n shop --cascade=orphan',
    'apply: the new StatefulSet finds the claims by their names',
    'once all is well, delete the claims data-db-…',
  ]],
  ['a set that deletes its claims is told to keep them before', { '/spec/persistentVolumeClaimRetentionPolicy': { whenScaled: 'Delete' } }, { '/spec/volumeClaimTemplates/0/metadata/name': 'store' }, [
    'keep the name "data", or move the data, with an outage',
    'kubectl patch statefulset.apps/db -n shop --type=merge -p \'{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Retain","whenDeleted":"Retain"}}}\'',
    'kubectl scale statefulset.apps/db -n shop --replicas=0',
    'make a claim store-db-0 as the template says, and copy the data of data-db-0 to it with a Job that mounts both',
    'kubectl delete statefulset.apps/db -n shop --cascade=orphan',
    'apply: the new StatefulSet finds the claims by their names',
    'once all is well, delete the claims data-db-…',
  ]],
  ['smaller claims are none of those that exist', {}, { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '1Gi' }, [
    'make the StatefulSet anew around its running pods',
    'kubectl delete statefulset.apps/db -n shop --cascade=orphan',
    'apply: the new StatefulSet adopts the pods that its selector finds, and rolls those that differ',
    'kubectl rollout status statefulset.apps/db -n shop',
    'data-db-… stay as they are, only claims of new pods follow the template: move the data of those that exist yourself',
  ]],
])('%s', (_, from, to, want) => {
  const set = edited(statefulSet, { '/spec/replicas': 1, ...from });
  const [step] = planOf([set], [edited(set, to)]).runbook;
  expect([step!.title, ...step!.steps]).toEqual(want);
});

test('growing the volumes of a StatefulSet takes several steps', () => {
  const { runbook } = planOf([statefulSet], [edited(statefulSet, { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '16Gi' })]);
  expect(runbook).toMatchInlineSnapshot(`
[
  {
    "object": {
      "apiVersion": "apps/v1",
      "kind": "StatefulSet",
      "name": "db",
      "namespace": "shop",
    },
    "steps": [
      "see that the storage class of the claims allows it: allowVolumeExpansion: true",
      "kubectl patch pvc data-db-0 -n shop --type=merge -p '{"spec":{"resources":{"requests":{"storage":"16Gi"}}}}'",
      "kubectl patch pvc data-db-1 -n shop --type=merge -p '{"spec":{"resources":{"requests":{"storage":"16Gi"}}}}'",
      "kubectl patch pvc data-db-2 -n shop --type=merge -p '{"spec":{"resources":{"requests":{"storage":"16Gi"}}}}'",
      "kubectl delete statefulset.apps/db -n shop --cascade=orphan",
      "apply: the new StatefulSet adopts the running pods",
      "kubectl rollout restart statefulset.apps/db -n shop",
    ],
    "title": "let the claims of "data" grow",
  },
]
`);
});
