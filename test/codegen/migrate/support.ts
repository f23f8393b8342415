import { transformSync } from '@swc/core';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileFunction, createContext } from 'node:vm';
import * as sdk from '../../../src';
import { SdkWorkshop } from '../../../src/cli/migrate/workshop';
import type { ProgramFile } from '../../../src/codegen/migrate/plain-units';
import { planProgram, type ProgramPlan } from '../../../src/codegen/migrate/plan';
import type { PlanOptions } from '../../../src/codegen/migrate/plan-options';
import { type PrintedFile, printProgram } from '../../../src/codegen/migrate/print-program';
import { type MigrationReport, reportOf } from '../../../src/codegen/migrate/report';
import { readSources, type Sources } from '../../../src/codegen/migrate/sources';
import type { Manifest } from '../../../src/core/manifest';
import { runInSession } from '../../../src/synth/session';

/** A program that was made of manifests. */
export interface Migrated {
  readonly sources: Sources;
  readonly plan: ProgramPlan;
  readonly printed: readonly PrintedFile[];
  readonly report: MigrationReport;
}

/** Makes a program of manifests, as the command does before its proof. */
export function migrate(text: string, options: Partial<PlanOptions> = {}): Migrated {
  return migrateSources(readSources([{ name: 'all.yaml', text }]), options);
}

/** Makes a program of what was read. */
export function migrateSources(sources: Sources, options: Partial<PlanOptions> = {}): Migrated {
  const files = new Map<string, ProgramFile>();
  const plan = planProgram(sources.objects, new SdkWorkshop(sdk, files), { grouping: 'namespace', secrets: 'file', fallback: 'app', files, ...options });
  const printed = printProgram(plan.bundles, plan.constants);
  return { sources, plan, printed, report: reportOf(sources, plan, printed) };
}

/** What a program gave, and what it touched besides the package. */
export interface Run {
  readonly objects: readonly Manifest[];
  readonly touched: readonly string[];
}

/** Runs a program where nothing is but the package and the paths of its files. */
export async function run({ printed, plan }: Pick<Migrated, 'printed' | 'plan'>): Promise<Run> {
  const folder = plan.files.length === 0 ? '/nowhere' : mkdtempSync(join(tmpdir(), 'kubeloom-migrated-'));
  for (const { path, text } of plan.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const touched: string[] = [];
  const scope = createContext(new Proxy({ Object }, {
    has: (target, key) => {
      if (typeof key === 'string' && !(key in target)) touched.push(key);
      return key in target;
    },
  }));
  const load = (path: string): unknown => {
    const file = printed.find((one) => one.path === path)!;
    const { code } = transformSync(file.text, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
    const exported = {};
    const require = (request: string): unknown => {
      if (request === 'kubeloom') return sdk;
      if (request === 'node:path') return { join };
      return load(`${join(dirname(path), request)}.ts`);
    };
    const program = compileFunction(code, ['exports', 'require', '__dirname'], { parsingContext: scope }) as (...args: unknown[]) => void;
    program(exported, require, join(folder, dirname(path)));
    return exported;
  };
  try {
    const { apps } = await runInSession({}, () => load('main.ts'));
    const errors = apps.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return { objects: apps.flatMap(({ objects }) => objects.map(({ manifest }) => manifest)), touched };
  } finally {
    if (plan.files.length > 0) rmSync(folder, { recursive: true, force: true });
  }
}

/** Objects in one order, as plain JSON data with sorted keys: two lists of the same objects are equal. */
export function comparable(objects: readonly Manifest[]): readonly unknown[] {
  return objects.map((object) => JSON.stringify(sorted(object))).sort().map((text) => JSON.parse(text) as unknown);
}

function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]));
}
