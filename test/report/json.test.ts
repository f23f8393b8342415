import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { jsonReport } from '../../src/report/json';
import { accepted, folder, found, graded, missing, options, place, reportOf, unknownPolicy } from './reports';

const schema = JSON.parse(readFileSync(join(__dirname, '../../schemas/check-report.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

function written(...given: Parameters<typeof reportOf>): { diagnostics: Record<string, unknown>[] } {
  const report = JSON.parse(jsonReport(reportOf(...given), options)) as { diagnostics: Record<string, unknown>[] };
  expect([validate(report), validate.errors]).toEqual([true, null]);
  return report;
}

describe('jsonReport', () => {
  test('is the contract, field by field', () => {
    expect(written([unknownPolicy])).toEqual({
      kubernetes: ['1.36'],
      summary: { objects: 2, errors: 1, warnings: 0, infos: 0, skipped: 0 },
      diagnostics: [{
        code: 'api/not-supported', layer: 'api', severity: 'error',
        object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'db' },
        pointer: '/spec/podManagementPolicy',
        source: { file: 'dist/shop.yaml', line: 6, column: 3 },
        args: { found: 'Sequential', known: ['OrderedReady', 'Parallel'] },
        message: 'expected "OrderedReady" or "Parallel", found "Sequential"',
        help: 'use "Parallel"',
        kubernetes: ['1.36'],
      }],
    });
  });

  test('says what is suppressed, and why', () => {
    const { diagnostics: [one] } = written([accepted(missing('a'), 'as published')]);
    expect(one!['suppressed']).toEqual({ reason: 'as published' });
  });

  test('leaves out what is not known', () => {
    const { diagnostics: [one] } = written([missing('a', { object: undefined })]);
    expect(Object.keys(one!)).toEqual(['code', 'layer', 'severity', 'pointer', 'args', 'message', 'help', 'kubernetes']);
  });

  test.each([
    ['a map', { a: { password: 'hunter2' } }, 'a map'],
    ['a list of maps', [{ password: 'hunter2' }], ['a map']],
    ['an object', { apiVersion: 'v1', kind: 'Secret', name: 'a', namespace: 'b', data: { x: 'hunter2' } }, { apiVersion: 'v1', kind: 'Secret', namespace: 'b', name: 'a' }],
    ['a number', 1.5, 1.5],
    ['what JSON has not', Number.NaN, 'NaN'],
    ['an integer beyond numbers', 2n ** 64n, '18446744073709551616n'],
    ['nothing', null, null],
    ['a long text', 'x'.repeat(1000), `${'x'.repeat(200)}…`],
  ])('holds of %s among the facts what anybody may read', (_name, value, want) => {
    const { diagnostics: [one] } = written([found('api/not-supported', { found: value }, 'wrong', undefined, place())]);
    expect((one!['args'] as { found: unknown }).found).toEqual(want);
  });

  test('keeps the path of a file that lies elsewhere', () => {
    const elsewhere = { ...graded(missing('a'), 'info'), source: { file: '/srv/other.yaml', line: 1, column: 2 } };
    expect(written([elsewhere]).diagnostics[0]!['source']).toEqual({ file: '/srv/other.yaml', line: 1, column: 2 });
  });

  test('gives the same bytes for the same report', () => {
    expect(jsonReport(reportOf([unknownPolicy]), options)).toBe(jsonReport(reportOf([unknownPolicy]), { folder }));
  });

  test.each([
    ['an unknown layer', { layer: 'other' }],
    ['an unknown field', { more: 1 }],
    ['no code', { code: undefined }],
    ['a line that is none', { source: { file: 'a', line: 0, column: 1 } }],
  ])('its schema refuses %s', (_name, change) => {
    const report = JSON.parse(jsonReport(reportOf([unknownPolicy]), options)) as { diagnostics: object[] };
    const [first] = report.diagnostics;
    expect(validate(JSON.parse(JSON.stringify({ ...report, diagnostics: [{ ...first, ...change }] })))).toBe(false);
  });
});
