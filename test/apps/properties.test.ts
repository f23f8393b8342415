import * as fc from 'fast-check';
import { errorsOf } from '../support/definitions';
import { invalidNames } from '../support/integrity/names';
import { danglingReferences } from '../support/integrity/references';
import { brokenSelectors } from '../support/integrity/selectors';
import { misshapen } from '../support/integrity/shapes';
import { describeOracle, verdicts } from '../support/oracle';
import { arbitraryApps, define, ofApps } from './arbitrary-apps';

const runs = { numRuns: 120 };

describe('any valid definitions of apps', () => {
  test('build objects that hold together: selectors find their pods alone, references lead somewhere, names and forms are valid', () => {
    fc.assert(fc.property(arbitraryApps, (apps) => {
      const { bundle } = define(apps);
      expect(errorsOf(bundle)).toEqual([]);
      const objects = bundle.objects();
      expect(brokenSelectors(objects)).toEqual([]);
      expect(danglingReferences(objects)).toEqual([]);
      expect(invalidNames(objects)).toEqual([]);
      expect(misshapen(objects)).toEqual([]);
    }), runs);
  });

  test('build deeply equal data when they are built again', () => {
    fc.assert(fc.property(arbitraryApps, (apps) => {
      const { bundle } = define(apps);
      const first = JSON.stringify(bundle.objects());
      expect(JSON.stringify(bundle.objects())).toBe(first);
      expect(JSON.stringify(define(apps).bundle.objects())).toBe(first);
    }), runs);
  });

  test('give the same objects as constructs and as pure functions', () => {
    fc.assert(fc.property(arbitraryApps, (apps) => {
      const { bundle, pure } = define(apps);
      expect(pure.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'))).toEqual([]);
      const sorted = (objects: readonly object[]): string[] => objects.map((object) => JSON.stringify(object)).sort();
      expect(sorted(pure.flatMap(({ objects }) => objects))).toEqual(sorted(ofApps(bundle.objects())));
    }), runs);
  });

  describeOracle('are accepted', (release) => {
    test('as whole bundles', () => {
      const bundles = fc.sample(arbitraryApps, { numRuns: 200, seed: 7 }).map((apps) => define(apps).bundle.objects());
      const objects = bundles.flat();
      const refused = verdicts(release, objects).flatMap(({ code, message }, index) => (code === 201 ? [] : [{ message, object: objects[index] }]));
      expect(refused.slice(0, 3)).toEqual([]);
    }, 60_000);
  });
});
