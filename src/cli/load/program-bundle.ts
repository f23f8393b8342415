import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { type BuildRequest, placeholder } from './build-program';
import type { BuiltBundle } from './built-program';
import { SourceMap } from './source-map';
import { addPlaceMapper, type PlaceMapper, removePlaceMapper } from './stack-mapping';

let count = 0;
const kinds = ['url', 'filename', 'dirname'] as const;

/** A program with top-level await, which Node.js loads as one ES module. Its packages are those that CommonJS would load. */
export class ProgramBundle {
  /** All that belongs to it is known before it runs. */
  readonly late: readonly string[] = [];
  private readonly file: string;
  private map: SourceMap | undefined;
  private readonly mapper: PlaceMapper = (file, line, column) => {
    if (file !== this.file && file !== pathToFileURL(this.file).href) return undefined;
    this.map ??= new SourceMap(this.bundle.map);
    return this.map.place(line, column);
  };

  constructor(private readonly bundle: BuiltBundle, request: BuildRequest) {
    // Node.js looks for packages from where the file lies, and never loads one file twice.
    this.file = join(request.scratch ?? tmpdir(), `program-${process.pid}-${count++}.mjs`);
  }

  async run(): Promise<void> {
    addPlaceMapper(this.mapper);
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, this.withPlaces());
    try {
      await import(pathToFileURL(this.file).href);
    } finally {
      rmSync(this.file, { force: true });
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

const wanted = new RegExp(`\\b(${kinds.map(placeholder).join('|')})\\b`, 'g');
