import { isClusterScoped } from '../../core/cluster-scoped';
import { toPointer } from '../../core/json-pointer';
import type { Manifest } from '../../core/manifest';
import { isPlainMap } from '../../core/plain-map';
import { writeDocument } from '../../yaml/write';
import { type Code, type Entry, list, type MapCode, map, name, value } from '../print/code';
import type { SourceObject } from './sources';
import { besideProgram, type Unit } from './unit';

/** A file beside the program. */
export interface ProgramFile {
  /** Relative to the folder of the program, with `/`. */
  readonly path: string;
  readonly text: string | Uint8Array;
  /** Whether it holds values of a Secret: only its owner may read it, and it is never committed. */
  readonly secret: boolean;
}

/** An object as it stands in its manifest, typed by its kind. */
export function objectUnit(object: SourceObject, namespace: string | undefined, variable: string): Unit {
  const { manifest } = object;
  const id = idOf(manifest);
  return { objects: [object], level: 'object', callee: name('KubeObject'), isNew: true, id, props: objectProps(object, namespace, id), variable, overridden: 0, comment: object.comments.get('') };
}

/** The id of an object's construct: its name, as far as it has one. */
function idOf({ kind, metadata }: Manifest): string {
  const { name: own, generateName } = (metadata ?? {}) as { readonly name?: string; readonly generateName?: unknown };
  if (own !== undefined && own !== '') return own.replaceAll('/', '-');
  const generated = typeof generateName === 'string' ? generateName.replace(/[^a-z0-9]+$/, '').replaceAll('/', '-') : '';
  return generated === '' ? kind.toLowerCase() : generated;
}

/** What the construct says by itself is not said again: the name where it is the id, and the namespace of the bundle. */
function objectProps({ manifest, comments }: SourceObject, namespace: string | undefined, id: string): MapCode {
  const { metadata } = manifest;
  const given: unknown = metadata;
  const fields = withComments(manifest, [], comments) as MapCode;
  if (!isPlainMap(given)) return fields;
  const implied = (key: string): boolean =>
    (key === 'name' && given['name'] === id) || (key === 'namespace' && given['namespace'] === namespace);
  const kept = Object.keys(given).filter((key) => !implied(key));
  const outside = namespace !== undefined && given['namespace'] === undefined && !isClusterScoped(manifest.apiVersion, manifest.kind);
  const entries = fields.entries.flatMap((entry): Entry[] => {
    if (entry.key !== 'metadata') return [entry];
    const inner = (entry.value.type === 'map' ? entry.value : withComments(given, ['metadata'], comments) as MapCode).entries.filter(({ key }) => kept.includes(key));
    if (outside) inner.push({ key: 'namespace', value: value(undefined) });
    return inner.length === 0 ? [] : [{ ...entry, value: map(inner) }];
  });
  return map(entries);
}

/** Data as code, its comments before the keys that they stood before. Parts without comments are values. */
export function withComments(data: unknown, path: readonly (string | number)[], comments: ReadonlyMap<string, string>): Code {
  const isRoot = path.length === 0;
  if (!isRoot && !hasBelow(comments, toPointer(path))) return isPlainMap(data) && path.length === 1 ? entriesOf(data, path, comments) : value(data);
  if (isPlainMap(data)) return entriesOf(data, path, comments);
  return Array.isArray(data) ? list(data.map((item, index) => withComments(item, [...path, index], comments))) : value(data);
}

function entriesOf(data: { readonly [key: string]: unknown }, path: readonly (string | number)[], comments: ReadonlyMap<string, string>): MapCode {
  return map(Object.entries(data).map(([key, item]): Entry => {
    const inner = [...path, key];
    return { key, value: withComments(item, inner, comments), comment: commentOf(comments, inner, item) };
  }));
}

/** The comment of an entry, those of the items of a list among them: between items there is no place for one. */
function commentOf(comments: ReadonlyMap<string, string>, path: readonly (string | number)[], data: unknown): string | undefined {
  const own = comments.get(toPointer(path));
  if (!Array.isArray(data)) return own;
  const ofItems = data.flatMap((_item, index) => comments.get(toPointer([...path, index])) ?? []);
  return ofItems.length === 0 ? own : [...(own === undefined ? [] : [own]), ...ofItems].join('\n');
}

function hasBelow(comments: ReadonlyMap<string, string>, pointer: string): boolean {
  for (const key of comments.keys()) if (key.startsWith(`${pointer}/`)) return true;
  return false;
}

/** An object that no type describes: it is included from a file, as it is. */
export function fileUnit(object: SourceObject, variable: string, path: string): { readonly unit: Unit; readonly file: ProgramFile } {
  const { manifest } = object;
  const secret = manifest.kind === 'Secret';
  return {
    unit: {
      objects: [object], level: 'file', callee: name('ManifestFile'), isNew: true, id: `${idOf(manifest)}-${manifest.kind.toLowerCase().replaceAll('/', '-')}`,
      props: map({ file: besideProgram(path) }), variable, overridden: 0, comment: object.comments.get(''),
    },
    file: { path, text: writeDocument(manifest), secret },
  };
}
