import type { CheckInput } from '../../src/check/check-options';
import type { Manifest } from '../../src/core/manifest';
import { claim, configMap, cronJob, daemonSet, type Data, deployment, edited, job, planOf, pod, reasonsOf, secret, service, statefulSet, volume } from './support/objects';
import { EFFECTS } from '../../src/plan/effect';

const image = { '/spec/template/spec/containers/0/image': 'web:2' };

interface Case {
  readonly from: Manifest;
  readonly edit: Data;
  readonly effect: string;
  readonly want: readonly string[];
}

const cases: readonly (readonly [name: string, test: Case])[] = [
  ['nothing', { from: deployment, edit: {}, effect: 'none', want: [] }],
  ['a default that is written out', { from: deployment, edit: { '/spec/strategy': { type: 'RollingUpdate' }, '/spec/template/spec/restartPolicy': 'Always' }, effect: 'none', want: [] }],
  ['an amount in another unit', {
    from: edited(deployment, { '/spec/template/spec/containers/0/resources': { requests: { cpu: '1000m', memory: '1Gi' } } }),
    edit: { '/spec/template/spec/containers/0/resources/requests': { cpu: 1, memory: '1024Mi' } }, effect: 'none', want: [],
  }],
  ['an empty map', { from: deployment, edit: { '/metadata/labels': {} }, effect: 'none', want: [] }],
  ['labels of the object', { from: deployment, edit: { '/metadata/labels': { team: 'a' } }, effect: 'metadata', want: ['object/metadata /metadata/labels/team'] }],
  ['labels of a namespace', {
    from: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, edit: { '/metadata/labels': { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    effect: 'in-place', want: ['object/changed /metadata/labels/pod-security.kubernetes.io~1enforce'],
  }],
  ['an image', { from: deployment, edit: image, effect: 'rollout', want: ['pods/rolling /spec/template/spec/containers/0/image'] }],
  ['the order of variables', {
    from: deployment, edit: { '/spec/template/spec/containers/0/env': [{ name: 'B', value: '2' }, { name: 'A', value: '1' }] },
    effect: 'rollout', want: ['pods/rolling /spec/template/spec/containers/0/env'],
  }],
  ['an image with Recreate', { from: edited(deployment, { '/spec/strategy': { type: 'Recreate' } }), edit: image, effect: 'rollout', want: ['pods/recreated /spec/template/spec/containers/0/image'] }],
  ['the only pod, which may be missing', {
    from: edited(deployment, { '/spec/replicas': 1, '/spec/strategy': { rollingUpdate: { maxUnavailable: 1 } } }), edit: image,
    effect: 'rollout', want: ['pods/rolling-with-gap /spec/template/spec/containers/0/image'],
  }],
  ['the only pod, where neither amount leaves room for a step', {
    from: edited(deployment, { '/spec/replicas': 1, '/spec/strategy': { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } } }), edit: image,
    effect: 'rollout', want: ['pods/rolling-with-gap /spec/template/spec/containers/0/image'],
  }],
  ['a Deployment that had no pods', {
    from: edited(deployment, { '/spec/replicas': 0 }), edit: { ...image, '/spec/replicas': 3 }, effect: 'in-place', want: ['pods/scaled /spec/replicas', 'pods/none /spec/template/spec/containers/0/image'],
  }],
  ['a partition at the pods that were there', {
    from: statefulSet, edit: { ...image, '/spec/replicas': 5, '/spec/updateStrategy': { rollingUpdate: { partition: 3 } } }, effect: 'in-place',
    want: ['pods/scaled /spec/replicas', 'object/changed /spec/updateStrategy/rollingUpdate/partition', 'pods/partition /spec/template/spec/containers/0/image'],
  }],
  ['a paused Deployment', { from: edited(deployment, { '/spec/paused': true }), edit: image, effect: 'in-place', want: ['pods/paused /spec/template/spec/containers/0/image'] }],
  ['a Deployment without pods', { from: edited(deployment, { '/spec/replicas': 0 }), edit: image, effect: 'in-place', want: ['pods/none /spec/template/spec/containers/0/image'] }],
  ['replicas', { from: deployment, edit: { '/spec/replicas': 5 }, effect: 'in-place', want: ['pods/scaled /spec/replicas'] }],
  ['no replicas', { from: deployment, edit: { '/spec/replicas': 0 }, effect: 'in-place', want: ['pods/scaled-to-none /spec/replicas'] }],
  ['a StatefulSet', { from: statefulSet, edit: image, effect: 'rollout', want: ['pods/ordered /spec/template/spec/containers/0/image'] }],
  ['a StatefulSet that waits', { from: edited(statefulSet, { '/spec/updateStrategy': { type: 'OnDelete' } }), edit: image, effect: 'rollout', want: ['pods/wait-for-deletion /spec/template/spec/containers/0/image'] }],
  ['a partition that holds back', {
    from: edited(statefulSet, { '/spec/updateStrategy': { rollingUpdate: { partition: 3 } } }), edit: image, effect: 'in-place', want: ['pods/partition /spec/template/spec/containers/0/image'],
  }],
  ['a lower partition', {
    from: edited(statefulSet, { '/spec/updateStrategy': { rollingUpdate: { partition: 3 } } }), edit: { '/spec/updateStrategy/rollingUpdate/partition': 1 },
    effect: 'in-place', want: ['pods/partition-lowered /spec/updateStrategy/rollingUpdate/partition'],
  }],
  ['a DaemonSet', { from: daemonSet, edit: image, effect: 'rollout', want: ['pods/nodes /spec/template/spec/containers/0/image'] }],
  ['a CronJob', {
    from: cronJob, edit: { '/spec/jobTemplate/spec/template/spec/containers/0/image': 'web:2' }, effect: 'in-place', want: ['pods/future /spec/jobTemplate/spec/template/spec/containers/0/image'],
  }],
  ['the image of a Pod', { from: pod, edit: { '/spec/containers/0/image': 'web:2' }, effect: 'in-place', want: ['pod/image /spec/containers/0/image'] }],
  ['the type of a Service', { from: service, edit: { '/spec/type': 'LoadBalancer' }, effect: 'in-place', want: ['service/type /spec/type'] }],
  ['data of a ConfigMap', { from: configMap, edit: { '/data/LOG_LEVEL': 'debug' }, effect: 'in-place', want: ['object/changed /data/LOG_LEVEL'] }],
  ['a claim that grows', { from: claim, edit: { '/spec/resources/requests/storage': '9Gi' }, effect: 'in-place', want: ['claim/grows /spec/resources/requests/storage'] }],
  ['a volume that is deleted from now on', { from: volume, edit: { '/spec/persistentVolumeReclaimPolicy': 'Delete' }, effect: 'data-risk', want: ['data/reclaim-delete /spec/persistentVolumeReclaimPolicy'] }],
  ['claims that are deleted from now on', {
    from: statefulSet, edit: { '/spec/persistentVolumeClaimRetentionPolicy': { whenScaled: 'Delete', whenDeleted: 'Retain' } }, effect: 'data-risk',
    want: ['data/retention /spec/persistentVolumeClaimRetentionPolicy/whenScaled', 'object/changed /spec/persistentVolumeClaimRetentionPolicy/whenScaled'],
  }],
  ['fewer replicas whose claims go', {
    from: edited(statefulSet, { '/spec/persistentVolumeClaimRetentionPolicy': { whenScaled: 'Delete' } }), edit: { '/spec/replicas': 1 }, effect: 'data-risk',
    want: ['data/scaled-down /spec/replicas', 'pods/scaled /spec/replicas'],
  }],
  ['a mount that moves', {
    from: statefulSet, edit: { '/spec/template/spec/containers/0/volumeMounts/0/mountPath': '/var/data' }, effect: 'data-risk',
    want: ['data/mount-moved /spec/template/spec/containers/0/volumeMounts/0/mountPath', 'pods/ordered /spec/template/spec/containers/0/volumeMounts/0'],
  }],
  ['another folder of a volume', {
    from: statefulSet, edit: { '/spec/template/spec/containers/0/volumeMounts/0/subPath': 'pg' }, effect: 'data-risk',
    want: ['data/sub-path /spec/template/spec/containers/0/volumeMounts/0/subPath', 'pods/ordered /spec/template/spec/containers/0/volumeMounts/0/subPath'],
  }],
  ['where a database looks for its data', {
    from: statefulSet, edit: { '/spec/template/spec/containers/0/env/0/value': '/data/other' }, effect: 'data-risk',
    want: ['data/variable /spec/template/spec/containers/0/env/0', 'pods/ordered /spec/template/spec/containers/0/env/0/value'],
  }],
];

test.each(cases)('%s', (_, { from, edit, effect, want }) => {
  const found = planOf([from], [edited(from, edit)]);
  expect(EFFECTS.filter((one) => found.summary[one] > 0)).toEqual([effect]);
  expect(reasonsOf(found)).toEqual(want);
});

test.each<readonly [name: string, edit: Data, want: object | undefined]>([
  ['a variable that is gone', { '/spec/template/spec/containers/0/env': undefined },
    { code: 'data/variable', pointer: '/spec/template/spec/containers/0/env/0', from: '/data/pg' }],
  ['a container of another name', { '/spec/template/spec/containers/0/name': 'postgres' }, undefined],
  ['a container of another name that looks elsewhere', { '/spec/template/spec/containers/0/name': 'postgres', '/spec/template/spec/containers/0/env/0/value': '/data/other' },
    { code: 'data/variable', from: '/data/pg', to: '/data/other' }],
  ['a mount that is gone', { '/spec/template/spec/containers/0/volumeMounts': undefined }, { code: 'data/mount-removed', from: '/data' }],
  ['a mount that moves', { '/spec/template/spec/containers/0/volumeMounts/0/mountPath': '/var/data' }, { code: 'data/mount-moved', from: '/data', to: '/var/data' }],
  ['another folder', { '/spec/template/spec/containers/0/volumeMounts/0/subPath': 'pg' }, { code: 'data/sub-path', from: '', to: 'pg' }],
])('%s: what it means for data, with the values to accept', (_, edit, want) => {
  const [reason] = planOf([statefulSet], [edited(statefulSet, edit)]).changes[0]!.reasons.filter(({ effect }) => effect === 'data-risk');
  if (want === undefined) expect(reason).toBeUndefined();
  else expect(reason).toMatchObject(want);
});

test('a ConfigMap that says where data lies', () => {
  const told = edited(statefulSet, { '/spec/template/spec/containers/0/env/0': { name: 'PGDATA', valueFrom: { configMapKeyRef: { name: 'settings', key: 'PLACE' } } } });
  const settings = (place: string): Manifest => edited(configMap, { '/data/PLACE': place });
  const [changed] = planOf([settings('/data/a'), told], [settings('/data/b'), told]).changes;
  expect(changed).toMatchObject({ effect: 'data-risk', object: { kind: 'ConfigMap' }, reasons: [{ code: 'data/variable', pointer: '/data/PLACE', from: '/data/a', to: '/data/b' }, {}] });
  expect(changed!.reasons[0]!.message).toContain('of StatefulSet shop/db');
  // Where nothing is stored, nothing is lost.
  const without = edited(told, { '/spec/volumeClaimTemplates': undefined, '/spec/template/spec/containers/0/volumeMounts': undefined });
  expect(planOf([settings('/data/a'), without], [settings('/data/b'), without]).changes[0]).toMatchObject({ effect: 'in-place' });
  expect(planOf([edited(settings('/data/a'), { '/data/OTHER': '1' }), told], [edited(settings('/data/a'), { '/data/OTHER': '2' }), told]).changes[0]).toMatchObject({ effect: 'in-place' });
});

test('a container that goes leaves the data to the others', () => {
  const helper = { name: 'helper', image: 'a:1', volumeMounts: [{ name: 'data', mountPath: '/backup' }] };
  const both = edited(statefulSet, { '/spec/template/spec/containers/-': helper });
  expect(reasonsOf(planOf([both], [statefulSet])).filter((one) => one.startsWith('data/'))).toEqual([]);
  const alone = edited(both, { '/spec/template/spec/containers/0/volumeMounts': undefined });
  const [reason] = planOf([alone], [edited(alone, { '/spec/template/spec/containers/1': undefined })]).changes[0]!.reasons;
  expect(reason).toMatchObject({ code: 'data/mount-removed', message: expect.stringContaining('no container has volume "data" any more') as string });
});

test('another volume is accepted by what it is', () => {
  const on = (claimName: string): Manifest => edited(deployment, {
    '/spec/template/spec/volumes': [{ name: 'data', persistentVolumeClaim: { claimName } }], '/spec/template/spec/containers/0/volumeMounts': [{ name: 'data', mountPath: '/data' }],
  });
  const accepted = (to: unknown): number => planOf([on('old')], [on('new')], {
    acknowledged: [{ code: 'data/other-volume', object: 'Deployment/shop/web', to, reason: 'copied' }],
  }).unmatched.length;
  expect([accepted({ name: 'data', persistentVolumeClaim: { claimName: 'new' } }), accepted({ name: 'data', persistentVolumeClaim: { claimName: 'newer' } }), accepted(undefined)]).toEqual([0, 1, 1]);
});

const autoscaler = {
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'more', namespace: 'shop' },
  spec: { minReplicas: 2, maxReplicas: 10, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
} as Manifest;
const ofSet = edited(autoscaler, { '/spec/scaleTargetRef/kind': 'StatefulSet', '/spec/scaleTargetRef/name': 'db' });

test.each<readonly [name: string, from: readonly Manifest[], edit: Data, want: string]>([
  ['amounts are told for the number of pods', [deployment], image, 'its 3 pods are replaced, new ones first: at most 4 at once, at least 3 ready'],
  ['one pod', [edited(deployment, { '/spec/replicas': 1 })], image, 'its pod is replaced: the old one goes once the new one is ready'],
  ['an autoscaled Deployment has more than one pod', [edited(deployment, { '/spec/replicas': undefined }), autoscaler], image,
    'its 2 to 10 pods are replaced, new ones first: up to 25% more than that at once, and up to 25% fewer ready'],
  ['an autoscaled StatefulSet as well', [edited(statefulSet, { '/spec/replicas': undefined }), ofSet], image,
    'its 2 to 10 pods are replaced from the highest number down to db-0, 1 at a time, each once the one before is ready'],
  ['an autoscaler leaves alone what has no pods', [edited(deployment, { '/spec/replicas': 0 }), autoscaler], image, 'it has no pods to replace: new ones get the new template'],
  ['a number that goes over to an autoscaler', [edited(deployment, { '/spec/replicas': 5 }), autoscaler], { '/spec/replicas': undefined },
    'spec.replicas goes: 5 -> 1 replicas for a moment, until HorizontalPodAutoscaler "more" makes it 2 to 10'],
  ['a number that comes from an autoscaler', [edited(deployment, { '/spec/replicas': undefined }), autoscaler], { '/spec/replicas': 4 }, '2 to 10 -> 4 replicas'],
  ['a stop before the start', [edited(deployment, { '/spec/replicas': 1, '/spec/strategy': { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } })], image,
    'its only pod is stopped before the new one starts (maxSurge 0): an outage'],
])('%s', (_, [from, ...others], edit, want) => {
  expect(planOf([from!, ...others], [edited(from!, edit), ...others]).changes[0]!.reasons[0]!.message).toBe(want);
});

test('pods that wait for somebody are found by their labels', () => {
  const set = edited(statefulSet, { '/spec/updateStrategy': { type: 'OnDelete' } });
  expect(planOf([set], [edited(set, image)]).changes[0]!.reasons[0]!.remedy.at(-1)).toBe('kubectl get pods -l app=web -n shop');
});

test('what the server refuses does nothing else', () => {
  const selector = { '/spec/selector/matchLabels': { name: 'web', tier: 'front' }, '/spec/template/metadata/labels': { name: 'web', tier: 'front' } };
  const [changed] = planOf([deployment], [edited(deployment, selector)]).changes;
  expect(changed!.reasons.filter(({ pointer }) => pointer.startsWith('/spec/selector'))).toMatchObject([
    { code: 'update/selector', pointer: '/spec/selector/matchLabels', from: { app: 'web' }, to: { name: 'web', tier: 'front' } },
  ]);
  expect(reasonsOf(planOf([job], [edited(job, image)]))).toEqual(['update/job /spec/template/spec/containers/0/image']);
});

test('what the server cannot decode is all that is said', () => {
  expect(reasonsOf(planOf([secret], [edited(secret, { '/data/root': '!', '/type': undefined })]))).toEqual(['update/invalid /data/root']);
  const wrong = { '/spec/template/spec/containers/0/image': 5, '/spec/selector/matchLabels/app': 'x' };
  expect(reasonsOf(planOf([deployment], [edited(deployment, wrong)]))).toEqual(['update/invalid /spec/template/spec/containers/0/image']);
});

test('a renamed claim template is refused, and endangers data', () => {
  const { changes } = planOf([statefulSet], [edited(statefulSet, { '/spec/volumeClaimTemplates/0/metadata/name': 'store', '/spec/template/spec/containers/0/volumeMounts/0/name': 'store' })]);
  expect(changes[0]).toMatchObject({ effect: 'refused' });
  expect(changes[0]!.reasons.map(({ code, effect }) => `${effect} ${code}`)).toEqual(['refused update/claim-template', 'data-risk data/claim-template-renamed', 'rollout pods/ordered']);
  expect(changes[0]!.reasons[1]).toMatchObject({ from: 'data', to: 'store' });
  // No claim of the new name exists.
  expect(changes[0]!.reasons[0]!.remedy.join()).not.toContain('store-db-0');
});

test('a StatefulSet under another name starts with empty volumes', () => {
  const found = planOf([statefulSet], [edited(statefulSet, { '/metadata/name': 'store' })]);
  expect(found.changes.map(({ object, effect }) => `${object.name} ${effect}`)).toEqual(['store data-risk', 'db data-risk']);
  expect(reasonsOf(found)).toEqual(['data/set-renamed', 'object/renamed-from', 'data/set-removed', 'object/renamed-to']);
});

test('objects that come and go', () => {
  const found = planOf([configMap, claim], [deployment]);
  expect(found.changes.map(({ object, effect }) => `${object.kind} ${effect}`)).toEqual(['PersistentVolumeClaim data-risk', 'ConfigMap delete', 'Deployment create']);
});

test('an app that becomes another kind is made anew', () => {
  const set = { ...statefulSet, metadata: deployment.metadata };
  const found = planOf([deployment], [set]);
  expect(found.changes.map(({ object, effect }) => `${object.kind} ${effect}`)).toEqual(['StatefulSet recreate', 'Deployment delete']);
});

test('the fate of a volume is told from its volume or class', () => {
  const bound = edited(volume, { '/spec/claimRef': { name: 'data', namespace: 'shop' } });
  const message = (objects: readonly Manifest[]): string => planOf([claim, ...objects], objects).changes[0]!.reasons.find(({ code }) => code === 'data/claim-removed')!.message;
  expect(message([bound])).toContain('kept');
  expect(message([{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'standard' }, provisioner: 'a.example.com' } as Manifest])).toContain('deleted with its data');
  expect(message([])).toContain('most delete it');
});

