import type { ObjectId } from '../../core/object-id';
import type { KubernetesRelease } from '../../schema/releases';
import { minorOf } from '../reason';

/** Kinds of which the server no longer judges `generateName` when an object changes, each from its minor version on. */
const NOT_JUDGED_FROM: ReadonlyMap<string, number> = new Map([
  ['ResourceQuota', 0], ['PriorityClass', 0], ['PodTemplate', 0], ['CSIDriver', 0], ['Deployment', 0], ['StatefulSet', 0], ['CronJob', 0],
  ['HorizontalPodAutoscaler', 0], ['PodDisruptionBudget', 0], ['Service', 34], ['ReplicaSet', 34], ['DaemonSet', 34], ['NetworkPolicy', 36],
]);

/**
 * The releases that refuse an object which exists for how its next one would be named. It has a name already, so most of the rules
 * are no concern of it; what cannot stand in a path is always refused.
 */
export function refusingGeneratedName(
  { kind }: ObjectId, generateName: unknown, releases: readonly KubernetesRelease[],
): readonly KubernetesRelease[] {
  if (typeof generateName !== 'string' || /[/%]/.test(generateName)) return releases;
  return releases.filter((release) => minorOf(release) < (NOT_JUDGED_FROM.get(kind) ?? Infinity));
}
