import type { LabelSelector, PodDisruptionBudget, PodDisruptionBudgetSpec } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkMap, checkOneOf, isPlainMap, type PlainMap } from '../core/checks';
import { type LabelSelectorInput, labelSelectorFields, normalizeLabelSelector } from '../core/label-selector';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { isPodOwner, type PodOwner } from '../core/pod-set';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { checkNumberOrPercent } from './shares';

/**
 * How many pods may be away at once because of evictions: upgrades of nodes, a cluster that shrinks.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export interface DisruptionBudgetProps {
  /** Pods that must stay ready: a number, or a share such as `50%`. @default - one of the two must be given */
  readonly minAvailable?: number | `${number}%` | undefined;
  /** Pods that may be away: a number, or a share such as `25%`. @default - one of the two must be given */
  readonly maxUnavailable?: number | `${number}%` | undefined;
  /**
   * Whether pods that are not ready may always be evicted.
   * @default 'IfHealthyBudget'
   * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
   */
  readonly unhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow' | undefined;
}

/** A PodDisruptionBudget that stands for itself, with the pods that it is for. */
export interface PodDisruptionBudgetProps extends DisruptionBudgetProps, MetadataProps {
  /** The pods: an app, or a selector for their labels. An empty selector means every pod of the namespace. */
  readonly pods: PodOwner | LabelSelectorInput;
}

/** A disruption budget after normalization. */
export type DisruptionBudgetModel = Pick<PodDisruptionBudgetSpec, 'minAvailable' | 'maxUnavailable' | 'unhealthyPodEvictionPolicy'>;

const budgetFields: ReadonlySet<string> = new Set(['minAvailable', 'maxUnavailable', 'unhealthyPodEvictionPolicy']);
/** Every field of `PodDisruptionBudgetProps`, and what the construct adds. */
const podDisruptionBudgetFieldNames: ReadonlySet<string> = new Set([
  ...budgetFields, 'pods', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const evictionPolicies = ['IfHealthyBudget', 'AlwaysAllow'] as const;

/** Brings a disruption budget into its full form and reports what the API server refuses. */
export function normalizeDisruptionBudget(
  input: DisruptionBudgetProps, problems: Problems, known: ReadonlySet<string> = budgetFields,
): DisruptionBudgetModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, known);
  if (isPlainMap(input)) checkExclusive(problems, props, ['minAvailable', 'maxUnavailable'], true);
  const minAvailable = readField(problems, props, 'minAvailable', checkNumberOrPercent);
  const maxUnavailable = readField(problems, props, 'maxUnavailable', checkNumberOrPercent);
  const unhealthyPodEvictionPolicy = readField(problems, props, 'unhealthyPodEvictionPolicy', checkEvictionPolicy);
  return {
    ...(minAvailable === undefined ? undefined : { minAvailable }),
    ...(maxUnavailable === undefined ? undefined : { maxUnavailable }),
    ...(unhealthyPodEvictionPolicy === undefined ? undefined : { unhealthyPodEvictionPolicy }),
  };
}

/** Brings a disruption budget that stands for itself into its full form: the model, and which pods it is for. */
export function normalizePodDisruptionBudget(
  props: PodDisruptionBudgetProps, problems: Problems, consumer: Consumer,
): { readonly model: DisruptionBudgetModel; readonly selector: LabelSelector } {
  const model = normalizeDisruptionBudget(props, problems, podDisruptionBudgetFieldNames);
  const selector = podSelectorOf((props as Partial<PodDisruptionBudgetProps> | undefined)?.pods, problems.at('pods'), consumer);
  return { model, selector };
}

/** The PodDisruptionBudget of a model, for the pods of a selector. */
export function disruptionBudgetObject(
  model: DisruptionBudgetModel,
  selector: LabelSelector,
  identity: Identity,
  problems: Problems,
  metadata: MetadataProps = {},
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataFields(identity, metadata, problems, inherited),
    spec: { ...model, selector },
  };
}

/** The selector for the pods of an app, or the given one. */
function podSelectorOf(pods: unknown, problems: Problems, consumer: Consumer): LabelSelector {
  if (isPodOwner(pods)) {
    consumer.use(problems, pods.podSet.target, { why: 'a PodDisruptionBudget is for pods of its own namespace' });
    return { matchLabels: pods.podSet.selector };
  }
  return labelSelectorFields(normalizeLabelSelector(pods as LabelSelectorInput, problems));
}

function checkEvictionPolicy(problems: Problems, value: unknown): value is 'IfHealthyBudget' | 'AlwaysAllow' {
  return checkOneOf(problems, value, evictionPolicies);
}
