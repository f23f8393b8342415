import { dirname, extname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { compileFunction } from 'node:vm';
import type { BuiltFile, BuiltModules } from './built-program';
import { type LoadedModule, Module, requireFor } from './node-modules';
import { SourceMap } from './source-map';
import { addPlaceMapper, type PlaceMapper, removePlaceMapper } from './stack-mapping';

const typescriptExtensions = ['.ts', '.tsx', '.mts', '.cts'];
/** Where this package lies in a folder of its own, it is none of the program's files all the same. */
const ownPackage = resolve(__dirname, '..', '..', '..') + sep;
const inPackages = `${sep}node_modules${sep}`;
/** By this name a module of ours finds what `import.meta` has; the compiler puts it there. */
export const metaName = '__kubeloom_meta';
const parameters = ['exports', 'require', 'module', '__filename', '__dirname', metaName, '__kubeloom_isNamespace'];

/** Compiles a file that only the running program asked for. */
export type CompileNow = (file: string) => BuiltFile;

/**
 * The modules of a user's program in this process. They stand in Node.js' own registry under the paths of their sources,
 * beside the modules of packages, of which there is one instance only.
 */
export class ProgramModules {
  private readonly files: Map<string, BuiltFile>;
  private readonly maps = new Map<string, SourceMap>();
  private readonly mapper: PlaceMapper = (file, line, column) => this.place(file, line, column);
  private readonly before = new Map<string, (typeof Module._extensions)[string]>();

  /** What was loaded before the program. */
  private registered: ReadonlySet<string> = new Set();

  constructor(private readonly program: BuiltModules, private readonly compileNow: CompileNow) {
    this.files = new Map(program.files);
  }

  /** Loads the program as the main module; what it throws comes through. */
  run(): void {
    this.registered = new Set(Object.keys(Module._cache));
    addPlaceMapper(this.mapper);
    for (const extension of typescriptExtensions) {
      this.before.set(extension, Module._extensions[extension]);
      Module._extensions[extension] = (module, file) => this.evaluate(module, this.built(file));
    }
    const main = this.create(this.program.entry, null);
    main.id = '.';
    process.mainModule = main;
    this.start(main);
  }

  /** Files that only the running program asked for, and that belong to no package. */
  get late(): readonly string[] {
    const isOfProgram = (file: string): boolean => !file.includes(inPackages) && !file.startsWith(ownPackage);
    return Object.keys(Module._cache).filter((file) => !this.program.files.has(file) && !this.registered.has(file) && isOfProgram(file));
  }

  /** Takes the program out of the registry, so that it can be loaded anew. Errors that it made keep their places. */
  unload(): void {
    removePlaceMapper(this.mapper);
    for (const [extension, handler] of this.before) Module._extensions[extension] = handler;
    for (const file of [...this.program.files.keys(), ...this.program.data, ...this.late]) delete Module._cache[file];
  }

  /** Leads a place in a compiled file of this program to its source. */
  place(file: string, line: number, column: number): ReturnType<PlaceMapper> {
    const built = this.files.get(file);
    if (built === undefined) return undefined;
    let map = this.maps.get(file);
    if (map === undefined) this.maps.set(file, (map = new SourceMap(built.map)));
    return map.place(line, column);
  }

  private built(file: string): BuiltFile {
    let built = this.files.get(file);
    if (built === undefined) this.files.set(file, (built = this.compileNow(file)));
    return built;
  }

  private load(file: string, parent: LoadedModule): unknown {
    const existing = Module._cache[file];
    if (existing !== undefined) return existing.exports;
    if (!this.files.has(file) && !typescriptExtensions.includes(extname(file))) return Module._load(file, parent);
    const module = this.create(file, parent);
    this.start(module);
    return module.exports;
  }

  private create(file: string, parent: LoadedModule | null): LoadedModule {
    const module = new Module(file, parent);
    module.filename = file;
    module.paths = Module._nodeModulePaths(dirname(file));
    return module;
  }

  private start(module: LoadedModule): void {
    const { filename } = module;
    Module._cache[filename] = module;
    let ends = false;
    try {
      this.evaluate(module, this.built(filename));
      ends = true;
    } finally {
      // As Node.js does it: what failed is tried anew when somebody asks again.
      if (!ends) delete Module._cache[filename];
    }
  }

  private evaluate(module: LoadedModule, { file, code, links, esm }: BuiltFile): void {
    const require = requireFor(module, (request) => {
      const target = Object.hasOwn(links, request) ? links[request] : undefined;
      return target === undefined ? module.require(request) : this.load(target, module);
    }, (request) => (Object.hasOwn(links, request) ? links[request]! : Module._resolveFilename(request, module)));
    const folder = dirname(file);
    const meta = {
      url: pathToFileURL(file).href, filename: file, dirname: folder,
      resolve: (request: string) => pathToFileURL(require.resolve(request)).href,
    };
    const run = compileFunction(esm ? withNamespaces(code) : code, parameters, { filename: file }) as (...args: unknown[]) => void;
    run.call(module.exports, module.exports, require, module, file, folder, meta, types.isModuleNamespaceObject);
    module.loaded = true;
  }
}

/**
 * The default import of a CommonJS package is all of it, in an ES module; but an ES module has a default of its own. esbuild
 * cannot tell which is which, and takes every package for CommonJS.
 */
function withNamespaces(code: string): string {
  return code.replace('  isNodeMode || !mod ||', '  isNodeMode && !__kubeloom_isNamespace(mod) || !mod ||');
}
