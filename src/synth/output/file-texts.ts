/**
 * Texts of files by their path. Those in parts are put together only for whoever asks for the whole: a file of many megabytes would be
 * in the memory twice, and once more as bytes.
 */
export class FileTexts implements ReadonlyMap<string, string> {
  private readonly parts = new Map<string, readonly string[]>();

  set(path: string, parts: readonly string[]): void {
    this.parts.set(path, parts);
  }

  clear(): void {
    this.parts.clear();
  }

  partsOf(path: string): readonly string[] | undefined {
    return this.parts.get(path);
  }

  get size(): number {
    return this.parts.size;
  }

  has(path: string): boolean {
    return this.parts.has(path);
  }

  get(path: string): string | undefined {
    return this.parts.get(path)?.join('');
  }

  keys(): MapIterator<string> {
    return this.parts.keys();
  }

  * values(): Generator<string, undefined, unknown> {
    for (const parts of this.parts.values()) yield parts.join('');
  }

  * entries(): Generator<[string, string], undefined, unknown> {
    for (const [path, parts] of this.parts) yield [path, parts.join('')];
  }

  [Symbol.iterator](): Generator<[string, string], undefined, unknown> {
    return this.entries();
  }

  forEach(use: (text: string, path: string, files: ReadonlyMap<string, string>) => void): void {
    for (const [path, text] of this) use(text, path, this);
  }
}

/** The text of a file, in parts where it is there in parts. */
export function partsOf(files: ReadonlyMap<string, string>, path: string): readonly string[] {
  return (files instanceof FileTexts ? files.partsOf(path) : undefined) ?? [files.get(path) ?? ''];
}