test('another version of a group is the same object', () => {
  const old = { ...cronJob, apiVersion: 'batch/v1beta1' };
  const found = planOf([old], [cronJob]);
  expect(found.summary).toMatchObject({ delete: 0, create: 0 });
});

test('an autoscaler of another version is compared in the words of one', () => {
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }];
  const second = edited(autoscaler, { '/spec/metrics': metrics });
  const first = edited(autoscaler, { '/apiVersion': 'autoscaling/v1', '/spec/targetCPUUtilizationPercentage': 70 });
  expect(planOf([first], [second]).summary).toMatchObject({ 'none': 1, 'in-place': 0 });
  expect(reasonsOf(planOf([first], [edited(second, { '/spec/maxReplicas': 11 })]))).toEqual(['object/changed /spec/maxReplicas', 'object/api-version /apiVersion']);
  const changed = planOf([second], [edited(first, { '/spec/targetCPUUtilizationPercentage': 60 })]).changes[0]!.reasons[0]!;
  expect(changed).toMatchObject({ code: 'object/changed', from: 70, to: 60 });
});

test('values of Secrets are only described', () => {
  const found = planOf([secret], [edited(secret, { '/data/root': 'dG9wLXNlY3JldA==', '/data/other': 'YQ==' })]);
  const text = JSON.stringify(found);
  expect(text).not.toContain('dG9wLXNlY3JldA');
  expect(text).not.toContain('c2VjcmV0');
  expect(found.changes[0]!.reasons[0]).toMatchObject({ from: '(secret, 6 characters)', to: '(secret, 10 characters)' });
});

