import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPlainMap } from '../../core/plain-map';
import type { Manifest } from '../../core/manifest';
import { isMarked, markLine } from '../../synth/output/ownership';
import type { Synthesis, SynthesisOptions, SynthesizedBundle, SynthesizedObject } from '../../synth/synthesis';
import { CommandFailure } from '../failure';
import type { Io } from '../io';

const manifestFile = /\.(ya?ml|json)$/;

/**
 * Runs a command as `cdk8s synth` runs it, in a shell with `CDK8S_OUTDIR` set to a temporary folder, and takes what it
 * writes there. What it prints is commentary.
 * @param outdir where that is to be written in the end
 */
export async function runCommandProgram(command: string, io: Io, outdir: string, { layout, format, only }: SynthesisOptions): Promise<Synthesis> {
  if (layout !== undefined || format === 'json') {
    throw new CommandFailure('layout and format are for programs in TypeScript or JavaScript', `\`${command}\` decides itself what it writes`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-'));
  try {
    const code = await runShell(command, folder, io);
    if (code !== 0) throw new CommandFailure(`\`${command}\` ended with ${typeof code === 'number' ? `exit code ${code}` : code}`);
    return readSynthesis(folder, command, outdir, only);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runShell(command: string, output: string, io: Io): Promise<number | string> {
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  return new Promise((done, fail) => {
    const env = { CDK8S_RECORD_CONSTRUCT_METADATA: 'false', ...io.env, CDK8S_OUTDIR: output };
    const child = spawn(command, { shell: true, cwd: io.cwd, env, stdio: ['inherit', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => io.stderr.write(text));
    child.on('error', (error) => fail(new CommandFailure(`cannot run \`${command}\`: ${error.message}`)));
    child.on('close', (code, signal) => done(code ?? signal ?? 'no exit code'));
  });
}

function readSynthesis(folder: string, command: string, outdir: string, only: readonly string[] | undefined): Synthesis {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).map((path) => path.replaceAll('\\', '/')).filter((path) => manifestFile.test(path)).sort();
  if (paths.length === 0) throw new CommandFailure(`\`${command}\` wrote no manifests`, 'it has to write them to the folder that CDK8S_OUTDIR names');
  const { matchesGlob } = require('../../synth/glob') as typeof import('../../synth/glob');
  const bundles = paths.map((path): SynthesizedBundle => ({ name: nameOf(path), path }));
  const chosen = paths.filter((path) => only === undefined || only.some((pattern) => matchesGlob(pattern, nameOf(path))));
  const missed = only?.find((pattern) => !paths.some((path) => matchesGlob(pattern, nameOf(path))));
  if (missed !== undefined) throw new CommandFailure(`no file matches --only ${missed}`, `there are ${bundles.map(({ name }) => name).join(', ')}`);
  const texts = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  // What is no YAML shall be told before anything is written.
  const objects = bundles.flatMap((bundle) => readObjects(texts.get(bundle.path)!, bundle, chosen.includes(bundle.path)));
  return {
    outdir,
    format: 'yaml',
    files: new Map(chosen.map((path) => [path, marked(path, texts.get(path)!)])),
    bundles, objects, diagnostics: [], notes: [], complete: only === undefined,
  };
}

function nameOf(path: string): string {
  return path.replace(/(\.k8s)?\.(ya?ml|json)$/, '');
}

/** Whoever made a file, it is ours once we write it. JSON has no place for that. */
function marked(path: string, text: string): string {
  if (path.endsWith('.json') || isMarked(text)) return text;
  return `${markLine(undefined)}${text.startsWith('---\n') ? '' : '---\n'}${text}`;
}

function readObjects(text: string, bundle: SynthesizedBundle, isWritten: boolean): SynthesizedObject[] {
  const { readDocuments } = require('../../yaml/read') as typeof import('../../yaml/read');
  return readDocuments(text).flatMap(({ value, errors }) => {
    const [error] = errors;
    if (error !== undefined) throw new CommandFailure(`${bundle.path}:${error.line}:${error.column}: ${error.message}`);
    return isPlainMap(value) ? [{ manifest: value as unknown as Manifest, bundle, file: isWritten ? bundle.path : '', path: bundle.path }] : [];
  });
}
