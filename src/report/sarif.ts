import type { CheckReport } from '../check/check-options';
import type { CheckCode } from '../check/codes';
import type { Finding } from '../check/finding';
import { formatObjectId } from '../core/object-id';
import { reportArgs } from './report-args';
import type { ReportOptions } from './report-options';
import { sarifUri } from './sarif-uri';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0, which code scanning services and editors read. Paths are relative to the root of the repository, so run it there.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(report: CheckReport, options: ReportOptions): string {
  const codes = [...new Set(report.diagnostics.map(({ code }) => code))];
  const indexes = new Map(codes.map((code, index) => [code, index]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'kubeloom',
          ...(options.version === undefined ? undefined : { semanticVersion: options.version }),
          rules: codes.map((code) => ruleOf(code, options)),
        },
      },
      columnKind: 'utf16CodeUnits',
      results: report.diagnostics.map((finding) => resultOf(finding, indexes.get(finding.code)!, options)),
      properties: { kubernetes: report.kubernetes, summary: report.summary },
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: CheckCode, { describe }: ReportOptions): object {
  const rule = describe?.(code);
  if (rule === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why} ${rule.see}`, markdown: `${rule.why} [More](${rule.see})` },
    helpUri: rule.see,
  };
}

function resultOf(finding: Finding, ruleIndex: number, { folder }: ReportOptions): object {
  const { code, severity, layer, object, pointer, source, message, help, args, kubernetes, suppressed } = finding;
  const name = object === undefined ? undefined : formatObjectId(object);
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: [name === undefined ? message : `${name}: ${message}`, ...(help === undefined ? [] : [`Help: ${help}`])].join('\n') },
    locations: [{
      ...(source === undefined ? undefined : {
        physicalLocation: {
          artifactLocation: { uri: sarifUri(source.file, folder) },
          region: { startLine: source.line, startColumn: source.column },
        },
      }),
      ...(name === undefined ? undefined : { logicalLocations: [{ fullyQualifiedName: pointer === '' ? name : `${name} ${pointer}`, kind: 'object' }] }),
    }],
    // The same problem of the same object, on whatever line it stands.
    partialFingerprints: { 'kubeloom/v1': [code, object?.apiVersion ?? '', name ?? '', pointer].join('|') },
    ...(suppressed === undefined ? undefined : { suppressions: [{ kind: 'external', status: 'accepted', justification: suppressed.reason }] }),
    properties: { layer, kubernetes, args: reportArgs(args) },
  };
}
