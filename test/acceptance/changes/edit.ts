import type { KubeObject } from '../bundle/bundle';

/** Plain data of an object. */
export type Fields = { [field: string]: unknown };

/** A change of an object that somebody may make. */
export interface Edit {
  /** What is changed, as a table names it. */
  readonly name: string;
  /**
   * Changes a copy of an object; `undefined` where the object has nothing of the kind.
   * @param number another one each time, for values that were not there before
   */
  readonly change: (object: KubeObject, number: number) => KubeObject | undefined;
}

/** An edit of the objects of some kinds, which changes what it is given. */
export function edit(name: string, kinds: readonly string[], change: (object: Fields, number: number) => boolean | void): Edit {
  return {
    name,
    change(object, number) {
      if (!kinds.includes('*') && !kinds.includes(object.kind)) return undefined;
      const copy = structuredClone(object) as unknown as Fields;
      return change(copy, number) === false ? undefined : copy as unknown as KubeObject;
    },
  };
}

/** The map at a field, made where there is none. */
export function mapAt(parent: Fields, ...path: readonly string[]): Fields {
  let map = parent;
  for (const key of path) map = (map[key] ??= {}) as Fields;
  return map;
}

/** The list at a field, made where there is none. */
export function listAt<T = Fields>(parent: Fields, field: string): T[] {
  return (parent[field] ??= []) as T[];
}

/** Where an object describes its pods: the template, or the Pod itself. */
export function templateOf(object: Fields): Fields {
  if (object['kind'] === 'Pod') return object;
  return object['kind'] === 'CronJob' ? mapAt(object, 'spec', 'jobTemplate', 'spec', 'template') : mapAt(object, 'spec', 'template');
}

/** The first container of the pods of an object. */
export function containerOf(object: Fields): Fields {
  return listAt(mapAt(templateOf(object), 'spec'), 'containers')[0]!;
}
