import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';
import { type LoadedModule, Module, requireFor } from '../load/node-modules';

/** What a pack says of one module. */
export interface PackedModule {
  /** Absolute path. */
  readonly file: string;
  /** Size and time of the last change, of its content or by a new installation. */
  readonly state: string;
  /** Line of the script, counted from 0, on which the module starts. */
  readonly line: number;
  /** What its literal requests lead to: a module of the pack by index, else a path or the name of a module of Node.js. */
  readonly requests: { readonly [request: string]: number | string };
  /** Requests of which the module only needs the names until it uses one. */
  readonly later: { readonly [request: string]: readonly string[] };
}

/** The part of a pack that is read first. */
export interface PackHeader {
  readonly format: number;
  readonly node: string;
  readonly modules: readonly PackedModule[];
  /** Modules that were loaded once, and are not needed where there is a pack. */
  readonly left: readonly string[];
}

/** Raised with every change to what a pack holds. */
export const PACK_FORMAT = 2;

/** V8 looks at its own version and options; the rest is for us to look at. */
export const nodeIdentity = `${process.version} ${process.platform} ${process.arch}`;

/** Lengths of the header, the script and V8's data stand before the three themselves. */
export const PREFIX_BYTES = 12;

/** Each module of a pack is a function of these. */
export const moduleHead = 'function(exports,require,module,__filename,__dirname){';
/** `([` before the first module, `},` before every other. */
const joint = 2;

type ModuleFunction = (exports: unknown, require: NodeRequire, module: LoadedModule, filename: string, dirname: string) => void;

/**
 * The modules of packages that the last run loaded (those of this one, of cdk8s, of constructs and of whatever else a
 * program needs), in one file, compiled by V8 already. Node.js would look for each of some hundred files, read it and compile
 * it, which takes most of the time of a small run.
 *
 * They are the user's own modules, under their own paths, in Node.js' own registry: whoever asks for one of them in another
 * way finds the same instance. A file that is not as it was is loaded as ever.
 */
export class ModulePack {
  /** Whether a module was not as it was. */
  isStale = false;
  private readonly indexes: Map<string, number>;
  private readonly loaded: (LoadedModule | undefined)[];
  private readonly functions: readonly ModuleFunction[];
  private readonly loadOutside: NonNullable<(typeof Module._extensions)[string]>;

  private constructor(
    /** Where the pack lies; what errors show until they are mapped. */
    readonly file: string,
    readonly header: PackHeader,
    readonly script: Script,
    /** Whether V8 had compiled it before. */
    readonly isCompiled: boolean,
  ) {
    this.functions = script.runInThisContext() as readonly ModuleFunction[];
    this.indexes = new Map(header.modules.map((module, index) => [module.file, index]));
    this.loaded = new Array<undefined>(header.modules.length);
    this.loadOutside = Module._extensions['.js']!;
  }

  /** Opens a pack and puts it in the way of `require`; `undefined` where there is none, or none for this Node.js. */
  static open(file: string): ModulePack | undefined {
    const pack = ModulePack.read(file);
    pack?.install();
    return pack;
  }

