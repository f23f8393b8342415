import { lineComments } from '../print/comments';
import { Names } from '../print/identifiers';
import type { CustomDefinition, DefinedVersion } from './custom-definition';
import { kindNames, type KindNames, printKind, takenNames } from './kind-module';
import { printNamedType } from './print-types';
import { docOf } from './schema-doc';
import { SchemaTypes } from './schema-types';
import type { Doc } from './type-model';

/**
 * The TypeScript of a CustomResourceDefinition: for each version that is served a construct, the type of its props with all
 * types inside, and a guard. The version that a cluster keeps its objects in has the plain names.
 * @param digest of the definition
 */
export function customModule(definition: CustomDefinition, digest: string): string {
  const { group, plural, versions } = definition;
  const names = new Names(takenNames);
  const named = versions.map((version, index) => ({ version, names: kindNames(names, definition.kind, index === 0 ? undefined : version.name) }));
  return [
    ...lineComments(`Made by kubeloom import from the definition of ${plural}.${group}. Changes to this file are overwritten.`),
    `// ${digest}`,
    '/* eslint-disable */',
    'import type { Construct } from \'constructs\';',
    'import { KubeObject, type ObjectMeta } from \'kubeloom\';',
    '',
    ...named.flatMap(({ version, names: own }) => printVersion(definition, version, own, names)),
  ].join('\n');
}

function printVersion({ group, kind, clusterScoped }: CustomDefinition, version: DefinedVersion, own: KindNames, names: Names): string[] {
  const apiVersion = `${group}/${version.name}`;
  const types = new SchemaTypes(names, { type: 'named', name: 'ObjectMeta' });
  types.root(version.openApi, own.props, own.construct, version.hasStatus);
  const [root, ...inner] = types.types;
  const doc = kindDoc(version, `${apiVersion} ${kind}.`);
  const optional = root!.choices.length === 0 && !root!.fields.some(({ required }) => required);
  return [
    ...printKind(own, { apiVersion, kind, clusterScoped, doc, optional }),
    ...[{ ...root!, doc: { text: `What ${own.construct} is made of.`, tags: root!.doc.tags } }, ...inner].flatMap((type) => [...printNamedType(type), '']),
  ];
}

function kindDoc({ openApi = {}, deprecated }: DefinedVersion, title: string): Doc {
  const { text } = docOf(openApi, true);
  const tags = deprecated === undefined ? [] : [`@deprecated ${deprecated === true ? 'as its definition says' : deprecated}`];
  return { text: text === undefined ? title : `${title} ${text}`, tags };
}
