import { isPlainMap } from '../../../src/core/checks';
import { setOwn } from '../../../src/schema/plain-data';

/** A value at a path, or nothing there any more. */
export type Edit = readonly [path: readonly (string | number)[], value?: unknown];

/** What makes one piece of data of another; lists of another length are replaced as a whole. */
export function editsBetween(before: unknown, after: unknown, path: readonly (string | number)[] = []): Edit[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: unknown, index) => editsBetween(item, after[index], [...path, index]));
  }
  if (!isPlainMap(before) || !isPlainMap(after)) return [[path, after]];
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key)).map((key): Edit => [[...path, key]]);
  const set = Object.keys(after).flatMap((key): Edit[] =>
    (Object.hasOwn(before, key) ? editsBetween(before[key], after[key], [...path, key]) : [[[...path, key], after[key]]]));
  return [...gone, ...set];
}

/** The inverse: a copy of data, changed. */
export function edited(before: unknown, edits: readonly Edit[]): unknown {
  let root = structuredClone(before);
  for (const edit of edits) {
    const [path] = edit;
    if (path.length === 0) {
      root = edit[1];
      continue;
    }
    let parent = root as { [key: string]: unknown };
    for (const key of path.slice(0, -1)) parent = parent[key] as { [key: string]: unknown };
    const last = String(path.at(-1));
    if (edit.length === 1) delete parent[last];
    else setOwn(parent, last, edit[1]);
  }
  return root;
}
