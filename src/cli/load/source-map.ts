/** A place in a source, counted from 1. */
export interface MappedPlace {
  /** As the map names it. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** The parts of a source map that lead to places. */
export interface RawSourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
  readonly sourceRoot?: string;
}

/** Column in the output, source, line and column in it (all from 0). */
type Segment = readonly [column: number, source: number, line: number, sourceColumn: number];

/**
 * Leads from a place in compiled text back to its source.
 * @see https://tc39.es/ecma426/
 */
export class SourceMap {
  private readonly sources: readonly string[];
  private readonly lines: Segment[][];

  constructor({ sources, mappings, sourceRoot = '' }: RawSourceMap) {
    this.sources = sourceRoot === '' ? sources : sources.map((source) => sourceRoot + source);
    this.lines = decode(mappings);
  }

  /** @param line counted from 1 @param column counted from 1 */
  place(line: number, column: number): MappedPlace | undefined {
    const segments = this.lines[line - 1];
    if (segments === undefined) return undefined;
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (segments[middle]![0] <= column - 1) low = middle + 1;
      else high = middle;
    }
    const segment = segments[low - 1];
    const source = segment === undefined ? undefined : this.sources[segment[1]];
    return segment === undefined || source === undefined ? undefined : { source, line: segment[2] + 1, column: segment[3] + 1 };
  }
}

const digits = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [digit.charCodeAt(0), value]));

function decode(mappings: string): Segment[][] {
  const lines: Segment[][] = [[]];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const digit = digits.get(mappings.charCodeAt(at++)) ?? 0;
      value |= (digit & 31) << shift;
      if ((digit & 32) === 0) return value & 1 ? -(value >>> 1) : value >>> 1;
    }
  };
  const ends = (): boolean => at >= mappings.length || mappings[at] === ',' || mappings[at] === ';';
  let [column, source, line, sourceColumn] = [0, 0, 0, 0];
  while (at < mappings.length) {
    if (mappings[at] === ';') {
      lines.push([]);
      column = 0;
      at++;
    } else if (mappings[at] === ',') {
      at++;
    } else {
      column += number();
      if (ends()) continue;
      source += number();
      line += number();
      sourceColumn += number();
      if (!ends()) number();
      lines.at(-1)!.push([column, source, line, sourceColumn]);
    }
  }
  return lines;
}
