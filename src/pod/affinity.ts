import type { PodAffinity, PodAffinityTerm, WeightedPodAffinityTerm } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkInteger, checkMap } from '../core/checks';
import { checkLabelKey, type LabelSelectorInput, type LabelSelectorModel, labelSelectorFields, normalizeLabelSelector } from '../core/label-selector';
import { checkName, dnsLabel } from '../core/names';
import { isPodOwner, type PodOwner } from '../core/pod-set';
import type { Problems } from '../core/problems';
import { itemsOf, readList } from '../core/read-field';
import { Consumer } from '../core/references';
import { type TopologyProps, topologyKeyOf } from './topology';

/** Pods that others should run beside, or apart from; on the same node unless `over` or `topologyKey` says otherwise. */
export interface PodAffinityTermProps extends TopologyProps {
  /** The pods: by their labels, or an app. @default - the pods of this definition */
  readonly labelSelector?: LabelSelectorInput | PodOwner | undefined;
  /** Namespaces of the pods, by name. @default - that of the app given as `labelSelector`, else this one */
  readonly namespaces?: readonly string[] | undefined;
  /** Namespaces of the pods, by label; `{}` means all. @default - none */
  readonly namespaceSelector?: LabelSelectorInput | undefined;
  /** Labels of this pod whose values the pods must share, such as `pod-template-hash`. @default - none */
  readonly matchLabelKeys?: readonly string[] | undefined;
  /** Labels of this pod whose values the pods must not share. @default - none */
  readonly mismatchLabelKeys?: readonly string[] | undefined;
}

/** A wish about other pods. */
export interface WeightedPodAffinityTermProps extends PodAffinityTermProps {
  /** How much it counts against the other wishes, 1-100. @default 100 */
  readonly weight?: number | undefined;
}

/**
 * Which pods to run beside (affinity) or apart from (anti-affinity): short forms, and Kubernetes' own shape.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export interface PodAffinityProps {
  /** Conditions that must hold. @default - none */
  readonly required?: readonly PodAffinityTermProps[] | undefined;
  /** Wishes, each with a weight. @default - none */
  readonly preferred?: readonly WeightedPodAffinityTermProps[] | undefined;
  /** The same as `required`, under Kubernetes' own name. @default - none */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
  /** The same as `preferred` in Kubernetes' own shape. @default - none */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined;
}

/** What affinity needs to know of the definition that has it. */
export interface AffinityContext {
  /** Labels that select the pods of this definition. */
  readonly selectorLabels: { readonly [key: string]: string };
  /** Knows the namespace and the cluster of the pods. */
  readonly consumer: Consumer;
}

const affinityFields: ReadonlySet<string> = new Set<keyof PodAffinityProps>([
  'required', 'preferred', 'requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution',
]);
const termFields: ReadonlySet<string> = new Set<keyof WeightedPodAffinityTermProps>([
  'over', 'topologyKey', 'labelSelector', 'namespaces', 'namespaceSelector', 'matchLabelKeys', 'mismatchLabelKeys',
]);
const weightedFields: ReadonlySet<string> = new Set([...termFields, 'weight']);

/** Reports what the API server refuses, and gives Kubernetes' own shape. */
export function normalizePodAffinity(input: PodAffinityProps | undefined, problems: Problems, context: AffinityContext): PodAffinity | undefined {
  if (input === undefined || !checkMap(problems, input, 'a map with required and preferred')) return undefined;
  const props = input as PodAffinityProps;
  checkFields(problems, props, affinityFields);
  checkExclusive(problems, props, ['required', 'requiredDuringSchedulingIgnoredDuringExecution']);
  checkExclusive(problems, props, ['preferred', 'preferredDuringSchedulingIgnoredDuringExecution']);
  const requiredField = props.required === undefined ? 'requiredDuringSchedulingIgnoredDuringExecution' : 'required';
  const preferredField = props.preferred === undefined ? 'preferredDuringSchedulingIgnoredDuringExecution' : 'preferred';
  return podAffinity(
    itemsOf(problems.at(requiredField), props[requiredField]).flatMap(([term, at]) => normalizeTerm(term, termFields, at, context)),
    itemsOf(problems.at(preferredField), props[preferredField]).flatMap(([term, at]) => normalizeWeighted(term, at, context)),
  );
}

