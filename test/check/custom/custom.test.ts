import { check } from '../../../src/check/check';
import type { CheckOptions } from '../../../src/check/check-options';

type Fields = { readonly [field: string]: unknown };

/** A definition whose objects have a spec of that schema. */
function definition(spec: Fields, version: Fields = {}): Fields {
  const schema = { openAPIV3Schema: { type: 'object', required: ['spec'], properties: { spec } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' },
    spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' }, versions: [{ name: 'v1', served: true, storage: true, schema, ...version }] },
  };
}

const thing = (spec: unknown, fields: Fields = {}): Fields => ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec, ...fields });
const object = (properties: Fields, more: Fields = {}): Fields => ({ type: 'object', properties, ...more });

function findings(schema: Fields, spec: unknown, options: CheckOptions = {}): string[] {
  const { diagnostics } = check([{ manifest: thing(spec) }], { layers: ['schema', 'api', 'bundle'], crds: [definition(schema)], ...options });
  return diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('custom resources', () => {
  test.each<[name: string, schema: Fields, spec: unknown, want: readonly string[]]>([
    ['what is right', object({ a: { type: 'integer' } }), { a: 1 }, []],
    ['an unknown field', object({ size: { type: 'integer' } }), { siez: 1 }, ['schema/unknown-field /spec/siez']],
    ['an unknown field inside of a text', object({ a: { type: 'string' } }), { a: { b: 1 } }, ['schema/unknown-field /spec/a/b']],
    ['fields that are kept unseen', object({ a: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } }), { a: { b: [{ c: 1 }] } }, []],
    ['known fields among them', object({ a: { ...object({ b: { type: 'string' } }), 'x-kubernetes-preserve-unknown-fields': true } }), { a: { b: 1 } }, ['schema/type /spec/a/b']],
    ['another type', object({ a: { type: 'integer' } }), { a: '1' }, ['schema/type /spec/a']],
    ['a fraction', object({ a: { type: 'integer' } }), { a: 1.5 }, ['schema/type /spec/a']],
    ['a whole number as number', object({ a: { type: 'number' } }), { a: 1 }, []],
    ['32 bits and one more', object({ a: { type: 'integer', format: 'int32' } }), { a: 2147483648 }, ['schema/number-range ']],
    ['a number or a text', object({ a: { 'x-kubernetes-int-or-string': true } }), { a: true }, ['schema/type /spec/a']],
    ['values of a map', object({ a: { type: 'object', additionalProperties: { type: 'string' } } }), { a: { b: 1 } }, ['schema/type /spec/a/b']],
    ['a missing field', object({ a: { type: 'string' } }, { required: ['a'] }), {}, ['api/required /spec/a']],
    ['a missing field with a default', object({ a: { type: 'string', default: 'x' } }, { required: ['a'] }), {}, []],
    ['a default that is none of its values', object({ a: { type: 'string', default: 'x', enum: ['y'] } }), {}, ['api/not-supported /spec/a']],
    ['null where there can be none', object({ a: { type: 'string' } }), { a: null }, []],
    ['null in place of a default', object({ a: { type: 'string', default: 'x' } }, { required: ['a'] }), { a: null }, []],
    ['null that says something', object({ a: { type: 'string', nullable: true } }, { required: ['a'] }), { a: null }, []],
    ['null in a list', object({ a: { type: 'array', items: { type: 'string' } } }), { a: [null] }, ['schema/type /spec/a/0']],
    ['other values', object({ a: { type: 'string', enum: ['A'] } }), { a: 'a' }, ['api/not-supported /spec/a']],
    ['a pattern', object({ a: { type: 'string', pattern: '^[a-z]+$' } }), { a: 'A' }, ['custom/pattern /spec/a']],
    ['a length', object({ a: { type: 'string', minLength: 2, maxLength: 3 } }), { a: '😀' }, ['custom/too-short /spec/a']],
    ['a longer text', object({ a: { type: 'string', maxLength: 3 } }), { a: 'abcd' }, ['api/too-long /spec/a']],
    ['bounds', object({ a: { type: 'integer', minimum: 1 }, b: { type: 'number', maximum: 2, exclusiveMaximum: true } }), { a: 0, b: 2 }, ['custom/out-of-range /spec/a', 'custom/out-of-range /spec/b']],
    ['a bound beyond 32 bits, with which no number is taken', object({ a: { type: 'integer', format: 'int32', maximum: 4294967295 } }), { a: 1 }, ['custom/bound ']],
    ['a bound beyond 64 bits', object({ a: { type: 'integer', minimum: -1e19 } }), { a: 1 }, ['custom/bound ']],
    ['a bound of a whole number that is none', object({ a: { type: 'integer', maximum: 10.5 } }), { a: 1 }, ['custom/bound ']],
    ['a bound of a fraction', object({ a: { type: 'number', maximum: 10.5 } }), { a: 1 }, []],
    ['a bound beyond 32 bits of a number that is not of 32', object({ a: { type: 'integer', format: 'uint32', maximum: 4294967295 }, b: { 'x-kubernetes-int-or-string': true, 'format': 'int32', 'maximum': 4294967295 } }), { a: 1, b: 1 }, []],
    ['a bound beyond a float', object({ a: { type: 'number', format: 'float', maximum: 1e300 } }), { a: 1 }, ['custom/bound ']],
    ['a multiple', object({ a: { type: 'number', multipleOf: 0.1 } }), { a: 0.35 }, ['custom/multiple /spec/a']],
    ['a format', object({ a: { type: 'string', format: 'date-time' } }), { a: 'soon' }, ['custom/format /spec/a']],
    ['a format that nobody knows', object({ a: { type: 'string', format: 'poem' } }), { a: 'soon' }, []],
    ['too many items', object({ a: { type: 'array', maxItems: 1, items: { type: 'string' } } }), { a: ['a', 'b'] }, ['api/too-many /spec/a']],
    ['too few entries', object({ a: { type: 'object', minProperties: 1, additionalProperties: true } }), { a: {} }, ['custom/too-few /spec/a']],
    ['a set', object({ a: { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': { type: 'string' } } }), { a: ['x', 'y', 'x', 'x'] }, ['api/duplicate /spec/a/2']],
    [
      'a list with keys',
      object({ a: { 'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k', 'p'], 'items': object({ k: { type: 'string' }, p: { type: 'string', default: 'TCP' } }) } }),
      { a: [{ k: 'a' }, { k: 'a', p: 'UDP' }, { p: 'TCP', k: 'a' }] }, ['api/duplicate /spec/a/2'],
    ],
    ['one of several', object({ a: {}, b: {} }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }), { a: 1, b: 1 }, ['custom/alternatives ']],
    ['none of several', object({ a: {}, b: {} }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }), {}, ['custom/alternatives ', 'api/required /spec/a']],
    ['what is excluded', object({ a: {} }, { not: { required: ['a'] } }), { a: 1 }, ['custom/excluded ']],
    ['all of several', object({ a: { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 3 }] } }), { a: 4 }, ['custom/out-of-range /spec/a']],
    ['an object inside', object({ a: { 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true } }), { a: { kind: 'Pod' } }, ['api/required /spec/a/apiVersion']],
    [
      'metadata of an object inside', object({ a: { 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true } }),
      { a: { apiVersion: 'v1', kind: 'Pod', metadata: { names: 'a' } } }, ['schema/unknown-field /spec/a/metadata/names'],
    ],
  ])('%s', (_, schema, spec, want) => {
    expect(findings(schema, spec)).toEqual(want);
  });

  test('the schema of the whole object counts', () => {
    const { diagnostics } = check([{ manifest: { ...thing({}), status: {}, metadata: { name: 'A', label: {} } } }], { layers: ['schema', 'api'], crds: [definition(object({}))] });
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['schema/unknown-field /metadata/label', 'schema/unknown-field /status']);
    expect(check([{ manifest: { ...thing({}), metadata: { name: 'A' } } }], { layers: ['api'], crds: [definition(object({}))] }).diagnostics.map(({ code }) => code)).toEqual(['api/dns-subdomain']);
  });

  test('a definition among the objects describes the others', () => {
    const inputs = [{ manifest: thing({ a: 'x' }) }, { manifest: definition(object({ a: { type: 'integer' } })) }];
    const { summary, diagnostics } = check(inputs, { layers: ['schema'] });
    expect([summary.skipped, diagnostics.map(({ code }) => code)]).toEqual([0, ['schema/type']]);
  });

  test('a version that the definition does not serve', () => {
    const crds = [definition(object({}), { served: false })];
    const codes = (apiVersion: string): string[] => check([{ manifest: { ...thing({}), apiVersion } }], { layers: ['schema'], crds }).diagnostics.map(({ code }) => code);
    expect([codes('example.com/v1'), codes('example.com/v2')]).toEqual([['schema/unknown-version'], ['schema/unknown-version']]);
  });

  test('kinds that the package knows are checked, and what it may not know is passed over', () => {
    const route = (rule: Fields): Fields => ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' }, spec: { rules: [rule] } });
    const codes = (rule: Fields): string[] => check([{ manifest: route(rule) }], { layers: ['schema', 'api'] }).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    expect(codes({ backendRefs: [{ name: 'a', port: '80' }] })).toEqual(['schema/type /spec/rules/0/backendRefs/0/port']);
    expect(codes({ backendRef: [] })).toEqual(['schema/unknown-field /spec/rules/0/backendRef']);
    expect(codes({ somethingNew: [] })).toEqual([]);
  });

  test('another version of a kind that the package knows is one that nobody describes', () => {
    const route = { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'HTTPRoute', metadata: { name: 'a' }, spec: {} };
    const secret = { apiVersion: 'external-secrets.io/v1beta1', kind: 'ExternalSecret', metadata: { name: 'a' }, spec: {} };
    const { summary, diagnostics } = check([{ manifest: route }, { manifest: secret }], { layers: ['schema', 'api'] });
    expect([summary.skipped, diagnostics]).toEqual([2, []]);
  });

  test('a status counts on creation where it has no endpoint of its own', () => {
    const status = { type: 'object', required: ['phase'], properties: { phase: { type: 'string' } } };
    const found = (version: Fields, given: Fields): string[] => {
      const crd = definition(object({}));
      const [first] = (crd.spec as { versions: [{ schema: { openAPIV3Schema: { properties: Fields } } }] }).versions;
      const { openAPIV3Schema: root } = first.schema;
      const versions = [{ ...first, ...version, schema: { openAPIV3Schema: { ...root, properties: { ...root.properties, status } } } }];
      const manifest = thing({}, { status: given });
      return check([{ manifest }], { layers: ['schema', 'api'], crds: [{ ...crd, spec: { ...(crd.spec as Fields), versions } }] }).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    };
    expect(found({}, {})).toEqual(['api/required /status/phase']);
    expect(found({ subresources: { scale: {} } }, {})).toEqual(['api/required /status/phase']);
    expect(found({ subresources: { status: {} } }, {})).toEqual([]);
    expect(found({ subresources: { status: {} } }, { phaze: 'x' })).toEqual(['schema/unknown-field /status/phaze']);
  });

  test('the namespace of what lives outside of namespaces is forgotten', () => {
    const found = (scope: string): string[] => {
      const crd = definition(object({}));
      const crds = [{ ...crd, spec: { ...(crd.spec as Fields), scope } }];
      return check([{ manifest: thing({}, { metadata: { name: 'a', namespace: 'A!' } }) }], { layers: ['schema', 'api'], crds }).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    };
    expect([found('Cluster'), found('Namespaced')]).toEqual([[], ['api/dns-label /metadata/namespace']]);
  });

  test('nobody is described by what is no definition', () => {
    for (const crd of [null, 1, [], {}, { kind: 'CustomResourceDefinition' }, definition(null as never), { ...definition({}), spec: { versions: [1, null, {}] } }]) {
      expect(() => check([{ manifest: thing({}) }, { manifest: crd }], { crds: [crd] })).not.toThrow();
    }
  });

  test('a pattern that takes for ever holds nobody up', () => {
    const schema = object({ a: { type: 'string', pattern: '^(a+)+$' } });
    expect(findings(schema, { a: 'b' })).toEqual(['custom/pattern /spec/a']);
    expect(findings(schema, { a: `${'a'.repeat(60)}!` })).toEqual([]);
  });
});

