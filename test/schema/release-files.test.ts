import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printReleases, readReleases } from '../../scripts/compact-files';
import { compactRelease, type CompactRelease } from '../../scripts/compact-release';
import type { OpenApiRelease, OpenApiSchema } from '../../scripts/openapi';
import { planTypeNames } from '../../src/codegen/crd/plan-type-names';
import { RELEASES } from '../../src/schema/release';

const FOLDER = join(__dirname, '../../schemas');

test('the stored files are what the script writes, to the byte', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
  expect(names.sort()).toEqual(RELEASES.map((version) => `kubernetes-${version}.jsonl`).sort());
  const texts = names.map((name) => readFileSync(join(FOLDER, name), 'utf8'));
  const printed = printReleases(readReleases(texts));
  expect([...printed.keys()]).toEqual([...RELEASES]);
  for (const name of names) {
    expect(printed.get(name.slice('kubernetes-'.length, -'.jsonl'.length)) === readFileSync(join(FOLDER, name), 'utf8')).toBe(true);
  }
});

function release(version: string, definitions: { [name: string]: OpenApiSchema }, served: { [version: string]: boolean } = {}): CompactRelease {
  const openApi: OpenApiRelease = { definitions, servedVersions: served, servedResources: {} };
  return compactRelease(openApi, version);
}

const ref = (name: string): OpenApiSchema => ({ $ref: `#/definitions/${name}` });
const kind = (group: string, version: string, name: string): OpenApiSchema =>
  ({ type: 'object', properties: { kind: { type: 'string' } }, 'x-kubernetes-group-version-kind': [{ group, version, kind: name }] });

describe('the compact form of a definition', () => {
  test.each<[string, OpenApiSchema, object]>([
    ['text', { type: 'string' }, { fields: { f: 'string' } }],
    ['a number', { type: 'integer', format: 'int32' }, { fields: { f: 'int32' } }],
    ['words', { type: 'string', enum: ['a', 'b'], default: 'a' }, { fields: { f: 'string' }, enums: { f: ['a', 'b'] }, defaults: { f: 'a' } }],
    ['a quantity', ref('io.k8s.apimachinery.pkg.api.resource.Quantity'), { fields: { f: 'quantity' } }],
    ['a number or text', ref('io.k8s.apimachinery.pkg.util.intstr.IntOrString'), { fields: { f: 'int-or-string' } }],
    ['a time', ref('io.k8s.apimachinery.pkg.apis.meta.v1.Time'), { fields: { f: 'date-time' } }],
    ['an object', ref('io.k8s.api.core.v1.PodSpec'), { fields: { f: 'core.v1.PodSpec' } }],
    ['a list', { type: 'array', items: { type: 'string' } }, { fields: { f: '[]string' } }],
    ['a set', { 'type': 'array', 'items': { type: 'string' }, 'x-kubernetes-list-type': 'set' }, { fields: { f: '[set]string' } }],
    ['a list with keys', {
      'type': 'array', 'items': ref('io.k8s.api.core.v1.Container'), 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a', 'b'],
      'x-kubernetes-patch-merge-key': 'a', 'x-kubernetes-patch-strategy': 'merge,retainKeys',
    }, { fields: { f: '[a,b]core.v1.Container' }, patch: { f: 'merge,retainKeys a' } }],
    ['a list with a merge key only', { 'type': 'array', 'items': ref('io.k8s.api.core.v1.Container'), 'x-kubernetes-patch-merge-key': 'a', 'x-kubernetes-patch-strategy': 'merge' },
      { fields: { f: '[a]core.v1.Container' }, patch: { f: 'merge a' } }],
    ['a map of lists', { type: 'object', additionalProperties: { type: 'array', items: { type: 'string', enum: ['x'] } } }, { fields: { f: '{}[]string' }, enums: { f: ['x'] } }],
    ['an atomic map', { 'type': 'object', 'additionalProperties': { type: 'string' }, 'x-kubernetes-map-type': 'atomic' }, { fields: { f: '{atomic}string' } }],
    ['an object of another map type', { ...ref('io.k8s.api.core.v1.X'), 'x-kubernetes-map-type': 'granular' }, { fields: { f: 'core.v1.X' }, mapTypes: { f: 'granular' } }],
  ])('%s', (_name, property, want) => {
    const { types } = release('1.36', { 'io.k8s.api.core.v1.T': { type: 'object', properties: { f: property } } });
    expect(types.get('core.v1.T')).toEqual(want);
  });

  test('a property of a form that is not known stops the script', () => {
    expect(() => release('1.36', { 'io.k8s.api.core.v1.T': { properties: { f: { type: 'object' } } } })).toThrow(/No compact form/);
    expect(() => release('1.36', { 'io.k8s.api.core.v1.T': { properties: { f: { type: 'integer' } } } })).toThrow(/without a format/);
  });
});

