import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { filesOf } from './two-versions';

/*
 * Processes that write a folder over and over, in two versions, and are killed in the middle of it.
 */

const versions = ['old', 'new'] as const;

/** What a process runs: says that it starts, then writes one version after the other, as often as it is told. */
const program = `
  const { writeOutput } = require('./src/synth/output/write-output');
  const { filesOf } = require('./test/synth/output/two-versions');
  const files = ${JSON.stringify(versions)}.map((version) => filesOf(version));
  process.stdout.write('ready');
  for (let round = 0; round < Number(process.argv[3]); round++) {
    const { diagnostics } = writeOutput(process.argv[2], files[(round + process.pid) % 2]);
    if (diagnostics.length > 0) process.stderr.write(diagnostics.map(({ code }) => code).join());
  }
`;

/** A folder for the output, and the script of a process that writes to it. */
function prepare(): { readonly script: string; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-killed-'));
  const script = join(folder, 'writer.cjs');
  buildSync({
    stdin: { contents: program, resolveDir: join(__dirname, '..', '..', '..') },
    bundle: true, platform: 'node', format: 'cjs', outfile: script, logLevel: 'silent',
  });
  return { script, output: join(folder, 'output') };
}

function start(script: string, output: string, rounds: number): ChildProcess {
  return spawn(process.execPath, [script, output, String(rounds)], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Kills processes, one after the other, while they write to one folder, and gives what was found to be wrong in between. */
export async function killWriters(kills: number, delay: (kill: number) => number): Promise<{ readonly folder: string; readonly problems: string[] }> {
  const { script, output } = prepare();
  const problems: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const said = await killOne(start(script, output, Infinity), delay(kill));
    if (said !== '') problems.push(`kill ${kill}: the process said ${said}`);
    problems.push(...halfWritten(output).map((path) => `kill ${kill}: ${path} is neither old nor new`));
  }
  return { folder: output, problems };
}

/** Lets several processes write to one folder at once; what they said of it. */
export async function writeAtOnce(processes: number, rounds: number): Promise<{ readonly folder: string; readonly said: readonly string[] }> {
  const { script, output } = prepare();
  const said = await Promise.all(Array.from({ length: processes }, async () => {
    const child = start(script, output, rounds);
    let text = '';
    child.stderr!.on('data', (chunk: Buffer) => (text += String(chunk)));
    await new Promise((resolve) => child.once('close', resolve));
    return text;
  }));
  return { folder: output, said };
}

/** Kills a process some time after it has begun to write. */
async function killOne(child: ChildProcess, milliseconds: number): Promise<string> {
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await Promise.race([ended, new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await ended;
  return said;
}

/** Every file of a folder that is not one whole version. */
export function halfWritten(folder: string, wanted: readonly ReadonlyMap<string, string>[] = versions.map((version) => filesOf(version))): string[] {
  if (!existsSync(folder)) return [];
  return filesIn(folder).filter((path) => {
    if (/(?:^|\/)\.kubeloom/.test(path)) return false;
    const text = readFileSync(join(folder, path), 'utf8');
    return !wanted.some((files) => files.get(path) === text);
  });
}

/** Every file in a folder, by path with `/`. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
}
