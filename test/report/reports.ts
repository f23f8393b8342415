import { join } from 'node:path';
import type { CheckReport } from '../../src/check/check-options';
import type { Finding, FindingPlace } from '../../src/check/finding';
import type { Severity } from '../../src/core/codes/code';
import type { ReportOptions } from '../../src/report/report-options';

export const folder = join('/', 'home', 'user', 'shop');
export const options: ReportOptions = { folder };

const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  podManagementPolicy: Sequential
  replicas: 3
`;

/** Reads the one file that findings of these reports point at. */
export function read(file: string): string | undefined {
  return file === join(folder, 'dist/shop.yaml') ? text : undefined;
}

export const db = { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'db' };
export const web = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };

/** Where findings of these tests are, unless told otherwise. */
export function place(given: Partial<FindingPlace> & { readonly at?: readonly [file: string, line: number, column: number] } = {}): FindingPlace {
  const { at, ...rest } = given;
  const locate = at === undefined ? undefined : () => ({ file: join(folder, at[0]), line: at[1], column: at[2] });
  return { object: db, pointer: '', kubernetes: ['1.36'], locate, ...rest };
}

/** A finding with words of its own: those of the rules are none of the reports' business. */
export function found(code: string, args: Finding['args'], message: string, help: string | undefined, where: FindingPlace): Finding {
  const { object, pointer, kubernetes, locate } = where;
  return { code: code as Finding['code'], layer: 'api', severity: 'error', object, pointer, source: locate?.(), args, message, help, kubernetes };
}

export const unknownPolicy = found(
  'api/not-supported', { found: 'Sequential', known: ['OrderedReady', 'Parallel'] },
  'expected "OrderedReady" or "Parallel", found "Sequential"', 'use "Parallel"',
  place({ pointer: '/spec/podManagementPolicy', at: ['dist/shop.yaml', 6, 3] }),
);

/** `selector is missing` of an object with this name. */
export function missing(name: string, given: Parameters<typeof place>[0] = {}): Finding {
  return found('api/required', { field: 'selector' }, '"selector" is missing', 'set "selector"', place({ object: { ...db, name }, pointer: '/spec/selector', ...given }));
}

/** The same finding, as grave as said. */
export function graded(one: Finding, severity: Severity): Finding {
  return { ...one, severity };
}

/** The same finding, accepted. */
export function accepted(one: Finding, reason: string): Finding {
  return { ...one, suppressed: { reason } };
}

/** A report of these findings. */
export function reportOf(diagnostics: readonly Finding[], given: Partial<Pick<CheckReport, 'kubernetes'>> & { objects?: number; skipped?: number } = {}): CheckReport {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity && one.suppressed === undefined).length;
  return {
    kubernetes: given.kubernetes ?? ['1.36'],
    summary: { objects: given.objects ?? 2, errors: count('error'), warnings: count('warning'), infos: count('info'), skipped: given.skipped ?? 0 },
    diagnostics,
  };
}
