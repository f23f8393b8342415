import type { Manifest } from '../../src/core/manifest';
import {
  claim, configMap, cronJob, daemonSet, type Data, deployment, edited, job, planOf, pod, reasonsOf, secret, service, statefulSet, volume,
} from './support/objects';

interface Case {
  readonly from: Manifest;
  readonly edit: Data;
  readonly want: readonly string[];
}

/** Every reason for which the server refuses an update. */
function refusals(from: Manifest, edit: Data, kubernetes?: '1.31' | '1.36'): string[] {
  const found = planOf([from], [edited(from, edit)], kubernetes === undefined ? undefined : { kubernetes: [kubernetes] });
  return found.changes.flatMap(({ reasons }) => reasons.filter(({ effect }) => effect === 'refused').map(({ code, pointer }) => `${code} ${pointer}`));
}

const cases: readonly (readonly [name: string, test: Case])[] = [
  ['the selector of a Deployment', {
    from: deployment, edit: { '/spec/selector/matchLabels/app': 'other', '/spec/template/metadata/labels/app': 'other' },
    want: ['update/selector /spec/selector/matchLabels/app'],
  }],
  ['the selector of a DaemonSet', {
    from: daemonSet, edit: { '/spec/selector/matchLabels/tier': 'x', '/spec/template/metadata/labels/tier': 'x' },
    want: ['update/selector /spec/selector/matchLabels/tier'],
  }],
  ['the Service of a StatefulSet', { from: statefulSet, edit: { '/spec/serviceName': 'other' }, want: ['update/stateful-set /spec/serviceName'] }],
  ['how the pods of a StatefulSet come and go', { from: statefulSet, edit: { '/spec/podManagementPolicy': 'Parallel' }, want: ['update/stateful-set /spec/podManagementPolicy'] }],
  ['the size in a claim template', {
    from: statefulSet, edit: { '/spec/volumeClaimTemplates/0/spec/resources/requests/storage': '16Gi' },
    want: ['update/claim-template /spec/volumeClaimTemplates/0/spec/resources/requests/storage'],
  }],
  ['the template of a Job', { from: job, edit: { '/spec/template/spec/containers/0/image': 'web:2' }, want: ['update/job /spec/template/spec/containers/0/image'] }],
  ['how a Job counts', { from: job, edit: { '/spec/completions': 3 }, want: ['update/job /spec/completions'] }],
  ['a variable of a Pod', { from: pod, edit: { '/spec/containers/0/env/0/value': '3' }, want: ['update/pod /spec/containers/0/env/0/value'] }],
  ['a longer deadline of a Pod', {
    from: edited(pod, { '/spec/activeDeadlineSeconds': 60 }), edit: { '/spec/activeDeadlineSeconds': 90 }, want: ['update/pod /spec/activeDeadlineSeconds'],
  }],
  ['a toleration that a Pod loses', {
    from: edited(pod, { '/spec/tolerations': [{ key: 'a', operator: 'Exists' }] }), edit: { '/spec/tolerations': [{ key: 'b', operator: 'Exists' }] },
    want: ['update/pod /spec/tolerations/0/key'],
  }],
  ['a Service that becomes headless', { from: service, edit: { '/spec/clusterIP': 'None' }, want: ['update/cluster-ip /spec/clusterIP'] }],
  ['another address of a Service', {
    from: edited(service, { '/spec/clusterIP': '10.0.0.1' }), edit: { '/spec/clusterIP': '10.0.0.2' }, want: ['update/cluster-ip /spec/clusterIP'],
  }],
  ['the second address of a Service that is to keep two families', {
    from: edited(service, { '/spec/clusterIP': '10.0.0.1', '/spec/clusterIPs': ['10.0.0.1', 'fd00::1'], '/spec/ipFamilyPolicy': 'RequireDualStack', '/spec/ipFamilies': ['IPv4', 'IPv6'] }),
    edit: { '/spec/clusterIPs': ['10.0.0.1'] }, want: ['update/cluster-ip /spec/clusterIPs/1'],
  }],
  ['the volume that a claim named', {
    from: edited(claim, { '/spec/volumeName': 'pv-1' }), edit: { '/spec/volumeName': undefined }, want: ['update/claim /spec/volumeName'],
  }],
  ['another namespace of the source of a claim', {
    from: edited(claim, { '/spec/dataSource': { kind: 'PersistentVolumeClaim', name: 'old' } }),
    edit: { '/spec/dataSourceRef': { kind: 'PersistentVolumeClaim', name: 'old', namespace: 'elsewhere' } }, want: ['update/claim /spec/dataSourceRef/namespace'],
  }],
  ['a time of deletion', { from: configMap, edit: { '/metadata/deletionTimestamp': '2024-01-02T03:04:05Z' }, want: ['update/set-by-server /metadata/deletionTimestamp'] }],
  ['a generated name that no object can have', { from: deployment, edit: { '/metadata/generateName': 'a/b' }, want: ['update/invalid /metadata/generateName'] }],
  ['a generated name, for a kind that judges it again', { from: configMap, edit: { '/metadata/generateName': 'A' }, want: ['update/invalid /metadata/generateName'] }],
  ['the class of a load balancer', {
    from: edited(service, { '/spec/type': 'LoadBalancer', '/spec/loadBalancerClass': 'example.com/a' }), edit: { '/spec/loadBalancerClass': 'example.com/b' },
    want: ['update/service /spec/loadBalancerClass'],
  }],
  ['data of an immutable ConfigMap', {
    from: edited(configMap, { '/immutable': true }), edit: { '/data/LOG_LEVEL': 'debug' }, want: ['update/frozen-data /data/LOG_LEVEL'],
  }],
  ['an immutable ConfigMap that is to be mutable', { from: edited(configMap, { '/immutable': true }), edit: { '/immutable': undefined }, want: ['update/frozen-data /immutable'] }],
  ['the type of a Secret', { from: secret, edit: { '/type': 'example.com/other' }, want: ['update/immutable /type'] }],
  ['the access modes of a claim', { from: claim, edit: { '/spec/accessModes/0': 'ReadWriteMany' }, want: ['update/claim /spec/accessModes/0'] }],
  ['a claim that shrinks', { from: claim, edit: { '/spec/resources/requests/storage': '4Gi' }, want: ['update/claim-shrinks /spec/resources/requests/storage'] }],
  ['the class of a claim', { from: claim, edit: { '/spec/storageClassName': 'fast' }, want: ['update/claim /spec/storageClassName'] }],
  ['the source of a volume', { from: volume, edit: { '/spec/nfs/path': '/other' }, want: ['update/volume /spec/nfs/path'] }],
  ['the role of a binding', {
    from: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'b', namespace: 'shop' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } } as Manifest,
    edit: { '/roleRef/name': 'other' }, want: ['update/role-ref /roleRef/name'],
  }],
  ['the provisioner of a class', {
    from: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'a.example.com' } as Manifest,
    edit: { '/provisioner': 'b.example.com' }, want: ['update/immutable /provisioner'],
  }],
  ['the value of a priority class', {
    from: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 } as Manifest,
    edit: { '/value': 2000 }, want: ['update/immutable /value'],
  }],
];

