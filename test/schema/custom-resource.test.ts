import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { customKinds } from '../../src/schema/custom-resource';
import { loadCustomResource } from '../../src/schema/data-files';
import { loadRelease } from '../../src/schema/release';
import { ANY, type ListSchema, type ObjectSchema, type Schema } from '../../src/schema/schema';

const release = loadRelease('1.36');

function definition(openAPIV3Schema: unknown, extra: object = {}): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
      ...extra,
    },
  };
}

function specOf(spec: object): Schema {
  const [kind] = customKinds(definition({ type: 'object', properties: { spec } }), ANY);
  return kind!.schema.fields.get('spec')!.schema;
}

describe('a definition', () => {
  test('gives one kind for each version', () => {
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }, { name: 'v1beta1', served: false, storage: false }];
    const kinds = customKinds(definition({}, { versions, scope: 'Cluster' }), ANY);
    expect(kinds.map(({ apiVersion, kind, plural, namespaced, served }) => ({ apiVersion, kind, plural, namespaced, served }))).toEqual([
      { apiVersion: 'example.com/v1', kind: 'Widget', plural: 'widgets', namespaced: false, served: true },
      { apiVersion: 'example.com/v1beta1', kind: 'Widget', plural: 'widgets', namespaced: false, served: false },
    ]);
  });

  test('gets apiVersion, kind and the metadata of every object', () => {
    const [kind] = release.customKinds(definition({ type: 'object', properties: { metadata: { type: 'object' }, spec: { type: 'object' } }, required: ['spec'] }));
    expect([...kind!.schema.fields.keys()]).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(kind!.schema.fields.get('metadata')!.schema).toBe(release.type('meta.v1.ObjectMeta'));
    expect([...kind!.schema.fields.values()].map(({ required }) => required)).toEqual([true, true, false, true]);
    expect(kind!.schema.open).toBe(false);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined], ['a list', []], ['no spec', {}], ['an empty spec', { spec: {} }],
    ['no names', { spec: { group: 'example.com', versions: [] } }],
    ['versions that are a map', { spec: { group: 'example.com', names: { kind: 'Widget' }, versions: {} } }],
    ['versions without names', { spec: { group: 'example.com', names: { kind: 'Widget' }, versions: [{}, null, 'v1'] } }],
  ])('that is %s gives no kinds', (_name, given) => expect(customKinds(given, ANY)).toEqual([]));

  test('without a schema accepts any field', () => {
    const [kind] = customKinds(definition(undefined, { versions: [{ name: 'v1' }] }), ANY);
    expect(kind!.schema.open).toBe(true);
  });
});

describe('a structural schema', () => {
  test.each<[string, object, object]>([
    ['text', { type: 'string' }, { type: 'string' }],
    ['words', { type: 'string', enum: ['a', 'b'] }, { type: 'string', values: ['a', 'b'] }],
    ['base64', { type: 'string', format: 'byte' }, { type: 'byte' }],
    ['a time', { type: 'string', format: 'date-time' }, { type: 'date-time' }],
    ['text of another format', { type: 'string', format: 'email' }, { type: 'string' }],
    ['a whole number', { type: 'integer' }, { type: 'int64' }],
    ['a small whole number', { type: 'integer', format: 'int32' }, { type: 'int32' }],
    ['a number', { type: 'number' }, { type: 'double' }],
    ['true or false', { type: 'boolean' }, { type: 'boolean' }],
    ['a number or text', { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }] }, { type: 'int-or-string' }],
    ['a list', { type: 'array', items: { type: 'string' } }, { type: 'list', items: { type: 'string' }, keys: [], listType: undefined }],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }, { type: 'map', items: { type: 'string' } }],
    ['any object', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true }, { type: 'any' }],
    ['an embedded object', { 'type': 'object', 'x-kubernetes-embedded-resource': true }, { type: 'any' }],
    ['anything', {}, { type: 'any' }],
    ['an object without fields', { type: 'object' }, { type: 'object', open: false, fields: new Map() }],
    ['an atomic object', { 'type': 'object', 'properties': {}, 'x-kubernetes-map-type': 'atomic' }, { type: 'object', mapType: 'atomic' }],
  ])('%s', (_name, openApi, want) => expect(specOf(openApi)).toMatchObject(want));

  test('a list with keys', () => {
    const schema = specOf({
      'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string', default: 'x' } }, required: ['name'] },
      'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'],
    }) as ListSchema;
    expect(schema).toMatchObject({ type: 'list', listType: 'map', keys: ['name'] });
    expect((schema.items as ObjectSchema).fields.get('name')).toMatchObject({ required: true, default: 'x' });
  });

  test('fields beside open ones stay known', () => {
    const schema = specOf({ 'type': 'object', 'properties': { a: { type: 'string' } }, 'x-kubernetes-preserve-unknown-fields': true });
    expect(schema).toMatchObject({ type: 'object', open: true });
    expect([...(schema as ObjectSchema).fields.keys()]).toEqual(['a']);
  });

  test('fields named like those of every object are fields', () => {
    const schema = specOf({ type: 'object', properties: { constructor: { type: 'string' }, properties: { type: 'boolean' } } }) as ObjectSchema;
    expect([...schema.fields.keys()]).toEqual(['constructor', 'properties']);
  });
});

describe('the kinds that the package describes itself', () => {
  const names = readdirSync(join(__dirname, '../../schemas/custom')).map((name) => name.replace(/\.json$/, ''));

  test.each(names)('%s is a well-formed definition of what its name says', (name) => {
    const given = loadCustomResource(name) as { metadata: { name: string }; spec: { group: string; names: { plural: string } } };
    expect(given.metadata.name).toBe(name);
    expect(`${given.spec.names.plural}.${given.spec.group}`).toBe(name);
    const visit = (schema: Schema): number => {
      if (schema.type === 'object') return [...schema.fields.values()].reduce((sum, { schema: below }) => sum + visit(below), 1);
      return schema.type === 'list' || schema.type === 'map' ? 1 + visit(schema.items) : 1;
    };
    const kinds = customKinds(given, ANY);
    expect(kinds).not.toEqual([]);
    for (const { apiVersion, kind, schema } of kinds) {
      expect(visit(schema)).toBeGreaterThan(10);
      expect(release.kind(apiVersion, kind)?.name).toBe(schema.name);
    }
  });

  test('a route\'s backends are checked', () => {
    const route = release.kind('gateway.networking.k8s.io/v1', 'HTTPRoute')!;
    const spec = route.fields.get('spec')!.schema as ObjectSchema;
    const rule = (spec.fields.get('rules')!.schema as ListSchema).items as ObjectSchema;
    const backend = (rule.fields.get('backendRefs')!.schema as ListSchema).items as ObjectSchema;
    expect(backend.fields.get('name')).toMatchObject({ required: true, schema: { type: 'string' } });
    expect(backend.fields.get('port')).toMatchObject({ required: false, schema: { type: 'int32' } });
    expect(backend.open).toBe(false);
  });
});
