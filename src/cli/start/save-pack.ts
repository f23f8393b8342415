import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Module } from '../load/node-modules';
import { moduleHead, type ModulePack, nodeIdentity, PACK_FORMAT, type PackedModule, type PackHeader, PREFIX_BYTES, stateOf } from './module-pack';

/** Root of this package. */
const packageRoot = dirname(dirname(dirname(__dirname)));
const ownFolder = join(packageRoot, 'lib') + sep;
const inPackages = `${sep}node_modules${sep}`;
/** Beyond this, reading the pack takes as long as it saves. */
const mostBytes = 32_000_000;
/** What cdk8s and constructs load at once, and rarely use. */
const seldomUsed: ReadonlySet<string> = new Set(['crypto', 'child_process', 'yaml', 'fast-json-patch']);
const patient = new RegExp(`${inPackages.replaceAll('\\', '\\\\')}(cdk8s|constructs)${sep === '\\' ? '\\\\' : sep}lib`);
const literalRequest = /\brequire\((?:"([^"\\]+)"|'([^'\\]+)')\)/g;

/**
 * Writes what this process has loaded of packages, where the next one finds it: first the modules, then only those of them that
 * were needed once there was a pack, then the compiled form of what was used of them.
 */
export function savePack(file: string, pack: ModulePack | undefined): void {
  const files = Object.values(Module._cache).filter((module) => module?.loaded === true).map((module) => module!.filename).filter(isOfPackage);
  if (pack === undefined || pack.isStale) {
    writeModules(file, files, []);
    return;
  }
  const { modules, left } = pack.header;
  const isKnown = files.every((one) => pack.knows(one));
  if (isKnown && pack.isCompiled) return;
  const used = new Set(pack.used);
  const unused = modules.map((module) => module.file).filter((one) => !used.has(one));
  if (!isKnown) writeModules(file, [...modules.map((module) => module.file), ...files.filter((one) => !pack.knows(one))], left);
  else if (unused.length > 0) writeModules(file, [...used], [...left, ...unused]);
  else addCompiled(file, pack);
}

function writeModules(file: string, files: readonly string[], left: readonly string[]): void {
  const { modules, script } = packOf(files);
  const header: PackHeader = { format: PACK_FORMAT, node: nodeIdentity, modules, left };
  write(file, Buffer.from(JSON.stringify(header)), Buffer.from(script, 'latin1'), Buffer.alloc(0));
}

function isOfPackage(file: string): boolean {
  return /\.c?js$/.test(file) && (file.includes(inPackages) || file.startsWith(ownFolder));
}

function packOf(files: readonly string[]): { readonly modules: readonly PackedModule[]; readonly script: string } {
  const chosen: { readonly file: string; readonly text: string; readonly state: string }[] = [];
  let bytes = 0;
  for (const file of files) {
    // Before the text: what changes in between is then found to have changed.
    const state = stateOf(file);
    const text = state === undefined ? undefined : readable(readFileSync(file, 'utf8'));
    if (state === undefined || text === undefined || bytes + text.length > mostBytes) continue;
    bytes += text.length;
    chosen.push({ file, text, state });
  }
  const indexes = new Map(chosen.map(({ file }, index) => [file, index]));
  let line = 0;
  const modules = chosen.map(({ file, text, state }): PackedModule => {
    const requests: { [request: string]: number | string } = {};
    const later: { [request: string]: readonly string[] } = {};
    for (const match of text.matchAll(literalRequest)) {
      const request = (match[1] ?? match[2])!;
      const target = resolve(request, file);
      if (target === undefined) continue;
      requests[request] = indexes.get(target) ?? target;
      if (canWait(file, request)) later[request] = namesOf(target) ?? [];
      if (later[request]?.length === 0) delete later[request];
    }
    const start = line;
    line += text.split('\n').length - 1;
    return { file, state, line: start, requests, later };
  });
  return { modules, script: `([${chosen.map(({ text }) => `${moduleHead}${text}}`).join(',')}])` };
}

/** The text of a module as one byte for each character; `undefined` where that would change what it says. */
function readable(text: string): string | undefined {
  const code = `${text.replace(/^#!.*/, '').replace(/\n\/\/# sourceMappingURL=[^\n]*\s*$/, '')}\n`;
  if (!/[^\u0000-\u00ff]/.test(code)) return code;
  if (code.includes('String.raw')) return undefined;
  return code.replace(/[^\u0000-\u00ff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function resolve(request: string, file: string): string | undefined {
  if (isBuiltin(request)) return request;
  try {
    return Module._resolveFilename(request, Module._cache[file] ?? null);
  } catch {
    return undefined;
  }
}

/** Whether a module does nothing with what it asks for until somebody calls it. */
function canWait(file: string, request: string): boolean {
  if (file === join(ownFolder, 'index.js')) return request.startsWith('./');
  return patient.test(file) && seldomUsed.has(request);
}

function namesOf(target: string): readonly string[] | undefined {
  const exported: unknown = isBuiltin(target) ? require(target) : Module._cache[target]?.exports;
  return typeof exported === 'object' && exported !== null ? Object.keys(exported) : undefined;
}

function addCompiled(file: string, pack: ModulePack): void {
  const bytes = readFileSync(file);
  const [headerLength, scriptLength] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const scriptStart = PREFIX_BYTES + headerLength;
  const header = bytes.subarray(PREFIX_BYTES, scriptStart);
  // Another process may have written another pack meanwhile.
  if (header.toString('utf8') !== JSON.stringify(pack.header)) return;
  write(file, header, bytes.subarray(scriptStart, scriptStart + scriptLength), pack.script.createCachedData());
}

function write(file: string, header: Buffer, script: Buffer, data: Buffer): void {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  [header, script, data].forEach((part, index) => prefix.writeUInt32LE(part.length, index * 4));
  mkdirSync(dirname(file), { recursive: true });
  const temporary = join(dirname(file), `.${basename(file)}-${process.pid}`);
  try {
    writeFileSync(temporary, Buffer.concat([prefix, header, script, data]));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
