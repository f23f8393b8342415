import type { ObjectMeta, OwnerReference } from '../../generated/kubernetes';
import { checkMap, checkText, isPlainMap } from './checks';
import { checkAnnotations, checkLabels } from './labels';
import { brokenQualifiedName } from './names';
import type { Problems } from './problems';
import { itemsOf } from './read-field';
import type { Writable } from './writable';

/** Who an object is going to be. */
export interface Identity {
  /** `metadata.name`. */
  readonly name: string;
  /** `metadata.namespace`. @default - none: where it is applied, or cluster-scoped */
  readonly namespace?: string | undefined;
}

/** What every object can say of itself. */
export interface MetadataProps {
  /**
   * Labels of the object, besides those that identify it.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
   */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /**
   * Annotations of the object.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  readonly annotations?: { readonly [key: string]: string } | undefined;
  /**
   * Finalizers: the object stays, marked as being deleted, until each of them has been removed.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
   */
  readonly finalizers?: readonly string[] | undefined;
  /**
   * Owners: once all of them are gone, the garbage collector deletes the object.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
   */
  readonly ownerReferences?: readonly OwnerReference[] | undefined;
}

/** Builds `metadata`: the given labels stand behind the identifying ones and may replace them. Reports what is wrong. */
export function metadataFields(
  identity: Identity,
  props: MetadataProps,
  problems: Problems,
  inherited?: { readonly labels?: { readonly [key: string]: string }; readonly annotations?: { readonly [key: string]: string } },
): ObjectMeta & { name: string } {
  // Props of another type were reported as such.
  const given: unknown = props;
  if (!isPlainMap(given)) return metadataFields(identity, {}, problems, inherited);
  const { namespace } = identity;
  const { labels, annotations, finalizers, ownerReferences } = props;
  if (labels !== undefined) checkLabels(problems.at('labels'), labels);
  if (annotations !== undefined) checkAnnotations(problems.at('annotations'), annotations);
  if (finalizers !== undefined) checkFinalizers(problems.at('finalizers'), finalizers);
  if (ownerReferences !== undefined) checkOwners(problems.at('ownerReferences'), ownerReferences);
  const allLabels = joined(inherited?.labels, labels);
  const allAnnotations = joined(inherited?.annotations, annotations);
  const metadata: Writable<ObjectMeta & { readonly name: string }> = { name: identity.name };
  if (namespace !== undefined) metadata.namespace = namespace;
  if (allLabels !== undefined) metadata.labels = allLabels;
  if (allAnnotations !== undefined) metadata.annotations = allAnnotations;
  if (finalizers !== undefined) metadata.finalizers = finalizers;
  if (ownerReferences !== undefined) metadata.ownerReferences = ownerReferences;
  return metadata;
}

type StringMap = { readonly [key: string]: string };

/** Both maps as one; `undefined` where nothing is in them. */
function joined(first: StringMap | undefined, second: StringMap | undefined): StringMap | undefined {
  if (first === undefined && second === undefined) return undefined;
  const one = hasEntries(first) ? first : undefined;
  const other = hasEntries(second) ? second : undefined;
  return one === undefined || other === undefined ? (one ?? other) : { ...one, ...other };
}

function hasEntries(map: StringMap | undefined): boolean {
  for (const _key in map) return true;
  return false;
}

/** The finalizers of Kubernetes itself, which need no prefix. */
const standardFinalizers: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];
const groupVersion = /^([^/]+\/)?[^/]+$/;

/** Reports anything but the version of a kind: `v1` of the core group, a group and a version of any other. */
export function checkApiVersion(problems: Problems, value: unknown): value is string {
  if (!checkText(problems, value, 'an apiVersion')) return false;
  if (groupVersion.test(value)) return true;
  problems.report('value/wrong-type', { expected: 'a version such as v1, or a group and a version such as apps/v1', found: value });
  return false;
}

function checkFinalizers(problems: Problems, finalizers: readonly string[]): void {
  for (const [finalizer, place] of itemsOf(problems, finalizers)) {
    if (!checkText(place, finalizer)) continue;
    const unknown = finalizer.includes('/') || standardFinalizers.includes(finalizer) ? undefined : 'expected a prefix before the name, as in example.com/cleanup';
    const rule = brokenQualifiedName(finalizer) ?? unknown;
    if (rule !== undefined) place.report('name/invalid', { what: 'finalizer', found: finalizer, rule });
  }
  const both = ['orphan', 'foregroundDeletion'];
  if (Array.isArray(finalizers) && both.every((name) => finalizers.includes(name))) problems.report('value/exclusive', { fields: both });
}

function checkOwners(problems: Problems, owners: readonly OwnerReference[]): void {
  let controllers = 0;
  for (const [owner, place] of itemsOf(problems, owners)) {
    if (!checkMap(place, owner, 'a map with apiVersion, kind, name and uid')) continue;
    for (const field of ['kind', 'name', 'uid'] as const) checkText(place.at(field), owner[field]);
    checkApiVersion(place.at('apiVersion'), owner['apiVersion']);
    if (owner['controller'] === true) controllers++;
  }
  if (controllers > 1) problems.report('value/duplicate', { what: 'owner with controller', name: 'true' });
}
