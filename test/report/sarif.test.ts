import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { sarifReport } from '../../src/report/sarif';
import { accepted, folder, graded, missing, options, reportOf, unknownPolicy } from './reports';

// The schema as the standard has it, whose draft of JSON Schema differs from today's in the name of `id` alone as far as it uses it.
const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>;
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

interface SarifLog {
  readonly runs: readonly [{
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly results: readonly Record<string, unknown>[];
  }];
}

function written(...[report, given]: Parameters<typeof sarifReport>): SarifLog['runs'][0] {
  const log = JSON.parse(sarifReport(report, given)) as SarifLog;
  expect([validate(log), validate.errors]).toEqual([true, null]);
  return log.runs[0];
}

describe('sarifReport', () => {
  test('tells a code scanner the line, the object and the words', () => {
    const { results: [one] } = written(reportOf([unknownPolicy]), options);
    expect(one).toMatchObject({
      ruleId: 'api/not-supported', ruleIndex: 0, level: 'error',
      message: { text: 'StatefulSet shop/db: expected "OrderedReady" or "Parallel", found "Sequential"\nHelp: use "Parallel"' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'dist/shop.yaml' }, region: { startLine: 6, startColumn: 3 } },
        logicalLocations: [{ fullyQualifiedName: 'StatefulSet shop/db /spec/podManagementPolicy' }],
      }],
    });
  });

  test('describes each rule once', () => {
    const describe = (code: string) => ({ title: `T ${code}`, why: 'W.', see: 'https://kubernetes.io/docs/' });
    const { tool, results } = written(reportOf([missing('a'), unknownPolicy, missing('b')]), { ...options, describe, version: '1.2.3' });
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['api/required', 'api/not-supported']);
    expect(tool.driver.rules[0]).toMatchObject({ shortDescription: { text: 'T api/required' }, helpUri: 'https://kubernetes.io/docs/' });
    expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 1, 0]);
  });

  test.each([['error', 'error'], ['warning', 'warning'], ['info', 'note']] as const)('calls the severity %s %s', (severity, level) => {
    expect(written(reportOf([graded(missing('a'), severity)]), options).results[0]!['level']).toBe(level);
  });

  test('keeps what is suppressed, with its reason', () => {
    const { results: [one] } = written(reportOf([accepted(missing('a'), 'as published')]), options);
    expect(one!['suppressions']).toEqual([{ kind: 'external', status: 'accepted', justification: 'as published' }]);
  });

  test('gives a finding the same fingerprint wherever its line is', () => {
    const prints = [3, 9].map((line) =>
      written(reportOf([missing('a', { at: ['a.yaml', line, 1] })]), options).results[0]!['partialFingerprints']);
    expect(prints[0]).toEqual(prints[1]);
  });

  test('writes paths as URIs', () => {
    const { results: [one] } = written(reportOf([missing('a', { at: ['my files/a#b.yaml', 1, 1] })]), { folder });
    expect(one!['locations']).toMatchObject([{ physicalLocation: { artifactLocation: { uri: 'my%20files/a%23b.yaml' } } }]);
  });

  test('is valid where nothing was found, and where nothing has a place', () => {
    expect(written(reportOf([]), options).results).toEqual([]);
    written(reportOf([missing('a', { object: undefined, pointer: '' })]), options);
  });

  test('the schema refuses what is no log', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });
});
