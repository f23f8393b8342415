import { formatObjectId, type ObjectId } from '../../core/object-id';
import { show } from '../../core/show';
import type { Effect } from '../effect';
import { countInWords, type PodCount } from '../pod-count';
import { kubectlDelete, kubectlName } from './commands';
import type { About, ReasonFacts } from './facts';

function of(effect: Effect) {
  return <A>(words: Omit<ReasonFacts<A>, 'effect'>): ReasonFacts<A> => ({ effect, ...words });
}

const inPlace = of('in-place');
const rollout = of('rollout');
const DEPLOYMENT = 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/';
const STATEFUL_SET = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';
const DAEMON_SET = 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/';
const OBJECTS = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/';

const nothing = (): readonly string[] => [];

/** What a change does that the server accepts. */
export const effectCodes = {
  'object/created': of('create')<About>({
    title: 'An object that was not there before.',
    see: OBJECTS,
    message: ({ id }) => `${id.kind} is new`,
    remedy: nothing,
  }),
  'object/renamed-from': of('create')<About & { other: ObjectId }>({
    title: 'A renamed object: the cluster sees a new one.',
    see: OBJECTS,
    message: ({ other }) => `it was ${formatObjectId(other)}: for the cluster the one is deleted and the other created`,
    remedy: ({ other }) => [`to rename in code alone, keep the old name: name: ${show(other.name)}`],
  }),
  'object/deleted': of('delete')<About>({
    title: 'An object that is no longer in the bundle.',
    see: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects',
    message: ({ id }) => `${id.kind} is gone from the bundle: what applies it with pruning deletes it, kubectl apply leaves it`,
    remedy: ({ id }) => ['without pruning:', kubectlDelete(id)],
  }),
  'object/renamed-to': of('delete')<About & { other: ObjectId }>({
    title: 'A renamed object: the old one goes away.',
    see: OBJECTS,
    message: ({ other }) => `it is ${formatObjectId(other)} now: for the cluster the one is deleted and the other created`,
    remedy: ({ id }) => ['apply the new one, wait until it works, and only then:', kubectlDelete(id)],
  }),
  'object/other-kind': of('recreate')<About & { from: string }>({
    title: 'An object of the same name became one of another kind.',
    see: OBJECTS,
    message: ({ id, from }) => `it was a ${from} and is a ${id.kind}: the old one is deleted and the new one created`,
    remedy: nothing,
  }),
  'object/forced': of('recreate')<About & { by: string }>({
    title: 'The server refuses the update, and the object asks its deployment tool to make it anew then.',
    see: OBJECTS,
    message: ({ by }) => `the server refuses the update, and the object is made anew because of ${by}`,
    remedy: nothing,
  }),
  'object/metadata': of('metadata')<{ what: string }>({
    title: 'Labels, annotations or the like of the object itself.',
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    message: ({ what }) => `${what}: nothing runs differently`,
    remedy: nothing,
  }),
  'object/changed': inPlace<{ field: string }>({
    title: 'A field that takes effect without replacing pods.',
    see: OBJECTS,
    message: ({ field }) => `${field} takes effect in place`,
    remedy: nothing,
  }),
  'object/api-version': of('none')<{ from: string; to: string }>({
    title: 'Another version of the same API group: the same object.',
    see: 'https://kubernetes.io/docs/reference/using-api/#api-versioning',
    message: ({ from, to }) => `${from} became ${to}: the same object for the cluster`,
    remedy: nothing,
  }),
  'pods/rolling': rollout<About & { pods: PodCount; surge: string; unavailable: string; amounts: { readonly surge: number; readonly unavailable: number } }>({
    title: 'The pods of a Deployment are replaced, some at a time.',
    see: `${DEPLOYMENT}#rolling-update-deployment`,
    message: ({ pods, surge, unavailable, amounts }) => {
      if (pods.most === 1) return 'its pod is replaced: the old one goes once the new one is ready';
      const first = amounts.surge > 0 ? 'new ones first' : 'old ones go first';
      if (pods.least < pods.most) return `its ${count(pods)} replaced, ${first}: up to ${surge} more than that at once, and up to ${unavailable} fewer ready`;
      return `its ${count(pods)} replaced, ${first}: at most ${pods.most + amounts.surge} at once, at least ${pods.most - amounts.unavailable} ready`;
    },
    remedy: nothing,
  }),
  'pods/rolling-with-gap': rollout<About & { surge: string; unavailable: string }>({
    title: 'The only pod of a Deployment is replaced, and is away while the new one starts.',
    see: `${DEPLOYMENT}#rolling-update-deployment`,
    message: ({ surge, unavailable }) => (Number.parseInt(surge, 10) === 0
      ? 'its only pod is stopped before the new one starts (maxSurge 0): an outage'
      : `its only pod is replaced, and may be away while the new one starts (maxUnavailable ${unavailable})`),
    remedy: () => ['set maxUnavailable to 0 and maxSurge to 1, if two of these pods can run side by side for a moment'],
  }),
  'pods/recreated': rollout<About & { pods: PodCount }>({
    title: 'All pods of a Deployment are stopped before new ones start: an outage.',
    see: `${DEPLOYMENT}#recreate-deployment`,
    message: ({ pods }) => `its ${count(pods)} stopped before new ones start (strategy Recreate): an outage`,
    remedy: () => ['plan for the outage, or use strategy RollingUpdate if two versions can run side by side'],
  }),
  'pods/ordered': rollout<About & { pods: PodCount; start: number; partition: number; unavailable: string }>({
    title: 'The pods of a StatefulSet are replaced one after the other, from the highest number down.',
    see: `${STATEFUL_SET}#rolling-updates`,
    message: ({ id, pods, start, partition, unavailable }) => (pods.most === 1
      ? `its only pod ${id.name}-${start} is replaced: away until the new one is ready`
      : `its ${count(pods)} replaced from ${pods.least < pods.most ? 'the highest number' : `${id.name}-${start + pods.most - 1}`} down to ${id.name}-${partition}, ${unavailable} at a time, each once the one before is ready`),
    remedy: nothing,
  }),
  'pods/nodes': rollout<About & { surge: string; unavailable: string }>({
    title: 'The pods of a DaemonSet are replaced node by node.',
    see: DAEMON_SET,
    message: ({ surge, unavailable }) => (surge === '0'
      ? `its pods are replaced node by node, ${unavailable} at a time, each away while the new one starts`
      : `its pods are replaced node by node, ${surge} new ones at a time beside the old`),
    remedy: nothing,
  }),
  'pods/wait-for-deletion': rollout<About & { labels: string }>({
    title: 'Pods keep the old template until somebody deletes them.',
    see: `${STATEFUL_SET}#on-delete`,
    message: () => 'its pods stay as they are until they are deleted (OnDelete): each comes back with the new template',
    remedy: ({ id, labels }) => [
      'delete the pods one after the other, waiting for each to be ready again:',
      `kubectl get pods${labels === '' ? '' : ` -l ${labels}`}${id.namespace === undefined ? '' : ` -n ${id.namespace}`}`,
    ],
  }),
  'pods/partition': inPlace<About & { partition: number }>({
    title: 'The partition holds the rollout of a StatefulSet back.',
    see: `${STATEFUL_SET}#partitions`,
    message: ({ partition }) => `no pod is replaced: partition ${partition} holds all of them back`,
    remedy: ({ partition }) => [`lower the partition from ${partition} step by step to roll the pods`],
  }),
  'pods/partition-lowered': inPlace<About & { from: number; to: number }>({
    title: 'A lower partition lets pods go on to the newest template.',
    see: `${STATEFUL_SET}#partitions`,
    message: ({ from, to }) => `pods ${to} to ${from - 1} go on to the newest template, if they are not there yet`,
    remedy: nothing,
  }),
  'pods/paused': inPlace<About>({
    title: 'A paused Deployment replaces no pods.',
    see: `${DEPLOYMENT}#pausing-and-resuming-a-rollout-of-a-deployment`,
    message: () => 'no pod is replaced as long as the Deployment is paused',
    remedy: ({ id }) => [`kubectl rollout resume ${kubectlName(id)}`],
  }),
  'pods/resumed': inPlace<About>({
    title: 'A Deployment that is no longer paused goes on with what changed in between.',
    see: `${DEPLOYMENT}#pausing-and-resuming-a-rollout-of-a-deployment`,
    message: () => 'it is no longer paused: what changed in between rolls out now',
    remedy: nothing,
  }),
  'pods/none': inPlace<About>({
    title: 'There are no pods to replace.',
    see: OBJECTS,
    message: () => 'it has no pods to replace: new ones get the new template',
    remedy: nothing,
  }),
  'pods/future': inPlace<About>({
    title: 'Pods that run keep the old template; only new ones get the new one.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/',
    message: ({ id }) => (id.kind === 'CronJob'
      ? 'runs from now on use the new template, one that is under way goes on with the old'
      : `a ${id.kind} does not replace pods: those that run keep the old template`),
    remedy: ({ id }) => (id.kind === 'CronJob' ? [] : ['delete the pods to have them made anew, or use a Deployment']),
  }),
  'pods/scaled': inPlace<About & { from: PodCount; to: PodCount }>({
    title: 'The number of replicas changes.',
    see: OBJECTS,
    message: ({ from, to }) => `${countInWords(from)} -> ${countInWords(to)} replicas`,
    remedy: nothing,
  }),
  'pods/handed-over': inPlace<About & { from: PodCount; to: PodCount }>({
    title: 'The number of replicas goes over from the manifest to an autoscaler.',
    see: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    message: ({ from, to }) => `spec.replicas goes: ${countInWords(from)} -> 1 replicas for a moment, until HorizontalPodAutoscaler ${show(to.autoscaler)} makes it ${countInWords(to)}`,
    remedy: ({ id }) => ['to keep the pods, take spec.replicas out of what was applied before:', `kubectl apply edit-last-applied ${kubectlName(id)}`, 'then apply; with --server-side, let another field manager own spec.replicas before'],
  }),
  'pods/scaled-to-none': inPlace<About & { from: PodCount }>({
    title: 'No replica is left: an outage.',
    see: OBJECTS,
    message: ({ from }) => `${countInWords(from)} -> 0 replicas: nothing serves any more`,
    remedy: nothing,
  }),
  'pod/image': inPlace<{ container: string }>({
    title: 'A container of a Pod is started anew with another image, in the same pod.',
    see: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
    message: ({ container }) => `container ${show(container)} is started anew in the same pod`,
    remedy: nothing,
  }),
  'service/type': inPlace<{ from: string; to: string }>({
    title: 'A Service gets another type.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
    message: ({ from, to }) => `${from} -> ${to}: ${from === 'LoadBalancer' ? 'the load balancer and its address go away' : to === 'LoadBalancer' ? 'a load balancer is made' : 'ways in change'}`,
    remedy: nothing,
  }),
  'claim/grows': inPlace<About & { from: string; to: string }>({
    title: 'A claim grows, if its storage class allows that.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
    message: ({ from, to }) => `${from} -> ${to}: the volume grows if it is bound and its class allows that; it never shrinks again`,
    remedy: ({ id }) => ['kubectl get storageclass -o custom-columns=NAME:.metadata.name,EXPANDS:.allowVolumeExpansion', `kubectl describe ${kubectlName(id)}`],
  }),
};

function count(pods: PodCount): string {
  return pods.most === 1 ? 'pod is' : `${countInWords(pods)} pods are`;
}
