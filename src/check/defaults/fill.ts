/** Gives a value the server's defaults. The value itself stays as it is; parts that lack nothing are shared. */
export type Defaulter<T> = (value: T, minor: number) => T;

/** Defaulters by the type that they are for, as the release data call it: `core.v1.Container`. */
export type Defaulters = { readonly [type: string]: (value: never, minor: number) => object };

type Writable = { [field: string]: unknown };

/** Fills in fields that are not there. */
export function fill<T extends object>(defaults: { readonly [K in keyof T]?: T[K] }): Defaulter<T> {
  const entries = Object.entries(defaults);
  return (value) => {
    let result = value;
    for (const [field, standard] of entries) {
      if ((value as Writable)[field] !== undefined) continue;
      if (result === value) result = { ...value };
      (result as Writable)[field] = standard;
    }
    return result;
  };
}

/** A copy with other fields; the value itself where none of them is another. A field that becomes `undefined` is left out. */
export function set<T extends object>(value: T, fields: { readonly [K in keyof T]?: T[K] }): T {
  let result = value;
  for (const field in fields) {
    if (value[field] === fields[field]) continue;
    if (result === value) result = { ...value };
    if (fields[field] === undefined) delete (result as Writable)[field];
    else (result as Writable)[field] = fields[field];
  }
  return result;
}

/** A list with other items; the list itself where none of them is another. */
export function map<T>(list: readonly T[] | undefined, change: (item: T) => T): readonly T[] | undefined {
  if (list === undefined) return undefined;
  let result: T[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const changed = change(list[index]!);
    if (changed !== list[index]) (result ??= [...list])[index] = changed;
  }
  return result ?? list;
}

/** Entries of a second map that the first one does not have are added to it. */
export function withMissing<M extends { readonly [key: string]: unknown }>(to: M | undefined, from: M | undefined): M {
  let result = to;
  for (const key in from) {
    if (to !== undefined && Object.hasOwn(to, key)) continue;
    if (result === to) result = { ...to } as M;
    (result as Writable)[key] = from[key];
  }
  return result ?? ({} as M);
}