describe('rules of definitions', () => {
  const ruled = (rules: readonly Fields[], properties: Fields): Fields => object(properties, { 'x-kubernetes-validations': rules });
  const bounds = { min: { type: 'integer' }, max: { type: 'integer' } };

  test.each<[name: string, schema: Fields, spec: unknown, want: readonly string[]]>([
    ['a rule that holds', ruled([{ rule: 'self.min <= self.max' }], bounds), { min: 1, max: 2 }, []],
    ['a rule that does not', ruled([{ rule: 'self.min <= self.max' }], bounds), { min: 3, max: 2 }, ['custom/rule /spec']],
    ['its field', ruled([{ rule: 'self.min <= self.max', fieldPath: '.min' }], bounds), { min: 3, max: 2 }, ['custom/rule /spec/min']],
    ['a field that is not there', ruled([{ rule: 'self.min == 1' }], bounds), {}, ['custom/rule /spec']],
    ['a field that may be missing', ruled([{ rule: '!has(self.min) || self.min == 1' }], bounds), {}, []],
    ['whole numbers', ruled([{ rule: 'self.min % 2 == 0' }], bounds), { min: 3 }, ['custom/rule /spec']],
    ['items', object({ a: { type: 'array', items: ruled([{ rule: "self.n.startsWith('x')" }], { n: { type: 'string' } }) } }), { a: [{ n: 'x' }, { n: 'y' }] }, ['custom/rule /spec/a/1']],
    ['macros', object({ a: { 'type': 'array', 'items': { type: 'integer' }, 'x-kubernetes-validations': [{ rule: 'self.all(n, n > 0) && self.isSorted()' }] } }), { a: [2, 1] }, ['custom/rule /spec/a']],
    ['names that are none', ruled([{ rule: "self.__namespace__ == 'a' && self.a__dash__b == 1" }], { 'namespace': { type: 'string' }, 'a-b': { type: 'integer' } }), { 'namespace': 'a', 'a-b': 1 }, []],
    ['times', ruled([{ rule: "self.t < timestamp('2030-01-01T00:00:00Z')" }], { t: { type: 'string', format: 'date-time' } }), { t: '2031-01-01T00:00:00Z' }, ['custom/rule /spec']],
    ['amounts', ruled([{ rule: "quantity(self.q).isLessThan(quantity('1Gi'))" }], { q: { type: 'string' } }), { q: '2Gi' }, ['custom/rule /spec']],
    ['a rule about changes', ruled([{ rule: 'self.min == oldSelf.min' }], bounds), { min: 1 }, []],
    ['a rule that nobody here can ask', ruled([{ rule: 'authorizer.something(self)' }], bounds), { min: 1 }, ['custom/rule-unchecked /spec']],
    ['no rule of an object without its types', ruled([{ rule: 'false' }], bounds), { min: 'x' }, ['schema/type /spec/min']],
  ])('%s', (_, schema, spec, want) => {
    expect(findings(schema, spec)).toEqual(want);
  });

  test.each<[name: string, rule: string, metadata: Fields, want: readonly string[]]>([
    ['the name holds', "self.metadata.name == 'a'", { type: 'object' }, []],
    ['the name does not', "self.metadata.name == 'b'", { type: 'object' }, ['custom/rule ']],
    ['with a pattern', "self.metadata.name == 'a'", { type: 'object', properties: { name: { type: 'string', maxLength: 9 } } }, []],
    ['nothing else of metadata is seen', 'has(self.metadata.labels)', { type: 'object' }, ['custom/rule ']],
    ['the kind', "self.kind == 'Thing' && self.apiVersion.endsWith('/v1')", { type: 'object' }, []],
  ])('the whole object and its names: %s', (_, rule, metadata, want) => {
    const crd = definition(object({}));
    const [first] = (crd.spec as { versions: [{ schema: { openAPIV3Schema: { properties: Fields } } }] }).versions;
    const { openAPIV3Schema: root } = first.schema;
    const properties = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata, ...root.properties };
    const versions = [{ ...first, schema: { openAPIV3Schema: { ...root, properties, 'x-kubernetes-validations': [{ rule }] } } }];
    const { diagnostics } = check([{ manifest: thing({}, { metadata: { name: 'a', labels: { b: 'c' } } }) }], { layers: ['api', 'bundle'], crds: [{ ...crd, spec: { ...(crd.spec as Fields), versions } }] });
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(want);
  });

  test('says what the definition says', () => {
    const say = (rule: Fields): string => check([{ manifest: thing({ min: 3, max: 2 }) }], { layers: ['api'], crds: [definition(ruled([{ rule: 'self.min <= self.max', ...rule }], bounds))] }).diagnostics[0]!.message;
    expect(say({ message: 'min above max' })).toBe('min above max');
    expect(say({ message: 'x', messageExpression: "'min ' + string(self.min)" })).toBe('min 3');
    expect(say({})).toBe('failed rule: self.min <= self.max');
  });

  test('a rule that takes for ever is told, and holds nobody up', () => {
    const schema = ruled([{ rule: "self.a.matches('^(a+)+$')" }], { a: { type: 'string' } });
    expect(findings(schema, { a: `${'a'.repeat(60)}!` })).toEqual(['custom/rule-unchecked ']);
  });
});
