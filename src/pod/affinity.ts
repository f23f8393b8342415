import type { PodAffinity, PodAffinityTerm, WeightedPodAffinityTerm } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkInteger, checkMap } from '../core/checks';
import {
  checkLabelKey, isSelectablePods, type LabelSelectorInput, type LabelSelectorModel, labelSelectorFields, normalizeLabelSelector, type SelectablePods,
} from '../core/label-selector';
import { checkName, dnsLabel } from '../core/names';
import type { Problems } from '../core/problems';
import { goodItems, listOf } from './lists';
import { type TopologyProps, topologyKeyOf } from './topology';

/** Pods that others should run beside, or apart from; on the same node unless `over` or `topologyKey` says otherwise. */
export interface PodAffinityTermProps extends TopologyProps {
  /** The pods: by their labels, or an app. @default - the pods of this definition */
  readonly labelSelector?: LabelSelectorInput | SelectablePods | undefined;
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
  /** Namespace of the pods. @default - none: where they are applied */
  readonly namespace?: string | undefined;
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
    listOf(props[requiredField], 'a list of terms', problems.at(requiredField)).flatMap(([term, at]) => normalizeTerm(term, termFields, at, context)),
    listOf(props[preferredField], 'a list of wishes', problems.at(preferredField)).flatMap(([term, at]) => normalizeWeighted(term, at, context)),
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
  const pods = selectorOf(props.labelSelector, problems.at('labelSelector'), context.selectorLabels);
  const matchLabelKeys = labelKeys(props.matchLabelKeys, problems.at('matchLabelKeys'), pods);
  const mismatchLabelKeys = labelKeys(props.mismatchLabelKeys, problems.at('mismatchLabelKeys'));
  checkOverlap(matchLabelKeys, mismatchLabelKeys, problems.at('matchLabelKeys'));
  const namespaces = namespacesOf(props, problems.at('namespaces'), context);
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
function namespacesOf({ namespaces, namespaceSelector, labelSelector }: PodAffinityTermProps, problems: Problems, context: AffinityContext): string[] {
  if (namespaces !== undefined) return goodItems(namespaces, 'a list of namespaces', problems, isNamespace);
  if (namespaceSelector !== undefined || !isSelectablePods(labelSelector)) return [];
  const { namespace } = labelSelector;
  return namespace === undefined || namespace === context.namespace ? [] : [namespace];
}

/** The pods that a selector means: those of an app, of a selector in any form, or the definition's own. */
export function selectorOf(
  input: LabelSelectorInput | SelectablePods | undefined, problems: Problems, own: { readonly [key: string]: string },
): LabelSelectorModel {
  if (input === undefined) return { matchLabels: own, matchExpressions: [] };
  if (isSelectablePods(input)) return { matchLabels: input.selectorLabels, matchExpressions: [] };
  return normalizeLabelSelector(input, problems);
}

/** Keys of labels whose values come from the pod itself. A key that the selector compares as well is reported. */
export function labelKeys(input: unknown, problems: Problems, selector?: LabelSelectorModel): string[] {
  const keys = goodItems(input, 'a list of label keys', problems, checkLabelKey);
  if (selector !== undefined) {
    keys.forEach((key, index) => {
      if (!Object.hasOwn(selector.matchLabels, key) && selector.matchExpressions.every((requirement) => requirement.key !== key)) return;
      problems.at(index).report('pod/conflict', { field: key, with: 'labelSelector', why: 'the same label cannot be compared by both' });
    });
  }
  return keys;
}

function checkOverlap(match: readonly string[], mismatch: readonly string[], problems: Problems): void {
  match.forEach((key, index) => {
    if (!mismatch.includes(key)) return;
    problems.at(index).report('pod/conflict', { field: key, with: 'mismatchLabelKeys', why: 'no pod both has and lacks the value' });
  });
}

function isNamespace(problems: Problems, name: unknown): name is string {
  return checkName(problems, dnsLabel, 'namespace', name);
}
