import type { LabelSelector } from '../../generated/kubernetes';
import { checkBoolean } from '../core/checks';
import { labelSelectorFields, type LabelSelectorInput, type LabelSelectorModel, normalizeLabelSelector, selectorMatches } from '../core/label-selector';
import { checkAnnotations, checkLabels } from '../core/labels';
import type { Identity, MetadataProps } from '../core/metadata';
import { checkName, labelValue } from '../core/names';
import type { Problems } from '../core/problems';

type StringMap = { readonly [key: string]: string };

/** What an app says of its own identity and of its pods' metadata. */
export interface AppIdentityProps extends MetadataProps {
  /**
   * Value of the label `app.kubernetes.io/instance`, which tells two installations of one app apart.
   * @default - the app's name
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
   */
  readonly instance?: string | undefined;
  /**
   * Selector of the pods, for systems that are adopted with labels of their own: a map of labels, or `matchLabels` and
   * `matchExpressions`. The pods get the labels. A selector cannot be changed once the workload exists. Services and network
   * policies know no expressions: without `matchLabels` they find the pods by the standard labels, else by `podLabels`.
   * @default - `app.kubernetes.io/name` and `app.kubernetes.io/instance`
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
   */
  readonly selector?: LabelSelectorInput | undefined;
  /**
   * Whether objects and pods get `app.kubernetes.io/name` and `app.kubernetes.io/instance`. Without them a selector must be given.
   * @default true
   */
  readonly standardLabels?: boolean | undefined;
  /** Labels of the pods, besides those that the selector needs. @default - none */
  readonly podLabels?: { readonly [key: string]: string } | undefined;
  /** Annotations of the pods. @default - only those that roll the pods when configuration changes */
  readonly podAnnotations?: { readonly [key: string]: string } | undefined;
  /**
   * Whether the pods are rolled when configuration changes that they read only at start (variables, files by subPath):
   * an annotation of the pod template holds a checksum over the ConfigMap keys that they consume, and the stated
   * versions of Secrets.
   * @default - true; false for a job, whose template can never change, and a single pod, which nobody replaces
   */
  readonly rollOnConfigChange?: boolean | undefined;
}

/** Every field of `AppIdentityProps` and of the metadata that stands beside it. */
export const identityFields = [
  'name', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'override',
  'instance', 'selector', 'standardLabels', 'podLabels', 'podAnnotations', 'rollOnConfigChange',
] as const;

/** Who an app is, after normalization. */
export interface AppIdentity {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Labels of every object of the app. */
  readonly labels: StringMap;
  /** The selector of the workload. */
  readonly selector: LabelSelector;
  /** The labels by which Services, budgets and policies find the pods. */
  readonly matchLabels: StringMap;
  readonly podLabels: StringMap;
  readonly podAnnotations: StringMap | undefined;
  readonly rollOnConfigChange: boolean;
}

/** Kinds whose pods nobody replaces. A checksum would even keep a Job from being applied again: its template is immutable. */
const neverRolled: ReadonlySet<string> = new Set(['Job', 'Pod']);

/**
 * Makes labels and selectors from names alone, so that moving code never changes an immutable field.
 * @param kind of the workload
 */
export function normalizeAppIdentity(identity: Identity, props: AppIdentityProps, kind: string, problems: Problems): AppIdentity {
  const { name, namespace } = identity;
  const { instance = name, standardLabels = true, podLabels, podAnnotations, rollOnConfigChange = !neverRolled.has(kind) } = props;
  if (standardLabels && !problems.at('name').isReported) checkName(problems.at('name'), labelValue, 'name (it becomes a label)', name);
  if (props.instance !== undefined) checkName(problems.at('instance'), labelValue, 'instance', instance);
  if (props.standardLabels !== undefined) checkBoolean(problems.at('standardLabels'), standardLabels);
  if (props.rollOnConfigChange !== undefined) checkBoolean(problems.at('rollOnConfigChange'), rollOnConfigChange);
  if (podLabels !== undefined) checkLabels(problems.at('podLabels'), podLabels);
  if (podAnnotations !== undefined) checkAnnotations(problems.at('podAnnotations'), podAnnotations);
  const labels: StringMap = standardLabels ? { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance } : {};
  if (props.selector === undefined && podLabels === undefined && standardLabels) {
    return { name, namespace, labels, selector: { matchLabels: labels }, matchLabels: labels, podLabels: labels, podAnnotations, rollOnConfigChange };
  }
  const before = problems.reported.length;
  const given = props.selector === undefined ? undefined : normalizeLabelSelector(props.selector, problems.at('selector'));
  if (!standardLabels && props.selector === undefined) problems.at('standardLabels').report('value/needs-other', { field: 'standardLabels: false', needs: 'a "selector"' });
  const selector = given ?? { matchLabels: labels, matchExpressions: [] };
  const all = { ...labels, ...selector.matchLabels, ...podLabels };
  if (given !== undefined || podLabels !== undefined) checkMatch(selector, all, problems);
  // Services and policies know no expressions: they find the pods by labels, and without any they would find all pods.
  const matchLabels = [selector.matchLabels, labels].find(hasLabels) ?? all;
  if (given !== undefined && problems.reported.length === before) checkNotEmpty(given, matchLabels, problems);
  return { name, namespace, labels, selector: labelSelectorFields(selector), matchLabels, podLabels: all, podAnnotations, rollOnConfigChange };
}

function hasLabels(labels: StringMap): boolean {
  return Object.keys(labels).length > 0;
}

function checkNotEmpty(selector: LabelSelectorModel, matchLabels: StringMap, problems: Problems): void {
  if (selector.matchExpressions.length === 0 && !hasLabels(selector.matchLabels)) {
    problems.at('selector').report('value/needs-one-of', { fields: ['matchLabels', 'matchExpressions'] });
  } else if (!hasLabels(matchLabels)) problems.at('podLabels').report('value/missing', { field: 'podLabels' });
}

function checkMatch({ matchLabels, matchExpressions }: LabelSelectorModel, podLabels: StringMap, problems: Problems): void {
  for (const [key, value] of Object.entries(matchLabels)) {
    const label = podLabels[key];
    if (label !== undefined && label !== value) problems.at('podLabels', key).report('selector/label-clash', { key, selector: value, label });
  }
  for (const [index, expression] of matchExpressions.entries()) {
    if (selectorMatches({ matchLabels: {}, matchExpressions: [expression] }, podLabels)) continue;
    problems.at('selector', 'matchExpressions', index).report('selector/not-own-pods', { key: expression.key, operator: expression.operator, found: podLabels[expression.key] });
  }
}
