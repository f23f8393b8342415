import { alternatives, listed, show } from '../../core/show';
import { nearest } from '../../core/suggest';
import { loadRemovedKinds } from '../../schema/data-files';
import { loadRelease, type KubernetesRelease, RELEASES, type Release } from '../../schema/release';
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/schema';
import { UsageError } from '../failure';
import type { Style } from '../style';
import { definersOf, definitionField } from './definition-names';
import { kindsNamed, type NamedKind, nearestKind } from './kind-names';
import { referenceLink } from './reference-link';

/** What `explain statefulset.spec.updateStrategy` is asked. */
export interface FieldQuestion {
  readonly kind: NamedKind;
  /** Fields from the object on. */
  readonly path: readonly string[];
}

/** A field as one release knows it. */
interface Found {
  readonly schema: Schema;
  readonly field?: FieldSchema | undefined;
  /** Name of the type that has the field. */
  readonly owner?: string | undefined;
  /** The field around it. */
  readonly around?: Found | undefined;
}

/** Explains a kind, or a field of it. @throws UsageError where there is none */
export function explainField(topic: string, version: KubernetesRelease, apiVersion: string | undefined, style: Style): string {
  const release = loadRelease(version);
  const [word, ...path] = topic.replaceAll(/\[[^\]]*\]/g, '').split('.').filter((part) => part !== '');
  const kind = chooseKind(word ?? '', release, apiVersion);
  const found = find(release, { kind, path }, true)!;
  const known = RELEASES.filter((other) => isServed(loadRelease(other), kind) && find(loadRelease(other), { kind, path }, false) !== undefined);
  const rows: [string, string][] = [
    ['type', typeWords(found.schema)],
    ...(found.field === undefined ? [] : [['required', found.field.required ? 'yes' : 'no'] as [string, string]]),
    ...valuesRow(found, kind, path),
    ...defaultRow(kind, release, path, found),
    ['releases', release.status(kind.apiVersion, kind.kind) === 'custom' ? 'any, where its CustomResourceDefinition is installed' : releaseRange(known)],
    ['definition', inDefinitions(kind, path, found)],
  ];
  const owner = innerObject(found.schema)?.name ?? found.owner;
  const link = owner === undefined ? undefined : referenceLink(owner, kind.apiVersion, version);
  if (link !== undefined) rows.push(['reference', link]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const title = `${style.bold([kind.kind, ...path].join('.'))}  ${style.dim(kind.apiVersion)}`;
  return [title, '', ...rows.map(([name, value]) => `  ${style.cyan(name.padEnd(width))}${value}`), ...fieldRows(found.schema, style)].join('\n');
}

function chooseKind(word: string, release: Release, apiVersion: string | undefined): NamedKind {
  const kinds = kindsNamed(word, release);
  const chosen = apiVersion === undefined ? kinds[0] : kinds.find((kind) => kind.apiVersion === apiVersion);
  if (chosen !== undefined) return chosen;
  if (kinds.length > 0) throw new UsageError(`no ${kinds[0]!.kind} in ${show(apiVersion)}`, `there is ${alternatives(kinds.map((kind) => kind.apiVersion))}`);
  const removed = Object.entries(loadRemovedKinds()).filter(([key]) => key.slice(key.lastIndexOf('/') + 1).toLowerCase() === word.toLowerCase())
    .sort(([, a], [, b]) => Number(a.split('.')[1]) - Number(b.split('.')[1])).at(-1);
  if (removed !== undefined) throw new UsageError(`Kubernetes ${removed[1]} removed ${removed[0]}`);
  const near = nearestKind(word, release);
  throw new UsageError(`no diagnostic code and no kind ${show(word)} in Kubernetes ${release.version}`, near === undefined ? undefined : `did you mean ${near}?`);
}

function isServed(release: Release, { apiVersion, kind }: NamedKind): boolean {
  return ['on', 'off', 'custom'].includes(release.status(apiVersion, kind));
}

/** @param strict whether to say what is wrong with the path, in place of finding nothing */
function find(release: Release, { kind, path }: FieldQuestion, strict: boolean): Found | undefined {
  let schema: Schema | undefined = release.kind(kind.apiVersion, kind.kind);
  if (schema === undefined) return undefined;
  let found: Found = { schema };
  for (const [index, name] of path.entries()) {
    const inner = withoutLists(found.schema);
    if (inner.type === 'map') {
      found = { schema: inner.items, around: found };
      continue;
    }
    const field: FieldSchema | undefined = inner.type === 'object' ? inner.fields.get(name) : undefined;
    if (field === undefined || inner.type !== 'object') {
      if (strict) throw unknownField([kind.kind, ...path.slice(0, index)].join('.'), name, inner);
      return undefined;
    }
    ({ schema } = field);
    found = { schema, field, owner: inner.name, around: found };
  }
  return found;
}

function unknownField(place: string, name: string, schema: Schema): UsageError {
  if (schema.type !== 'object') return new UsageError(`${place} has no fields: it is ${typeWords(schema)}`);
  const near = nearest(name, schema.fields.keys());
  return new UsageError(`${place} has no field ${show(name)}`, near === undefined ? `there are ${listed([...schema.fields.keys()], 30)}` : `did you mean ${place}.${near}?`);
}

