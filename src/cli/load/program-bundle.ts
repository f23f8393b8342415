import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { type BuildRequest, placeholder } from './build-program';
import type { BuiltBundle } from './built-program';
import { newFolderIn, packageFolders } from './cache-folder';
import { SourceMap } from './source-map';
import { addPlaceMapper, type PlaceMapper, removePlaceMapper } from './stack-mapping';

const kinds = ['url', 'filename', 'dirname'] as const;

/** A program with top-level await, which Node.js loads as one ES module. Its packages are those that CommonJS would load. */
export class ProgramBundle {
  /** All that belongs to it is known before it runs. */
  readonly late: readonly string[] = [];
  private file = '';
  private map: SourceMap | undefined;
  private readonly mapper: PlaceMapper = (file, line, column) => {
    if (file !== this.file && file !== pathToFileURL(this.file).href) return undefined;
    this.map ??= new SourceMap(this.bundle.map);
    return this.map.place(line, column);
  };

  constructor(private readonly bundle: BuiltBundle, private readonly request: BuildRequest) {}

  async run(): Promise<void> {
    // Node.js looks for packages from where the file lies, and never loads one file twice.
    const kept = newFolderIn(this.request.scratch, 'program-');
    // Its stacks name it as it really is.
    const folder = realpathSync(kept ?? mkdtempSync(join(tmpdir(), 'kubeloom-')));
    try {
      this.file = join(kept === undefined ? withPackages(folder, packageFolders(this.bundle.entry)) : folder, 'program.mjs');
      addPlaceMapper(this.mapper);
      writeFileSync(this.file, this.withPlaces());
      await import(pathToFileURL(this.file).href);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  unload(): void {
    removePlaceMapper(this.mapper);
  }

  /** Says to each part of the bundle which file it came from. */
  private withPlaces(): string {
    const map = new SourceMap(this.bundle.map);
    return this.bundle.code.split('\n').map((text, index) => text.replace(wanted, (word, _, column: number) => {
      const file = map.place(index + 1, column + 1)?.source ?? this.bundle.entry;
      const values = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) };
      return JSON.stringify(values[kinds.find((kind) => placeholder(kind) === word)!]);
    })).join('\n');
  }
}

/** A folder inside of another one from which the same packages are found as from a program. */
function withPackages(folder: string, packages: readonly string[]): string {
  return packages.reduceRight((outer, modules) => {
    const inner = join(outer, 'inner');
    mkdirSync(inner);
    symlinkSync(modules, join(inner, 'node_modules'), 'junction');
    return inner;
  }, folder);
}

const wanted = new RegExp(`\\b(${kinds.map(placeholder).join('|')})\\b`, 'g');
