import { isClusterScoped } from '../../core/cluster-scoped';
import { groupOf } from '../../core/object-id';
import { isPlainMap } from '../../core/plain-map';
import { customResourceNames, loadCustomResource } from '../../schema/data-files';
import type { Release } from '../../schema/release';
import type { ObjectSchema } from '../../schema/schema';
import { Names } from '../print/identifiers';
import { compareVersions, readDefinition } from './custom-definition';
import { customModule } from './custom-module';
import { groupFolder, kebabCase } from './file-names';
import { kindNames, printKind, takenNames } from './kind-module';
import { planTypeNames } from './plan-type-names';
import { printNamedType } from './print-types';
import { referenceUrl } from './reference-url';
import { reachableTypes, ReleaseTypes } from './release-types';
import { digestOf } from './stored-definition';
import type { FieldModel, TypeModel } from './type-model';

/** A release as TypeScript. */
export interface ImportedRelease {
  /** Text by path, with `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** How many kinds there are. */
  readonly kinds: number;
}

/** Groups of every server whose kinds are described as custom resources are. */
const ofEveryServer = /\.(?:apiextensions|apiregistration)\.k8s\.io$/;

interface KindVersion {
  readonly apiVersion: string;
  readonly version: string;
  readonly isOn: boolean;
  readonly schema: ObjectSchema;
}

/**
 * Constructs for every kind that a release serves, or can serve when switched on: a module for each kind, and one for all types that
 * they are made of. Of several versions of a kind, the one that Kubernetes prefers has the plain names.
 */
export function importRelease(release: Release): ImportedRelease {
  const folder = `k8s-${release.version}`;
  const kinds = kindsOf(release);
  const roots = [...kinds.values()].flat();
  const inner = reachableTypes(roots.map(({ schema }) => schema));
  const kindOf = new Map(roots.map(({ apiVersion, schema }) => [schema.name, { apiVersion, kind: kindName(schema) }]));
  const names = planTypeNames(inner.keys(), [...inner.keys()].filter((name) => kindOf.has(name)).map((definition) => ({ definition })));
  const types = new ReleaseTypes(names, kindOf);
  const printed = [...inner.values()].map((schema) => types.named(schema)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = new Map<string, string>([[
    `${folder}/types.ts`,
    [...header(`the types of Kubernetes ${release.version}`), '', ...printed.flatMap((type) => [...printNamedType(type), ''])].join('\n'),
  ]]);
  for (const [key, versions] of kinds) {
    const group = key.slice(0, key.lastIndexOf('/'));
    files.set(`${folder}/${group === '' ? 'core' : groupFolder(group)}/${kebabCase(key.slice(group.length + 1))}.ts`, kindModule(release.version, versions, types));
  }
  for (const name of customResourceNames()) {
    const object = ofEveryServer.test(name) ? loadCustomResource(name) : undefined;
    const read = isPlainMap(object) ? readDefinition(object) : undefined;
    if (read === undefined || 'problem' in read || !isPlainMap(object)) continue;
    const { group, kind } = read.definition;
    files.set(`${folder}/${groupFolder(group)}/${kebabCase(kind)}.ts`, customModule(read.definition, digestOf(object)));
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), kinds: files.size - 1 };
}

/** Kinds by `group/kind`, the preferred version first: those that are on before those that are off. */
function kindsOf(release: Release): ReadonlyMap<string, readonly KindVersion[]> {
  const kinds = new Map<string, KindVersion[]>();
  for (const { apiVersion, kind, status } of release.kinds()) {
    const schema = status === 'on' || status === 'off' ? release.kind(apiVersion, kind) : undefined;
    if (schema === undefined) continue;
    const key = `${groupOf(apiVersion)}/${kind}`;
    const known = kinds.get(key) ?? [];
    known.push({ apiVersion, version: apiVersion.slice(apiVersion.indexOf('/') + 1), isOn: status === 'on', schema });
    kinds.set(key, known);
  }
  for (const versions of kinds.values()) versions.sort((a, b) => Number(b.isOn) - Number(a.isOn) || compareVersions(a.version, b.version));
  return kinds;
}

function kindModule(release: string, versions: readonly KindVersion[], types: ReleaseTypes): string {
  const kind = kindName(versions[0]!.schema);
  // Names of types are not those of the module; a type that has one of them is imported under another one.
  const names = new Names(takenNames.filter((name) => name !== 'ObjectMeta'));
  const named = versions.map((version, index) => ({ ...version, names: kindNames(names, kind, index === 0 ? undefined : version.version) }));
  const imported = new Map<string, string>();
  const bodies = named.flatMap(({ apiVersion, version, isOn, schema, names: own }) => {
    const fields = types.fields(schema, ['apiVersion', 'kind', 'status']).map((field): FieldModel => ({
      ...field, type: renamed(field.type, (type) => {
        if (!imported.has(type)) imported.set(type, names.take(type, `${type}Fields`));
        return imported.get(type)!;
      }),
    }));
    const group = groupOf(apiVersion);
    const optional = !fields.some(({ required }) => required);
    const doc = {
      text: `${apiVersion} ${kind}.${isOn ? '' : ' Off unless the operator of the cluster switches it on.'}`,
      tags: [`@see ${referenceUrl({ group, version, kind }, release)}`],
    };
    return [
      ...printKind(own, { apiVersion, kind, clusterScoped: isClusterScoped(apiVersion, kind), doc, optional }),
      ...printNamedType({ name: own.props, doc: { text: `What ${own.construct} is made of.`, tags: [] }, fields, open: false, choices: [] }),
      '',
    ];
  });
  const imports = [...imported].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, as]) => (type === as ? type : `${type} as ${as}`));
  return [
    ...header(`${kind} of Kubernetes ${release}`),
    'import type { Construct } from \'constructs\';',
    'import { KubeObject } from \'kubeloom\';',
    ...(imports.length === 0 ? [] : [`import type { ${imports.join(', ')} } from '../types';`]),
    '',
    ...bodies,
  ].join('\n');
}

function renamed(type: TypeModel, rename: (name: string) => string): TypeModel {
  switch (type.type) {
    case 'named': return { type: 'named', name: rename(type.name) };
    case 'list': return { type: 'list', items: renamed(type.items, rename) };
    case 'map': return { type: 'map', values: renamed(type.values, rename) };
    default: return type;
  }
}

function header(what: string): string[] {
  return [`// Made by kubeloom import: ${what}. Changes to this file are overwritten.`, '/* eslint-disable */'];
}

/** The last part of the name of a type. */
function kindName({ name }: ObjectSchema): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
