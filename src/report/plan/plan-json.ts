import type { Plan } from '../../plan';
import { reportPath } from '../report-path';
import { objectAsData, type PlanReportOptions } from './plan-report';
import type { SourceLocation } from '../../core/source';

/** The plan as data for other programs: the contract that `schemas/plan-report.schema.json` describes. */
export function planJson(plan: Plan, { base, folder }: PlanReportOptions): string {
  const { kubernetes, summary, changes, consequences, order, runbook, unmatched } = plan;
  const place = (source: SourceLocation | undefined): object | undefined =>
    source === undefined ? undefined : { file: reportPath(source.file, folder), line: source.line, column: source.column };
  const report = {
    base,
    kubernetes,
    summary,
    changes: changes.map((change) => ({
      object: objectAsData(change.object),
      cluster: change.cluster,
      effect: change.effect,
      reasons: change.reasons.map(({ code, effect, pointer, from, to, message, remedy, source, kubernetes: releases, acknowledged }) =>
        ({ code, effect, pointer, from, to, message, remedy, source: place(source), kubernetes: releases, acknowledged })),
    })),
    consequences: consequences.map(({ code, severity, object, cluster, causedBy, message, remedy, source }) =>
      ({ code, severity, object: objectAsData(object), cluster, causedBy: causedBy.map(objectAsData), message, remedy, source: place(source) })),
    order: order.map(({ first, then, why, cluster }) => ({ first: objectAsData(first), then: objectAsData(then), cluster, why })),
    runbook: runbook.map(({ object, title, steps, cluster }) => ({ object: objectAsData(object), cluster, title, steps })),
    unmatched,
  };
  // Integers that a number cannot hold are only known as text here.
  return `${JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
}
