import type { SourceLocation } from '../../core/source';
import type { Plan } from '../../plan';
import { sarifUri } from '../sarif-uri';
import { DANGEROUS, fieldsOf, nameOf, type PlanReportOptions, reasonGroups, unmatchedInWords } from './plan-report';

/**
 * SARIF 2.1.0 of everything that is dangerous or replaces pods. Paths are relative to the root of the repository, so run it there.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function planSarif(plan: Plan, { folder, version, base }: PlanReportOptions): string {
  const results = plan.changes.flatMap((change) => reasonGroups(change.reasons).flatMap((group) => {
    const { first } = group;
    if (!DANGEROUS.has(first.effect) && first.effect !== 'rollout') return [];
    const name = nameOf(change);
    return [{
      ruleId: first.code,
      level: first.effect === 'refused' || first.effect === 'data-risk' ? 'error' : 'warning',
      message: { text: [`${name}: ${first.message}`, ...fieldsOf(group), ...first.remedy].join('\n') },
      locations: [locationOf(first.source, first.pointer === '' ? name : `${name} ${first.pointer}`, folder)],
      partialFingerprints: { 'kubeloom-plan/v1': [first.code, change.object.apiVersion, name, first.pointer].join('|') },
      ...(first.acknowledged === undefined ? undefined : { suppressions: [{ kind: 'external', status: 'accepted', justification: first.acknowledged }] }),
      properties: { effect: first.effect, kubernetes: first.kubernetes },
    }];
  }));
  const following = plan.consequences.map((one) => ({
    ruleId: one.code,
    level: one.severity === 'info' ? 'note' : one.severity,
    message: { text: [`${nameOf(one)}: ${one.message}`, ...one.remedy].join('\n') },
    locations: [locationOf(one.source, nameOf(one), folder)],
    partialFingerprints: { 'kubeloom-plan/v1': [one.code, one.object.apiVersion, nameOf(one), one.message].join('|') },
  }));
  const unmatched = plan.unmatched.map((one) => ({
    ruleId: one.code,
    level: 'warning',
    message: { text: `${one.object}: ${unmatchedInWords(plan, one)} (${one.reason})` },
    locations: [locationOf(undefined, one.object, folder)],
    partialFingerprints: { 'kubeloom-plan/v1': ['unmatched', one.code, one.object].join('|') },
  }));
  const all = [...results, ...following, ...unmatched];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'kubeloom', ...(version === undefined ? undefined : { semanticVersion: version }), rules: [...new Set(all.map(({ ruleId }) => ruleId))].map((id) => ({ id })) } },
      columnKind: 'utf16CodeUnits',
      results: all,
      properties: { base, kubernetes: plan.kubernetes, summary: plan.summary },
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** Where something stands: its line, where that is known, and the object. */
function locationOf(source: SourceLocation | undefined, fullyQualifiedName: string, folder: string): object {
  return {
    ...(source === undefined ? undefined : {
      physicalLocation: {
        artifactLocation: { uri: sarifUri(source.file, folder) },
        region: { startLine: source.line, startColumn: source.column },
      },
    }),
    logicalLocations: [{ fullyQualifiedName, kind: 'object' }],
  };
}
