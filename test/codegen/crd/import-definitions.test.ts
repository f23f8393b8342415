import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { check } from '../../../src/check/check';
import { importDefinitions } from '../../../src/codegen/crd/import-definitions';
import type { PlainMap } from '../../../src/core/plain-map';
import { definitionOf } from './support';

const spec = (schema: unknown): PlainMap => definitionOf({ type: 'object', properties: { spec: schema } });

/** The text of a module without what all modules have. */
function moduleOf(...definitions: readonly PlainMap[]): string {
  const { files, problems } = importDefinitions(definitions);
  expect(problems).toEqual([]);
  return [...files].filter(([path]) => path.endsWith('.ts')).map(([, text]) => text).join('');
}

/** The type of the field `a` of `spec`. */
function typeOf(schema: unknown): string | undefined {
  const line = moduleOf(spec({ type: 'object', properties: { a: schema } })).split('\n').find((text) => text.startsWith('  readonly a?: '));
  return line?.slice('  readonly a?: '.length, -1).replace(/ \| undefined$/, '');
}

describe('types', () => {
  test.each([
    ['text', { type: 'string' }, 'string'],
    ['a format', { type: 'string', format: 'date-time' }, 'string'],
    ['whole numbers', { type: 'integer', format: 'int64' }, 'number'],
    ['an enum', { type: 'string', enum: ['b', 'a', 'b'] }, "'b' | 'a'"],
    ['an enum that may be null', { type: 'string', enum: ['a'], nullable: true }, "'a' | null"],
    ['an enum of no scalars', { enum: [{ a: 1 }] }, 'unknown'],
    ['a number or a text', { 'x-kubernetes-int-or-string': true }, 'number | string'],
    ['a list of unions', { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, "readonly ('a' | 'b')[]"],
    ['a list of lists', { type: 'array', items: { type: 'array', items: { type: 'number' } } }, 'readonly (readonly number[])[]'],
    ['a list of anything', { type: 'array' }, 'readonly unknown[]'],
    ['a list that may be null', { type: 'array', items: { type: 'string' }, nullable: true }, 'readonly string[] | null'],
    ['a map', { type: 'object', additionalProperties: { type: 'boolean' } }, '{ readonly [key: string]: boolean }'],
    ['a map of anything', { type: 'object', additionalProperties: true }, '{ readonly [key: string]: unknown }'],
    ['an object without fields', { type: 'object' }, '{ readonly [key: string]: never }'],
    ['an object that keeps all', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true }, '{ readonly [key: string]: unknown }'],
    ['anything', { 'x-kubernetes-preserve-unknown-fields': true }, 'unknown'],
    ['nothing said', {}, 'unknown'],
    ['what is no schema', 'string', 'unknown'],
    ['two types', { type: ['string', 'null'] }, 'unknown'],
    ['a reference', { $ref: '#/definitions/b' }, 'unknown'],
    ['fields', { type: 'object', properties: { b: { type: 'string' } } }, 'ThingSpecA'],
    ['fields without a type', { properties: { b: { type: 'string' } } }, 'ThingSpecA'],
  ])('%s', (_name, schema, want) => expect(typeOf(schema)).toBe(want));

  test('say what they cannot show as a comment', () => {
    const text = moduleOf(spec({
      type: 'object', 'x-kubernetes-validations': [{ rule: 'self.a > 1', message: 'a is more than one' }],
      properties: { a: { type: 'integer', description: 'How many.', default: 3, minimum: 1, exclusiveMinimum: true, maximum: 9 } },
    }));
    expect(text).toContain('  /**\n   * How many.\n   * @default 3\n   * @minimum 1 (not itself)\n   * @maximum 9\n   */\n  readonly a?: number | undefined;');
    expect(text).toContain('/** @rule a is more than one */\nexport interface ThingSpec {');
  });
});

