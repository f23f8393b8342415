import type { CheckReport } from '../check/check-options';
import { type Case, casesOf } from './by-object';
import { findingWords } from './finding-words';
import type { ReportOptions } from './report-options';

/**
 * JUnit XML as Jenkins, GitLab and others read it: a suite for each file, a test for each object. What does not fail the run is the
 * output of its test.
 */
export function junitReport(report: CheckReport, options: ReportOptions): string {
  const suites = new Map<string, Case[]>();
  for (const one of casesOf(report, options)) {
    const name = one.file ?? 'kubeloom';
    const suite = suites.get(name);
    if (suite === undefined) suites.set(name, [one]);
    else suite.push(one);
  }
  const all = [...suites.values()].flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kubeloom check" tests="${all.length}" failures="${failed(all)}" errors="0">`,
    ...[...suites].flatMap(([name, cases]) => [
      `  <testsuite name="${attribute(name)}" tests="${cases.length}" failures="${failed(cases)}" errors="0" skipped="0">`,
      ...cases.flatMap((one) => testCase(one, name, report, options)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ name, failures, remarks, suppressed }: Case, suite: string, { kubernetes }: CheckReport, { folder }: ReportOptions): string[] {
  const start = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"`;
  const words = (list: Case['failures']): string => list.map((finding) => findingWords(finding, folder, kubernetes).join('\n')).join('\n\n');
  const [first] = failures;
  const output = [...remarks, ...suppressed];
  if (first === undefined && output.length === 0) return [`${start}/>`];
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
  return [
    `${start}>`,
    ...(first === undefined ? [] : [
      `      <failure type="${attribute(first.code)}" message="${attribute(`${first.message}${more}`)}">${text(words(failures))}</failure>`,
    ]),
    ...(output.length === 0 ? [] : [`      <system-out>${text(words(output))}</system-out>`]),
    '    </testcase>',
  ];
}

function failed(cases: readonly Case[]): number {
  return cases.reduce((count, { failures }) => count + (failures.length > 0 ? 1 : 0), 0);
}

// What XML 1.0 cannot hold at all, not even escaped.
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function text(value: string): string {
  return value.replace(forbidden, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');
}
