import type { CheckReport } from '../check/check-options';
import type { Finding } from '../check/finding';
import { formatObjectId } from '../core/object-id';
import type { ReportOptions } from './report-options';
import { commandText, propertyText } from './github-text';
import { reportPath } from './report-path';
import { releaseRange } from './releases';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Commands that GitHub Actions shows beside the lines of a change. Suppressed findings are left out.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(report: CheckReport, options: ReportOptions): string {
  const live = report.diagnostics.filter(({ suppressed }) => suppressed === undefined);
  return live.map((finding) => `${workflowCommand(finding, report, options)}\n`).join('');
}

function workflowCommand(finding: Finding, { kubernetes }: CheckReport, { folder }: ReportOptions): string {
  const { severity, code, object, pointer, source, message, help } = finding;
  const properties = [
    ...(source === undefined ? [] : [
      `file=${propertyText(reportPath(source.file, folder))}`, `line=${source.line}`, `col=${source.column}`,
    ]),
    `title=${propertyText(code)}`,
  ];
  const where = [...(object === undefined ? [] : [formatObjectId(object)]), ...(pointer === '' ? [] : [pointer])].join(' ');
  const lines = [
    where === '' ? message : `${where}: ${message}`,
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...(finding.kubernetes.length === kubernetes.length ? [] : [`in Kubernetes ${releaseRange(finding.kubernetes)}`]),
  ];
  return `::${commands[severity]} ${properties.join(',')}::${commandText(lines.join('\n'))}`;
}