describe('versions', () => {
  const versions = (...given: readonly object[]): PlainMap => definitionOf({}, { versions: given.map((version) => ({ served: true, schema: { openAPIV3Schema: { type: 'object' } }, ...version })) });
  const classes = (definition: PlainMap): string[] => [...moduleOf(definition).matchAll(/export class (\w+)[^]*?apiVersion = '([^']+)'/g)].map(([, name, version]) => `${name} ${version}`);

  test.each([
    ['the stored one has the plain name', [{ name: 'v1' }, { name: 'v1beta1', storage: true }], ['Thing example.com/v1beta1', 'ThingV1 example.com/v1']],
    ['then as Kubernetes prefers them', [{ name: 'v1alpha1' }, { name: 'foo' }, { name: 'v2beta1' }, { name: 'v10' }, { name: 'v2', storage: true }, { name: 'v3' }], [
      'Thing example.com/v2', 'ThingV10 example.com/v10', 'ThingV3 example.com/v3', 'ThingV2beta1 example.com/v2beta1', 'ThingV1alpha1 example.com/v1alpha1', 'ThingFoo example.com/foo',
    ]],
    ['one that is not served has no types', [{ name: 'v1', served: false, storage: true }, { name: 'v1beta1' }], ['Thing example.com/v1beta1']],
    ['names with dots', [{ name: 'v1', storage: true }, { name: 'v1.2-x' }], ['Thing example.com/v1', 'ThingV12X example.com/v1.2-x']],
  ])('%s', (_name, given, want) => expect(classes(versions(...given))).toEqual(want));

  test('of a deprecated one the construct says so', () => {
    const text = moduleOf(versions({ name: 'v1', storage: true }, { name: 'v1beta1', deprecated: true, deprecationWarning: 'use v1' }));
    expect(text).toContain('/**\n * example.com/v1beta1 Thing.\n * @deprecated use v1\n */\nexport class ThingV1beta1 ');
    expect(text.match(/@deprecated/g)).toHaveLength(1);
  });
});

describe('definitions', () => {
  test.each([
    ['without a spec', { kind: 'CustomResourceDefinition', apiVersion: 'apiextensions.k8s.io/v1' }, 'it has no spec'],
    ['without a group', definitionOf({}, { group: undefined }), 'it has no spec.group'],
    ['without a kind', definitionOf({}, { names: null }), 'it has no spec.names.kind'],
    ['without versions', definitionOf({}, { versions: 'v1' }), 'no version of it is served'],
    ['with versions that are none', definitionOf({}, { versions: [null, 7, { name: '' }] }), 'no version of it is served'],
  ])('%s', (_name, definition, message) => expect(importDefinitions([definition]).problems).toEqual([{ index: 0, message }]));

  test('may be there twice, as long as they say the same', () => {
    const [one, other] = [definitionOf({ type: 'object' }), definitionOf({ type: 'object', description: 'else' })];
    expect(importDefinitions([one, one]).problems).toEqual([]);
    expect(importDefinitions([one, one, other]).problems).toEqual([{ index: 2, message: 'another definition of example.com/Thing was read before' }]);
  });

  test.each([
    ['HTTPRoute', 'http-route'], ['BGPPeer', 'bgp-peer'], ['AWSS3Bucket', 'awss3-bucket'], ['CertificateRequest', 'certificate-request'], ['IPPool', 'ip-pool'], ['../../etc/passwd', 'etc-passwd'],
  ])('%s is in %s.ts', (kind, file) => {
    const { files } = importDefinitions([definitionOf({}, { names: { kind, plural: 'x' } })]);
    expect([...files.keys()]).toEqual([`example.com/${file}.ts`, `example.com/${file}.crd.json`]);
  });

  test('of kinds that differ in capitals alone, each has a file', () => {
    const named = (kind: string, plural: string): PlainMap => definitionOf({}, { names: { kind, plural } });
    const { files } = importDefinitions([named('Httproute', 'as'), named('HTTPROUTE', 'bs'), named('HttpRoute', 'cs')]);
    expect(new Set([...files.keys()].map((path) => path.toLowerCase())).size).toBe(6);
  });

  test('lie beside the types without what is said to people, and with fields that are called like it', () => {
    const stored = [...importDefinitions([spec({
      type: 'object', description: 'for people', properties: { description: { type: 'string', default: { description: 'kept' }, description: 'for people' }, title: { type: 'string', title: 'x' } },
    })]).files].at(-1)!;
    expect(JSON.parse(stored[1])).toMatchObject({ metadata: { name: 'things.example.com' } });
    const { versions: [version] } = (JSON.parse(stored[1]) as { spec: { versions: [{ schema: { openAPIV3Schema: object } }] } }).spec;
    const schema = version.schema.openAPIV3Schema;
    expect(schema).toEqual({ type: 'object', properties: { spec: { type: 'object', properties: { description: { type: 'string', default: { description: 'kept' } }, title: { type: 'string' } } } } });
  });

  test('that lie beside the types are what the check holds values against', () => {
    const definition = spec({ type: 'object', required: ['size'], properties: { size: { type: 'integer', maximum: 3 }, description: { type: 'string' } } });
    const crd: unknown = JSON.parse([...importDefinitions([definition]).files.values()].at(-1)!);
    const found = (given: object): string[] => check([{ manifest: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec: given } }], { crds: [crd], layers: ['schema', 'api'] })
      .diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(found({ size: 3, description: 'a' })).toEqual([]);
    expect(found({ size: 4 })).toEqual(['custom/out-of-range /spec/size']);
    expect(found({ sise: 4 })).toEqual(['schema/unknown-field /spec/sise']);
  });
});

