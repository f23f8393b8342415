import { isPlainMap, type PlainMap } from '../core/checks';
import type { Path } from '../core/json-pointer';
import { applyJsonPatch } from './json-patch';
import { type MergeProblem, MergeProblems } from './merge-problem';
import { copyMap, isList, ownValue, putAddedFirst, sameData, setOwn } from './plain-data';
import { ANY, type ObjectSchema, type Schema } from './schema';
import { fieldSchema, itemSchema, keyedList, type KeyedList, misfit } from './shape';

export type { MergeProblem };

/** What is known of the object that an override is for. */
export interface MergeContext {
  /** The schema of its kind. @default - none: maps merge, lists are replaced, and any field is right */
  readonly schema?: ObjectSchema | undefined;
}

export interface MergeResult<T> {
  /** The object with the override in it; what the override does not touch is shared with the object that was given. */
  readonly object: T;
  readonly problems: readonly MergeProblem[];
}

const DIRECTIVE = '$patch';

/** Deeper than any manifest: only data that contains itself gets there. */
const DEEPEST = 400;

/**
 * Merges a partial object, or JSON Patch operations, into an object, which stays as it is.
 *
 * A partial object is merged as Kubernetes' strategic merge patch does it: objects field by field, lists by the keys that the
 * schema names, other lists as a whole; `null` removes a field; `$patch: 'delete'` removes an item of a list. Items keep their
 * places, new ones are appended; new fields stand before the containers or the template of pods, where people look for them. Whatever
 * of the override changes nothing, or is not in the schema, is a problem and is not applied. A field that is `undefined` counts as not
 * given.
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function applyOverride<T extends object>(object: T, override: unknown, context: MergeContext = {}): MergeResult<T> {
  const schema = context.schema ?? ANY;
  const isSecret = (object as { readonly kind?: unknown }).kind === 'Secret';
  if (isList(override)) return applyJsonPatch(object, override, schema, isSecret);
  const problems = new MergeProblems(isSecret ? (path) => path[0] === 'data' || path[0] === 'stringData' : undefined);
  if (!isPlainMap(override)) {
    problems.wrongType([], 'a partial object or a list of JSON Patch operations', override);
    return { object, problems: problems.list };
  }
  const merge = new Merge(problems);
  return { object: merge.object(object as PlainMap, override, schema, [], identityOf(object, override)) as T, problems: problems.list };
}

/** `apiVersion` and `kind` may be repeated to say what the override is for. */
function identityOf(object: object, override: PlainMap): ReadonlySet<string> {
  return new Set(['apiVersion', 'kind'].filter((field) => override[field] !== undefined && override[field] === (object as PlainMap)[field]));
}

const NONE: ReadonlySet<string> = new Set();

class Merge {
  constructor(private readonly problems: MergeProblems) {}

  /** The fields of an object. `identifying` fields say which object is meant, and so need not change anything. */
  object(current: PlainMap | undefined, change: PlainMap, schema: Schema, path: Path, identifying: ReadonlySet<string> = NONE): PlainMap {
    const directive = change[DIRECTIVE];
    if (directive === 'replace' && current !== undefined) return this.replaced(current, change, schema, path);
    if (directive !== undefined && directive !== 'merge' && directive !== 'replace') {
      // What can be deleted was deleted before it came here; a whole object cannot.
      this.problems.wrongType([...path, DIRECTIVE], path.length === 0 ? '"replace" or "merge"' : '"delete", "replace" or "merge"', directive);
    }
    let result: { [key: string]: unknown } | undefined = current === undefined ? {} : undefined;
    let said = false;
    let added = false;
    for (const key of Object.keys(change)) {
      if (key === DIRECTIVE) continue;
      const value = change[key];
      const before = ownValue(current, key);
      if (identifying.has(key) && value !== undefined && value === before) continue;
      said = true;
      if (value === undefined) continue;
      const below = fieldSchema(schema, key);
      if (below === undefined) {
        this.problems.unknownField([...path, key], key, schema.type === 'object' ? schema : undefined);
        continue;
      }
      if (value === null || (isPlainMap(value) && value[DIRECTIVE] === 'delete')) {
        if (before === undefined) this.problems.noEffect([...path, key]);
        else delete (result ??= copyMap(current!))[key];
        continue;
      }
      const after = this.value(before, value, below, [...path, key]);
      if (after === before) continue;
      setOwn((result ??= copyMap(current!)), key, after);
      added ||= before === undefined;
    }
    if (!said && current !== undefined) this.problems.noEffect(path);
    if (added && current !== undefined) putAddedFirst(current, result!);
    return result ?? current!;
  }

