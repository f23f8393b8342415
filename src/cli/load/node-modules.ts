/** What `node:module` has and its types leave out: the parts that every loader for Node.js builds on. */
export interface LoadedModule extends NodeModule {
  filename: string;
  paths: string[];
  loaded: boolean;
  _compile(code: string, file: string): void;
}

interface ModuleClass {
  new (id: string, parent?: NodeModule | null): LoadedModule;
  readonly _cache: { [file: string]: LoadedModule | undefined };
  readonly _extensions: { [extension: string]: ((module: LoadedModule, file: string) => void) | undefined };
  readonly _resolveFilename: (request: string, parent?: NodeModule | null, isMain?: boolean, options?: object) => string;
  readonly _load: (request: string, parent?: NodeModule | null, isMain?: boolean) => unknown;
  _nodeModulePaths(folder: string): string[];
  readonly builtinModules: readonly string[];
}

/** As every module has it: `node:module` brings much else along. */
export const Module = module.constructor as unknown as ModuleClass;

/** The function `require` as a module finds it. */
export function requireFor(module: LoadedModule, load: (request: string) => unknown, resolve: (request: string) => string): NodeRequire {
  const own = (request: string): unknown => load(request);
  return Object.assign(own, {
    resolve: Object.assign((request: string, options?: object) => {
      return options === undefined ? resolve(request) : Module._resolveFilename(request, module, false, options);
    }, { paths: () => module.paths }),
    main: process.mainModule,
    cache: Module._cache,
    extensions: Module._extensions,
  }) as unknown as NodeRequire;
}
