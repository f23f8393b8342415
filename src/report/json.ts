import type { CheckReport } from '../check/check-options';
import type { Finding } from '../check/finding';
import { reportArgs } from './report-args';
import type { ReportOptions } from './report-options';
import { reportPath } from './report-path';

/** One problem as the JSON report has it; `schemas/check-report.schema.json` describes it for other programs. */
interface JsonDiagnostic extends Omit<Finding, 'object'> {
  readonly object?: object | undefined;
}

/** The report as data for other programs: the contract that `schemas/check-report.schema.json` describes. */
export function jsonReport({ kubernetes, summary, diagnostics }: CheckReport, { folder }: ReportOptions): string {
  const report = { kubernetes, summary, diagnostics: diagnostics.map((finding) => jsonDiagnostic(finding, folder)) };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function jsonDiagnostic(finding: Finding, folder: string): JsonDiagnostic {
  const { code, layer, severity, object, pointer, source, args, message, help, kubernetes, suppressed } = finding;
  return {
    code, layer, severity,
    object: object === undefined ? undefined : { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name },
    pointer,
    source: source === undefined ? undefined : { file: reportPath(source.file, folder), line: source.line, column: source.column },
    args: reportArgs(args), message, help, kubernetes,
    suppressed: suppressed === undefined ? undefined : { reason: suppressed.reason },
  };
}
