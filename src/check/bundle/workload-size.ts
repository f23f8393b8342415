import type { HorizontalPodAutoscaler } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { fields, whole } from '../graph/read';
import { type Bundle, read } from './bundle';

/** How many pods of a workload run at a time. */
export interface WorkloadSize {
  readonly atLeast: number;
  readonly atMost: number;
  /** Whether there is one on each node, however many those are. */
  readonly onEachNode: boolean;
  /** The autoscaler that sets it. @default - none */
  readonly autoscaler?: ObjectNode | undefined;
}

/** The autoscalers of each workload. */
export function autoscalers(bundle: Bundle): ReadonlyMap<ObjectNode, readonly ObjectNode[]> {
  return bundle.once(autoscalers, () => {
    const found = new Map<ObjectNode, ObjectNode[]>();
    for (const { from, to } of bundle.graph.references('scales')) {
      if (to === undefined) continue;
      const others = found.get(to);
      if (others === undefined) found.set(to, [from]);
      else others.push(from);
    }
    return found;
  });
}

/** How many pods there are of a workload, its autoscaler considered. */
export function workloadSize(bundle: Bundle, { node, replicas }: PodSource): WorkloadSize {
  const autoscaler = autoscalers(bundle).get(node)?.[0];
  if (replicas === undefined) return { atLeast: 1, atMost: 1, onEachNode: true };
  if (autoscaler === undefined) return { atLeast: replicas, atMost: replicas, onEachNode: false };
  const { minReplicas, maxReplicas, minReplicaCount, maxReplicaCount } = fields(read<HorizontalPodAutoscaler>(autoscaler).spec) as Counts;
  // KEDA scales to a hundred pods unless it is told otherwise.
  const keda = autoscaler.key === 'keda.sh/ScaledObject';
  const atLeast = whole(keda ? minReplicaCount : minReplicas) ?? (keda ? 0 : 1);
  return { atLeast, atMost: Math.max(whole(keda ? maxReplicaCount : maxReplicas) ?? (keda ? 100 : atLeast), atLeast), onEachNode: false, autoscaler };
}

interface Counts {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly minReplicaCount?: number;
  readonly maxReplicaCount?: number;
}
