import { type Names, pascalCase } from '../print/identifiers';
import { stringLiteral } from '../print/literals';
import { docLines } from './print-types';
import type { Doc } from './type-model';

/** The names that stand for one version of a kind in a module. */
export interface KindNames {
  readonly construct: string;
  readonly props: string;
  readonly manifest: string;
  readonly guard: string;
}

/** One version of a kind. */
export interface KindVersion {
  readonly apiVersion: string;
  readonly kind: string;
  readonly clusterScoped: boolean;
  readonly doc: Doc;
  /** Whether nothing must be given. */
  readonly optional: boolean;
}

/** Names that are taken in every module: its imports, and the one that no class may have where modules are CommonJS. */
export const takenNames: readonly string[] = ['Construct', 'KubeObject', 'ObjectMeta', 'Object'];

/** `Certificate`, `CertificateProps` …, with the version behind the name of the kind for all versions but the first. */
export function kindNames(names: Names, kind: string, version: string | undefined): KindNames {
  const construct = names.take(`${pascalCase(kind)}${version === undefined ? '' : pascalCase(version)}`);
  return {
    construct,
    props: names.take(`${construct}Props`),
    manifest: names.take(`${construct}Manifest`),
    guard: names.take(`is${construct}`),
  };
}

/** The construct of a version, the type of its manifests, and a guard for them. */
export function printKind({ construct, props, manifest, guard }: KindNames, of: KindVersion): string[] {
  const { apiVersion, kind, clusterScoped, doc, optional } = of;
  const [version, name] = [stringLiteral(apiVersion), stringLiteral(kind)];
  const metadata = clusterScoped ? 'metadata: { namespace: undefined, ...props.metadata }, ' : '';
  return [
    ...docLines(doc, ''),
    `export class ${construct} extends KubeObject<string, string> {`,
    `  static readonly apiVersion = ${version};`,
    `  static readonly kind = ${name};`,
    '',
    `  constructor(scope: Construct, id: string, props: ${props}${optional ? ' = {}' : ''}) {`,
    `    super(scope, id, { ...props, ${metadata}apiVersion: ${version}, kind: ${name} });`,
    '  }',
    '}',
    '',
    `/** A manifest of ${kindWords(kind, apiVersion)}. */`,
    `export type ${manifest} = ${props} & { readonly apiVersion: ${version}; readonly kind: ${name} };`,
    '',
    `/** Whether an object says that it is ${kindWords(kind, apiVersion)}; its fields are not looked at. */`,
    `export function ${guard}(object: unknown): object is ${manifest} {`,
    '  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };',
    `  return apiVersion === ${version} && kind === ${name};`,
    '}',
    '',
  ];
}

/** In a comment: nothing but letters, digits, dots, slashes and hyphens. */
function kindWords(kind: string, apiVersion: string): string {
  return `${/^[AEIOUaeiou]/.test(kind) ? 'an' : 'a'} ${kind} (${apiVersion})`.replace(/[^\w ./()-]/g, '?').replaceAll('*/', '?');
}
