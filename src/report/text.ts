import type { CheckReport } from '../check/check-options';
import type { Finding } from '../check/finding';
import type { Severity } from '../core/codes/code';
import { formatObjectId } from '../core/object-id';
import { barePath } from '../core/show';
import { codeFrame } from './code-frame';
import { folded, type Fold } from './fold';
import { noPaint, type Paint, type ReportOptions } from './report-options';
import { reportPlace } from './report-path';
import { releaseRange } from './releases';
import { SourceLines } from './source-lines';
import { suppressedSection } from './suppressed-section';

/** A person looks at so many; what is left is counted by its code. */
const mostBlocks = 60;
/** Places of a problem that are listed behind the first. */
const mostAlso = { error: 20, warning: 5, info: 5 } as const;
const severities: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * What a person reads: each problem with its place, its line and what to do, equal ones once; then what is suppressed, and the
 * numbers. Errors come first.
 */
export function textReport(report: CheckReport, options: ReportOptions): string {
  const writer = new TextWriter(report, options);
  const live = report.diagnostics.filter(({ suppressed }) => suppressed === undefined);
  const folds = severities.flatMap((severity) => folded(live.filter((one) => one.severity === severity)));
  const parts = folds.slice(0, mostBlocks).map((fold) => writer.block(fold));
  if (folds.length > mostBlocks) parts.push(writer.rest(folds.slice(mostBlocks)));
  const suppressed = suppressedSection(report.diagnostics, options.paint ?? noPaint);
  if (suppressed !== undefined) parts.push(suppressed);
  parts.push(writer.summary());
  return `${parts.join('\n\n')}\n`;
}

class TextWriter {
  private readonly paint: Paint;
  private readonly lines: SourceLines;

  constructor(private readonly report: CheckReport, private readonly options: ReportOptions) {
    this.paint = options.paint ?? noPaint;
    this.lines = new SourceLines(options.read);
  }

  /** One problem, and all other places that have it. */
  block({ first, others }: Fold): string {
    const { severity, code, message, help, kubernetes } = first;
    const { paint } = this;
    const place = this.place(first);
    const width = severity.length;
    const label = (word: string): string => `  ${paint.dim(word.padEnd(width))}`;
    return [
      ...(place === '' ? [] : [paint.bold(place)]),
      `  ${this.severityWord(severity)}  ${paint.bold(code)}  ${message}`,
      ...(kubernetes.length === this.report.kubernetes.length ? [] : [`${label('in')}  Kubernetes ${releaseRange(kubernetes)}`]),
      ...this.frame(first),
      ...(help === undefined ? [] : [`${label('help')}  ${help}`]),
      ...this.also(first, others).map((line, index) => `${index === 0 ? label('also') : ' '.repeat(width + 2)}  ${line}`),
    ].join('\n');
  }

  /** What is not shown, by code. */
  rest(folds: readonly Fold[]): string {
    const counts = new Map<string, number>();
    for (const { first, others } of folds) {
      const words = `${first.severity}  ${first.code}`;
      counts.set(words, (counts.get(words) ?? 0) + 1 + others.length);
    }
    const rows = [...counts].map(([words, count]) => `  ${String(count).padStart(6)}  ${words}`);
    return [this.paint.bold('and more, which --format json shows all:'), ...rows].join('\n');
  }

  summary(): string {
    const { paint } = this;
    const { objects, errors, warnings, infos, skipped } = this.report.summary;
    const suppressed = this.report.diagnostics.filter((one) => one.suppressed !== undefined).length;
    const found = [
      errors === 0 ? undefined : paint.red(plural(errors, 'error')),
      warnings === 0 ? undefined : paint.yellow(plural(warnings, 'warning')),
      infos === 0 ? undefined : plural(infos, 'info'),
    ].filter((part) => part !== undefined);
    return [
      `Kubernetes ${releaseRange(this.report.kubernetes)}: ${plural(objects, 'object')}`,
      ...(found.length === 0 ? [paint.green('no problems')] : found),
      ...(suppressed === 0 ? [] : [`${suppressed} suppressed`]),
      ...(skipped === 0 ? [] : [`${skipped} skipped (nobody describes their kind: see --crd)`]),
    ].join(', ');
  }

  private severityWord(severity: Severity): string {
    if (severity === 'error') return this.paint.red(severity);
    return severity === 'warning' ? this.paint.yellow(severity) : this.paint.cyan(severity);
  }

  private place({ source, object, pointer }: Finding): string {
    return [
      ...(source === undefined ? [] : [reportPlace(source, this.options.folder)]),
      ...(object === undefined ? [] : [formatObjectId(object)]),
      ...(pointer === '' ? [] : [barePath(pointer)]),
    ].join('  ');
  }

  private frame({ source, object }: Finding): string[] {
    // The lines of a Secret are what nobody shall read in a log.
    if (source === undefined || object?.kind === 'Secret') return [];
    const lines = codeFrame(this.lines.of(source.file), source, { isData: !/\.[cm]?[jt]sx?$/.test(source.file) });
    const { paint } = this;
    const width = String(source.line + 1).length;
    return lines.map(({ number, text, meant }) => {
      const gutter = `${' '.repeat(4)}${(number === undefined ? '' : String(number)).padStart(width)} ${meant && number !== undefined ? '>' : '|'}`;
      const line = text === '' ? '' : ` ${text}`;
      if (number === undefined) return `${paint.dim(gutter)}${paint.red(line)}`;
      return meant ? `${paint.dim(gutter)}${line}` : paint.dim(`${gutter}${line}`);
    });
  }

  private also(first: Finding, others: readonly Finding[]): string[] {
    const shown = others.slice(0, others.length > mostAlso[first.severity] + 1 ? mostAlso[first.severity] : others.length);
    const lines = shown.map((other) => (other.message === first.message ? this.place(other) : `${this.place(other)}: ${other.message}`));
    return shown.length < others.length ? [...lines, `and ${others.length - shown.length} more`] : lines;
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
