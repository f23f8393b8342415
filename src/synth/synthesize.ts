import { join } from 'node:path';
import { type App as Cdk8sApp, YamlOutputType } from 'cdk8s';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import type { SourceTrace } from '../core/source';
import { nearest } from '../core/suggest';
import { writeJson } from '../yaml/write-json';
import { AppSynthesis } from './app-synthesis';
import { errorsOf } from './assemble';
import { assembleApp, type AssembledChart } from './assembly';
import { constructMetadata, constructMetadataName } from './construct-metadata';
import { Bundle } from './bundle';
import { chartName } from './file-names';
import { matchesGlob } from './glob';
import { checkLock, LOCK_FILE, lockFolder, lockOf, readLock } from './identity-lock';
import { FileTexts } from './output/file-texts';
import { withoutMark } from './output/ownership';
import { fileText, listOf, planFiles } from './output-files';
import type { IdentityLockFile, Layout, OutputFormat, Synthesis, SynthesisOptions } from './synthesis';

const layouts: { readonly [T in YamlOutputType]: Layout } = {
  [YamlOutputType.FILE_PER_APP]: 'stream',
  [YamlOutputType.FILE_PER_CHART]: 'bundle',
  [YamlOutputType.FILE_PER_RESOURCE]: 'object',
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE]: 'folder',
};

/** Computes everything that an app writes: the tree is walked, resolved and validated once. Nothing is written. */
export function synthesize(app: Cdk8sApp, options: SynthesisOptions = {}): AppSynthesis {
  const { layout = layouts[app.yamlOutputType], format = 'yaml' } = options;
  const extension = extensionOf(format, options.extension ?? app.outputFileExtension);
  const { bundles, diagnostics } = assembleApp(app);
  const found: Diagnostic[] = [...diagnostics];
  const lock = lockFileOf(bundles, options.updateLock === true, found);
  const chosen = chooseBundles(bundles, options.only, found);
  // A definition that is wrong gives no object: whatever could be said of files would not be true of the mended program.
  const planned = errorsOf(found).length > 0 ? [] : planFiles(chosen, { layout, extension }, found);
  const files = new FileTexts();
  const program = ownFile(app) ?? options.program;
  for (const file of planned) files.set(file.path, fileText(file, { format, layout, program }, found));
  if (errorsOf(found).length > 0) files.clear();
  else if (recordsMetadata(app)) files.set(constructMetadataName, [constructMetadata(chosen)]);
  return new AppSynthesis({ outdir: app.outdir, format, files, complete: options.only === undefined, lock }, found, bundles, planned);
}

/** The lock of the bundles that keep their identity; what would change one is reported. */
function lockFileOf(charts: readonly AssembledChart[], update: boolean, found: Diagnostic[]): IdentityLockFile | undefined {
  const bundles = charts.flatMap(({ chart, cluster, objects }) => {
    const name = chartName(chart);
    return chart instanceof Bundle ? [{ name: cluster === undefined ? name : `${cluster}/${name}`, objects, chart }] : [];
  });
  const locked = bundles.filter(({ chart }) => chart.isLocked);
  if (locked.length === 0) return undefined;
  const file = join(lockFolder(locked[0]!.chart.trace.location?.file, process.cwd()), LOCK_FILE);
  const { lock, diagnostics } = readLock(file);
  found.push(...diagnostics, ...(update ? [] : checkLock(lock, locked)));
  return { file, bundles: { ...Object.fromEntries(bundles.map(({ name }) => [name, undefined])), ...lockOf(locked) } };
}

function mergedLock(apps: readonly Synthesis[]): IdentityLockFile | undefined {
  const locks = apps.flatMap(({ lock }) => lock ?? []);
  return locks[0] === undefined ? undefined : { file: locks[0].file, bundles: Object.assign({}, ...locks.map(({ bundles }) => bundles)) as IdentityLockFile['bundles'] };
}

/** Several apps that write to one folder, as one. Two files of one name are reported. */
export function mergeSyntheses(apps: readonly Synthesis[]): Synthesis {
  const [first] = apps;
  if (first === undefined) throw new Error('there is no synthesis to merge');
  if (apps.length === 1) return first;
  const files = new Map<string, string>();
  const collisions: Diagnostic[] = [];
  const spelt = new Map<string, number>();
  apps.forEach((app, index) => {
    for (const [path, text] of app.files) {
      const twin = spelt.get(path.toLowerCase());
      if (twin === undefined) {
        spelt.set(path.toLowerCase(), index);
        files.set(path, text);
      } else collisions.push(diagnostic('output/collision', { file: path, first: `app ${twin + 1}`, second: `app ${index + 1} of the program` }));
    }
  });
  const diagnostics = [...apps.flatMap((app) => app.diagnostics), ...collisions];
  return {
    outdir: first.outdir,
    format: first.format,
    files: errorsOf(diagnostics).length > 0 ? new Map() : files,
    complete: apps.every((app) => app.complete),
    lock: mergedLock(apps),
    diagnostics,
    notes: apps.flatMap((app) => app.notes),
    bundles: apps.flatMap((app) => app.bundles),
    objects: apps.flatMap((app) => app.objects),
  };
}

/** All documents of a synthesis as one text, for the standard output: YAML without the first lines of files, or one JSON `List`. */
export function synthesizedText({ format, files, objects }: Synthesis): string {
  if (format === 'json') return writeJson(listOf(objects.filter(({ file }) => file !== '').map(({ manifest }) => manifest)));
  const texts = [...files].filter(([path]) => path !== constructMetadataName).map(([, text]) => withoutMark(text));
  return texts.join('').replace(/^---\n/, '');
}

function extensionOf(format: OutputFormat, extension: string): string {
  return format === 'json' ? extension.replace(/\.ya?ml$/, '.json') : extension;
}

function chooseBundles(bundles: readonly AssembledChart[], only: readonly string[] | undefined, found: Diagnostic[]): readonly AssembledChart[] {
  if (only === undefined) return bundles;
  const names = bundles.map(({ chart, cluster }) => {
    const name = chartName(chart);
    return cluster === undefined ? [name] : [name, `${cluster}/${name}`];
  });
  for (const pattern of only) {
    if (names.some((ofOne) => ofOne.some((name) => matchesGlob(pattern, name)))) continue;
    const known = names.map((ofOne) => ofOne.at(-1)!);
    found.push(diagnostic('output/no-bundle', { pattern, known, nearest: nearest(pattern, names.flat()) }));
  }
  return bundles.filter((_, index) => names[index]!.some((name) => only.some((pattern) => matchesGlob(pattern, name))));
}

/** The file that made an app of ours. */
function ownFile(app: Cdk8sApp): string | undefined {
  return (app as { readonly trace?: SourceTrace }).trace?.location?.file;
}

/** Whether `construct-metadata.json` is asked for, by the app or by `cdk8s synth`. */
function recordsMetadata(app: Cdk8sApp): boolean {
  return (app as unknown as { readonly recordConstructMetadata?: boolean }).recordConstructMetadata === true;
}