  private static read(file: string): ModulePack | undefined {
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch {
      return undefined;
    }
    try {
      const [headerLength, scriptLength, dataLength] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)];
      const scriptStart = PREFIX_BYTES + headerLength;
      const dataStart = scriptStart + scriptLength;
      if (bytes.length !== dataStart + dataLength) return undefined;
      const header = JSON.parse(bytes.toString('utf8', PREFIX_BYTES, scriptStart)) as PackHeader;
      if (header.format !== PACK_FORMAT || header.node !== nodeIdentity) return undefined;
      const script = new Script(bytes.toString('latin1', scriptStart, dataStart), {
        filename: file,
        ...(dataLength > 0 ? { cachedData: bytes.subarray(dataStart) } : {}),
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER as never,
      });
      return new ModulePack(file, header, script, dataLength > 0 && script.cachedDataRejected !== true);
    } catch {
      // A pack is never worth more than the time that it saves.
      return undefined;
    }
  }

  /** Whether a module is in the pack, or was left out of it on purpose. */
  knows(file: string): boolean {
    return this.indexes.has(file) || this.header.left.includes(file);
  }

  /** The modules that were needed. */
  get used(): readonly string[] {
    return this.header.modules.filter((_, index) => this.loaded[index] !== undefined).map(({ file }) => file);
  }

  /** Where a line of the script comes from; both counted from 1. */
  place(file: string, line: number, column: number): { readonly source: string; readonly line: number; readonly column: number } | undefined {
    if (file !== this.file) return undefined;
    const { modules } = this.header;
    let low = 0;
    let high = modules.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (modules[middle]!.line < line) low = middle + 1;
      else high = middle;
    }
    const module = modules[low - 1];
    if (module === undefined) return undefined;
    const inner = line - module.line;
    return { source: module.file, line: inner, column: inner === 1 ? Math.max(1, column - moduleHead.length - joint) : column };
  }

  /** Modules that others ask for by path come from the pack as well. */
  private install(): void {
    Module._extensions['.js'] = (module, file) => {
      const index = this.indexes.get(file);
      if (index === undefined || this.loaded[index] !== undefined) this.loadOutside(module, file);
      else this.run(index, module);
    };
  }

  /** Loads a module of the pack for another one of it. */
  load(file: string, parent: LoadedModule): unknown {
    const index = this.indexes.get(file);
    return index === undefined ? Module._load(file, parent) : this.loadIndex(index, parent);
  }

  private loadIndex(index: number, parent: LoadedModule): unknown {
    const known = this.loaded[index];
    if (known !== undefined) return known.exports;
    const { file } = this.header.modules[index]!;
    const existing = Module._cache[file];
    if (existing !== undefined) return existing.exports;
    const module = new Module(file, parent);
    module.filename = file;
    module.paths = Module._nodeModulePaths(dirname(file));
    Module._cache[file] = module;
    let ends = false;
    try {
      this.run(index, module);
      module.loaded = true;
      ends = true;
    } finally {
      if (!ends) {
        delete Module._cache[file];
        this.loaded[index] = undefined;
      }
    }
    return module.exports;
  }

  private run(index: number, module: LoadedModule): void {
    const { file, state, requests, later } = this.header.modules[index]!;
    if (stateOf(file) !== state) {
      this.isStale = true;
      this.loadOutside(module, file);
      return;
    }
    this.loaded[index] = module;
    const load = (request: string): unknown => {
      const target = requests[request];
      if (typeof target !== 'number') return Module._load(target ?? request, module);
      const known = this.loaded[target];
      return known === undefined ? this.loadIndex(target, module) : known.exports;
    };
    const require = requireFor(module, (request) => {
      const names = later[request];
      return names === undefined ? load(request) : exportsLater(request, names, () => load(request) as object);
    }, (request) => Module._resolveFilename(request, module));
    this.functions[index]!.call(module.exports, module.exports, require, module, file, dirname(file));
  }
}

/** By what a file is told from what it was. */
export function stateOf(file: string): string | undefined {
  const state = statSync(file, { throwIfNoEntry: false });
  return state === undefined ? undefined : `${state.size} ${state.ctimeMs}`;
}

/** The exports of a module that is loaded when the first of them is needed. */
function exportsLater(request: string, names: readonly string[], load: () => object): object {
  const stand = Object.defineProperty({}, '__esModule', { value: true });
  let real: { readonly [name: string]: unknown; readonly default?: unknown } | undefined;
  const whole = (): NonNullable<typeof real> => (real ??= load() as NonNullable<typeof real>);
  // cdk8s takes functions of this one at once, for its tests to replace.
  const isTaken = request === 'child_process';
  for (const name of names) {
    if (name === '__esModule' || name === 'default') continue;
    const call = (...args: unknown[]): unknown => (whole()[name] as (...args: unknown[]) => unknown)(...args);
    Object.defineProperty(stand, name, { enumerable: true, configurable: true, get: isTaken && /^[a-z]/.test(name) ? () => call : () => whole()[name] });
  }
  return Object.defineProperty(stand, 'default', { get: () => ('__esModule' in whole() ? whole().default : whole()) });
}
