import type { Finding } from '../check/finding';
import { reportPlace } from './report-path';
import { releaseRange } from './releases';

/** A finding in plain lines, for formats that hold a text: place, words, next step, releases. */
export function findingWords(finding: Finding, folder: string, asked: readonly string[]): string[] {
  const { source, pointer, severity, code, message, help, kubernetes, suppressed } = finding;
  const place = [...(source === undefined ? [] : [reportPlace(source, folder)]), ...(pointer === '' ? [] : [pointer])].join('  ');
  return [
    ...(place === '' ? [] : [place]),
    `${severity} ${code}: ${message}`,
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...(kubernetes.length === asked.length ? [] : [`in: Kubernetes ${releaseRange(kubernetes)}`]),
    ...(suppressed === undefined ? [] : [`suppressed: ${suppressed.reason}`]),
  ];
}
