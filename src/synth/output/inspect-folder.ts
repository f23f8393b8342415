import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { extname, join, posix, resolve } from 'node:path';
import { type Diagnostic, diagnostic } from '../../core/diagnostic';
import { partsOf } from './file-texts';
import { ioDiagnostic, isErrorWith } from './io-error';
import { isMarked, listName, markLength, withoutMark } from './ownership';
import { type FolderState, scanFolder } from './scan-folder';
import type { WriteOptions } from './write-plan';

/** A file that has to be written. */
export interface Change {
  /** Path in the folder, with `/`. */
  readonly path: string;
  /** Its text, in parts. */
  readonly parts: readonly string[];
  /** Whether there is a file of that name. */
  readonly exists: boolean;
  /** How its name is spelt now. @default - as in `path` */
  readonly spelt?: string;
}

/** A folder against the files that shall be in it. */
export interface Inspection {
  /** The folder without symbolic links; as given where there is none yet. */
  readonly root: string;
  readonly changes: readonly Change[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  readonly leftovers: readonly string[];
  /** The list of files that cannot say themselves that they are ours, while some are not there yet and others still are. @default - as it is */
  readonly listInBetween?: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether something went away while it was read: another run writes. @default false */
  readonly isMoving?: boolean;
}

/**
 * Finds out what has to be done to a folder, and what keeps it from being done. Reads only.
 * @param untilChange whether the first file that has to be written is all that is asked for
 */
export function inspectFolder(folder: string, files: ReadonlyMap<string, string>, options: WriteOptions = {}, untilChange = false): Inspection {
  const diagnostics = checkPaths(files);
  const nothing = { root: folder, changes: [], unchanged: [], removed: [], leftovers: [], diagnostics };
  if (diagnostics.length > 0) return nothing;
  try {
    const root = rootOf(folder);
    if (root === undefined) return { ...nothing, diagnostics: [diagnostic('output/not-a-folder', { path: folder })] };
    return new Inspector(root, files, options).inspect(untilChange);
  } catch (error) {
    const path = isErrorWith(error) && error.path !== undefined ? error.path : folder;
    return { ...nothing, diagnostics: [ioDiagnostic(error, path)], isMoving: isErrorWith(error, 'ENOENT') };
  }
}

/**
 * As `inspectFolder`, for whoever does not hold the folder: another run may rename and remove files while it is read, so that what is in
 * the way has to be found again before it is believed.
 */
export function inspectSharedFolder(folder: string, files: ReadonlyMap<string, string>, options: WriteOptions = {}, untilChange = false): Inspection {
  const inspection = inspectFolder(folder, files, options, untilChange);
  return inspection.diagnostics.length === 0 ? inspection : inspectFolder(folder, files, options, untilChange);
}

/** The folder itself may be a link; what is in it may not lead out. `undefined` where it is no folder. */
function rootOf(folder: string): string | undefined {
  try {
    const root = realpathSync(folder);
    return statSync(root).isDirectory() ? root : undefined;
  } catch (error) {
    if (!isErrorWith(error, 'ENOENT')) throw error;
  }
  return resolve(folder);
}

/** Names that lead out of the folder, and two that are one where upper and lower case are the same. */
function checkPaths(files: ReadonlyMap<string, string>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const spelt = new Map<string, string>();
  for (const path of files.keys()) {
    const parts = path.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..') || /[\\\0]/.test(path)) diagnostics.push(diagnostic('output/escapes', { file: path }));
    const twin = spelt.get(path.toLowerCase());
    if (twin !== undefined) diagnostics.push(diagnostic('output/collision', { file: path, first: 'one text', second: `that of ${twin}` }));
    spelt.set(path.toLowerCase(), path);
  }
  return diagnostics;
}

class Inspector {
  private readonly state: FolderState;
  /** Files without a first line of ours that are ours all the same. */
  private readonly listed: ReadonlySet<string>;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly goodFolders = new Map<string, boolean>([['.', true]]);
  private spellings: ReadonlyMap<string, string> | undefined;

  constructor(private readonly root: string, private readonly files: ReadonlyMap<string, string>, private readonly options: WriteOptions) {
    this.state = scanFolder(root, foldersOf(files));
    this.listed = this.readList();
  }

  inspect(untilChange: boolean): Inspection {
    const changes: Change[] = [];
    const unchanged: string[] = [];
    const names = this.unmarkedNames();
    const list = listText(names);
    const add = (path: string, parts: readonly string[]): void => {
      const change = this.compare(path, parts);
      if (change === 'same') unchanged.push(path);
      else if (change !== undefined) changes.push(change);
    };
    for (const path of this.files.keys()) {
      add(path, partsOf(this.files, path));
      if (untilChange && changes.length > 0) break;
    }
    if (list !== '') add(listName, [list]);
    const { root, diagnostics, listed, state: { leftovers } } = this;
    const spelt = new Set(changes.map((change) => change.spelt));
    const removed = this.stale(list).filter((path) => !spelt.has(path));
    const both = listText([...listed, ...names]);
    return { root, changes, unchanged, removed, leftovers, listInBetween: both === listText(listed) ? undefined : both, diagnostics };
  }

