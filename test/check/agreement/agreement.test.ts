import { type KubernetesRelease, RELEASES } from '../../../src/schema/releases';
import { describeOracle, verdicts } from '../../support/oracle';
import { causesFound, compare, type Comparison } from './agreement';
import { generateByField } from './by-field';
import { generate } from './generate';
import { readGolden } from './golden';
import { Random } from './random';

/** What the check and the servers disagree on, the most frequent first. */
function disagreements(comparisons: readonly Comparison[]): readonly string[] {
  const words = comparisons.flatMap(({ differences, how }) => differences.filter((one) => !one.includes('extra cause')).map((one) => `${one} (${how.slice(0, 200)})`));
  return [...new Set(words)].slice(0, 10);
}

function counts(comparisons: readonly Comparison[]) {
  const accepted = comparisons.filter(({ verdict }) => verdict.code < 400);
  const refused = comparisons.filter(({ verdict }) => verdict.code >= 400);
  const causes = comparisons.map(causesFound);
  return {
    falseAlarms: accepted.filter(({ findings }) => findings.length > 0).length,
    refused: refused.length,
    found: refused.filter(({ findings }) => findings.length > 0).length,
    causes: causes.reduce((sum, { all }) => sum + all, 0),
    causesFound: causes.reduce((sum, { found }) => sum + found, 0),
  };
}

describe('verdicts that servers gave', () => {
  const cases = readGolden();

  test('are of all kinds, and of both sorts', () => {
    expect(new Set(cases.map(({ object }) => object.kind)).size).toBe(33);
    const codes = cases.map(({ verdicts: said }) => said.get(RELEASES[0])!.code);
    for (const code of [201, 400, 422]) expect(codes.filter((one) => one === code).length).toBeGreaterThan(200);
  });

  test.each(RELEASES)('the check gives them for %s', (release) => {
    const mutants = cases.map(({ object, how }) => ({ object, how }));
    const comparisons = compare(mutants, cases.map(({ verdicts: said }) => said.get(release)!), release);
    expect(disagreements(comparisons)).toEqual([]);
    expect(comparisons).toHaveLength(cases.length);
  });
});

describeOracle('the check agrees with the server', (release) => {
  test.each([
    ['changed at random', (version: KubernetesRelease) => generate(version, undefined, 20260701, 2000)],
    ['each field as often as any other', (version: KubernetesRelease) => generateByField(version, undefined, new Random(20260701), 2000)],
  ])('on objects of all kinds, %s', (_how, generated) => {
    const version = release as KubernetesRelease;
    const mutants = generated(version);
    const comparisons = compare(mutants, verdicts(release, mutants.map(({ object }) => object)), version);
    const { falseAlarms, refused, found, causes, causesFound: named } = counts(comparisons);
    expect([falseAlarms, disagreements(comparisons).filter((one) => one.includes('false alarm'))]).toEqual([0, []]);
    expect(refused).toBeGreaterThan(500);
    expect(found / refused).toBeGreaterThanOrEqual(0.99);
    expect(named / causes).toBeGreaterThanOrEqual(0.95);
  });
});
