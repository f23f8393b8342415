import type { LabelSelector, ObjectMeta } from '../../generated/kubernetes';
import { isPlainMap } from '../core/checks';
import { labelSelectorMatches } from '../core/label-selector';
import { checkAnnotations, checkLabels } from '../core/labels';
import type { Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { sameData } from '../schema/plain-data';

/** A workload, as far as its selector and the labels of its pods are concerned. */
interface Workload extends Manifest {
  readonly spec?: {
    readonly selector?: LabelSelector | { readonly [label: string]: string };
    readonly template?: { readonly metadata?: ObjectMeta };
  };
}

/** Where the definition itself says what an override must not change. */
const fixed = [
  { path: ['apiVersion'], prop: undefined },
  { path: ['kind'], prop: undefined },
  { path: ['metadata', 'name'], prop: 'name' },
  { path: ['metadata', 'namespace'], prop: 'namespace' },
] as const;
const selecting: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']);

/**
 * Reports an override that takes an object away from those who refer to it: another identity, another selector, pods without the
 * labels by which Services, policies and budgets find them. Labels and annotations are checked anew.
 */
export function checkIdentityKept(before: Manifest, after: Manifest, problems: Problems): void {
  if (before === after) return;
  for (const { path, prop } of fixed) {
    if (valueAt(before, path) !== valueAt(after, path)) problems.along(path).report('override/identity', { field: path.join('.'), prop });
  }
  checkMetadata(before.metadata, after.metadata, problems.at('metadata'));
  if (selecting.has(before.kind)) checkPods(before, after, problems.at('spec'));
}

function checkMetadata(before: ObjectMeta | undefined, after: ObjectMeta | undefined, problems: Problems): void {
  if (after?.labels !== undefined && after.labels !== before?.labels) checkLabels(problems.at('labels'), after.labels);
  if (after?.annotations !== undefined && after.annotations !== before?.annotations) checkAnnotations(problems.at('annotations'), after.annotations);
}

function checkPods(before: Workload, after: Workload, problems: Problems): void {
  const selector = before.spec?.selector;
  if (!sameData(selector, after.spec?.selector)) {
    problems.at('selector').report('override/identity', { field: 'spec.selector', prop: 'selector' });
    return;
  }
  const [old, metadata] = [before.spec?.template?.metadata, after.spec?.template?.metadata];
  checkMetadata(old, metadata, problems.at('template', 'metadata'));
  if (old?.labels === metadata?.labels || selector === undefined) return;
  const labels = isPlainMap(metadata?.labels) ? (metadata.labels) : {};
  if (!labelSelectorMatches(inFull(selector), labels)) problems.at('template', 'metadata', 'labels').report('override/pods-not-selected', {});
}

/** The selector of a ReplicationController is a map of labels. */
function inFull(selector: LabelSelector | { readonly [label: string]: string }): LabelSelector {
  const { matchLabels, matchExpressions } = selector as LabelSelector;
  const isMap = matchLabels === undefined && matchExpressions === undefined;
  return isMap ? { matchLabels: selector as { readonly [label: string]: string } } : (selector);
}

function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isPlainMap(value) ? value[key] : undefined), object);
}