  private value(current: unknown, change: unknown, schema: Schema, path: Path): unknown {
    const expected = path.length > DEEPEST ? 'data that does not contain itself' : misfit(schema, change);
    if (expected !== undefined) {
      this.problems.wrongType(path, expected, change);
      return current;
    }
    if (isPlainMap(change)) return this.object(isPlainMap(current) ? current : undefined, change, schema, path);
    if (isList(change)) {
      const before = isList(current) ? current : undefined;
      const keyed = keyedList(schema);
      return keyed === undefined ? this.list(before, change, schema, path) : this.keyedList(before, change, keyed, path);
    }
    if (Object.is(current, change)) this.problems.noEffect(path, change);
    return change;
  }

  private replaced(current: PlainMap, change: PlainMap, schema: Schema, path: Path): PlainMap {
    const after = this.object(undefined, change, schema, path);
    if (!sameData(current, after)) return after;
    this.problems.noEffect(path);
    return current;
  }

  /** A list that is replaced as a whole. */
  private list(current: readonly unknown[] | undefined, change: readonly unknown[], schema: Schema, path: Path): readonly unknown[] {
    const items: unknown[] = [];
    change.forEach((item, index) => {
      if (item === undefined || isReplaceMark(item)) return;
      if (isPlainMap(item) && item[DIRECTIVE] !== undefined) {
        this.problems.unknownField([...path, index, DIRECTIVE], DIRECTIVE, undefined);
        return;
      }
      const added = this.value(undefined, item, itemSchema(schema), [...path, index]);
      if (added !== undefined) items.push(added);
    });
    if (current === undefined || !sameData(current, items)) return items;
    this.problems.noEffect(path);
    return current;
  }

  /** A list that is merged item by item. */
  private keyedList(current: readonly unknown[] | undefined, change: readonly unknown[], list: KeyedList, path: Path): readonly unknown[] {
    const replaces = change.some(isReplaceMark);
    const items: unknown[] = replaces ? [] : [...(current ?? [])];
    let touched = current === undefined || replaces;
    change.forEach((item, index) => {
      if (item === undefined || isReplaceMark(item)) return;
      const at = [...path, index];
      if (!isPlainMap(item)) {
        this.problems.wrongType(at, 'an object', item);
        return;
      }
      const found = this.find(items, item, list, at);
      if (found === undefined) return;
      if (item[DIRECTIVE] === 'delete') {
        this.checkDeletion(found, item, list, at);
        for (const position of found.reverse()) items.splice(position, 1);
        touched ||= found.length > 0;
        return;
      }
      // Of several with one key the last is the one that counts, as in a container's environment.
      const position = found.at(-1) ?? items.length;
      const before = items[position] as PlainMap | undefined;
      const after = this.object(before, item, list.items, at, new Set(list.keys));
      if (after === before) return;
      items[position] = after;
      touched = true;
    });
    if (!touched) {
      if (change.length === 0) this.problems.noEffect(path);
      return current!;
    }
    if (!replaces || !sameData(current, items)) return items;
    this.problems.noEffect(path);
    return current!;
  }

  /** Positions of the items that an item of the override is for; `undefined`, and a problem, when that cannot be said. */
  private find(items: readonly unknown[], item: PlainMap, { keys, items: schema }: KeyedList, path: Path): number[] | undefined {
    const missing = keys.filter((key) => item[key] === undefined || item[key] === null);
    const wanted = keys.map((key) => {
      if (!missing.includes(key)) return item[key];
      const field = schema.fields.get(key);
      return field?.required === true ? undefined : field?.default;
    });
    const positions: number[] = [];
    items.forEach((other, position) => {
      const same = keys.every((key, index) => {
        const value = ownValue(other, key) ?? (wanted[index] === undefined ? undefined : schema.fields.get(key)?.default);
        return wanted[index] === undefined || value === wanted[index];
      });
      if (same) positions.push(position);
    });
    // A key that is left out and has no default is allowed as long as the others name one item.
    const open = missing.filter((key) => wanted[keys.indexOf(key)] === undefined);
    if (missing.length < keys.length && (open.length === 0 || positions.length === 1)) return positions;
    this.problems.noMergeKey(path, missing.length < keys.length ? open : missing);
    return undefined;
  }

  private checkDeletion(found: readonly number[], item: PlainMap, list: KeyedList, path: Path): void {
    if (found.length === 0) this.problems.noEffect(path);
    for (const key of Object.keys(item)) {
      if (key !== DIRECTIVE && !list.keys.includes(key) && item[key] !== undefined) this.problems.noEffect([...path, key]);
    }
  }
}

/** `{ $patch: 'replace' }`: the other items take the place of the whole list. */
function isReplaceMark(item: unknown): boolean {
  return isPlainMap(item) && item[DIRECTIVE] === 'replace' && Object.keys(item).length === 1;
}
