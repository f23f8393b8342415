import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compilePackage } from './node-host';
import { type Outcome, writeFiles } from './run';

const root = resolve(__dirname, '..', '..', '..');
/** What the package needs to synthesize; the project has links to it. */
const dependencies = ['cdk8s', 'constructs', 'esbuild', '@esbuild', 'yaml', '@marcbachmann'];

/** Of a pack, what is of use here. */
export interface PackShown {
  readonly modules: readonly { readonly file: string }[];
  readonly left: readonly string[];
}

/** The package as npm installs it in a project, and its command line as a process. */
export class InstalledPackage {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'kubeloom-installed-')));
  readonly modules = join(this.folder, 'node_modules');
  readonly cache = join(this.modules, '.cache', 'kubeloom');
  readonly main = join(this.modules, 'kubeloom', 'lib', 'cli', 'main.js');

  constructor() {
    compilePackage(join(this.modules, 'kubeloom'));
    for (const name of dependencies) symlinkSync(join(root, 'node_modules', name), join(this.modules, name));
    this.write({ 'package.json': '{ "name": "project", "private": true }\n', 'host.js': hostProgram });
  }

  write(files: { readonly [path: string]: string }): void {
    for (const path of Object.keys(files)) mkdirSync(resolve(this.folder, path, '..'), { recursive: true });
    writeFiles(this.folder, files);
  }

  /** Runs a command line. */
  run(args: readonly string[], { env = {} }: { readonly env?: { readonly [name: string]: string } } = {}): Outcome {
    return this.node([this.main, ...args], env);
  }

  /** Loads a file of the project by a pack of its own, and gives what it exports. */
  load(file: string): unknown {
    const { code, stdout, stderr } = this.node([join(this.folder, 'host.js'), this.packOf(file), join(this.folder, file)]);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  /** Loads a file until nothing more is kept of it, and gives what it exported last. */
  warm(file: string): unknown {
    this.load(file);
    this.load(file);
    return this.load(file);
  }

  packOf(file: string): string {
    return join(this.cache, `${file}.pack`);
  }

  /** What is kept, by name. */
  kept(): string[] {
    try {
      return readdirSync(this.cache);
    } catch {
      return [];
    }
  }

  private node(args: readonly string[], env: { readonly [name: string]: string } = {}): Outcome {
    // What the runner set for itself is none of the command's business.
    const inherited = Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|NODE_V8_COVERAGE|JEST_|FORCE_COLOR|NO_COLOR|CI$)/.test(name));
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.folder, encoding: 'utf8', env: { ...Object.fromEntries(inherited), ...env } });
    return { code: status ?? -1, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function readPack(file: string): PackShown {
  const bytes = readFileSync(file);
  return JSON.parse(bytes.toString('utf8', 12, 12 + bytes.readUInt32LE(0))) as PackShown;
}

const hostProgram = `
const lib = __dirname + '/node_modules/kubeloom/lib/cli/';
const { ModulePack } = require(lib + 'start/module-pack');
const { savePack } = require(lib + 'start/save-pack');
const { addPlaceMapper } = require(lib + 'load/stack-mapping');
const [, , file, program] = process.argv;
const pack = ModulePack.open(file);
if (pack !== undefined) addPlaceMapper((...place) => pack.place(...place));
Promise.resolve(require(program)).then((exported) => {
  console.log(JSON.stringify(exported));
  savePack(file, pack);
});
`;
