import { relative, resolve } from 'node:path';
import { check } from '../../check/check';
import type { CheckInput } from '../../check/check-options';
import { isCustomDefinition } from '../../codegen/crd/custom-definition';
import { importDefinitions } from '../../codegen/crd/import-definitions';
import { importRelease } from '../../codegen/crd/import-release';
import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { textReport } from '../../report/text';
import { loadRelease } from '../../schema/release';
import { compareOutput } from '../../synth/output/compare-output';
import { writeOutput } from '../../synth/output/write-output';
import { reportOptions } from '../check/report-options';
import type { Context } from '../command';
import { CommandFailure, EXIT, UsageError } from '../failure';
import { planLines, reportProblems } from '../synth/run-synth';
import { plural, shortPath } from '../words';
import { importFolder } from './import-folder';
import { readSpecs } from './read-specs';

/** What `import` is told. */
export interface ImportOptions {
  readonly output: string;
  readonly check?: boolean | undefined;
}

/** Files that are listed; of more of them, the number says enough. */
const mostLines = 20;

/** Writes, or compares, the modules of definitions and releases. */
export async function runImport(context: Context, args: readonly string[], options: ImportOptions): Promise<number> {
  const { io, config } = context;
  const folder = resolve(io.cwd, options.output);
  if (folder === resolve(io.cwd, config.output ?? 'dist')) {
    throw new UsageError(`${options.output} is the folder that kubeloom synth writes to`, 'give types a folder of their own: --output imports');
  }
  const { releases, inputs } = await readSpecs(context, args);
  const unread = inputs.filter(({ problems }) => problems !== undefined);
  if (unread.length > 0) return showFindings(context, unread);
  const found = inputs.filter(({ manifest }) => isCustomDefinition(manifest));
  if (releases.length === 0 && found.length === 0) {
    throw new CommandFailure(`there is no CustomResourceDefinition in ${args.join(', ')}`, 'helm template --include-crds prints those of a chart');
  }
  const { files: modules, kinds, problems } = importDefinitions(found.map(({ manifest }) => manifest as PlainMap));
  if (problems.length > 0) {
    for (const { index, message } of problems) io.stderr.write(`${placeOf(found[index]!, io.cwd)}: ${message}\n`);
    return EXIT.findings;
  }
  const files = new Map(modules);
  let count = kinds.length;
  for (const release of releases) {
    const imported = importRelease(loadRelease(release));
    for (const [path, text] of imported.files) files.set(path, text);
    count += imported.kinds;
  }
  if (found.length > 0) showFindings(context, found);
  if (found.length < inputs.length) context.say(`${plural(inputs.length - found.length, 'object')} passed over: no CustomResourceDefinition`);
  // Only cdk8s.yaml says all that there is: what is imported by words of a command line comes beside what is there.
  const complete = args.length === 0;
  return options.check === true ? compare(context, folder, files, complete) : write(context, folder, files, complete, count);
}

function write(context: Context, folder: string, files: ReadonlyMap<string, string>, complete: boolean, count: number): number {
  const plan = writeOutput(folder, files, { complete });
  if (plan.diagnostics.length > 0) return reportProblems(context, plan.diagnostics);
  const written = [...plan.added, ...plan.changed].filter((path) => files.has(path)).length;
  if (written <= mostLines) for (const line of planLines(plan, folder, context)) context.say(line);
  const state = written === 0 ? 'all as they were' : written === files.size ? 'all written' : `${written} of them written`;
  context.say(`${shortPath(folder, context.io.cwd)}: ${plural(count, 'kind')} in ${plural(files.size, 'file')}, ${state}`);
  if (relative(importFolder(context), folder) !== '') {
    context.say(`kubeloom check finds schemas there when cdk8s.yaml says so: kubeloom: { import: { output: ${shortPath(folder, context.io.cwd)} } }`);
  }
  return EXIT.clean;
}

function compare(context: Context, folder: string, files: ReadonlyMap<string, string>, complete: boolean): number {
  const { differences, diagnostics } = compareOutput(folder, files, { complete });
  if (diagnostics.length > 0) return reportProblems(context, diagnostics);
  const of = (kind: string): string[] => differences.filter((difference) => difference.kind === kind).map(({ path }) => path);
  const plan = { added: of('added'), changed: of('changed'), removed: of('removed'), unchanged: [], diagnostics: [] };
  if (differences.length === 0) {
    context.say(`${plural(files.size, 'file')} as the definitions give them`);
    return EXIT.clean;
  }
  for (const line of planLines(plan, folder, context)) context.io.stdout.write(`${line.trim()}\n`);
  const one = differences.length === 1;
  context.io.stderr.write(`${plural(differences.length, 'file')} ${one ? 'is' : 'are'} not as the definitions give ${one ? 'it' : 'them'}: run kubeloom import\n`);
  return EXIT.findings;
}

/** Shows what a server would refuse. What has types is imported all the same: the definition may be the one of a vendor. */
function showFindings(context: Context, inputs: readonly CheckInput[]): number {
  const report = check(inputs, { layers: ['schema', 'api'] });
  if (report.summary.errors === 0) return EXIT.clean;
  context.io.stderr.write(textReport(report, { ...reportOptions(context), paint: context.stderrStyle }));
  return EXIT.findings;
}

/** `crds/shop.yaml:3:1 shops.example.com`. */
function placeOf({ manifest, locate, file }: CheckInput, cwd: string): string {
  const place = locate?.('');
  const metadata = isPlainMap(manifest) ? manifest.metadata : undefined;
  const name = isPlainMap(metadata) && typeof metadata.name === 'string' ? ` ${metadata.name}` : '';
  return `${file === undefined ? 'definition' : shortPath(file, cwd)}${place === undefined ? '' : `:${place.line}:${place.column}`}${name}`;
}
