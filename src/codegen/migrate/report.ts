import { bare, barePath } from '../../core/show';
import type { PrintedFile } from './print-program';
import { countFields } from './same';
import type { ProgramPlan } from './plan';
import type { LeftOut, Sources } from './sources';
import type { Level } from './unit';

/** What became of the manifests, as numbers and names. */
export interface MigrationReport {
  readonly objects: number;
  readonly byLevel: { readonly [L in Level]: number };
  /** All values of the objects, and those of them that stand in overrides. */
  readonly values: number;
  readonly overridden: number;
  /** Lines that are not empty. */
  readonly linesOfYaml: number;
  readonly linesOfTypeScript: number;
  readonly leftOut: readonly LeftOut[];
  /** Fields that a server had set, and of how many objects. */
  readonly fields: ReadonlyMap<string, number>;
  /** Files with values of Secrets. */
  readonly secretFiles: number;
}

const most = 20;

/** Counts what became of the manifests. */
export function reportOf(sources: Sources, plan: ProgramPlan, printed: readonly PrintedFile[]): MigrationReport {
  const byLevel = { definition: 0, override: 0, object: 0, file: 0 };
  let overridden = 0;
  for (const { units } of plan.bundles) {
    for (const unit of units) {
      byLevel[unit.level] += unit.objects.length;
      overridden += unit.overridden;
    }
  }
  return {
    objects: plan.objects.length,
    byLevel,
    values: plan.objects.reduce((sum, { manifest }) => sum + countFields(manifest), 0),
    overridden,
    linesOfYaml: sources.lines,
    linesOfTypeScript: printed.reduce((sum, { text }) => sum + text.split('\n').filter((line) => line.trim() !== '').length, 0),
    leftOut: [...sources.leftOut, ...plan.leftOut],
    fields: sources.fields,
    secretFiles: plan.files.filter(({ secret }) => secret).length,
  };
}

/** Share of the objects that definitions express, from 0 to 1; of none it is 1. */
export function definedShare({ objects, byLevel }: MigrationReport): number {
  return objects === 0 ? 1 : (byLevel.definition + byLevel.override) / objects;
}

/** The report in words. */
export function reportText(report: MigrationReport): string {
  const { objects, byLevel, values, overridden, linesOfYaml, linesOfTypeScript, leftOut, fields, secretFiles } = report;
  const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10} %`;
  const lines = [
    `${objects} object${objects === 1 ? '' : 's'}, all equal to what was given`,
    `  by definitions    ${byLevel.definition + byLevel.override} (${percent(byLevel.definition + byLevel.override, objects)})${byLevel.override > 0 ? `, ${byLevel.override} of them with an override` : ''}`,
    `  as typed objects  ${byLevel.object}`,
    ...(byLevel.file > 0 ? [`  included files    ${byLevel.file}`] : []),
    `  in overrides      ${overridden} of ${values} values (${percent(overridden, values)})`,
    `  lines             ${linesOfTypeScript} of TypeScript for ${linesOfYaml} of YAML`,
  ];
  if (leftOut.length > 0) {
    lines.push('left out');
    for (const { what, why } of leftOut.slice(0, most)) lines.push(`  ${barePath(what)}: ${bare(why)}`);
    if (leftOut.length > most) lines.push(`  and ${leftOut.length - most} more`);
  }
  if (fields.size > 0) {
    const shown = [...fields].map(([field, count]) => `${field} (${count})`);
    lines.push('fields left out, since a server sets them', `  ${shown.join(', ')}`);
  }
  if (secretFiles > 0) lines.push(`values of Secrets are in ${secretFiles} file${secretFiles === 1 ? '' : 's'} that .gitignore leaves out`);
  return `${lines.join('\n')}\n`;
}