/** Affinity of both sorts, or none at all. */
export function podAffinity(required: readonly PodAffinityTerm[], preferred: readonly WeightedPodAffinityTerm[]): PodAffinity | undefined {
  if (required.length + preferred.length === 0) return undefined;
  return {
    ...(required.length === 0 ? undefined : { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred.length === 0 ? undefined : { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  };
}

function normalizeWeighted(input: unknown, problems: Problems, context: AffinityContext): WeightedPodAffinityTerm[] {
  if (!checkMap(problems, input, 'a wish: { weight, over, labelSelector } or { weight, podAffinityTerm }')) return [];
  const { weight = 100, podAffinityTerm } = input;
  const well = checkInteger(problems.at('weight'), weight, 1, 100);
  if (podAffinityTerm !== undefined) checkFields(problems, input, new Set(['weight', 'podAffinityTerm']));
  const [term] = podAffinityTerm === undefined
    ? normalizeTerm(input, weightedFields, problems, context)
    : normalizeTerm(podAffinityTerm, termFields, problems.at('podAffinityTerm'), context);
  return well && term !== undefined ? [{ weight, podAffinityTerm: term }] : [];
}

function normalizeTerm(input: unknown, fields: ReadonlySet<string>, problems: Problems, context: AffinityContext): PodAffinityTerm[] {
  if (!checkMap(problems, input, 'a map with over and labelSelector')) return [];
  checkFields(problems, input, fields);
  const props = input as PodAffinityTermProps;
  const topologyKey = topologyKeyOf(props, problems, 'nodes');
  const pods = selectorOf(props.labelSelector, problems.at('labelSelector'), context);
  const matchLabelKeys = labelKeys(props, 'matchLabelKeys', problems, pods);
  const mismatchLabelKeys = labelKeys(props, 'mismatchLabelKeys', problems);
  checkOverlap(matchLabelKeys, mismatchLabelKeys, problems.at('matchLabelKeys'));
  const namespaces = namespacesOf(props, problems, context);
  if (topologyKey === undefined) return [];
  return [{
    labelSelector: labelSelectorFields(pods),
    ...(namespaces.length === 0 ? undefined : { namespaces }),
    ...(props.namespaceSelector === undefined
      ? undefined
      : { namespaceSelector: labelSelectorFields(normalizeLabelSelector(props.namespaceSelector, problems.at('namespaceSelector'))) }),
    ...(matchLabelKeys.length === 0 ? undefined : { matchLabelKeys }),
    ...(mismatchLabelKeys.length === 0 ? undefined : { mismatchLabelKeys }),
    topologyKey,
  }];
}

/** The namespaces that are given, or that of an app of another namespace. */
function namespacesOf(props: PodAffinityTermProps, problems: Problems, { consumer }: AffinityContext): readonly string[] {
  const given = readList(problems, props, 'namespaces', isNamespace);
  if (given !== undefined || props.namespaceSelector !== undefined || !isPodOwner(props.labelSelector)) return given ?? [];
  const { namespace } = props.labelSelector.podSet.target;
  return namespace === undefined || namespace === consumer.namespace ? [] : [namespace];
}

/** The pods that a selector means: those of an app, of a selector in any form, or the definition's own. */
export function selectorOf(
  input: LabelSelectorInput | PodOwner | undefined, problems: Problems, { selectorLabels, consumer }: AffinityContext,
): LabelSelectorModel {
  if (input === undefined) return { matchLabels: selectorLabels, matchExpressions: [] };
  if (!isPodOwner(input)) return normalizeLabelSelector(input, problems);
  // Noted nowhere: two apps may each want to be near the other, and neither needs to be there first.
  new Consumer(consumer.namespace, consumer.cluster).use(problems, input.podSet.target, { anyNamespace: true });
  return { matchLabels: input.podSet.selector, matchExpressions: [] };
}

/** Keys of labels whose values come from the pod itself. With a selector, keys that are given twice or that it compares as well are reported. */
export function labelKeys(props: object, field: string, problems: Problems, selector?: LabelSelectorModel): readonly string[] {
  const keys = readList(problems, props, field, checkLabelKey) ?? [];
  if (selector === undefined) return keys;
  const at = problems.at(field);
  for (const key of new Set(keys)) {
    if (keys.indexOf(key) !== keys.lastIndexOf(key)) at.report('value/duplicate', { what: 'label key', name: key });
    if (!Object.hasOwn(selector.matchLabels, key) && selector.matchExpressions.every((requirement) => requirement.key !== key)) continue;
    at.report('pod/conflict', { field: key, with: 'labelSelector', why: 'the same label cannot be compared by both' });
  }
  return keys;
}

function checkOverlap(match: readonly string[], mismatch: readonly string[], problems: Problems): void {
  for (const key of match) {
    if (mismatch.includes(key)) problems.report('pod/conflict', { field: key, with: 'mismatchLabelKeys', why: 'no pod both has and lacks the value' });
  }
}

function isNamespace(problems: Problems, name: unknown): name is string {
  return checkName(problems, dnsLabel, 'namespace', name);
}
