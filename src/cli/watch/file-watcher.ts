import { existsSync, type FSWatcher, readFileSync, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** After the last event of a burst; longer than the steps of a file system's clock, so that two saves never look like one. */
const quiet = 12;
/** Of a burst that does not end, what is there by now is taken. */
const longest = 60;

/**
 * Tells when one of a set of files is changed, removed, made or replaced. Folders are watched and not files, since editors
 * save by renaming; what an event says is not believed, but looked up.
 */
export class FileWatcher {
  private readonly folders = new Map<string, FSWatcher>();
  private readonly states = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private firstEvent = 0;
  private paused = false;
  private missed = false;

  /** @param changed takes the files that are not as they were at the last `remember` */
  constructor(private readonly changed: (files: ReadonlySet<string>) => void) {}

  /** What the files are like now is what later changes are told by. To be called before the files are read. */
  remember(): void {
    for (const file of this.states.keys()) this.states.set(file, stateOf(file));
  }

  /**
   * From now on these files.
   * @param contents what was read of files of which nobody knew before that they would be, `undefined` of those that were looked
   * for in vain: they may have changed since
   */
  follow(files: ReadonlySet<string>, contents: ReadonlyMap<string, string | undefined>): void {
    for (const file of this.states.keys()) if (!files.has(file)) this.states.delete(file);
    for (const file of files) {
      if (this.states.has(file)) continue;
      const state = stateOf(file);
      const isSame = !contents.has(file) || contents.get(file) === textOf(file);
      this.states.set(file, isSame ? state : 'not known');
      if (!isSame) this.missed = true;
    }
    const wanted = new Set([...this.states.keys()].map((file) => existingFolder(dirname(file))));
    for (const [folder, watcher] of this.folders) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.folders.delete(folder);
    }
    for (const folder of wanted) this.watchFolder(folder);
  }

  /** While this is so, events are noted, and the process does not live on for them. */
  set pausing(paused: boolean) {
    this.paused = paused;
    for (const watcher of this.folders.values()) {
      if (paused) watcher.unref();
      else watcher.ref();
    }
    if (!paused && this.missed) this.event();
  }

  close(): void {
    clearTimeout(this.timer);
    for (const watcher of this.folders.values()) watcher.close();
    this.folders.clear();
  }

  private watchFolder(folder: string): void {
    if (this.folders.has(folder)) return;
    try {
      const watcher = watch(folder, () => this.event());
      // A folder that goes away: its files are gone, and a folder above it tells when they are back.
      watcher.on('error', () => this.event());
      if (this.paused) watcher.unref();
      this.folders.set(folder, watcher);
    } catch {
      // It went away in this moment; the next event looks again.
      this.event();
    }
  }

  private event(): void {
    if (this.paused) {
      this.missed = true;
      return;
    }
    const now = Date.now();
    if (this.timer === undefined) this.firstEvent = now;
    else if (now - this.firstEvent > longest) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), quiet);
  }

  private look(): void {
    this.timer = undefined;
    this.missed = false;
    const changed = new Set([...this.states].filter(([file, state]) => stateOf(file) !== state).map(([file]) => file));
    if (changed.size > 0) {
      this.changed(changed);
      return;
    }
    for (const folder of new Set([...this.states.keys()].map((file) => existingFolder(dirname(file))))) this.watchFolder(folder);
  }
}

function stateOf(file: string): string {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function existingFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) if (existsSync(at) || dirname(at) === at) return at;
}
