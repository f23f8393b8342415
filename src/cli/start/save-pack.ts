import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { types } from 'node:util';
import { Script } from 'node:vm';
import { Module } from '../load/node-modules';
import { entryState, lookupsOf } from '../load/package-lookup';
import { moduleHead, type ModulePack, nodeIdentity, PACK_FORMAT, type PackedModule, type PackHeader, PREFIX_BYTES, stateOf } from './module-pack';

/** Root of this package. */
const packageRoot = dirname(dirname(dirname(__dirname)));
const ownFolder = join(packageRoot, 'lib') + sep;
const inPackages = `${sep}node_modules${sep}`;
/** Beyond this, reading the pack takes as long as it saves. */
const mostBytes = 32_000_000;
/** What these two load at once, and rarely use. */
const patient = ['cdk8s', 'constructs'].map((name) => join(inPackages, name, 'lib') + sep);
const seldomUsed: ReadonlySet<string> = new Set(['crypto', 'child_process', 'yaml', 'fast-json-patch']);
/** What modules of this package need for some programs alone; nothing of it is used before somebody calls a function. */
const ownSeldomUsed: { readonly [file: string]: RegExp } = Object.fromEntries(([
  ['index.js', /^\.\//],
  ['check/api/kinds.js', /^\.\//],
  ['check/check.js', /practice-rules$|check-custom$/],
  ['core/diagnostic.js', /codes$/],
  ['cli/check/validate.js', /report\/text$/],
] as const).map(([file, requests]) => [join(ownFolder, ...file.split('/')), requests]));
const literalRequest = /\brequire\((?:"([^"\\]+)"|'([^'\\]+)')\)/g;

/**
 * Writes what this process has loaded of packages, where the next one finds it: first the modules, then only those of them that
 * were needed once there was a pack, then the compiled form of what was used of them. Where nothing can be written, nothing is.
 */
export function savePack(file: string, pack: ModulePack | undefined): void {
  try {
    save(file, pack);
  } catch {
    // The next run takes as long as this one did.
  }
}

/** Takes away what earlier runs kept. */
export function removePack(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is of no use any more all the same, once a file of it changes.
  }
}

function save(file: string, pack: ModulePack | undefined): void {
  const files = loadedFiles();
  if (pack === undefined || pack.isStale) {
    writeModules(file, files, [], []);
    return;
  }
  const { modules, left } = pack.header;
  const isKnown = files.every((one) => pack.knows(one));
  if (isKnown && pack.isCompiled) return;
  const used = new Set(pack.used);
  const unused = modules.map((module) => module.file).filter((one) => !used.has(one));
  if (!isKnown) writeModules(file, [...modules.map((module) => module.file), ...files.filter((one) => !pack.knows(one))], left, modules);
  else if (unused.length > 0) writeModules(file, [...used], [...left, ...unused], modules);
  else addCompiled(file, pack);
}

/** Modules of packages, in the order in which they were loaded. */
function loadedFiles(): string[] {
  return Object.values(Module._cache).flatMap((module) => {
    if (module?.loaded !== true || !isOfPackage(module.filename) || types.isModuleNamespaceObject(module.exports)) return [];
    return module.filename;
  });
}

function isOfPackage(file: string): boolean {
  return /\.c?js$/.test(file) && (file.includes(inPackages) || file.startsWith(ownFolder));
}

/** @param before what the last pack said of modules: of those that it kept waiting in this run, nobody else knows the names */
function writeModules(file: string, files: readonly string[], left: readonly string[], before: readonly PackedModule[]): void {
  const { modules, script, unfit, guards } = packOf(files, new Map(before.map((module) => [module.file, module.later])));
  const header: PackHeader = { format: PACK_FORMAT, node: nodeIdentity, guards, modules, left: [...left, ...unfit] };
  write(file, Buffer.from(JSON.stringify(header)), Buffer.from(script, 'latin1'), Buffer.alloc(0));
}

interface Packing {
  readonly modules: readonly PackedModule[];
  readonly script: string;
  /** What cannot be in a pack. */
  readonly unfit: readonly string[];
  readonly guards: PackHeader['guards'];
}

function packOf(files: readonly string[], before: ReadonlyMap<string, PackedModule['later']>): Packing {
  const chosen: { readonly file: string; readonly text: string; readonly state: string }[] = [];
  const unfit: string[] = [];
  let bytes = 0;
  for (const file of files) {
    // Before the text: what changes in between is then found to have changed.
    const state = stateOf(file);
    const text = state === undefined ? undefined : packedText(readFileSync(file, 'utf8'));
    if (state === undefined || text === undefined || bytes + text.length > mostBytes) {
      unfit.push(file);
      continue;
    }
    bytes += text.length;
    chosen.push({ file, text, state });
  }
  const indexes = new Map(chosen.map(({ file }, index) => [file, index]));
  const guarded = new Set<string>();
  let line = 0;
  const modules = chosen.map(({ file, text, state }): PackedModule => {
    const requests: { [request: string]: number | string } = {};
    const later: { [request: string]: readonly string[] } = {};
    guarded.add(packageFileOf(file));
    for (const match of text.matchAll(literalRequest)) {
      const request = (match[1] ?? match[2])!;
      const target = resolve(request, file);
      if (target === undefined) continue;
      requests[request] = indexes.get(target) ?? target;
      if (!isBuiltin(target)) for (const path of [...lookupsOf(request, file, target), packageFileOf(target)]) guarded.add(path);
      const names = canWait(file, request) ? (before.get(file)?.[request] ?? namesOf(target)) : [];
      if (names.length > 0) later[request] = names;
    }
    const start = line;
    line += text.split('\n').length - 1;
    return { file, state, line: start, requests, later };
  });
  return {
    modules, unfit,
    script: `([${chosen.map(({ text }) => `${moduleHead}${text}}`).join(',')}])`,
    guards: [...guarded].map((path) => [path, entryState(path)]),
  };
}

