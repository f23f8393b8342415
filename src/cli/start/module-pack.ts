import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { type LoadedModule, Module, requireFor } from '../load/node-modules';
import { entryState } from '../load/package-lookup';

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
  /** What decides which file a request leads to, with its state: see `entryState`. */
  readonly guards: readonly (readonly [path: string, state: string])[];
  readonly modules: readonly PackedModule[];
  /** Modules that were loaded once, and are not needed where there is a pack, or cannot be in one. */
  readonly left: readonly string[];
}

/** Raised with every change to what a pack holds. */
export const PACK_FORMAT = 3;

/** V8 looks at its own version and options; the rest is for us to look at. */
export const nodeIdentity = `${process.version} ${process.platform} ${process.arch}`;

/** Lengths of the header, the script and V8's data stand before the three themselves. */
export const PREFIX_BYTES = 12;

/** Each module of a pack is a function of these. */
export const moduleHead = 'function(exports,require,module,__filename,__dirname){';
/** `([` before the first module, `},` before every other. */
const joint = 2;

type ModuleFunction = (exports: unknown, require: NodeRequire, module: LoadedModule, filename: string, dirname: string) => void;

/** A pack as it lies in its file. */
interface PackContent {
  readonly header: PackHeader;
  readonly script: Script;
  readonly isCompiled: boolean;
}

/**
 * The modules of packages that the last run loaded (those of this one, of cdk8s, of constructs and of whatever else a
 * program needs), in one file, compiled by V8 already. Node.js would look for each of some hundred files, read it and compile
 * it, which takes most of the time of a small run.
 *
 * They are the user's own modules, under their own paths, in Node.js' own registry: whoever asks for one of them in another
 * way finds the same instance. A file that is not as it was is loaded as ever, and where a request could lead to another file
 * than it did, there is no pack at all.
 */
export class ModulePack {
  /** Whether a module was not as it was. */
  isStale = false;
  private readonly indexes: Map<string, number>;
  private readonly wasRun: boolean[];
  private readonly functions: readonly ModuleFunction[];
  /** As Node.js has them, until a program puts something else in their place. */
  private readonly own = { _load: Module._load, _resolveFilename: Module._resolveFilename };
  private readonly loadOutside: NonNullable<(typeof Module._extensions)[string]>;
  private readonly loadInside: NonNullable<(typeof Module._extensions)[string]>;

  private constructor(
    /** Where the pack lies; what errors show until they are mapped. */
    readonly file: string,
    private readonly content: PackContent,
  ) {
    const { modules } = content.header;
    this.functions = content.script.runInThisContext() as readonly ModuleFunction[];
    this.indexes = new Map(modules.map((module, index) => [module.file, index]));
    this.wasRun = modules.map(() => false);
    this.loadOutside = Module._extensions['.js']!;
    this.loadInside = (module, filename) => {
      const index = this.indexes.get(filename);
      // What somebody took out of the registry is to be loaded anew, from wherever he says.
      if (index === undefined || this.wasRun[index] === true) this.loadOutside(module, filename);
      else this.run(index, module);
    };
  }

  /** Opens a pack and puts it in the way of `require`; `undefined` where there is none, or none that is of use. */
  static open(file: string): ModulePack | undefined {
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch {
      return undefined;
    }
    try {
      const content = readPack(bytes, file);
      if (content === undefined) return undefined;
      const pack = new ModulePack(file, content);
      // Modules that others ask for by path come from the pack as well.
      Module._extensions['.js'] = pack.loadInside;
      return pack;
    } catch {
      // A pack is never worth more than the time that it saves.
      return undefined;
    }
  }

  get header(): PackHeader {
    return this.content.header;
  }

  /** Whether V8 had compiled it before. */
  get isCompiled(): boolean {
    return this.content.isCompiled;
  }

  /** What V8 has compiled by now. */
  compiled(): Buffer {
    return this.content.script.createCachedData();
  }

  /** Whether a module is in the pack, or was left out of it on purpose. */
  knows(file: string): boolean {
    return this.indexes.has(file) || this.header.left.includes(file);
  }

  /** The modules that were needed. */
  get used(): readonly string[] {
    return this.header.modules.filter((_, index) => this.wasRun[index]).map(({ file }) => file);
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

  /** Whether the program has a say in how modules are loaded: then it is asked each time. */
  private get isHooked(): boolean {
    const { _load, _resolveFilename } = this.own;
    return Module._load !== _load || Module._resolveFilename !== _resolveFilename || Module._extensions['.js'] !== this.loadInside;
  }

  private load(index: number, parent: LoadedModule): unknown {
    const { file } = this.header.modules[index]!;
    const existing = Module._cache[file];
    if (existing !== undefined) return existing.exports;
    if (this.wasRun[index] === true) return Module._load(file, parent);
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
        this.wasRun[index] = false;
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
    this.wasRun[index] = true;
    const load = (request: string): unknown => {
      const target = Object.hasOwn(requests, request) ? requests[request] : undefined;
      return target === undefined || this.isHooked ? Module._load(request, module)
        : typeof target === 'string' ? Module._load(target, module) : this.load(target, module);
    };
    const require = requireFor(module, (request) => {
      const names = Object.hasOwn(later, request) && !this.isHooked ? later[request] : undefined;
      return names === undefined ? load(request) : exportsLater(request, names, () => load(request) as object);
    }, (request) => Module._resolveFilename(request, module));
    this.functions[index]!.call(module.exports, module.exports, require, module, file, dirname(file));
  }
}

function readPack(bytes: Buffer, file: string): PackContent | undefined {
  const [headerLength, scriptLength, dataLength] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)];
  const scriptStart = PREFIX_BYTES + headerLength;
  const dataStart = scriptStart + scriptLength;
  if (bytes.length !== dataStart + dataLength) return undefined;
  const header = JSON.parse(bytes.toString('utf8', PREFIX_BYTES, scriptStart)) as PackHeader;
  if (header.format !== PACK_FORMAT || header.node !== nodeIdentity) return undefined;
  for (const [path, state] of header.guards) if (entryState(path) !== state) return undefined;
  const script = new Script(bytes.toString('latin1', scriptStart, dataStart), {
    filename: file,
    ...(dataLength > 0 ? { cachedData: bytes.subarray(dataStart) } : {}),
  });
  return { header, script, isCompiled: dataLength > 0 && script.cachedDataRejected !== true };
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
