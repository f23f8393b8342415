import type { CheckReport } from '../check/check-options';
import type { Finding } from '../check/finding';
import { formatObjectId, identityKey, type ObjectId } from '../core/object-id';
import { reportPath } from './report-path';
import type { ReportOptions } from './report-options';

/** An object (or a file that is none), and what was found in it: what formats that know tests call a test. */
export interface Case {
  /** `StatefulSet shop/db`. */
  readonly name: string;
  /** @default - none: an object of the program */
  readonly file: string | undefined;
  /** What fails it. */
  readonly failures: readonly Finding[];
  /** What is worth reading and does not fail it. */
  readonly remarks: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

interface OpenCase extends Case {
  readonly failures: Finding[];
  readonly remarks: Finding[];
  readonly suppressed: Finding[];
}

/** Every object that was checked, in its order, and behind them what was found outside of objects. */
export function casesOf(report: CheckReport, options: ReportOptions): readonly Case[] {
  const { folder, objects = [], failOn = 'error' } = options;
  const cases = new Map<string, OpenCase>();
  const caseOf = (object: ObjectId | undefined, file: string | undefined): OpenCase => {
    const shown = file === undefined ? undefined : reportPath(file, folder);
    const key = `${shown ?? ''} ${object === undefined ? '' : identityKey(object)}`;
    let found = cases.get(key);
    if (found === undefined) {
      const name = object === undefined ? shown ?? 'all objects' : formatObjectId(object);
      cases.set(key, found = { name, file: shown, failures: [], remarks: [], suppressed: [] });
    }
    return found;
  };
  // A finding knows its line, which in a program is none of an object's file.
  const files = new Set(objects.map(({ file }) => file));
  for (const { object, file } of objects) caseOf(object, file);
  for (const finding of report.diagnostics) {
    const file = finding.source?.file;
    const of = caseOf(finding.object, objects.length === 0 || files.has(file) ? file : undefined);
    const fails = finding.severity === 'error' ? failOn !== 'never' : finding.severity === 'warning' && failOn === 'warning';
    (finding.suppressed !== undefined ? of.suppressed : fails ? of.failures : of.remarks).push(finding);
  }
  return [...cases.values()];
}
