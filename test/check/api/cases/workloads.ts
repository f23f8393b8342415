import { kind, kindOfSpec, labels, long, type ObjectCases, pods, selector } from './given';

const deployment = kindOfSpec('apps/v1', 'Deployment', { selector, template: pods() });
const replicaSet = kindOfSpec('apps/v1', 'ReplicaSet', { selector, template: pods() });
const daemonSet = kindOfSpec('apps/v1', 'DaemonSet', { selector, template: pods() });
const statefulSet = kindOfSpec('apps/v1', 'StatefulSet', { selector, template: pods(), serviceName: 's' });
const controller = kindOfSpec('v1', 'ReplicationController', { selector: labels, template: pods() });
const revision = kind('apps/v1', 'ControllerRevision', { revision: 1, data: {} });
const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const rolling = (rollingUpdate: object): object => ({ type: 'RollingUpdate', rollingUpdate });

export const workloadCases: ObjectCases = [
  ['a Deployment', { given: deployment(), want: [] }],
  ['a Deployment without specification', {
    given: { ...deployment(), spec: undefined },
    want: ['api/required /spec/selector', 'selector/mismatch /spec/template/metadata/labels', 'api/required /spec/template/spec/containers'],
  }],
  ['a Deployment without selector', {
    given: deployment({ selector: undefined }),
    want: ['api/required /spec/selector', 'selector/mismatch /spec/template/metadata/labels'],
  }],
  ['a Deployment of all pods', { given: deployment({ selector: {} }), want: ['selector/empty /spec/selector'] }],
  ['a Deployment of other pods', { given: deployment({ selector: { matchLabels: { app: 'b' } } }), want: ['selector/mismatch /spec/template/metadata/labels'] }],
  ['a Deployment of pods that cannot be found', {
    given: deployment({ selector: { matchLabels: { 'a b': 'c' }, matchExpressions: [{ key: 'a', operator: 'In' }, { key: 'a', operator: 'Exists', values: ['b'] }, { key: '', operator: 'Is' }] } }),
    want: [
      'api/label-key /spec/selector/matchLabels > a b', 'api/required /spec/selector/matchExpressions/0/values', 'api/forbidden /spec/selector/matchExpressions/1/values',
      'api/choice /spec/selector/matchExpressions/2/operator', 'api/label-key /spec/selector/matchExpressions/2/key', 'selector/unreadable /spec/selector',
    ],
  }],
  ['a Deployment of less than nothing', {
    given: deployment({ replicas: -1, minReadySeconds: -1, revisionHistoryLimit: -1, progressDeadlineSeconds: -1 }),
    want: [
      'api/negative /spec/progressDeadlineSeconds', 'rollout/deadline /spec/progressDeadlineSeconds', 'api/negative /spec/replicas', 'api/negative /spec/minReadySeconds',
      'api/negative /spec/revisionHistoryLimit',
    ],
  }],
  ['a Deployment that is late before it can be ready', {
    given: deployment({ minReadySeconds: 600, progressDeadlineSeconds: 600 }),
    want: ['rollout/deadline /spec/progressDeadlineSeconds'],
  }],
  ['a Deployment whose pods end', {
    given: deployment({ template: pods({ restartPolicy: 'Never', activeDeadlineSeconds: 1 }) }),
    want: ['api/not-supported /spec/template/spec/restartPolicy', 'api/forbidden /spec/template/spec/activeDeadlineSeconds'],
  }],
  ['a Deployment that stops all and starts again', { given: deployment({ strategy: { type: 'Recreate' } }), want: [] }],
  ['a Deployment that does both', { given: deployment({ strategy: { type: 'Recreate', rollingUpdate: {} } }), want: ['api/forbidden /spec/strategy/rollingUpdate'] }],
  ['a Deployment that is changed in an unknown way', { given: deployment({ strategy: { type: 'Rolling' } }), want: ['api/not-supported /spec/strategy > type'] }],
  ['a Deployment that is changed by parts', { given: deployment({ strategy: rolling({ maxSurge: '150%', maxUnavailable: '25%' }) }), want: [] }],
  ['a Deployment that cannot be changed', {
    given: deployment({ strategy: rolling({ maxSurge: '0%', maxUnavailable: 0 }) }),
    want: ['rollout/stuck /spec/strategy/rollingUpdate/maxUnavailable'],
  }],
  ['a Deployment that is changed by what is no number', {
    given: deployment({ strategy: rolling({ maxSurge: 'a', maxUnavailable: '101%' }) }),
    want: ['api/percent /spec/strategy/rollingUpdate/maxSurge', 'api/percent-above-100 /spec/strategy/rollingUpdate/maxUnavailable'],
  }],
  ['a Deployment that is changed by less than nothing', {
    given: deployment({ strategy: rolling({ maxSurge: -1, maxUnavailable: '-1%' }) }),
    want: ['api/negative /spec/strategy/rollingUpdate/maxSurge', 'api/percent /spec/strategy/rollingUpdate/maxUnavailable'],
  }],

  ['a ReplicaSet of other pods', {
    given: replicaSet({ selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, replicas: -1 }),
    want: ['selector/mismatch /spec/template/metadata/labels', 'api/negative /spec/replicas'],
  }],
  ['a ReplicaSet of pods by what they do not have', { given: replicaSet({ selector: { matchExpressions: [{ key: 'b', operator: 'DoesNotExist' }] } }), want: [] }],

  ['a DaemonSet', { given: daemonSet({ updateStrategy: { type: 'OnDelete' } }), want: [] }],
  ['a DaemonSet that stops first', { given: daemonSet({ updateStrategy: rolling({ maxUnavailable: '100%', maxSurge: 0 }) }), want: [] }],
  ['a DaemonSet that stops first and starts first', {
    given: daemonSet({ updateStrategy: rolling({ maxUnavailable: 1, maxSurge: 1 }) }),
    want: ['api/not-allowed /spec/updateStrategy/rollingUpdate/maxSurge'],
  }],
  ['a DaemonSet that does neither', {
    given: daemonSet({ updateStrategy: rolling({ maxUnavailable: 0 }) }),
    want: ['rollout/stuck-daemons /spec/updateStrategy/rollingUpdate/maxUnavailable'],
  }],
  ['a DaemonSet that is changed in an unknown way', {
    given: daemonSet({ updateStrategy: { type: 'Recreate' } }),
    want: ['api/not-supported /spec/updateStrategy > type'],
  }],
  ['a DaemonSet of all pods', {
    given: daemonSet({ selector: {}, minReadySeconds: -1, revisionHistoryLimit: -1 }),
    want: ['selector/empty /spec/selector', 'api/negative /spec/minReadySeconds', 'api/negative /spec/revisionHistoryLimit'],
  }],
  ['a DaemonSet without selector', { given: daemonSet({ selector: undefined }), want: ['selector/mismatch /spec/template/metadata/labels'] }],

  ['a StatefulSet', {
    given: statefulSet({ volumeClaimTemplates: [claim], template: pods({ containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'data', mountPath: '/d' }] }] }) }),
    want: [],
  }],
  ['a StatefulSet with a name of several labels', { given: statefulSet({}, { name: 'a.b' }), want: ['api/dns-label /metadata/name'] }],
  ['a StatefulSet of a service that cannot be', { given: statefulSet({ serviceName: 'a.b' }), want: ['api/dns-label /spec/serviceName'] }],
  ['a StatefulSet of a service that nobody looked at before 1.33', { given: statefulSet({ serviceName: 'a.b' }), want: [], release: '1.32' }],
  ['a StatefulSet in an unknown order', {
    given: statefulSet({ podManagementPolicy: 'Random', ordinals: { start: -1 }, minReadySeconds: -1, replicas: -1 }),
    want: ['api/choice /spec/podManagementPolicy', 'api/negative /spec/ordinals/start', 'api/negative /spec/minReadySeconds', 'api/negative /spec/replicas'],
  }],
  ['a StatefulSet that is changed in parts', {
    given: statefulSet({ updateStrategy: rolling({ partition: -1, maxUnavailable: 0 }) }),
    want: ['api/negative /spec/updateStrategy/rollingUpdate/partition'],
  }],
  ['a StatefulSet that is changed by hand, in parts', {
    given: statefulSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } }),
    want: ['api/not-allowed /spec/updateStrategy/rollingUpdate'],
  }],
  ['a StatefulSet that is changed in an unknown way', { given: statefulSet({ updateStrategy: { type: 'Recreate' } }), want: ['api/choice /spec/updateStrategy > type'] }],
  ['a StatefulSet that keeps claims in an unknown way', {
    given: statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep', whenScaled: 'Delete' } }),
    want: ['api/not-supported /spec/persistentVolumeClaimRetentionPolicy/whenDeleted'],
  }],
  ['a StatefulSet whose claims and pods are judged from 1.34 on', {
    given: statefulSet({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }], template: pods({ containers: [{ name: 'c' }] }) }),
    want: [
      'api/required /spec/template/spec/containers/0/image', 'api/required /spec/volumeClaimTemplates/0/spec/accessModes',
      'api/required /spec/volumeClaimTemplates/0/spec/resources/storage > /spec/volumeClaimTemplates/0/spec/resources',
    ],
  }],
  ['a StatefulSet whose claims and pods nobody judged before', {
    given: statefulSet({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }], template: pods({ containers: [{ name: 'c' }] }) }),
    want: [], release: '1.33',
  }],
  ['a StatefulSet with a volume of its own beside that of a claim', {
    given: statefulSet({ volumeClaimTemplates: [claim], template: pods({ volumes: [{ name: 'data' }, { name: 'A', emptyDir: {} }] }) }),
    want: ['api/dns-label /spec/template/spec/volumes/1/name'],
  }],

  ['a ReplicationController', { given: controller(), want: [] }],
  ['a ReplicationController of nothing', {
    given: controller({ selector: undefined, template: undefined }),
    want: ['api/required /spec/selector', 'api/required /spec/template'],
  }],
  ['a ReplicationController of other pods', { given: controller({ selector: { app: 'b' } }), want: ['selector/mismatch /spec/template/metadata/labels'] }],
  ['a ReplicationController whose name is made, from 1.35 on', { given: controller({}, { generateName: 'A' }), want: [] }],
  ['a ReplicationController whose name is made, before', {
    given: controller({}, { generateName: 'A' }),
    want: ['api/dns-subdomain /metadata/generateName'], release: '1.34',
  }],

  ['a revision', { given: revision(), want: [] }],
  ['a revision of nothing', { given: revision({ revision: -1, data: undefined }), want: ['api/negative /revision', 'api/required /data'] }],
  ['a name that is too long for anything', { given: daemonSet({}, { name: long(254) }), want: ['api/dns-subdomain /metadata/name'] }],
];
