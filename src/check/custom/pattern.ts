import { inTime, tooLong } from './in-time';

/** A quantified group with another quantifier in it, or alternatives: what a text can be made for that takes for ever. */
const risky = /\((?:[^()\\]|\\.)*(?:[*+}|])(?:[^()\\]|\\.)*\)[*+{]/;
const longestFree = 30;
const milliseconds = 100;

/** A regular expression of the server's, as far as JavaScript can say the same. */
export class Pattern {
  private static readonly known = new Map<string, Pattern>();
  /** The same in JavaScript. @default - it cannot be said there */
  readonly expression: RegExp | undefined;
  private readonly slow: boolean;
  private endless = false;

  private constructor(text: string) {
    this.expression = compile(text);
    this.slow = risky.test(text);
  }

  static of(text: string): Pattern {
    let pattern = Pattern.known.get(text);
    if (pattern === undefined) {
      pattern = new Pattern(text);
      if (Pattern.known.size < 1000) Pattern.known.set(text, pattern);
    }
    return pattern;
  }

  /** Whether a text has the pattern somewhere in it; `true` where nobody can tell in time. */
  accepts(text: string): boolean {
    if (this.expression === undefined || this.endless) return true;
    if (!this.slow || text.length <= longestFree) return this.expression.test(text);
    const { expression } = this;
    const found = inTime(() => expression.test(text), milliseconds);
    // Once is enough: there may be a million texts more.
    if (found === tooLong) this.endless = true;
    return found !== false;
  }
}

function compile(text: string): RegExp | undefined {
  const flags = /^(\^?)\(\?([ims]+)\)/.exec(text);
  const body = (flags === null ? text : flags[1]! + text.slice(flags[0].length))
    .replaceAll('\\A', '^').replaceAll('\\z', '$').replaceAll('(?P<', '(?<').replace(/\\([pP])([LMNPSZC])/g, '\\$1{$2}')
    .replace(/\[:(\w+):\]/g, (whole, name: string) => classes[name] ?? whole);
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(body, `${flags?.[2] ?? ''}${unicode}`);
    } catch {
      // Syntax that the other mode may know.
    }
  }
  return undefined;
}

const classes: { readonly [name: string]: string } = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', digit: '0-9', lower: 'a-z', upper: 'A-Z', xdigit: '0-9A-Fa-f', word: '0-9A-Za-z_', space: '\\t\\n\\v\\f\\r ', blank: '\\t ',
  punct: '!-\\/:-@\\[-`{-~', print: ' -~', graph: '!-~', cntrl: '\\x00-\\x1F\\x7F', ascii: '\\x00-\\x7F',
};
