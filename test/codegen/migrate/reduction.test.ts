import fc from 'fast-check';
import '../../support/fixed-seed';
import { defaulted } from '../../../src/check';
import { overrideFor } from '../../../src/codegen/migrate/override-for';
import { firstDifference, isSame } from '../../../src/codegen/migrate/same';
import { withoutDefaults } from '../../../src/codegen/migrate/without-defaults';
import type { Manifest } from '../../../src/core/manifest';
import { applyOverride } from '../../../src/schema/merge';
import { DEFAULT_RELEASE, loadRelease } from '../../../src/schema/release';
import { parts } from './parts';

const web = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27', ports: [{ name: 'http', containerPort: 80 }] }] } },
  },
} as Manifest;

test('--from-cluster finds what was written among what a server filled in', () => {
  const stored = (manifest: Manifest): Manifest => defaulted(manifest, DEFAULT_RELEASE);
  const [object] = withoutDefaults([{ manifest: stored(web), file: 'a', line: 1, comments: new Map() }], stored);
  expect(object!.manifest).toEqual(web);
  expect(object!.given).toEqual(stored(web));
});

test('--from-cluster leaves a volume what it is', () => {
  const stored = (manifest: Manifest): Manifest => defaulted(manifest, DEFAULT_RELEASE);
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec: { containers: [{ name: 'a', image: 'a:1' }], volumes: [{ name: 'v', emptyDir: {} }] } } as Manifest;
  expect(withoutDefaults([{ manifest: stored(pod), file: 'a', line: 1, comments: new Map() }], stored)[0]!.manifest).toEqual(pod);
});

describe('an override makes one object of the other', () => {
  const schema = loadRelease(DEFAULT_RELEASE).kind('apps/v1', 'Deployment');
  const nodeSelector = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'));
  const template = fc.record({ spec: fc.record({ containers: parts, nodeSelector }) });
  const spec = fc.record({ replicas: fc.nat(3), template }, { requiredKeys: [] });

  test('whatever they are', () => {
    fc.assert(fc.property(spec, spec, (before, after) => {
      const [one, other] = [{ ...web, spec: before }, { ...web, spec: after }];
      fc.pre(!isSame(one, other));
      const override = overrideFor(one, other, schema);
      const result = applyOverride(one, override, { schema });
      expect(result.problems).toEqual([]);
      expect(firstDifference(result.object, other)).toBeUndefined();
    }), { numRuns: 200 });
  });
});

test.each([
  [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, undefined],
  [{ a: 1 }, { a: 1, b: undefined }, undefined],
  [{ a: [1, 2] }, { a: [2, 1] }, '/a/0'],
  [{ a: 1 }, { a: '1' }, '/a'],
  [{ 'a/b': {} }, { 'a/b': { c: 1 } }, '/a~1b/c'],
  [{ a: 0 }, { a: -0 }, undefined],
])('%j and %j differ at %j', (one, other, pointer) => {
  expect(firstDifference(one, other)).toBe(pointer);
});
