import { join } from 'node:path';
import { formatDiagnostics } from '../../core/format-diagnostic';
import type { Diagnostic } from '../../core/diagnostic';
import { isLockWritten, writeLock } from '../../synth/identity-lock';
import { compareOutput } from '../../synth/output/compare-output';
import { writeOutput } from '../../synth/output/write-output';
import type { WritePlan } from '../../synth/output/write-plan';
import type { Layout, OutputFormat, SynthesisOptions } from '../../synth/synthesis';
import type { ValidateOptions } from '../check/validate';
import type { Context } from '../command';
import { EXIT } from '../failure';
import type { Typecheck } from '../load/typecheck';
import { loadProgram } from '../load-program';
import { showsProgress } from '../style';
import { plural, shortPath } from '../words';
import { Progress } from '../progress';
import { type FolderOutput, outputFolders } from './output-folders';
import { summaryOf } from './summary';

/** What `synth` and `watch` are told. */
export interface SynthOptions {
  readonly output?: string | undefined;
  readonly check?: boolean | undefined;
  readonly stdout?: boolean | undefined;
  readonly layout?: Layout | undefined;
  readonly only?: readonly string[] | undefined;
  readonly format?: OutputFormat | undefined;
  readonly validate?: boolean | undefined;
  readonly typecheck?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly plan?: boolean | undefined;
  readonly updateLock?: boolean | undefined;
  readonly kubernetes: ValidateOptions['kubernetes'];
  readonly rule: ValidateOptions['rule'];
}

/** Runs a program and writes, compares or prints what it gives. */
export async function runSynth(context: Context, program: string | undefined, options: SynthOptions): Promise<number> {
  const { io } = context;
  const typecheck = options.typecheck === true ? typecheckBeside(context, program) : undefined;
  const progress = showsProgress(io) && !context.quiet ? new Progress(io.stderr) : undefined;
  let folders: readonly FolderOutput[];
  let sources: readonly string[];
  let diagnostics: readonly Diagnostic[];
  try {
    progress?.stage('running the program');
    const loaded = await loadProgram(context, program, { ...synthesisOptions(options), updateLock: options.updateLock });
    sources = loaded.sources;
    folders = outputFolders(loaded.apps, options.output, io.cwd);
    diagnostics = folders.flatMap(({ synthesis }) => synthesis.diagnostics);
    progress?.stage('checking the types');
  } finally {
    if (typecheck === undefined) progress?.end();
  }
  if (diagnostics.length > 0) io.stderr.write(`${formatDiagnostics(diagnostics, io.cwd)}\n`);
  const typesAreRight = typecheck === undefined || await typecheck.result();
  progress?.end();
  if (!typesAreRight || diagnostics.some(({ severity }) => severity === 'error')) return EXIT.findings;
  if (options.validate !== false && !isValid(context, folders, options, sources)) return EXIT.findings;
  if (options.stdout === true) return printAll(context, folders);
  const code = options.check === true ? checkFolders(context, folders, options) : writeFolders(context, folders, options);
  if (code === EXIT.clean && options.plan === true) await printPlan(context, program, folders, options.kubernetes);
  return code;
}

/** What the change does is commentary here: it fails nothing. */
async function printPlan(
  context: Context, program: string | undefined, folders: readonly FolderOutput[], kubernetes: SynthOptions['kubernetes'],
): Promise<void> {
  const { planOfProgram } = require('../plan/run-plan') as typeof import('../plan/run-plan');
  const { planText } = require('../../report/plan/plan-text') as typeof import('../../report/plan/plan-text');
  const { found, base } = await planOfProgram(context, program, folders.map(({ synthesis }) => synthesis), kubernetes);
  context.io.stderr.write(planText(found, { base, folder: context.io.cwd, paint: context.stderrStyle }));
}

/** Whether a cluster would take it; what it would not is shown. */
export function isValid(context: Context, folders: readonly FolderOutput[], options: ValidateOptions, sources: readonly string[]): boolean {
  const { validate } = require('../check/validate') as typeof import('../check/validate');
  return validate(context, folders.map(({ synthesis }) => synthesis), options, sources);
}

export function synthesisOptions({ layout, format, only = [] }: Pick<SynthOptions, 'layout' | 'format' | 'only'>): SynthesisOptions {
  return { layout, format, only: only.length > 0 ? only : undefined };
}

function typecheckBeside(context: Context, program: string | undefined): Typecheck {
  const { startTypecheck } = require('../load/typecheck') as typeof import('../load/typecheck');
  return startTypecheck(context, program);
}

function printAll({ io }: Context, folders: readonly FolderOutput[]): number {
  const { synthesizedText } = require('../../synth/synthesize') as typeof import('../../synth/synthesize');
  folders.forEach(({ synthesis }, index) => {
    if (index > 0 && synthesis.format === 'yaml') io.stdout.write('---\n');
    io.stdout.write(synthesizedText(synthesis));
  });
  return EXIT.clean;
}

