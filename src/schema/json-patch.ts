import { isPlainMap, type PlainMap } from '../core/checks';
import { fromPointer, type Path } from '../core/json-pointer';
import { type MergeProblem, MergeProblems } from './merge-problem';
import { copyMap, isList, ownValue, putAddedFirst, sameData, setOwn } from './plain-data';
import type { Schema } from './schema';
import { fieldSchema, itemSchema, misfit } from './shape';

/**
 * One operation of a JSON Patch.
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/** An operation that cannot be carried out; its message says why. */
class PatchError extends Error {}

/** Applies the operations in order to an object, which stays as it is. When one fails, none is applied. */
export function applyJsonPatch<T extends object>(
  object: T, operations: readonly unknown[], schema: Schema, isSecret: boolean,
): { readonly object: T; readonly problems: readonly MergeProblem[] } {
  // Paths and values of a patch to a Secret are told apart late: hide them all.
  const problems = new MergeProblems(() => isSecret);
  if (operations.length === 0) problems.noEffect([]);
  let result: unknown = object;
  for (const [index, operation] of operations.entries()) {
    try {
      const after = apply(result, operation);
      const { op, path, value } = operation as PlainMap & { readonly path: string };
      if (op !== 'test' && sameData(result, after)) problems.noEffect([index]);
      else if (op === 'add' || op === 'replace') checkPlace(schema, fromPointer(path), value, result, index, problems);
      else if (op === 'move' || op === 'copy') checkPlace(schema, fromPointer(path), valueAt(after, fromPointer(path)), result, index, problems);
      result = after;
    } catch (error) {
      if (!(error instanceof PatchError || error instanceof SyntaxError)) throw error;
      problems.patchFailed([index], error.message);
      return { object, problems: problems.list };
    }
  }
  return { object: result as T, problems: problems.list };
}

function apply(document: unknown, operation: unknown): unknown {
  if (!isPlainMap(operation)) throw new PatchError('an operation is an object with "op" and "path"');
  const { op, value } = operation;
  const path = pointerIn(operation, 'path');
  switch (op) {
    case 'add':
      return addAt(document, path, given(value));
    case 'replace':
      valueAt(document, path);
      return path.length === 0 ? wholeDocument(value) : replaceAt(document, path, given(value));
    case 'remove':
      return removeAt(document, path);
    case 'test':
      if (!sameData(valueAt(document, path), given(value))) throw new PatchError(`the value at ${show(path)} is another one than "test" expects`);
      return document;
    case 'copy':
      return addAt(document, path, valueAt(document, pointerIn(operation, 'from')));
    case 'move': {
      const from = pointerIn(operation, 'from');
      if (from.length < path.length && from.every((key, index) => key === path[index])) {
        throw new PatchError(`${show(from)} cannot be moved into itself`);
      }
      const moved = valueAt(document, from);
      return addAt(removeAt(document, from), path, moved);
    }
    default:
      throw new PatchError('"op" must be one of "add", "remove", "replace", "move", "copy" and "test"');
  }
}

function pointerIn(operation: PlainMap, name: 'path' | 'from'): string[] {
  const pointer = operation[name];
  if (typeof pointer !== 'string') throw new PatchError(`"${name}" must be a JSON pointer such as "/spec/replicas"`);
  return fromPointer(pointer);
}

function given(value: unknown): unknown {
  if (value === undefined) throw new PatchError('the operation has no "value"');
  return value;
}

function wholeDocument(value: unknown): unknown {
  if (!isPlainMap(value)) throw new PatchError('the whole object can only be replaced by an object');
  return value;
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const [index, key] of path.entries()) {
    value = isList(value) ? value[position(key, value.length - 1, path)] : ownValue(value, key);
    if (value === undefined) throw new PatchError(`there is nothing at ${show(path.slice(0, index + 1))}`);
  }
  return value;
}

function addAt(document: unknown, path: readonly string[], value: unknown): unknown {
  if (path.length === 0) return wholeDocument(value);
  return editParent(document, path, (parent, key) => {
    if (!isList(parent)) return withField(parent, key, value);
    return parent.toSpliced(key === '-' ? parent.length : position(key, parent.length, path), 0, value);
  });
}

function replaceAt(document: unknown, path: readonly string[], value: unknown): unknown {
  return editParent(document, path, (parent, key) =>
    isList(parent) ? parent.with(position(key, parent.length - 1, path), value) : withField(parent, key, value));
}

function removeAt(document: unknown, path: readonly string[]): unknown {
  valueAt(document, path);
  if (path.length === 0) throw new PatchError('the whole object cannot be removed');
  return editParent(document, path, (parent, key) => {
    if (isList(parent)) return parent.toSpliced(position(key, parent.length - 1, path), 1);
    const copy = copyMap(parent);
    delete copy[key];
    return copy;
  });
}

/** A copy of the document in which the object or list that holds the path's last key is another one. */
function editParent(
  document: unknown, path: readonly string[], edit: (parent: PlainMap | readonly unknown[], key: string) => unknown, depth = 0,
): unknown {
  const key = path[depth]!;
  if (!isList(document) && !isPlainMap(document)) throw new PatchError(`${show(path.slice(0, depth))} is neither an object nor a list`);
  if (depth === path.length - 1) return edit(document, key);
  const child = valueAt(document, [key]);
  const edited = editParent(child, path, edit, depth + 1);
  return isList(document) ? document.with(position(key, document.length - 1, path), edited) : withField(document, key, edited);
}

function withField(map: PlainMap, key: string, value: unknown): PlainMap {
  const copy = copyMap(map);
  setOwn(copy, key, value);
  if (!Object.hasOwn(map, key)) putAddedFirst(map, copy);
  return copy;
}

function position(key: string, last: number, path: readonly string[]): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  if (index < 0) throw new PatchError(`${JSON.stringify(key)} in ${show(path)} is not a position in a list`);
  if (index > last) throw new PatchError(`position ${index} in ${show(path)} is past the end of the list`);
  return index;
}

function show(path: readonly string[]): string {
  return JSON.stringify(path.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''));
}

/** Reports a path that the schema does not have, and a value that does not fit there. */
function checkPlace(schema: Schema, path: readonly string[], value: unknown, document: unknown, index: number, problems: MergeProblems): void {
  let place: Schema = schema;
  let parent = document;
  for (const key of path) {
    const below = isList(parent) ? itemSchema(place) : fieldSchema(place, key);
    if (below === undefined) {
      problems.unknownField([index, 'path'], key, place.type === 'object' ? place : undefined);
      return;
    }
    place = below;
    parent = isList(parent) ? parent[Number(key)] : ownValue(parent, key);
  }
  checkValue(place, value, [index, 'value'], problems);
}

function checkValue(schema: Schema, value: unknown, path: Path, problems: MergeProblems): void {
  const expected = misfit(schema, value);
  if (expected !== undefined) {
    problems.wrongType(path, expected, value);
  } else if (isList(value)) {
    value.forEach((item, index) => checkValue(itemSchema(schema), item, [...path, index], problems));
  } else if (isPlainMap(value)) {
    for (const key of Object.keys(value)) {
      const below = fieldSchema(schema, key);
      if (value[key] === undefined) continue;
      if (below === undefined) problems.unknownField([...path, key], key, schema.type === 'object' ? schema : undefined);
      else checkValue(below, value[key], [...path, key], problems);
    }
  }
}
