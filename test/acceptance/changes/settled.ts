import type { Deployment, DaemonSet, StatefulSet } from '../../../generated/kubernetes';
import type { Bundle } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import { eventually } from '../cluster/eventually';
import { type LivePod, livePods } from '../cluster/live-pods';
import { all, fail } from '../failure';
import { saidIn } from '../proof/said';

/** Waits until the controllers have nothing left to do for a bundle, and says which pods there are then. */
export async function settledPods({ api }: Cluster, bundle: Bundle, seconds: number): Promise<LivePod[]> {
  const look = async (): Promise<{ readonly waits: readonly string[]; readonly pods: readonly LivePod[] }> => {
    const found = await all(bundle.namespaces().map(async (namespace) => {
      const [pods, deployments, sets, agents] = await Promise.all([
        livePods(api, namespace), api.list('apps/v1/Deployment', namespace), api.list('apps/v1/StatefulSet', namespace), api.list('apps/v1/DaemonSet', namespace),
      ]);
      const waits = [
        ...deployments.flatMap((one) => (isRolledOut(one) ? [] : `Deployment ${namespace}/${one.metadata?.name}`)),
        ...sets.flatMap((one) => (isOrdered(one) ? [] : `StatefulSet ${namespace}/${one.metadata?.name}`)),
        ...agents.flatMap((one) => (isOnNodes(one) ? [] : `DaemonSet ${namespace}/${one.metadata?.name}`)),
        ...pods.flatMap(({ name, leaving, ready, pod }) => (!leaving && (ready || pod.status?.phase === 'Succeeded') ? [] : `Pod ${namespace}/${name}`)),
      ];
      return { waits, pods };
    }));
    return { waits: found.flatMap(({ waits }) => waits), pods: found.flatMap(({ pods }) => pods) };
  };
  // Twice the same in a row: between a ReplicaSet and its pods nobody waits.
  let last = '';
  const { answer, good } = await eventually(look, ({ waits, pods }) => {
    const state = pods.map(({ uid }) => uid).sort().join(' ');
    const same = waits.length === 0 && state === last;
    last = waits.length === 0 ? state : '';
    return same;
  }, { seconds, everyMs: 150 });
  if (!good) fail(answer.waits[0] ?? 'the pods', `not at rest within ${seconds} s`, await saidIn(api, bundle.namespaces()[0] ?? 'default'));
  return [...answer.pods];
}

function isSeen({ metadata, status }: Deployment | StatefulSet | DaemonSet): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

function isRolledOut(deployment: Deployment): boolean {
  const { spec, status = {} } = deployment;
  const wanted = spec?.replicas ?? 1;
  if (!isSeen(deployment)) return false;
  const complete = (status.replicas ?? 0) === wanted && (status.availableReplicas ?? 0) === wanted;
  return complete && (spec?.paused === true || (status.updatedReplicas ?? 0) === wanted);
}

function isOrdered(set: StatefulSet): boolean {
  const { spec, status } = set;
  const wanted = spec?.replicas ?? 1;
  if (!isSeen(set) || (status?.readyReplicas ?? 0) !== wanted) return false;
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (spec?.updateStrategy?.type === 'OnDelete') return true;
  return partition > 0 ? (status?.updatedReplicas ?? 0) >= wanted - partition : status?.currentRevision === status?.updateRevision;
}

function isOnNodes(set: DaemonSet): boolean {
  const { spec, status } = set;
  const wanted = status?.desiredNumberScheduled ?? 0;
  if (!isSeen(set) || (status?.numberAvailable ?? 0) !== wanted) return false;
  return spec?.updateStrategy?.type === 'OnDelete' || (status?.updatedNumberScheduled ?? 0) === wanted;
}