describe('large schemas', () => {
  test('of hundreds of levels are types of hundreds of levels', () => {
    let schema: object = { type: 'string' };
    for (let depth = 0; depth < 250; depth++) schema = { type: 'object', properties: { a: schema } };
    expect(moduleOf(definitionOf(schema)).match(/^export interface /gm)).toHaveLength(250);
  });

  test('of a megabyte name every field once', () => {
    const field = { type: 'object', description: 'x'.repeat(500), properties: { a: { type: 'string' } } };
    const fields = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`field-${index}`, field]));
    const text = moduleOf(spec({ type: 'object', properties: fields }));
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(new Set(text.match(/^export interface \w+/gm)).size).toBe(2002);
  });
});

describe('any schema', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('*/ x', '`${x}`', "'; x; '", '\r\n', '\u2028', '__proto__', 'constructor', 'class', '@ts-nocheck', '// x', 'a-b', 'aB'));
  const { schema } = fc.letrec<{ schema: object }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ type: fc.constantFrom('string', 'integer', 'boolean', 'object', 'array', 7, null), description: text, enum: fc.array(fc.oneof(text, fc.integer(), fc.constant(null))), default: text, pattern: text }, { requiredKeys: [] }),
      fc.record({ type: fc.constant('array'), items: tie('schema') }),
      fc.record({ type: fc.constant('object'), additionalProperties: fc.oneof(tie('schema'), fc.boolean()) }),
      fc.record({
        type: fc.constant('object'), properties: fc.dictionary(text, tie('schema'), { maxKeys: 4 }), required: fc.array(text, { maxLength: 2 }),
        oneOf: fc.array(fc.record({ required: fc.array(text, { maxLength: 2 }) }), { maxLength: 3 }),
        'x-kubernetes-preserve-unknown-fields': fc.boolean(), 'x-kubernetes-embedded-resource': fc.boolean(),
      }, { requiredKeys: ['type', 'properties'] }),
    ),
  }));

  test('gives a module that does nothing but export a construct and a guard, whatever words it holds', () => {
    fc.assert(fc.property(schema, text, text, text, (given, kind, group, version) => {
      const [apiVersion, named] = [`${group || 'a'}/${version || 'v1'}`, kind || 'A'];
      const definition = definitionOf({}, {
        group: group || 'a', names: { kind: named, plural: named }, versions: [{ name: version || 'v1', schema: { openAPIV3Schema: given } }],
      });
      const { files, problems } = importDefinitions([definition]);
      expect(problems).toEqual([]);
      const [[path, source] = ['', '']] = files;
      expect([...files.keys()].join()).toMatch(/^[a-z0-9.-]+\/[a-z0-9.-]+\.ts,[a-z0-9.-]+\/[a-z0-9.-]+\.crd\.json$/);
      const want = { apiVersion, kind: named, isOne: true, isOther: false, props: { spec: 1, apiVersion, kind: named } };
      expect([path, runAlone(source)]).toEqual([path, want]);
    }), { numRuns: 60 });
  });
});

/** What a module exports, run where there is nothing but the class that it extends. */
function runAlone(source: string): object {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2022', format: 'cjs' });
  class KubeObject {
    constructor(readonly scope: unknown, readonly id: unknown, readonly props: object) {}
  }
  const module = { exports: {} as { readonly [name: string]: unknown } };
  runInNewContext(code, { module, require: (name: string) => (name === 'kubeloom' ? { KubeObject } : undefined) }, { timeout: 1000 });
  const names = Object.keys(module.exports);
  expect(names).toHaveLength(2);
  const guard = names.find((name) => name.startsWith('is'))!;
  const construct = names.find((name) => name !== guard)!;
  const is = module.exports[guard] as (object: unknown) => boolean;
  const Construct = module.exports[construct] as typeof KubeObject & { readonly apiVersion: string; readonly kind: string };
  const { apiVersion, kind } = Construct;
  const isOther = is({ apiVersion, kind: 'other' }) || is(null) || is(7);
  return { apiVersion, kind, isOne: is({ apiVersion, kind }), isOther, props: { ...new Construct({}, 'a', { spec: 1 }).props } };
}