describe('the files of releases', () => {
  const text: OpenApiSchema = { type: 'object', properties: { a: { type: 'string' } } };
  const number: OpenApiSchema = { type: 'object', properties: { a: { type: 'integer', format: 'int32' } } };

  test('an older one holds what differs', () => {
    const files = printReleases([
      release('1.9', { 'io.k8s.api.a.v1.Same': text, 'io.k8s.api.a.v1.Other': text, 'io.k8s.api.a.v1.Gone': text }),
      release('1.10', { 'io.k8s.api.a.v1.Same': text, 'io.k8s.api.a.v1.Other': number, 'io.k8s.api.a.v1.New': text }),
    ]);
    expect([...files.keys()]).toEqual(['1.10', '1.9']);
    const header = (version: string): string => JSON.stringify({ release: version, kinds: { on: {}, off: {}, removed: {}, transient: {} } });
    expect(files.get('1.9')).toBe(`${header('1.9')}\n["a.v1.Gone",{"fields":{"a":"string"}}]\n["a.v1.New",null]\n["a.v1.Other",{"fields":{"a":"string"}}]\n`);
    expect(files.get('1.10')).toBe(`${header('1.10')}\n["a.v1.New",{"fields":{"a":"string"}}]\n["a.v1.Other",{"fields":{"a":"int32"}}]\n["a.v1.Same",{"fields":{"a":"string"}}]\n`);
  });

  test('are read back as what they were made of', () => {
    const releases = [release('1.10', { 'io.k8s.api.a.v1.A': number }), release('1.9', { 'io.k8s.api.a.v1.A': text, 'io.k8s.api.a.v1.B': text }), release('1.8', { 'io.k8s.api.a.v1.B': number })];
    expect(readReleases([...printReleases(releases).values()])).toEqual(releases);
  });

  test('kinds are on, off, removed or transient; versions without definitions are named', () => {
    const { header } = release('1.36', {
      'io.k8s.api.a.v1.K': kind('a', 'v1', 'K'), 'io.k8s.api.a.v1beta1.K': kind('a', 'v1beta1', 'K'), 'io.k8s.api.a.v1alpha1.K': kind('a', 'v1alpha1', 'K'),
      'io.k8s.api.a.v1.KList': kind('a', 'v1', 'KList'),
    }, { 'a/v1': true, 'a/v1beta1': false, 'a/v2': false });
    expect(header).toEqual({
      release: '1.36',
      kinds: { on: { 'a/v1/K': 'a.v1.K' }, off: { 'a/v1beta1/K': 'a.v1beta1.K' }, removed: { 'a/v1alpha1/K': 'a.v1alpha1.K' }, transient: { 'a/v1/KList': 'a.v1.KList' } },
      undescribed: ['a/v2'],
    });
  });

  test('what a newer release knows as removed is removed in an older one that lacks its definitions', () => {
    const newer = release('1.10', { 'io.k8s.api.a.v1.K': { ...kind('a', 'v1', 'K'), properties: { spec: { type: 'array', items: ref('io.k8s.api.a.v1.S') } } }, 'io.k8s.api.a.v1.S': text });
    const [, older] = readReleases([...printReleases([newer, release('1.9', {})]).values()]);
    expect(older!.header.kinds.removed).toEqual({ 'a/v1/K': 'a.v1.K' });
    expect([...older!.types.keys()]).toEqual(['a.v1.K', 'a.v1.S']);
  });
});

describe('the names of types', () => {
  const plan = (definitions: string[], kinds: string[] = []): { [definition: string]: string } => Object.fromEntries(planTypeNames(
    definitions.map((name) => `io.k8s.api.${name}`),
    kinds.map((name) => ({ definition: `io.k8s.api.${name}`, group: '', version: '', kind: '', status: 'on' as const })),
  ));

  test.each<[string, string[], string[], string[]]>([
    ['a name of its own is kept', ['core.v1.Pod'], [], ['Pod']],
    ['the newest stable version wins', ['autoscaling.v1.HPA', 'autoscaling.v2.HPA', 'autoscaling.v3beta1.HPA'], [], ['HPAV1', 'HPA', 'HPAV3beta1']],
    ['a newer beta wins over an older one', ['a.v1beta1.X', 'a.v1beta2.X', 'a.v1alpha3.X'], [], ['XV1beta1', 'X', 'XV1alpha3']],
    ['the core group wins over others, which carry theirs', ['events.v1.Event', 'core.v1.Event'], [], ['EventsV1Event', 'Event']],
    ['RBAC wins over groups that are met less often', ['flowcontrol.v1.Subject', 'rbac.v1.Subject'], [], ['FlowcontrolV1Subject', 'Subject']],
    ['a kind wins over a part', ['core.v1.ResourceClaim', 'resource.v1.ResourceClaim', 'resource.v1beta1.ResourceClaim'], ['resource.v1.ResourceClaim', 'resource.v1beta1.ResourceClaim'],
      ['CoreV1ResourceClaim', 'ResourceClaim', 'ResourceClaimV1beta1']],
    ['versions count as numbers', ['a.v9.X', 'a.v10.X'], [], ['XV9', 'X']],
  ])('%s', (_name, definitions, kinds, want) => {
    expect(plan(definitions, kinds)).toEqual(Object.fromEntries(definitions.map((name, index) => [`io.k8s.api.${name}`, want[index]])));
  });

  test('a clash of made names stops the script', () => {
    expect(() => plan(['a.v1.X', 'a.v2.X', 'b.v1.XV1'])).toThrow(/would be named XV1/);
  });
});