test.each(cases)('the server refuses %s', (_, { from, edit, want }) => {
  expect(refusals(from, edit)).toEqual(want);
});

const accepted: readonly (readonly [name: string, test: Omit<Case, 'want'>])[] = [
  ['the template of a Deployment', { from: deployment, edit: { '/spec/template/spec/containers/0/image': 'web:2' } }],
  ['replicas, strategy and partition of a StatefulSet', { from: statefulSet, edit: { '/spec/replicas': 5, '/spec/updateStrategy': { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } } }],
  ['everything of a CronJob', { from: cronJob, edit: { '/spec/schedule': '@hourly', '/spec/jobTemplate/spec/template/spec/containers/0/image': 'web:2' } }],
  ['the image of a Pod', { from: pod, edit: { '/spec/containers/0/image': 'web:2' } }],
  ['a further toleration of a Pod', { from: pod, edit: { '/spec/tolerations': [{ key: 'a', operator: 'Exists' }] } }],
  ['where the pods of a suspended Job run', { from: edited(job, { '/spec/suspend': true }), edit: { '/spec/template/spec/nodeSelector': { disk: 'ssd' } } }],
  ['the count of an indexed Job, together with its parallelism', { from: job, edit: { '/spec/completions': 5, '/spec/parallelism': 5 } }],
  ['ports of a Service', { from: service, edit: { '/spec/ports/-': { name: 'metrics', port: 9090 } } }],
  ['an address that a manifest leaves out', { from: edited(service, { '/spec/clusterIP': '10.0.0.1' }), edit: { '/spec/clusterIP': undefined, '/metadata/labels': { a: 'b' } } }],
  ['a generated name, of an object that has a name', { from: deployment, edit: { '/metadata/generateName': 'A' } }],
  ['a time of deletion that an object has', {
    from: edited(configMap, { '/metadata/deletionTimestamp': '2024-01-02T03:04:05Z' }), edit: { '/metadata/labels': { a: 'b' } },
  }],
  ['the whole metadata of the pods of a suspended Job', {
    from: edited(job, { '/spec/suspend': true }), edit: { '/spec/template/metadata/generation': 3, '/spec/template/metadata/annotations': { c: 'd' } },
  }],
  ['where a Service is reached from, when nothing outside reaches it any more', {
    from: edited(service, { '/spec/externalIPs': ['192.0.2.1'], '/spec/externalTrafficPolicy': 'Local' }), edit: { '/spec/externalIPs': undefined },
  }],
  ['the only address in a list of addresses', {
    from: edited(service, { '/spec/clusterIP': '10.0.0.1' }), edit: { '/spec/clusterIP': undefined, '/spec/clusterIPs': ['10.0.0.1'], '/metadata/labels': { a: 'b' } },
  }],
  ['a claim that grows', { from: claim, edit: { '/spec/resources/requests/storage': '16Gi' } }],
  ['the capacity and class of a volume', { from: volume, edit: { '/spec/capacity/storage': '9Gi', '/spec/storageClassName': 'other' } }],
];

