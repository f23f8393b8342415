import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Grouping } from '../../codegen/migrate/bundles';
import type { ProgramFile } from '../../codegen/migrate/plain-units';
import { planProgram, type ProgramPlan } from '../../codegen/migrate/plan';
import type { SecretsChoice } from '../../codegen/migrate/plan-options';
import { type PrintedFile, printProgram } from '../../codegen/migrate/print-program';
import { reportOf, reportText } from '../../codegen/migrate/report';
import { readSources, type Sources, type SourceObject, type SourceText } from '../../codegen/migrate/sources';
import type { Level } from '../../codegen/migrate/unit';
import { withoutDefaults } from '../../codegen/migrate/without-defaults';
import { formatDiagnostics } from '../../core/format-diagnostic';
import type { Manifest } from '../../core/manifest';
import { DEFAULT_RELEASE } from '../../schema/releases';
import type { Context } from '../command';
import { EXIT, CommandFailure } from '../failure';
import { plural, shortPath } from '../words';
import { type Fault, prove } from './prove';
import { loadSdk, SdkWorkshop } from './workshop';
import { type OutputFile, writeProgram } from './write-program';

/** What `migrate` is told. */
export interface MigrateOptions {
  readonly output?: string | undefined;
  readonly group: Grouping;
  readonly secrets: SecretsChoice;
  readonly fromCluster?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly force?: boolean | undefined;
}

/** A program that was proven. */
interface Migration {
  readonly plan: ProgramPlan;
  readonly printed: readonly PrintedFile[];
  readonly typed: boolean;
}

const STDIN = '<stdin>';
/** A definition that a proof refuses is expressed one level lower; each round lowers at least one. */
const mostRounds = 6;

/** Turns manifests into a program, and proves that it gives the same objects, before anything is written. */
export async function runMigrate(context: Context, paths: readonly string[], options: MigrateOptions): Promise<number> {
  const { io } = context;
  const texts = await readTexts(context, paths);
  const sources = reduced(withNeighbours(readSources(texts), texts, io.cwd), options);
  if (sources.diagnostics.length > 0) {
    io.stderr.write(`${formatDiagnostics(sources.diagnostics, io.cwd)}\n`);
    return EXIT.findings;
  }
  if (sources.objects.length === 0) {
    throw new CommandFailure('there are no objects to migrate', 'name a file or folder with manifests, or - for the standard input');
  }
  const { plan, printed, typed } = await migrate(context, sources, options, fallbackName(paths, io.cwd));
  const report = reportText(reportOf(sources, plan, printed));
  const files = outputFiles(plan, printed);
  if (options.dryRun === true) {
    for (const { path, text } of printed) io.stdout.write(printed.length === 1 ? text : `// ${path}\n${text}\n`);
  } else writeAll(context, files, options);
  context.say(report.trimEnd());
  if (!typed) context.say('types were not checked: install TypeScript in the project');
  sayFindings(context, sources.objects);
  return EXIT.clean;
}

/** What other tools make of the files of a folder, by the file that tells them to. */
const recipes: { readonly [file: string]: string } = {
  'kustomization.yaml': 'kustomize build', 'kustomization.yml': 'kustomize build', 'Kustomization': 'kustomize build',
  'Chart.yaml': 'helm template',
};

/** Manifests beside a recipe may be no more than parts: what comes out of it is what a cluster gets. */
function withNeighbours(sources: Sources, texts: readonly SourceText[], cwd: string): Sources {
  const folders = new Set(texts.flatMap(({ name, named }) => (named === false ? [dirname(resolve(cwd, name))] : [])));
  const found = [...folders].flatMap((folder) => Object.entries(recipes).flatMap(([file, command]) => {
    const path = join(folder, file);
    return existsSync(path) ? [{ what: shortPath(path, cwd), why: `migrate what ${command} prints, where it changes these files` }] : [];
  }));
  return { ...pick(sources), leftOut: [...sources.leftOut, ...found] };
}

function pick({ objects, leftOut, fields, diagnostics, lines }: Sources): Sources {
  return { objects, leftOut, fields, diagnostics, lines };
}

/** Objects of a cluster are full of defaults, which nobody wrote. */
function reduced(sources: Sources, { fromCluster }: MigrateOptions): Sources {
  if (fromCluster !== true) return sources;
  return { ...pick(sources), objects: withoutDefaults(sources.objects, asStored) };
}

function asStored(manifest: Manifest): Manifest {
  const { defaulted } = require('../../check') as typeof import('../../check');
  return defaulted(manifest, DEFAULT_RELEASE);
}

