import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCustomDefinition } from '../../../src/codegen/crd/custom-definition';
import type { PlainMap } from '../../../src/core/plain-map';
import { readDocuments } from '../../../src/yaml/read';

const fixtures = join(__dirname, 'fixtures');

/** The definitions of a text. */
export function definitionsIn(text: string): PlainMap[] {
  return readDocuments(text).map(({ value, errors }) => {
    if (errors.length > 0) throw new Error(errors[0]!.message);
    if (!isCustomDefinition(value)) throw new Error('no definition');
    return value;
  });
}

/** The definitions of all fixtures. */
export function fixtureDefinitions(): PlainMap[] {
  return readdirSync(fixtures).sort().flatMap((file) => definitionsIn(readFileSync(join(fixtures, file), 'utf8')));
}

/** A definition of one version. */
export function definitionOf(openApi: unknown, more: { readonly [key: string]: unknown } = {}): PlainMap {
  return {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com', names: { kind: 'Thing', plural: 'things' }, scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: openApi } }], ...more,
    },
  };
}