function checkFolders(context: Context, folders: readonly FolderOutput[], { json }: SynthOptions): number {
  const { io, style } = context;
  const { unifiedDiff } = require('../diff/unified-diff') as typeof import('../diff/unified-diff');
  const plans: WritePlan[] = [];
  const comparisons = folders.map((output) => {
    const { folder, synthesis: { files, complete } } = output;
    return { ...output, ...compareOutput(folder, files, { complete }) };
  });
  const problems = comparisons.flatMap(({ diagnostics }) => diagnostics);
  if (problems.length > 0) return reportProblems(context, problems);
  let different = 0;
  for (const { folder, synthesis, differences } of comparisons) {
    different += differences.length;
    if (synthesis.lock !== undefined && !isLockWritten(synthesis.lock)) {
      different++;
      io.stderr.write(`${shortPath(synthesis.lock.file, io.cwd)} lacks what the program defines\n`);
    }
    const paths = (kind: string): string[] => differences.filter((difference) => difference.kind === kind).map(({ path }) => path);
    const touched = new Set(differences.map(({ path }) => path));
    plans.push({
      added: paths('added'), changed: paths('changed'), removed: paths('removed'), diagnostics: [],
      unchanged: [...synthesis.files.keys()].filter((path) => !touched.has(path)),
    });
    if (json === true) continue;
    for (const { path, before, after } of differences) {
      io.stdout.write(`${unifiedDiff(shortPath(join(folder, path), io.cwd), before, after, style)}\n`);
    }
  }
  if (json === true) io.stdout.write(`${JSON.stringify(summaryOf(folders, plans, io.cwd), undefined, 2)}\n`);
  if (different === 0) {
    context.say(`${plural(countFiles(folders), 'file')} as the program gives ${countFiles(folders) === 1 ? 'it' : 'them'}`);
    return EXIT.clean;
  }
  io.stderr.write(`${plural(different, 'file')} ${different === 1 ? 'is' : 'are'} not as the program gives ${different === 1 ? 'it' : 'them'}: run kubeloom synth\n`);
  return EXIT.findings;
}

function writeFolders(context: Context, folders: readonly FolderOutput[], { json }: SynthOptions): number {
  const { io } = context;
  const plans: WritePlan[] = [];
  for (const { folder, synthesis } of folders) {
    const plan = writeOutput(folder, synthesis.files, { complete: synthesis.complete });
    if (plan.diagnostics.length > 0) return reportProblems(context, plan.diagnostics);
    plans.push(plan);
    for (const line of planLines(plan, folder, context)) context.say(line);
    if (synthesis.lock !== undefined) writeLock(synthesis.lock);
  }
  if (json === true) io.stdout.write(`${JSON.stringify(summaryOf(folders, plans, io.cwd), undefined, 2)}\n`);
  const objects = folders.reduce((sum, { synthesis }) => sum + synthesis.objects.filter(({ file }) => file !== '').length, 0);
  const where = folders.map(({ folder }) => shortPath(folder, io.cwd)).join(', ');
  const done = states(plans);
  context.say(`${where}: ${plural(objects, 'object')} in ${plural(countFiles(folders), 'file')}${done === '' ? ': the program defines nothing' : ` (${done})`}`);
  return EXIT.clean;
}

/** One line for each file that is not as it was. */
export function planLines({ added, changed, removed }: WritePlan, folder: string, { io, stderrStyle: style }: Context): string[] {
  const line = (word: string, path: string): string => `  ${word}  ${shortPath(join(folder, path), io.cwd)}`;
  return [
    ...added.map((path) => line(style.green('added  '), path)),
    ...changed.map((path) => line(style.yellow('changed'), path)),
    ...removed.map((path) => line(style.red('removed'), path)),
  ];
}

function states(plans: readonly WritePlan[]): string {
  const count = (state: 'added' | 'changed' | 'removed' | 'unchanged'): number => plans.reduce((sum, plan) => sum + plan[state].length, 0);
  return (['added', 'changed', 'removed', 'unchanged'] as const).filter((state) => count(state) > 0).map((state) => `${count(state)} ${state}`).join(', ');
}

function countFiles(folders: readonly FolderOutput[]): number {
  return folders.reduce((sum, { synthesis }) => sum + synthesis.files.size, 0);
}

/** Files that cannot be written are a failure; names that the program gave to them are a finding. */
export function reportProblems({ io }: Context, problems: readonly Diagnostic[]): number {
  io.stderr.write(`${formatDiagnostics(problems, io.cwd)}\n`);
  const ofProgram = new Set<string>(['output/collision', 'output/escapes', 'output/no-bundle', 'output/not-yaml']);
  return problems.every(({ code }) => ofProgram.has(code)) ? EXIT.findings : EXIT.failure;
}