  /** What has to be done for a file; nothing where something is in its way, which is reported. */
  private compare(path: string, parts: readonly string[]): Change | 'same' | undefined {
    if (!this.isGoodFolder(posix.dirname(path))) return undefined;
    const spelt = this.state.entries.has(path) ? path : this.otherSpelling(path);
    if (spelt === undefined) return { path, parts, exists: false };
    switch (this.state.entries.get(spelt)) {
      case 'link':
        this.reportLink(spelt);
        return undefined;
      case 'file':
        break;
      default:
        this.diagnostics.push(diagnostic('output/not-a-file', { path: this.absolute(spelt) }));
        return undefined;
    }
    if (spelt === path && this.holds(path, parts)) return 'same';
    if (this.mayOverwrite(spelt, parts)) return { path, parts, exists: true, ...(spelt === path ? undefined : { spelt }) };
    this.diagnostics.push(diagnostic('output/not-ours', { file: this.absolute(spelt) }));
    return undefined;
  }

  /** The name of the file that a path leads to on a system where upper and lower case are the same. */
  private otherSpelling(path: string): string | undefined {
    this.spellings ??= new Map([...this.state.entries.keys()].map((known) => [known.toLowerCase(), known]));
    const known = this.spellings.get(path.toLowerCase());
    return known !== undefined && existsSync(this.absolute(path)) ? known : undefined;
  }

  /** Whether a folder of the output is one, or can be made. */
  private isGoodFolder(path: string): boolean {
    let good = this.goodFolders.get(path);
    if (good === undefined) {
      good = this.isGoodFolder(posix.dirname(path)) && this.checkFolder(path);
      this.goodFolders.set(path, good);
    }
    return good;
  }

  private checkFolder(path: string): boolean {
    const kind = this.state.entries.get(path);
    if (kind === undefined || kind === 'folder') return true;
    if (kind === 'link') this.reportLink(path);
    else this.diagnostics.push(diagnostic('output/not-a-folder', { path: this.absolute(path) }));
    return false;
  }

  private reportLink(path: string): void {
    const file = this.absolute(path);
    let target: string;
    try {
      target = realpathSync(file);
    } catch {
      target = 'nothing';
    }
    this.diagnostics.push(diagnostic('output/symlink', { path: this.absolute(path), target }));
  }

  private holds(path: string, parts: readonly string[]): boolean {
    const file = this.absolute(path);
    if (statSync(file).size !== parts.reduce((size, part) => size + Buffer.byteLength(part), 0)) return false;
    const present = readFileSync(file);
    let at = 0;
    return parts.every((part) => {
      const bytes = Buffer.from(part);
      const begin = at;
      at += bytes.length;
      return bytes.equals(present.subarray(begin, at));
    });
  }

  private mayOverwrite(path: string, parts: readonly string[]): boolean {
    if (this.options.overwrite === true || path === listName || this.listed.has(path) || isMarked(this.beginning(path))) return true;
    // What an earlier release, or cdk8s, wrote is lost in nothing but our first line.
    const present = readFileSync(this.absolute(path), 'utf8').replace(/^---\n/, '');
    return present === withoutMark(parts.join('')).replace(/^---\n/, '');
  }

  /** Files of ours that are no longer among those to write. */
  private stale(list: string): string[] {
    if (this.options.complete === false) return [];
    const endings = new Set(['.yaml', '.yml', ...[...this.files.keys()].map(extname)]);
    const removed: string[] = [];
    for (const [path, kind] of this.state.entries) {
      if (kind !== 'file' || this.files.has(path) || this.options.others?.has(path) === true) continue;
      if (path === listName ? list === '' : this.listed.has(path) || (endings.has(extname(path)) && isMarked(this.beginning(path)))) removed.push(path);
    }
    return removed;
  }

  /** The files that cannot say themselves that they are ours. */
  private unmarkedNames(): string[] {
    const { complete, others } = this.options;
    const kept = [...this.listed].filter((path) => (complete === false || others?.has(path) === true) && this.state.entries.has(path));
    return [...kept, ...[...this.files.keys()].filter((path) => !isMarked(partsOf(this.files, path)[0] ?? ''))];
  }

  private readList(): ReadonlySet<string> {
    if (this.state.entries.get(listName) !== 'file') return new Set();
    return new Set(readFileSync(this.absolute(listName), 'utf8').split('\n').filter((line) => line !== ''));
  }

  private beginning(path: string): string {
    const buffer = Buffer.alloc(markLength + 8);
    const descriptor = openSync(this.absolute(path), 'r');
    try {
      return buffer.toString('utf8', 0, readSync(descriptor, buffer));
    } finally {
      closeSync(descriptor);
    }
  }

  private absolute(path: string): string {
    return join(this.root, ...path.split('/'));
  }
}

function listText(names: Iterable<string>): string {
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : 1)).map((name) => `${name}\n`).join('');
}

/** Every folder that files lie in. */
function foldersOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let folder = posix.dirname(path); folder !== '.' && !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  }
  return folders;
}