test.each(accepted)('the server takes %s', (_, { from, edit }) => {
  expect(refusals(from, edit)).toEqual([]);
  // The case is one: something did change.
  expect(planOf([from], [edited(from, edit)]).changes).toHaveLength(1);
});

test('a release that refuses more than another is named', () => {
  const { changes } = planOf([statefulSet], [edited(statefulSet, { '/spec/revisionHistoryLimit': 3 })], { kubernetes: ['1.36', '1.33', '1.32', '1.31'] });
  expect(changes[0]!.reasons.find(({ effect }) => effect === 'refused')).toMatchObject({ code: 'update/stateful-set', kubernetes: ['1.32', '1.31'] });
});

test('what the server would not even create is refused, with the words of the check', () => {
  const { changes } = planOf([service], [edited(service, { '/spec/ports/0/port': 70_000 })]);
  expect(changes).toMatchObject([{ effect: 'refused', reasons: [{ code: 'update/invalid', pointer: '/spec/ports/0/port' }, { code: 'object/changed' }] }]);
});

test('an object that asks to be made anew is, in place of refused', () => {
  const forced = edited(deployment, { '/metadata/annotations': { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' } });
  const found = planOf([forced], [edited(forced, { '/spec/selector/matchLabels/app': 'x', '/spec/template/metadata/labels/app': 'x' })]);
  expect(found.summary).toMatchObject({ recreate: 1, refused: 0 });
  expect(reasonsOf(found)).toContain('object/forced');
});

test('every refusal says what to do', () => {
  for (const [, { from, edit }] of cases) {
    for (const { reasons } of planOf([from], [edited(from, edit)]).changes) for (const { effect, remedy } of reasons) if (effect === 'refused') expect(remedy.length).toBeGreaterThan(0);
  }
});

test('a claim grows only where its storage class lets it', () => {
  const storageClass = (allowVolumeExpansion?: boolean): Manifest => (
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'standard' }, provisioner: 'a.example.com', allowVolumeExpansion }) as unknown as Manifest;
  const larger = edited(claim, { '/spec/resources/requests/storage': '16Gi' });
  const codes = (before: Manifest, after: Manifest): string[] => planOf([before, claim], [after, larger]).changes
    .filter(({ object }) => object.kind === 'PersistentVolumeClaim').flatMap(({ reasons }) => reasons.map(({ code, pointer }) => `${code} ${pointer}`));
  const grows = 'claim/grows /spec/resources/requests/storage';
  expect(codes(storageClass(), storageClass())).toEqual(['update/claim-class /spec/resources/requests/storage', grows]);
  expect(codes(storageClass(true), storageClass(true))).toEqual([grows]);
  // The class that comes with the change counts.
  expect(codes(storageClass(), storageClass(true))).toEqual([grows]);
  expect(codes(storageClass(true), storageClass(false))).toHaveLength(2);
});
