import * as fc from 'fast-check';
import { describeOracle, verdicts } from '../support/oracle';
import { arbitraries } from './arbitraries';
import type { Try } from './tries';
import { whole } from './whole';

/** Definitions of each sort, most of which differ from a good one in a field or two, and the objects of those that were not refused. */
const samples = Object.entries(arbitraries)
  .map(([name, arbitrary]): [string, readonly Try[]] => [name, fc.sample(arbitrary, { numRuns: 1_500, seed: 20 })]);

describe.each(samples)('%s that were made up', (_name, objects) => {
  test('are partly refused and partly not', () => {
    const good = objects.filter((object) => object !== undefined);
    expect(good.length).toBeGreaterThan(objects.length / 10);
    expect(good.length).toBeLessThan(objects.length);
  });
});

describeOracle('the API server', (release) => {
  const refused = (objects: readonly Try[]): unknown[] => {
    const given = objects.filter((object) => object !== undefined);
    return verdicts(release, given).flatMap(({ code, message }, index) => (code === 201 ? [] : [{ code, message, object: given[index] }]));
  };

  test('accepts one of everything', () => {
    expect(whole).not.toContain(undefined);
    expect(refused(whole)).toEqual([]);
  });

  test.each(samples)('accepts all %s of which nothing wrong was said', (_name, objects) => {
    expect(refused(objects).slice(0, 3)).toEqual([]);
  });
});
