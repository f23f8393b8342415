/**
 * Reading objects that nobody vouches for: a graph is also made of objects that the API server could not decode. What has
 * another shape than its type says counts as not there.
 */

/** A map of texts, such as labels; its values may be anything at run time. */
export type Texts = { readonly [key: string]: string };

const nothing = Object.freeze({});
const none: readonly never[] = Object.freeze([]);

/** A map of known fields, each of which may be missing. */
export type Fields<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The fields of a value; none where it is no map. */
export function fields<T extends object>(value: T | null | undefined): Fields<T> {
  return isMap(value) ? value : nothing;
}

/** A map of texts, or an empty one. */
export function texts(value: unknown): Texts {
  return isMap(value) ? (value as Texts) : nothing;
}

/** Whether a value is a map, and not a list. */
export function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, or an empty one. */
export function list<T>(value: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : none;
}

/** Visits the items of a list that are maps, each with its index. */
export function each<T extends object>(value: readonly T[] | null | undefined, visit: (item: Fields<T>, index: number) => void): void {
  if (!Array.isArray(value)) return;
  for (let index = 0; index < value.length; index++) {
    const item = value[index] as T;
    if (isMap(item)) visit(item, index);
  }
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number. */
export function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The value of a key that the map has itself. */
export function own(map: Texts, key: string): string | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
