import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

const catalog = resolve(__dirname, '../../../src/catalog');

/** What a script is run with. */
export interface ScriptInput {
  /** Variables. `$FOLDER` in a value is a folder of the run. */
  readonly env?: { readonly [name: string]: string };
  /** Programs that the script finds, by name: what each does, in the words of a shell. Every call of them is noted. */
  readonly programs?: { readonly [name: string]: string };
  /** Files of the folder, by path. */
  readonly files?: { readonly [path: string]: string };
  /** Shell of the script. @default 'sh' */
  readonly shell?: 'sh' | 'bash';
  readonly args?: readonly string[];
  /** A change to the script, for what cannot be had in a test. @default - none */
  readonly edit?: (text: string) => string;
}

/** What became of a run. */
export interface ScriptRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Calls of the programs, in order: name and arguments. */
  readonly calls: readonly string[];
  /** A file of the folder, after the run. */
  readonly file: (path: string) => string | undefined;
}

/** Runs a script of the catalogue where the programs of its image are ones that the test has made. */
export function runScript(script: string, { env = {}, programs = {}, files = {}, shell = 'sh', args = [], edit }: ScriptInput): ScriptRun {
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-script-'));
  try {
    const bin = join(folder, 'bin');
    const noted = join(folder, 'calls');
    mkdirSync(bin);
    for (const [name, does] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> '${noted}'\n${does}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replaceAll('$FOLDER', folder)]));
    // As in the ConfigMap, scripts stand side by side.
    const text = readFileSync(join(catalog, script), 'utf8');
    const file = join(folder, basename(script));
    if (edit?.(text) === text) throw new Error(`nothing of ${script} is changed`);
    writeFileSync(file, edit?.(text) ?? text);
    for (const shared of ['common/dumps.sh', 'solr/collections.sh']) cpSync(join(catalog, shared), join(folder, basename(shared)));
    const { status, stdout, stderr } = spawnSync(shell, [file, ...args], {
      cwd: folder, encoding: 'utf8', timeout: 20_000, env: { PATH: `${bin}:${process.env['PATH']}`, FOLDER: folder, ...own },
    });
    const read = (path: string): string | undefined => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined);
    const contents = new Map<string, string | undefined>();
    for (const path of filesOf(folder)) contents.set(path, read(path));
    return {
      status,
      stdout: stdout.replaceAll(folder, '$FOLDER'),
      stderr: stderr.replaceAll(folder, '$FOLDER'),
      calls: (contents.get('calls') ?? '').replaceAll(folder, '$FOLDER').split('\n').filter((line) => line !== ''),
      file: (path) => contents.get(path)?.replaceAll(folder, '$FOLDER'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What stands in the folder after the run, apart from the programs. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).filter((path) => !path.startsWith('bin/'));
}