function withoutLists(schema: Schema): Schema {
  return schema.type === 'list' ? withoutLists(schema.items) : schema;
}

function innerObject(schema: Schema): ObjectSchema | undefined {
  if (schema.type === 'list' || schema.type === 'map') return innerObject(schema.items);
  return schema.type === 'object' ? schema : undefined;
}

const scalarWords: { readonly [type: string]: string } = {
  string: 'text', byte: 'text in base64', 'date-time': 'time, as text', 'micro-time': 'time, as text', quantity: 'quantity: a number or a text such as 1Gi',
  'int-or-string': 'whole number or text', boolean: 'true or false', int32: 'whole number', int64: 'whole number', float: 'number', double: 'number', any: 'any data',
};

function typeWords(schema: Schema): string {
  switch (schema.type) {
    case 'object':
      // Objects inside of a custom resource have no names of their own.
      return /^[a-z]+\.v\w+\.\w+$/.test(schema.name) ? schema.name.slice(schema.name.lastIndexOf('.') + 1) : 'object';
    case 'list': {
      const { items, listType, keys } = schema;
      const merged = listType === 'map' ? `, told apart by ${keys.join(' and ')}` : listType === 'set' ? ', each once' : '';
      return `list of ${typeWords(items)}${merged}`;
    }
    case 'map':
      return `map of ${typeWords(schema.items)}`;
    default:
      return scalarWords[schema.type] ?? schema.type;
  }
}

/** The words that a field takes; of one that not every release knows, which do. */
function valuesRow({ schema }: Found, kind: NamedKind, path: readonly string[]): [string, string][] {
  const values = valuesOf(schema);
  if (values === undefined) return [];
  const perRelease = RELEASES.map((release) => {
    const found = find(loadRelease(release), { kind, path }, false);
    return [release, found === undefined ? undefined : valuesOf(found.schema)] as const;
  }).filter(([, known]) => known !== undefined);
  return [['values', values.map((value) => {
    const releases = perRelease.filter(([, known]) => known!.includes(value)).map(([release]) => release);
    return releases.length === perRelease.length ? value : `${value} (${releaseRange(releases)})`;
  }).join(', ')]];
}

function valuesOf(schema: Schema): readonly string[] | undefined {
  const inner = withoutLists(schema);
  return 'values' in inner ? inner.values : undefined;
}

/** What the API server fills in; of custom resources, what their definition says. */
function defaultRow(kind: NamedKind, release: Release, path: readonly string[], { field }: Found): [string, string][] {
  const value = field?.default;
  const isEmpty = value === undefined || value === '' || value === 0 || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  const ofDefinition = isEmpty ? undefined : JSON.stringify(value);
  const { serverDefault } = require('./server-default') as typeof import('./server-default');
  const schema = release.kind(kind.apiVersion, kind.kind);
  const text = (schema === undefined ? undefined : serverDefault(kind, schema, path, release.version)) ?? ofDefinition;
  return text === undefined ? [] : [['default', text]];
}

/** `1.31 - 1.36`, `1.34, 1.36`. @param releases the newest first */
function releaseRange(releases: readonly KubernetesRelease[]): string {
  if (releases.length === 0) return 'none';
  const [newest, oldest] = [releases[0]!, releases.at(-1)!];
  const isWhole = RELEASES.indexOf(oldest) - RELEASES.indexOf(newest) === releases.length - 1;
  if (releases.length === 1) return newest;
  return isWhole ? `${oldest} - ${newest}` : [...releases].reverse().join(', ');
}

function inDefinitions({ kind }: NamedKind, path: readonly string[], found: Found): string {
  const definers = definersOf(kind);
  const [definer] = definers;
  if (path.length === 0) return definers.join(', or ');
  if (definer === undefined || definer === 'KubeObject') return 'as it is, in a KubeObject';
  const of = definer.includes(' of ') ? definers.at(-1)! : definer;
  const name = nameOf(found);
  if (name !== undefined) return `${name} of ${of}`;
  for (let around = found.around; around !== undefined; around = around.around) {
    const outer = nameOf(around);
    if (outer !== undefined) return `part of ${outer} of ${of}`;
  }
  return `a field of ${of}, or its override`;
}

function nameOf({ owner, field }: Found): string | undefined {
  return owner === undefined || field === undefined ? undefined : definitionField(owner, field.name);
}

function fieldRows(schema: Schema, style: Style): string[] {
  const object = innerObject(schema);
  if (object === undefined || object.fields.size === 0) return [];
  const width = Math.max(...[...object.fields.keys()].map((name) => name.length)) + 2;
  const rows = [...object.fields.values()].map(({ name, schema: inner, required }) => {
    const values = valuesOf(inner);
    return `  ${name.padEnd(width)}${typeWords(inner)}${values === undefined ? '' : `: ${values.join(', ')}`}${required ? style.yellow('  required') : ''}`;
  });
  return ['', style.bold('fields'), ...rows];
}
