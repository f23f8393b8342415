import type { JsonPatchOperation } from './json-patch';

/**
 * A part of `T` to merge into a whole one: every field may be left out, and `null` removes a field. Lists of objects that
 * Kubernetes merges by a key (containers by name, ports by number and protocol …) are merged item by item; others are replaced.
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export type Override<T> = T extends readonly (infer Item)[]
  ? readonly Override<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]?: Override<T[Field]> | null | undefined } & OverrideDirective
    : T;

/** What Kubernetes' strategic merge patch can say of an object besides its fields. */
export interface OverrideDirective {
  /**
   * `delete` removes the object (in a list: the item with the same key); `replace` puts it in the place of the old one instead of
   * merging the two. `{ $patch: 'replace' }` as an item of its own replaces the whole list by the other items; in an item with fields
   * it replaces that item, where kubectl would drop the list.
   * @default 'merge'
   */
  readonly $patch?: 'delete' | 'replace' | 'merge' | undefined;
}

/** Everything that an override can be: a partial object, or JSON Patch operations. */
export type OverrideOf<T> = Override<T> | readonly JsonPatchOperation[];
