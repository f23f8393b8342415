import type { Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { type AutoscalerProps, autoscalerObject, normalizeReplicas, type ReplicasModel } from '../scaling/autoscaler';
import { type DisruptionBudgetModel, disruptionBudgetObject, type DisruptionBudgetProps, normalizeDisruptionBudget } from '../scaling/disruption-budget';
import type { AppModel } from './app-model';

/** How many pods an app has, and how many of them may be away. */
export interface AppScaleProps {
  /**
   * Number of pods, or bounds and goals for an autoscaler; then no fixed number is written, which would undo its work.
   * @default - Kubernetes runs 1
   * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
   */
  readonly replicas?: number | AutoscalerProps | undefined;
  /**
   * How many pods may be away at once while nodes are drained.
   * @default - no PodDisruptionBudget: all of them
   * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
   */
  readonly disruptionBudget?: DisruptionBudgetProps | undefined;
}

/** Every field of `AppScaleProps`. */
export const appScaleFields = ['replicas', 'disruptionBudget'] as const satisfies readonly (keyof AppScaleProps)[];

/** Scale after normalization. */
export interface AppScaleModel {
  readonly replicas: ReplicasModel;
  readonly budget?: DisruptionBudgetModel | undefined;
}

/** Brings the scale of an app into its full form. */
export function normalizeAppScale(
  { replicas, disruptionBudget }: AppScaleProps, { podSet, consumer }: Pick<AppModel, 'podSet' | 'consumer'>, problems: Problems,
): AppScaleModel {
  return {
    replicas: normalizeReplicas(replicas, problems.at('replicas'), consumer, podSet.containers),
    budget: disruptionBudget === undefined ? undefined : normalizeDisruptionBudget(disruptionBudget, problems.at('disruptionBudget')),
  };
}

/**
 * The autoscaler and the disruption budget, both named as the app.
 * @param workload what is scaled
 */
export function appScaleObjects(
  { identity }: AppModel, { replicas, budget }: AppScaleModel, { apiVersion, kind }: Manifest, problems: Problems,
): Manifest[] {
  const objects: Manifest[] = [];
  if (replicas.autoscaler === undefined && budget === undefined) return objects;
  const { name, namespace, labels, selector } = identity;
  const inherited = { labels };
  if (replicas.autoscaler !== undefined) {
    const target = { apiVersion, kind, name };
    objects.push(autoscalerObject(replicas.autoscaler, target, { name, namespace }, problems.at('replicas'), {}, inherited));
  }
  if (budget !== undefined) objects.push(disruptionBudgetObject(budget, selector, { name, namespace }, problems.at('disruptionBudget'), {}, inherited));
  return objects;
}
