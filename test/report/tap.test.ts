import { parseAllDocuments } from 'yaml';
import { tapReport } from '../../src/report/tap';
import { db, folder, graded, missing, options, reportOf, unknownPolicy, web } from './reports';

describe('tapReport', () => {
  test('has a line for each object, and what was found below it', () => {
    expect(tapReport(reportOf([unknownPolicy]), { folder, objects: [{ object: db, file: `${folder}/dist/shop.yaml` }, { object: web }] })).toBe([
      'TAP version 14',
      '1..2',
      'not ok 1 - dist/shop.yaml StatefulSet shop/db',
      '  ---',
      '  findings:',
      '    - code: "api/not-supported"',
      '      severity: "error"',
      '      message: "expected \\"OrderedReady\\" or \\"Parallel\\", found \\"Sequential\\""',
      '      help: "use \\"Parallel\\""',
      '      pointer: "/spec/podManagementPolicy"',
      '      at: "dist/shop.yaml:6:3"',
      '  ...',
      'ok 2 - Service shop/web',
      '',
    ].join('\n'));
  });

  test('passes an object with warnings, and still says them', () => {
    const report = tapReport(reportOf([graded(missing('a'), 'warning')]), options);
    expect(report).toMatch(/^ok 1 - StatefulSet shop\/a\n {2}---$/m);
  });

  test('plans no test where there is none', () => {
    expect(tapReport(reportOf([]), options)).toBe('TAP version 14\n1..0\n');
  });

  test('takes no name for a directive', () => {
    expect(tapReport(reportOf([missing('a # SKIP')]), options)).toContain('not ok 1 - StatefulSet shop/a \\# SKIP\n');
  });

  test('writes YAML that can be read', () => {
    const yaml = /---\n([^]*?)\n {2}\.\.\./.exec(tapReport(reportOf([missing('a: {', { pointer: '/x: [' })]), options))![1]!;
    expect(parseAllDocuments(yaml)[0]!.toJS()).toMatchObject({ findings: [{ code: 'api/required', pointer: '/x: [' }] });
  });
});
