/** The lines of files, each file read once. */
export class SourceLines {
  private readonly files = new Map<string, readonly string[]>();

  constructor(private readonly read: ((file: string) => string | undefined) | undefined) {}

  of(file: string): readonly string[] {
    const known = this.files.get(file);
    if (known !== undefined) return known;
    const lines = this.read?.(file)?.split(/\r\n|\n|\r/) ?? [];
    this.files.set(file, lines);
    return lines;
  }
}
