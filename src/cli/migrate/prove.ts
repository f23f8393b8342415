import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProgramFile } from '../../codegen/migrate/plain-units';
import type { PrintedFile } from '../../codegen/migrate/print-program';
import { firstDifference } from '../../codegen/migrate/same';
import type { SourceObject } from '../../codegen/migrate/sources';
import type { Unit } from '../../codegen/migrate/unit';
import { errorsOf } from '../../synth/assemble';
import { idOf, type Manifest } from '../../core/manifest';
import { formatObjectId, identityKey } from '../../core/object-id';
import type { Context } from '../command';
import { packageRoot } from '../init/templates';
import { synthesizeProgram } from '../load-program';

/** Something that a proof found wrong. */
export interface Fault {
  /** The statement that it comes from. @default - not known */
  readonly unit?: Unit | undefined;
  readonly words: string;
}

/** What a proof found. */
export interface Proof {
  readonly faults: readonly Fault[];
  /** Whether the types were checked; they cannot be where there is no TypeScript. */
  readonly typed: boolean;
}

/** Makes two objects alike that a cluster takes for the same; without one, they must be equal. */
export type Normalize = (manifest: Manifest) => Manifest;

/**
 * Checks the types of a program and runs it, in a folder that is gone afterwards, and compares what it gives with what it has
 * to give.
 */
export async function prove(
  context: Context, printed: readonly PrintedFile[], files: readonly ProgramFile[], objects: readonly SourceObject[], normalize?: Normalize,
): Promise<Proof> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-migrate-')));
  try {
    writeAll(folder, printed, files);
    let wait = (): void => undefined;
    const types = checkTypes(folder, context.io.cwd, printed, (given) => (wait = given));
    types.catch(() => undefined);
    const run = await runProgram(context, folder, printed, objects, normalize);
    wait();
    const typeFaults = await types;
    return { faults: [...typeFaults ?? [], ...run], typed: typeFaults !== undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeAll(folder: string, printed: readonly PrintedFile[], files: readonly ProgramFile[]): void {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  for (const { path, text } of [...printed, ...files]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o600 });
  }
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(packageRoot, join(modules, 'kubeloom'), 'junction');
  const fromHere = createRequire(join(packageRoot, 'package.json'));
  for (const name of ['cdk8s', 'constructs']) symlinkSync(dirname(fromHere.resolve(`${name}/package.json`)), join(modules, name), 'junction');
}

/** What the program has of Node.js, for a project whose types of it are not known here. */
const nodeTypes = `declare const __dirname: string;
declare module 'node:path' {
  export function join(...parts: string[]): string;
}
`;

const compilerOptions = {
  target: 'ES2022', module: 'Node16', moduleResolution: 'node16', lib: ['ES2022'], types: [], noEmit: true, skipLibCheck: true,
  strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noUnusedLocals: true,
};

const typeError = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/;

/** What is wrong with the types; `undefined` where nothing can check them. */
async function checkTypes(
  folder: string, cwd: string, printed: readonly PrintedFile[], waitFor: (wait: () => void) => void,
): Promise<readonly Fault[] | undefined> {
  const compiler = compilerNear(cwd);
  if (compiler === undefined || !existsSync(join(packageRoot, 'lib', 'index.d.ts'))) return undefined;
  writeFileSync(join(folder, 'node.d.ts'), nodeTypes);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  const output = await new Promise<string>((done, fail) => {
    const child = spawn(process.execPath, [compiler, '--pretty', 'false', '-p', folder], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    // The end of the program is when the process has nothing left to wait for.
    const handles = [child, child.stdout as Socket, child.stderr as Socket];
    for (const handle of handles) handle.unref();
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.on('error', fail);
    child.on('close', () => done(text));
    waitFor(() => {
      for (const handle of handles) handle.ref();
    });
  });
  return output.split('\n').flatMap((line): Fault[] => {
    const found = typeError.exec(line);
    if (found === null) return line.startsWith('error ') ? [{ words: line }] : [];
    const [, path, row, words] = found as unknown as [string, string, string, string];
    return [{ unit: unitAt(printed, path, Number(row)), words: `${path}:${row} ${words}` }];
  });
}

function compilerNear(cwd: string): string | undefined {
  for (const place of [join(cwd, 'package.json'), join(packageRoot, 'package.json')]) {
    try {
      const file = createRequire(place).resolve('typescript/package.json');
      const { bin } = createRequire(place)(file) as { readonly bin: { readonly tsc: string } };
      return join(dirname(file), bin.tsc);
    } catch {
      // The next place may have one.
    }
  }
  return undefined;
}

function unitAt(printed: readonly PrintedFile[], path: string, line: number): Unit | undefined {
  return printed.find((file) => file.path === path)?.places.find(({ first, last }) => first <= line && line <= last)?.unit;
}

async function runProgram(
  context: Context, folder: string, printed: readonly PrintedFile[], objects: readonly SourceObject[], normalize: Normalize | undefined,
): Promise<readonly Fault[]> {
  const { prepareProgram } = require('../load/run-program') as typeof import('../load/run-program');
  const program = await prepareProgram({ kind: 'file', file: join(folder, 'main.ts'), args: [] }, false);
  const apps = await synthesizeProgram(context, program, {}).finally(() => program.unload());
  const faults: Fault[] = apps.flatMap(({ diagnostics }) => errorsOf(diagnostics).map(({ source, message, object }): Fault => {
    const path = source === undefined ? undefined : printed.find((file) => source.file === join(folder, file.path))?.path;
    return {
      unit: path === undefined ? undefined : unitAt(printed, path, source!.line),
      words: `${object === undefined ? '' : `${formatObjectId(object)}: `}${message}`,
    };
  }));
  return faults.length > 0 ? faults : compare(apps.flatMap((app) => app.objects.map(({ manifest }) => manifest)), objects, printed, normalize);
}

/** Every object that was given has to be there, as it was given, and no other. */
function compare(
  given: readonly Manifest[], wanted: readonly SourceObject[], printed: readonly PrintedFile[], normalize: Normalize = (manifest) => manifest,
): readonly Fault[] {
  const faults: Fault[] = [];
  const unitOf = new Map(printed.flatMap(({ places }) => places.flatMap(({ unit }) => unit.objects.map((object) => [object, unit] as const))));
  const rest = new Map<string, Manifest[]>();
  for (const manifest of given) rest.set(key(manifest), [...rest.get(key(manifest)) ?? [], manifest]);
  for (const object of wanted) {
    const twins = rest.get(key(object.manifest)) ?? [];
    const wish = normalize(object.given ?? object.manifest);
    const index = twins.findIndex((twin) => firstDifference(normalize(twin), wish) === undefined);
    if (index >= 0) twins.splice(index, 1);
    else {
      const [first] = twins;
      const name = formatObjectId(idOf(object.manifest));
      const words = first === undefined ? `${name} is missing` : `${name} differs at ${firstDifference(normalize(first), wish)}`;
      faults.push({ unit: unitOf.get(object), words });
      if (first !== undefined) twins.shift();
    }
  }
  for (const manifest of [...rest.values()].flat()) faults.push({ words: `${formatObjectId(idOf(manifest))} was not given` });
  return faults;
}

function key(manifest: Manifest): string {
  return `${manifest.apiVersion} ${identityKey(idOf(manifest))}`;
}
