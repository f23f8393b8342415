import type { Plan } from '../../plan';
import { sarifUri } from '../sarif-uri';
import { DANGEROUS, fieldInWords, nameOf, type PlanReportOptions, reasonGroups } from './plan-report';

/**
 * SARIF 2.1.0 of everything that is dangerous or replaces pods. Paths are relative to the root of the repository, so run it there.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function planSarif(plan: Plan, { folder, version, base }: PlanReportOptions): string {
  const results = plan.changes.flatMap((change) => reasonGroups(change.reasons).flatMap(({ first, all }) => {
    if (!DANGEROUS.has(first.effect) && first.effect !== 'rollout') return [];
    const name = nameOf(change);
    const fields = all.flatMap((reason) => fieldInWords(reason) ?? []);
    const { source } = first;
    return [{
      ruleId: first.code,
      level: first.effect === 'refused' || first.effect === 'data-risk' ? 'error' : 'warning',
      message: { text: [`${name}: ${first.message}`, ...fields, ...first.remedy].join('\n') },
      locations: [{
        ...(source === undefined ? undefined : {
          physicalLocation: {
            artifactLocation: { uri: sarifUri(source.file, folder) },
            region: { startLine: source.line, startColumn: source.column },
          },
        }),
        logicalLocations: [{ fullyQualifiedName: first.pointer === '' ? name : `${name} ${first.pointer}`, kind: 'object' }],
      }],
      partialFingerprints: { 'kubeloom-plan/v1': [first.code, change.object.apiVersion, name, first.pointer].join('|') },
      ...(first.acknowledged === undefined ? undefined : { suppressions: [{ kind: 'external', status: 'accepted', justification: first.acknowledged }] }),
      properties: { effect: first.effect, kubernetes: first.kubernetes },
    }];
  }));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'kubeloom', ...(version === undefined ? undefined : { semanticVersion: version }), rules: [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id })) } },
      columnKind: 'utf16CodeUnits',
      results,
      properties: { base, kubernetes: plan.kubernetes, summary: plan.summary },
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