/**
 * The text of a module as one byte for each character; `undefined` where it would not mean the same in a pack: what it asks for by
 * `import()` is looked for from the file that it stands in, and the function of a tagged template sees escapes as such.
 */
export function packedText(text: string): string | undefined {
  const code = `${text.replace(/^#!.*/, '').replace(/\n\/\/# sourceMappingURL=[^\n]*\s*$/, '')}\n`;
  if (/\bimport\b/.test(code) && /\bimport\s*\(/.test(code.replace(texts, '""')) || !isFunctionBody(code)) return undefined;
  if (!/[^\u0000-\u00ff]/.test(code)) return code;
  if (hasTaggedTemplate(code)) return undefined;
  return code.replace(/[^\u0000-\u00ff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Comments, strings and templates. */
const texts = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\]|\\[^])*`/g;

function hasTaggedTemplate(code: string): boolean {
  for (const { 0: found, index } of code.matchAll(texts)) if (found.startsWith('`') && /[\w$)\]]\s*$/.test(code.slice(Math.max(0, index - 20), index)) && !isWordBefore(code, index)) return true;
  return false;
}

/** `return `…`` and the like: a word of the language is no function. */
function isWordBefore(code: string, index: number): boolean {
  return /\b(?:return|case|typeof|throw|in|of|new|delete|void|yield|await|else|do|default)\s*$/.test(code.slice(Math.max(0, index - 20), index));
}

/** One that is none would spoil all others. */
function isFunctionBody(code: string): boolean {
  try {
    new Script(`(${moduleHead}${code}})`);
    return true;
  } catch {
    return false;
  }
}

/** The `package.json` that says what a file is. */
function packageFileOf(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const found = join(folder, 'package.json');
    if (existsSync(found) || dirname(folder) === folder) return found;
  }
}

function resolve(request: string, file: string): string | undefined {
  if (isBuiltin(request)) return request;
  const importer = new Module(file);
  importer.filename = file;
  importer.paths = Module._nodeModulePaths(dirname(file));
  try {
    return Module._resolveFilename(request, importer);
  } catch {
    return undefined;
  }
}

/** Whether a module does nothing with what it asks for until somebody calls it. */
function canWait(file: string, request: string): boolean {
  if (Object.hasOwn(ownSeldomUsed, file)) return ownSeldomUsed[file]!.test(request);
  return seldomUsed.has(request) && patient.some((folder) => file.includes(folder));
}

function namesOf(target: string): readonly string[] {
  const exported: unknown = isBuiltin(target) ? require(target) : Module._cache[target]?.exports;
  return typeof exported === 'object' && exported !== null ? Object.keys(exported) : [];
}

function addCompiled(file: string, pack: ModulePack): void {
  const bytes = readFileSync(file);
  const [headerLength, scriptLength] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const scriptStart = PREFIX_BYTES + headerLength;
  const header = bytes.subarray(PREFIX_BYTES, scriptStart);
  // Another process may have written another pack meanwhile.
  if (header.toString('utf8') !== JSON.stringify(pack.header)) return;
  write(file, header, bytes.subarray(scriptStart, scriptStart + scriptLength), pack.compiled());
}

function write(file: string, header: Buffer, script: Buffer, data: Buffer): void {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  [header, script, data].forEach((part, index) => prefix.writeUInt32LE(part.length, index * 4));
  mkdirSync(dirname(file), { recursive: true });
  // Processes of two containers may share a folder, and a number.
  const temporary = join(dirname(file), `.${basename(file)}-${process.pid}-${process.hrtime.bigint()}`);
  try {
    writeFileSync(temporary, Buffer.concat([prefix, header, script, data]), { flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
