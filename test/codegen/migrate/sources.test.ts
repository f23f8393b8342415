import { readSources, type SourceText } from '../../../src/codegen/migrate/sources';
import { defaulted } from '../../../src/check';
import { withoutDefaults } from '../../../src/codegen/migrate/without-defaults';
import type { Manifest } from '../../../src/core/manifest';
import { DEFAULT_RELEASE } from '../../../src/schema/releases';
import { migrateSources } from './support';

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

function read(text: string, more: Partial<SourceText> = {}): { objects: number; leftOut: readonly string[]; said: readonly string[] } {
  const { objects, leftOut, diagnostics } = readSources([{ name: 'a.yaml', text, ...more }]);
  return { objects: objects.length, leftOut: leftOut.map(({ what }) => what), said: diagnostics.map(({ message, help }) => `${message}; ${help}`) };
}

test('a file of another tool in a folder is left out, one that somebody named is a mistake', () => {
  for (const other of ['replicas: 2\n', '- 1\n', 'a: 1\n---\nb: 2\n', 'on: push\n']) {
    expect(read(other, { named: false })).toEqual({ objects: 0, leftOut: ['a.yaml'], said: [] });
    expect(read(other).said).not.toEqual([]);
  }
  expect(read(`${map}---\nreplicas: 2\n`, { named: false }).said).toHaveLength(1);
  expect(read('apiVersion: v1\nkind: 7\n', { named: false }).said).toHaveLength(1);
});

test.each([
  ['metadata: { name: 1 }', 'expected a text in metadata.name, found 1'],
  ['metadata: { name: a, namespace: 123 }', 'expected a text in metadata.namespace, found 123'],
  ['metadata: x', 'expected a map in metadata, found "x"'],
  ['metadata: ~', 'expected a map in metadata, found null'],
])('%s says what is wrong', (metadata, want) => {
  expect(read(`apiVersion: v1\nkind: ConfigMap\n${metadata}\n`).said.join()).toContain(want);
});

test('what is no object is shown by its fields, and a template as one', () => {
  expect(read('replicas: 2\nimage: { tag: x }\na: 1\nb: 2\n').said.join()).toContain('found a map with "replicas", "image", "a" and 1 more');
  expect(read('metadata: { name: {{ .Release.Name }} }\n').said.join()).toContain('output of helm template');
  expect(read('a: [\n').said.join()).not.toContain('helm');
});

test('where defaults were taken out, a definition that says one by itself needs no override', () => {
  const stored = (manifest: Manifest): Manifest => defaulted(manifest, DEFAULT_RELEASE);
  const policy = {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'shop' },
    spec: { podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Ingress'], ingress: [{ ports: [{ protocol: 'TCP', port: 80 }] }] },
  } as Manifest;
  const sources = readSources([{ name: 'a.yaml', text: JSON.stringify(policy) }]);
  const { printed } = migrateSources({ ...sources, objects: withoutDefaults(sources.objects, stored) }, { stored });
  expect(printed[0]?.text).not.toContain('override');
});
