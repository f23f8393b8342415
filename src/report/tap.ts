import type { CheckReport } from '../check/check-options';
import type { Finding } from '../check/finding';
import { type Case, casesOf } from './by-object';
import type { ReportOptions } from './report-options';
import { reportPlace } from './report-path';

/**
 * The Test Anything Protocol: a line for each object, and below those that fail what was found, as YAML.
 * @see https://testanything.org/tap-version-14-specification.html
 */
export function tapReport(report: CheckReport, options: ReportOptions): string {
  const cases = casesOf(report, options);
  const lines = ['TAP version 14', `1..${cases.length}`];
  cases.forEach((one, index) => lines.push(...testLines(one, index + 1, options.folder)));
  return `${lines.join('\n')}\n`;
}

function testLines({ name, file, failures, remarks, suppressed }: Case, number: number, folder: string): string[] {
  const description = escape(file === undefined || file === name ? name : `${file} ${name}`);
  const line = `${failures.length === 0 ? 'ok' : 'not ok'} ${number} - ${description}`;
  const findings = [...failures, ...remarks, ...suppressed];
  if (findings.length === 0) return [line];
  return [line, '  ---', '  findings:', ...findings.flatMap((finding) => entry(finding, folder)), '  ...'];
}

/** JSON texts are YAML texts. */
function entry({ code, severity, pointer, source, message, help, suppressed }: Finding, folder: string): string[] {
  const fields = {
    code, severity, message, help, pointer: pointer === '' ? undefined : pointer,
    at: source === undefined ? undefined : reportPlace(source, folder), suppressed: suppressed?.reason,
  };
  return Object.entries(fields).filter(([, value]) => value !== undefined)
    .map(([name, value], index) => `    ${index === 0 ? '-' : ' '} ${name}: ${JSON.stringify(value)}`);
}

/** A `#` starts a directive, such as `# SKIP`. */
function escape(text: string): string {
  return text.replace(/[\\#]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
