import { chmodSync, closeSync, openSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diagnostic } from '../../core/diagnostic';
import { type Change, type Inspection, inspectFolder, inspectSharedFolder } from './inspect-folder';
import { ioDiagnostic, isErrorWith } from './io-error';
import { isLockName, lockFolder } from './lock';
import { makeFolder } from './make-folder';
import { listName } from './ownership';
import { planOf } from './plan-write';
import { temporaryPrefix } from './scan-folder';
import type { WriteOptions, WritePlan } from './write-plan';

/**
 * Makes a folder hold the given files. Each is put under another name first and then renamed, so that a reader, and whoever is left when
 * this process is killed, finds the old content or the new one; they are renamed only once all of them are there. Files that have
 * their content are not touched; files of ours that are not among these are removed; no other file is overwritten or removed.
 * @param files content by path in the folder, with `/`
 * @returns what was done; with diagnostics, what could not be done
 */
export function writeOutput(folder: string, files: ReadonlyMap<string, string>, options: WriteOptions = {}): WritePlan {
  // What is found now only tells whether anything has to be done: it is looked at again once nobody else writes.
  const before = inspectSharedFolder(folder, files, options, true);
  if (before.diagnostics.length > 0 && before.isMoving !== true) return planOf(before);
  let made: readonly string[] = [];
  try {
    made = makeFolder(before.root);
    if (isDone(before) && before.isMoving !== true) return planOf(before);
    const lock = lockFolder(before.root);
    if ('busy' in lock) return failed(before, [diagnostic('output/busy', { folder, pid: lock.busy })]);
    try {
      // Another run may have written until now.
      const inspection = inspectFolder(folder, files, options);
      if (inspection.diagnostics.length === 0) new FolderWriter(inspection).write();
      return planOf(inspection);
    } finally {
      lock.release();
    }
  } catch (error) {
    for (const empty of made.toReversed()) removeIfEmpty(empty);
    const path = isErrorWith(error) ? ((error as { readonly dest?: string }).dest ?? error.path ?? folder) : folder;
    const isOurs = basename(path).startsWith(temporaryPrefix) || isLockName(basename(path));
    return failed(before, [ioDiagnostic(error, isOurs ? dirname(path) : path)]);
  }
}

function isDone({ changes, removed, leftovers }: Inspection): boolean {
  return changes.length === 0 && removed.length === 0 && leftovers.length === 0;
}

function failed(inspection: Inspection, diagnostics: WritePlan['diagnostics']): WritePlan {
  return planOf({ ...inspection, changes: [], unchanged: [], removed: [], diagnostics });
}

/** A change whose text is on the disk under another name. */
interface Prepared {
  readonly change: Change;
  readonly temporary: string;
}

class FolderWriter {
  /** Folders that were made, each behind the one around it. */
  private readonly made: string[] = [];
  private readonly folders = new Set<string>();
  private readonly temporary: string[] = [];

  constructor(private readonly inspection: Inspection) {}

  write(): void {
    const { changes, removed, leftovers, listInBetween } = this.inspection;
    for (const path of leftovers) if (!isLockName(basename(path))) rmSync(this.absolute(path), { force: true });
    try {
      const list = changes.find(({ path }) => path === listName);
      const prepared = changes.filter((change) => change !== list).map((change) => this.prepare(change));
      // At any moment the list names every file of ours that cannot say so itself.
      const first = listInBetween === undefined ? undefined : this.prepare({ path: listName, parts: [listInBetween], exists: false });
      const last = list === undefined || list.parts.join('') === listInBetween ? undefined : this.prepare(list);
      this.putInPlace(first);
      for (const one of prepared) this.putInPlace(one);
      for (const path of removed) if (path !== listName) rmSync(this.absolute(path), { force: true });
      if (removed.includes(listName)) rmSync(this.absolute(listName), { force: true });
      this.putInPlace(last);
    } catch (error) {
      for (const file of this.temporary) rmSync(file, { force: true });
      for (const folder of this.made.reverse()) removeIfEmpty(folder);
      throw error;
    }
    for (const path of removed) this.removeEmptyFolders(dirname(path));
  }

  private prepare(change: Change): Prepared {
    const file = this.absolute(change.path);
    this.makeFolder(dirname(file));
    const temporary = join(dirname(file), `${temporaryPrefix}${process.pid}-${this.temporary.length}`);
    this.temporary.push(temporary);
    writeParts(temporary, change.parts);
    if (change.exists) keepMode(this.absolute(change.spelt ?? change.path), temporary);
    return { change, temporary };
  }

  private putInPlace(prepared: Prepared | undefined): void {
    if (prepared === undefined) return;
    const { change: { path, spelt }, temporary } = prepared;
    // Where upper and lower case are the same, the file would keep its old spelling.
    if (spelt !== undefined) renameSync(this.absolute(spelt), this.absolute(path));
    renameSync(temporary, this.absolute(path));
  }

  private makeFolder(folder: string): void {
    if (this.folders.has(folder)) return;
    this.folders.add(folder);
    this.made.push(...makeFolder(folder));
  }

  private removeEmptyFolders(path: string): void {
    for (let folder = path; folder !== '.'; folder = dirname(folder)) if (!removeIfEmpty(this.absolute(folder))) return;
  }

  private absolute(path: string): string {
    return join(this.inspection.root, ...path.split('/'));
  }
}

/** How many parts of a text become bytes at once. */
const partsAtOnce = 16;

function writeParts(file: string, parts: readonly string[]): void {
  if (parts.length <= partsAtOnce) {
    writeFileSync(file, parts.join(''));
    return;
  }
  const descriptor = openSync(file, 'w');
  try {
    for (let index = 0; index < parts.length; index += partsAtOnce) writeFileSync(descriptor, parts.slice(index, index + partsAtOnce).join(''));
  } finally {
    closeSync(descriptor);
  }
}

function keepMode(from: string, to: string): void {
  const mode = statSync(from).mode & 0o7777;
  if (mode !== 0o644) chmodSync(to, mode);
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
