import { resolve } from 'node:path';
import { check } from '../../check/check';
import type { CheckInput, CheckLayer, CheckOptions, CheckReport } from '../../check/check-options';
import { writeBaseline } from '../../check/suppress/baseline';
import { formatDiagnostics } from '../../core/format-diagnostic';
import { isPlainMap } from '../../core/plain-map';
import type { ReportFormat } from '../../report/formats';
import type { ReportedObject } from '../../report/report-options';
import type { Synthesis } from '../../synth/synthesis';
import type { Context } from '../command';
import { EXIT, UsageError } from '../failure';
import { plural } from '../words';
import { loadBaseline, saveBaseline } from './baseline-file';
import { type CheckSettings, checkOptions } from './check-settings';
import { importedDefinitions } from '../import/imported-definitions';
import { findFiles, namedFiles } from './find-files';
import { withoutOtherFiles } from './other-files';
import { programExternal, programInputs } from './program-inputs';
import { clusterOf, readFiles, type Scope, STDIN } from './read-files';
import { reportOptions } from './report-options';

/** What `check` is told. */
export interface RunCheckOptions extends CheckSettings {
  readonly layers: readonly CheckLayer[];
  readonly scope: Scope;
  readonly crd: readonly string[];
  readonly failOn: 'error' | 'warning' | 'never';
  readonly format: ReportFormat;
  readonly baseline?: string | undefined;
  readonly writeBaseline?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly fix?: boolean | undefined;
}

/** What is checked, and what is known of it. */
interface Subject {
  readonly inputs: readonly CheckInput[];
  readonly external: CheckOptions['external'];
  /** The files of the program that it comes from. @default - none */
  readonly sources?: readonly string[] | undefined;
  /** The text of a file of the subject that no disk has. */
  readonly text?: (file: string) => string | undefined;
}

/** Checks files, the standard input or the program, and reports. */
export async function runCheck(context: Context, paths: readonly string[], options: RunCheckOptions): Promise<number> {
  const { io, config } = context;
  if (options.reason !== undefined && options.writeBaseline !== true) throw new UsageError('--reason is for --write-baseline');
  if (options.fix === true && (paths.length === 0 || paths.includes('-'))) throw new UsageError('--fix mends files: name them, or a folder');
  const given = checkOptions(options, config);
  if (options.fix === true) {
    const { fixFiles } = require('./fix-files') as typeof import('./fix-files');
    fixFiles(context, filesOf(context, paths, options), given);
  }
  const subject = await subjectOf(context, paths, options);
  if (typeof subject === 'number') return subject;
  const before = loadBaseline(options.baseline, io.cwd, options.writeBaseline === true);
  const report = check(subject.inputs, {
    ...given,
    layers: options.layers.length === 0 ? undefined : options.layers,
    crds: definitionsFor(context, subject, options),
    external: [...given.external ?? [], ...subject.external ?? []],
    baseline: before,
  });
  if (options.writeBaseline === true) {
    const text = writeBaseline(report.diagnostics, before, options.reason);
    const file = saveBaseline(options.baseline, text, io.cwd);
    context.say(`${file}: ${plural((JSON.parse(text) as { findings: unknown[] }).findings.length, 'finding')} accepted`);
    return EXIT.clean;
  }
  printReport(context, report, subject, options);
  return fails(report, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** What is named on the command line, and what lies beside imported types. */
function definitionsFor(context: Context, { inputs, sources }: Subject, { crd }: RunCheckOptions): readonly unknown[] {
  const { cwd } = context.io;
  const named = crd.length === 0 ? [] : readFiles(findFiles(crd, cwd), 'all', cwd).map(({ manifest }) => manifest);
  return [...named, ...importedDefinitions(context, inputs.map(({ manifest }) => manifest), sources)];
}

/** Whether a report fails a run. */
export function fails({ summary: { errors, warnings } }: CheckReport, failOn: RunCheckOptions['failOn']): boolean {
  return failOn !== 'never' && (errors > 0 || (failOn === 'warning' && warnings > 0));
}

/** The files that are checked; a baseline that lies among them is none of them. */
function filesOf({ io }: Context, paths: readonly string[], { baseline }: RunCheckOptions): string[] {
  const files = findFiles(paths, io.cwd);
  return baseline === undefined ? files : files.filter((file) => file !== resolve(io.cwd, baseline));
}

async function subjectOf(context: Context, paths: readonly string[], options: RunCheckOptions): Promise<Subject | number> {
  const { io } = context;
  const { scope } = options;
  if (paths.length === 0) return programSubject(context, scope);
  const names = paths.filter((path) => path !== '-');
  const read = readFiles(filesOf(context, names, options), scope, io.cwd);
  const inputs = options.strict === true ? read : withoutOtherFiles(context, read, namedFiles(names, io.cwd));
  if (!paths.includes('-')) return { inputs, external: [] };
  const { readInputs } = require('../../check/input') as typeof import('../../check/input');
  const text = await io.stdin.readAll();
  const fromStdin = readInputs(text, { file: STDIN, cluster: clusterOf(STDIN, scope) });
  return { inputs: [...inputs, ...fromStdin], external: [], text: (file) => (file === STDIN ? text : undefined) };
}

/** What the program of `cdk8s.yaml` defines; the exit code where its definitions are wrong. */
async function programSubject(context: Context, scope: Scope): Promise<Subject | number> {
  const { io, config } = context;
  if (config.app === undefined) throw new UsageError('expected a path, and cdk8s.yaml names no app', 'kubeloom check FOLDER, or kubeloom check - for the standard input');
  const { loadProgram } = require('../load-program') as typeof import('../load-program');
  const { apps, sources } = await loadProgram(context, undefined);
  const { outputFolders } = require('../synth/output-folders') as typeof import('../synth/output-folders');
  // Apps that write to one folder are for one cluster.
  const syntheses = outputFolders(apps, undefined, io.cwd).map(({ synthesis }) => synthesis);
  const wrong = definitionErrors(syntheses);
  if (wrong.length > 0) {
    io.stderr.write(`${formatDiagnostics(wrong, io.cwd)}\n`);
    return EXIT.findings;
  }
  return { inputs: programInputs(syntheses, scope), external: programExternal(syntheses), sources };
}

function definitionErrors(syntheses: readonly Synthesis[]): Synthesis['diagnostics'] {
  return syntheses.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
}

function printReport(context: Context, report: CheckReport, { inputs, text }: Subject, { format, failOn }: RunCheckOptions): void {
  if (context.quiet && format === 'text' && !fails(report, 'warning')) return;
  const { reporters } = require('../../report/formats') as typeof import('../../report/formats');
  const written = reporters[format](report, { ...reportOptions(context, text), failOn, objects: reportedObjects(inputs) });
  context.io.stdout.write(written);
}

function reportedObjects(inputs: readonly CheckInput[]): ReportedObject[] {
  return inputs.flatMap(({ manifest, file }) => {
    if (!isPlainMap(manifest) || typeof manifest['apiVersion'] !== 'string' || typeof manifest['kind'] !== 'string') return [];
    const metadata = isPlainMap(manifest['metadata']) ? manifest['metadata'] : {};
    const { name, namespace } = metadata;
    const object = {
      apiVersion: manifest['apiVersion'], kind: manifest['kind'],
      namespace: typeof namespace === 'string' ? namespace : undefined, name: typeof name === 'string' ? name : '',
    };
    return [{ object, file }];
  });
}
