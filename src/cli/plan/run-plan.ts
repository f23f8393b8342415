import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CheckInput } from '../../check/check-options';
import { formatDiagnostics } from '../../core/format-diagnostic';
import { type Effect, plan, type Plan } from '../../plan';
import type { PlanFormat } from '../../report/plan/plan-formats';
import { type KubernetesRelease, RELEASES } from '../../schema/releases';
import type { Synthesis } from '../../synth/synthesis';
import type { Context } from '../command';
import { planBase } from '../common-options';
import { packageVersion } from '../package-version';
import { CommandFailure, EXIT } from '../failure';
import { resolveOptions } from '../settings';
import { type Base, committedFiles, findBase } from './base';
import { holdsManifests, type ManifestFile, objectsOf, readManifests } from './manifests';

/** What `plan` is told. */
export interface RunPlanOptions {
  readonly base?: string | undefined;
  readonly format: PlanFormat;
  readonly failOn: readonly (Effect | 'never')[];
  readonly kubernetes: readonly (KubernetesRelease | 'all')[];
}

/** Compares, reports, and gives the exit code. */
export async function runPlan(context: Context, argument: string | undefined, options: RunPlanOptions): Promise<number> {
  const { io } = context;
  const isManifests = argument !== undefined && holdsManifests(argument, io.cwd);
  const base = findBase(context, options.base, isManifests ? folderOf(resolve(io.cwd, argument), io.cwd) : io.cwd);
  const sides = isManifests ? manifestSides(context, argument, base) : await programSides(context, argument, base);
  if (sides === undefined) return EXIT.findings;
  const { kubernetes } = options;
  const found = plan(sides.base, sides.next, { kubernetes: releasesOf(kubernetes), acknowledged: sides.acknowledged });
  const { planReporters } = require('../../report/plan/plan-formats') as typeof import('../../report/plan/plan-formats');
  const quiet = context.quiet && options.format === 'text' && found.changes.length === 0;
  const said = { base: base.name, folder: io.cwd, paint: context.style, version: packageVersion() };
  if (!quiet) io.stdout.write(planReporters[options.format](found, said));
  return sides.isLocked === true || fails(found, options.failOn) ? EXIT.findings : EXIT.clean;
}

function releasesOf(said: RunPlanOptions['kubernetes']): readonly KubernetesRelease[] | undefined {
  return said.length === 0 ? undefined : said.includes('all') ? RELEASES : (said as readonly KubernetesRelease[]);
}

/** Whether a plan holds an effect that ends a run, which nobody accepted. */
export function fails({ changes }: Plan, failOn: RunPlanOptions['failOn']): boolean {
  const effects = new Set<string>(failOn.length === 0 ? ['refused', 'data-risk'] : failOn);
  return changes.some(({ reasons }) => reasons.some(({ effect, acknowledged }) => acknowledged === undefined && effects.has(effect)));
}

/** The folder that a path is or lies in; the current one where there is nothing. */
function folderOf(path: string, cwd: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? cwd : found.isDirectory() ? path : dirname(path);
}

/** Codes of an identity that is locked and would change. */
const OF_LOCK: ReadonlySet<string> = new Set(['identity/changed', 'identity/gone']);

interface Sides {
  /** Whether a locked identity would change, so that nothing is written. */
  readonly isLocked?: boolean | undefined;
  readonly base: readonly CheckInput[];
  readonly next: readonly CheckInput[];
  readonly acknowledged?: NonNullable<Parameters<typeof plan>[2]>['acknowledged'];
}

function manifestSides(context: Context, path: string, base: Base): Sides {
  const { io } = context;
  const next = readManifests(path, io.cwd);
  const before = base.kind === 'files' ? base.files : committedFiles(base, resolve(io.cwd, path));
  // A folder that is not committed has no past: what looks like a plan would be the list of its objects.
  if (before.length === 0) io.stderr.write(`warning  ${base.name} has no manifests in ${path}: every object counts as new\n`);
  return { base: objectsOf(before, io.cwd), next: objectsOf(next, io.cwd) };
}

/** `undefined` where the definitions are wrong, which was said. */
async function programSides(context: Context, argument: string | undefined, base: Base): Promise<Sides | undefined> {
  const { io } = context;
  const { loadProgram } = require('../load-program') as typeof import('../load-program');
  const { apps } = await loadProgram(context, argument);
  const wrong = apps.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
  if (wrong.length > 0) io.stderr.write(`${formatDiagnostics(wrong, io.cwd)}\n`);
  // What a change of a locked identity does is what somebody asks who made one.
  const isLocked = wrong.every(({ code }) => OF_LOCK.has(code));
  return isLocked ? { ...await sidesOf(context, argument, apps, base), isLocked: wrong.length > 0 } : undefined;
}

/** The plan of a program that has run already, against what the settings of `plan` name: where its branch left the default one. */
export async function planOfProgram(
  context: Context, argument: string | undefined, apps: readonly Synthesis[], kubernetes: RunPlanOptions['kubernetes'],
): Promise<{ readonly found: Plan; readonly base: string }> {
  const { base: said } = resolveOptions(planBase, new Map(), context.io.env, context.config);
  const base = findBase(context, said);
  const { base: before, next, acknowledged } = await sidesOf(context, argument, apps, base);
  return { found: plan(before, next, { kubernetes: releasesOf(kubernetes), acknowledged }), base: base.name };
}

async function sidesOf(context: Context, argument: string | undefined, apps: readonly Synthesis[], base: Base): Promise<Sides> {
  const { io } = context;
  const next = inputsOf(apps);
  const acknowledged = apps.flatMap(({ bundles }) => bundles.flatMap((bundle) => bundle.acknowledged ?? []));
  if (base.kind === 'files') return { base: objectsOf(base.files, io.cwd, clustersOf(apps)), next, acknowledged };
  const committed = committedOutput(context, apps, base);
  if (committed.length > 0) return { base: objectsOf(committed, io.cwd, clustersOf(apps)), next, acknowledged };
  context.say(`${base.name} has no committed output: its program runs`);
  const { programOfCommit } = require('./base-program') as typeof import('./base-program');
  const before = await programOfCommit(context, base, argument);
  const failed = before.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
  if (failed.length > 0) {
    throw new CommandFailure(`the program of ${base.name} has errors itself:\n${formatDiagnostics(failed, io.cwd)}`, 'name another base: --base GITREF|PATH');
  }
  return { base: inputsOf(before), next, acknowledged };
}

/** The objects of a program, each at the line that defined it. */
function inputsOf(apps: readonly Synthesis[]): CheckInput[] {
  return apps.flatMap(({ objects }) => objects.map((object): CheckInput =>
    ({ manifest: object.manifest, locate: () => object.source, cluster: object.bundle.cluster })));
}

function clustersOf(apps: readonly Synthesis[]): ReadonlySet<string> {
  return new Set(apps.flatMap(({ bundles }) => bundles.flatMap(({ cluster }) => cluster ?? [])));
}

/** What a commit has in the folders that the program writes. */
function committedOutput({ io, config }: Context, apps: readonly Synthesis[], base: Base & { readonly kind: 'commit' }): ManifestFile[] {
  const folders = new Set(apps.map(({ outdir }) => resolve(io.cwd, outdir)));
  if (folders.size === 0) folders.add(join(io.cwd, config.output ?? 'dist'));
  return [...folders].flatMap((folder) => committedFiles(base, folder));
}
