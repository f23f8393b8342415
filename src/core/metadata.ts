import type { ObjectMeta, OwnerReference } from '../../generated/kubernetes';
import { checkMap, checkText, isPlainMap } from './checks';
import { checkAnnotations, checkLabels } from './labels';
import { brokenQualifiedName } from './names';
import type { Problems } from './problems';
import { itemsOf } from './read-field';

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
  inherited: { readonly labels?: { readonly [key: string]: string }; readonly annotations?: { readonly [key: string]: string } } = {},
): ObjectMeta & { name: string } {
  // Props of another type were reported as such.
  const given: unknown = props;
  if (!isPlainMap(given)) return metadataFields(identity, {}, problems, inherited);
  if (props.labels !== undefined) checkLabels(problems.at('labels'), props.labels);
  if (props.annotations !== undefined) checkAnnotations(problems.at('annotations'), props.annotations);
  checkFinalizers(problems.at('finalizers'), props.finalizers);
  checkOwners(problems.at('ownerReferences'), props.ownerReferences);
  const labels = joined(inherited.labels, props.labels);
  const annotations = joined(inherited.annotations, props.annotations);
  return {
    name: identity.name,
    ...(identity.namespace === undefined ? undefined : { namespace: identity.namespace }),
    ...(labels === undefined ? undefined : { labels }),
    ...(annotations === undefined ? undefined : { annotations }),
    ...(props.finalizers === undefined ? undefined : { finalizers: props.finalizers }),
    ...(props.ownerReferences === undefined ? undefined : { ownerReferences: props.ownerReferences }),
  };
}

type StringMap = { readonly [key: string]: string };

/** Both maps as one; `undefined` where nothing is in them. */
function joined(first: StringMap | undefined, second: StringMap | undefined): StringMap | undefined {
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

function checkFinalizers(problems: Problems, finalizers: readonly string[] | undefined): void {
  for (const [finalizer, place] of itemsOf(problems, finalizers)) {
    if (!checkText(place, finalizer)) continue;
    const unknown = finalizer.includes('/') || standardFinalizers.includes(finalizer) ? undefined : 'expected a prefix before the name, as in example.com/cleanup';
    const rule = brokenQualifiedName(finalizer) ?? unknown;
    if (rule !== undefined) place.report('name/invalid', { what: 'finalizer', found: finalizer, rule });
  }
  const both = ['orphan', 'foregroundDeletion'];
  if (Array.isArray(finalizers) && both.every((name) => finalizers.includes(name))) problems.report('value/exclusive', { fields: both });
}

function checkOwners(problems: Problems, owners: readonly OwnerReference[] | undefined): void {
  let controllers = 0;
  for (const [owner, place] of itemsOf(problems, owners)) {
    if (!checkMap(place, owner, 'a map with apiVersion, kind, name and uid')) continue;
    for (const field of ['kind', 'name', 'uid'] as const) checkText(place.at(field), owner[field]);
    const { apiVersion } = owner;
    if (checkText(place.at('apiVersion'), apiVersion) && !groupVersion.test(apiVersion)) {
      place.at('apiVersion').report('value/wrong-type', { expected: 'a version such as v1, or a group and a version such as apps/v1', found: apiVersion });
    }
    if (owner['controller'] === true) controllers++;
  }
  if (controllers > 1) problems.report('value/duplicate', { what: 'owner with controller', name: 'true' });
}
