import { githubReport } from '../../src/report/github';
import { accepted, folder, graded, missing, options, reportOf, unknownPolicy } from './reports';

describe('githubReport', () => {
  test('annotates the line with the words', () => {
    expect(githubReport(reportOf([unknownPolicy]), { folder })).toBe(
      '::error file=dist/shop.yaml,line=6,col=3,title=api/not-supported::'
      + 'StatefulSet shop/db /spec/podManagementPolicy: expected "OrderedReady" or "Parallel", found "Sequential"'
      + '%0Ahelp: use "Parallel"\n',
    );
  });

  test.each([['error', 'error'], ['warning', 'warning'], ['info', 'notice']] as const)('calls the severity %s %s', (severity, command) => {
    expect(githubReport(reportOf([graded(missing('a'), severity)]), options).startsWith(`::${command} title=api/required::`)).toBe(true);
  });

  test('leaves out what is suppressed', () => {
    expect(githubReport(reportOf([accepted(missing('a'), 'r')]), options)).toBe('');
  });

  test('escapes what the runner would take for its own', () => {
    const report = githubReport(reportOf([missing('a%b', { at: ['x,y:z.yaml', 1, 1] })]), options);
    expect(report).toContain('file=x%2Cy%3Az.yaml,');
    expect(report).toContain('shop/a%25b');
    expect(report.trimEnd()).not.toContain('\n');
  });
});