test('a value of a Secret that is written as text is a change where it is written, and only described', () => {
  const text = (stringData: object): Manifest => ({ ...secret, data: undefined, stringData }) as unknown as Manifest;
  const { changes } = planOf([text({ root: 'first-value', same: 'a' })], [text({ root: 'second-value', same: 'a', more: 'third-value' })]);
  expect(JSON.stringify(changes)).not.toMatch(/-value|LXZhbHVl/);
  expect(changes[0]!.reasons).toMatchObject([
    { pointer: '/stringData/root', from: '(secret, 11 characters)', to: '(secret, 12 characters)' },
    { pointer: '/stringData/more', to: '(secret, 11 characters)' },
  ]);
  // The same value in another form is no change, of the Secret or for its readers.
  const reader = edited(deployment, { '/spec/template/spec/containers/0/envFrom': [{ secretRef: { name: secret.metadata.name } }] });
  const encoded = { ...secret, data: { root: Buffer.from('first-value').toString('base64') } } as Manifest;
  const again = planOf([encoded, reader], [text({ root: 'first-value' }), reader]);
  expect([again.changes, again.consequences]).toEqual([[], []]);
});

test('what looks like a secret is only described, wherever it stands', () => {
  const env = '/spec/template/spec/containers/0/env';
  const before = edited(deployment, { [env]: [{ name: 'DB_PASSWORD', value: 'first-value' }, { name: 'MODE', value: 'fast' }] });
  const changes = [
    planOf([before], [edited(before, { [`${env}/0/value`]: 'second-value' })]),
    planOf([before], [edited(before, { [`${env}/-`]: { name: 'API_TOKEN', value: 'third-value' } })]),
    ...[['--db-password=sixth-value'], ['--db-password', 'sixth-value'], ['-v', '--db-password', 'sixth-value']].flatMap((args) => [
      planOf([deployment], [edited(deployment, { '/spec/template/spec/containers/0/args': args })]),
      planOf([edited(deployment, { '/spec/template/spec/containers/0/args': args })], [edited(deployment, { '/spec/template/spec/containers/0/args': args.map((word) => word.replace('sixth', 'seventh')) })]),
    ]),
    planOf([configMap], [edited(configMap, { '/data/URL': 'postgresql://shop:fourth-value@db/shop' })]),
    planOf([secret], [edited(secret, { '/metadata/annotations': { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":"fifth-value"}' } })]),
  ];
  expect(changes.every(({ changes: { length } }) => length === 1)).toBe(true);
  expect(JSON.stringify(changes)).not.toContain('-value');
  expect(JSON.stringify(planOf([before], [edited(before, { [`${env}/1/value`]: 'slow' })]))).toContain('"slow"');
  expect(JSON.stringify(planOf([deployment], [edited(deployment, { '/spec/template/spec/containers/0/args': ['--level=debug'] })]))).toContain('--level=debug');
});

test('what follows is of the cluster in which it changes', () => {
  const { plan } = require('../../src/plan') as typeof import('../../src/plan');
  const reader = edited(deployment, { '/spec/template/spec/containers/0/envFrom': [{ configMapRef: { name: 'settings' } }] });
  const both = (value: string): CheckInput[] => [configMap, reader].flatMap((manifest) => [
    { manifest, cluster: 'a' }, { manifest: manifest === configMap ? edited(configMap, { '/data/LOG_LEVEL': value }) : manifest, cluster: 'b' },
  ]);
  const found = plan(both('info'), both('debug'));
  expect(found.consequences.map(({ code, cluster }) => `${code} ${cluster}`)).toEqual(['config/stale b']);
});

test('objects are of one cluster each', () => {
  const { changes } = (() => {
    const { plan } = require('../../src/plan') as typeof import('../../src/plan');
    return plan([{ manifest: configMap, cluster: 'a' }], [{ manifest: configMap, cluster: 'b' }]);
  })();
  expect(changes.map(({ cluster, effect }) => `${cluster} ${effect}`)).toEqual(['a delete', 'b create']);
});

test.each<readonly [name: string, from: Manifest, to: Manifest, renamed: boolean]>([
  ['an app whose name is part of other words', named('app'), named('frontend'), true],
  ['one that got another image as well', named('app'), edited(named('frontend'), image), true],
  ['a Service of the same pods', service, edited(service, { '/metadata/name': 'front' }), true],
  ['an account, of which there is nothing but labels', account('web'), account('www'), true],
  ['a file of which one line changed', file('a', ['one', 'two', 'three', 'four']), file('b', ['one', 'two', 'three', '4']), true],
  ['a file with other content under the same labels', file('a', ['one', 'two']), file('b', ['three', 'four']), false],
])('whether %s is known again', (_, from, to, renamed) => {
  expect(planOf([from], [to]).changes.some(({ reasons }) => reasons.some(({ code }) => code === 'object/renamed-from'))).toBe(renamed);
});

function named(name: string): Manifest {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop', labels },
    spec: { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name, image: 'web:1', workingDir: `/srv/${name}` }] } } },
  } as Manifest;
}

function account(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'shop', labels: { app: name, team: 'a' } } };
}

function file(name: string, lines: readonly string[]): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', labels: { a: '1', b: '2', c: '3', d: '4' } }, data: { file: lines.join('\n') } } as Manifest;
}