async function migrate(context: Context, sources: Sources, options: MigrateOptions, fallback: string): Promise<Migration> {
  const lowered = new Map<SourceObject, Level>();
  const stored = options.fromCluster === true ? asStored : undefined;
  let typed = false;
  for (let round = 0; ; round++) {
    const files = new Map<string, ProgramFile>();
    const planOptions = { grouping: options.group, secrets: options.secrets, fallback, lowered, files, stored };
    const plan = planProgram(sources.objects, new SdkWorkshop(loadSdk(), files), planOptions);
    const printed = printProgram(plan.bundles, plan.constants);
    const proof = await prove(context, printed, plan.files, plan.objects, stored);
    ({ typed } = proof);
    if (context.debug) for (const { words } of proof.faults) context.io.stderr.write(`${words}\n`);
    if (proof.faults.length === 0) return { plan, printed, typed };
    if (round === mostRounds || !lower(proof.faults, lowered)) {
      const shown = proof.faults.slice(0, 5).map(({ words }) => words).join('\n  ');
      const message = `the program does not give the objects that were given; nothing is written\n  ${shown}`;
      throw new CommandFailure(message, 'this is a fault of kubeloom: please report it with the manifest');
    }
  }
}

/** Whether anything can be expressed lower than it was. */
function lower(faults: readonly Fault[], lowered: Map<SourceObject, Level>): boolean {
  let changed = false;
  for (const unit of new Set(faults.flatMap(({ unit: faulty }) => faulty ?? []))) {
    if (unit.level === 'file') continue;
    for (const object of unit.objects) lowered.set(object, unit.level === 'object' ? 'file' : 'object');
    changed = true;
  }
  return changed;
}

async function readTexts({ io }: Context, paths: readonly string[]): Promise<readonly SourceText[]> {
  const { findFiles, namedFiles } = require('../check/find-files') as typeof import('../check/find-files');
  const texts: SourceText[] = [];
  if (paths.includes('-')) texts.push({ name: STDIN, text: await io.stdin.readAll() });
  const files = paths.filter((path) => path !== '-');
  const named = namedFiles(files, io.cwd);
  for (const file of findFiles(files, io.cwd)) {
    texts.push({ name: shortPath(file, io.cwd), text: readText(file, io.cwd), named: named.has(file) });
  }
  return texts;
}

function readText(file: string, cwd: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new CommandFailure(`cannot read ${shortPath(file, cwd)}: ${(error as Error).message}`, undefined, { cause: error });
  }
}

/** A bundle whose objects have no namespace is called by the file or folder that they come from. */
function fallbackName([path]: readonly string[], cwd: string): string {
  if (path === undefined || path === '-') return 'app';
  return basename(resolve(cwd, path)).replace(/(?:\.k8s)?\.(?:ya?ml|json)$/i, '') || 'app';
}

const projectFile = `language: typescript
app: node --import tsx main.ts
output: dist
`;

function outputFiles(plan: ProgramPlan, printed: readonly PrintedFile[]): readonly OutputFile[] {
  return [...printed.map(({ path, text }) => ({ path, text, secret: false })), ...plan.files];
}

function writeAll(context: Context, files: readonly OutputFile[], options: MigrateOptions): void {
  const { io } = context;
  const folder = resolve(io.cwd, options.output ?? '.');
  const all = [...files];
  if (!existsSync(join(folder, 'cdk8s.yaml'))) all.push({ path: 'cdk8s.yaml', text: projectFile, secret: false });
  const ignored = files.some(({ secret }) => secret) ? gitignore(join(folder, '.gitignore')) : undefined;
  const extra = ignored === undefined ? [] : [{ path: '.gitignore', text: ignored, secret: false }];
  // What is to be ignored is ignored before it is there.
  const { added, changed } = writeProgram(folder, [...extra, ...all], options.force === true || onlyIgnored(folder, all, extra));
  for (const path of added) context.say(`  ${context.stderrStyle.green('added')}    ${shortPath(join(folder, path), io.cwd)}`);
  for (const path of changed) context.say(`  ${context.stderrStyle.green('changed')}  ${shortPath(join(folder, path), io.cwd)}`);
}

/** Lines may be added to `.gitignore` whatever stands in it. */
function onlyIgnored(folder: string, files: readonly OutputFile[], extra: readonly OutputFile[]): boolean {
  const isKept = (path: string, text: OutputFile['text']): boolean => !existsSync(path) || readFileSync(path).equals(Buffer.from(text));
  return extra.length > 0 && files.every(({ path, text }) => isKept(join(folder, path), text));
}

function gitignore(path: string): string | undefined {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before.split(/\r?\n/).some((line) => ['/secrets/', 'secrets/', '/secrets', 'secrets'].includes(line.trim()))) return undefined;
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}/secrets/\n`;
}

/** What a cluster would say to the objects: they are migrated all the same. */
function sayFindings(context: Context, objects: readonly SourceObject[]): void {
  const { check } = require('../../check') as typeof import('../../check');
  const { diagnostics, summary } = check(objects.map(({ manifest, file }) => ({ manifest, file })), { layers: ['schema', 'api'] });
  if (summary.errors === 0) return;
  context.say(`${plural(summary.errors, 'finding')} of the check, which a cluster would refuse`);
  for (const { code, message, object } of diagnostics.filter(({ severity }) => severity === 'error').slice(0, 10)) {
    context.say(`  ${code}  ${object === undefined ? '' : `${object.kind} ${object.name}: `}${message}`);
  }
}
