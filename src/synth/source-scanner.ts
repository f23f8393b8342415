/**
 * Finds a property in the text of an object literal, well enough to point at a line: strings, templates, comments and
 * brackets are understood, expressions are skipped. Where it is not certain it gives up, and the caller points at the
 * whole definition instead.
 */
export class SourceScanner {
  constructor(private readonly text: string) {}

  /**
   * Offset of the key (or list item) that a path leads to, inside the given argument of the call at `start`.
   * A path that leads further than the literal gives the deepest place that was found.
   */
  findInCall(start: number, argument: number, path: readonly string[]): number | undefined {
    let at = this.openingParenthesis(start);
    if (at === undefined) return undefined;
    for (let index = 0; ; index++) {
      at = this.skipBlank(at + 1);
      if (index === argument) return this.findInValue(at, path);
      at = this.skipValue(at);
      if (this.text[at] !== ',') return undefined;
    }
  }

  private findInValue(value: number, path: readonly string[]): number | undefined {
    let found: number | undefined;
    let at = value;
    for (const key of path) {
      const entry = this.text[at] === '{' ? this.entryOf(at, key) : this.text[at] === '[' ? this.itemOf(at, Number(key)) : undefined;
      if (entry === undefined) break;
      found = entry.key;
      at = entry.value;
    }
    return found;
  }

  private entryOf(open: number, key: string): { readonly key: number; readonly value: number } | undefined {
    let at = this.skipBlank(open + 1);
    while (at < this.text.length && this.text[at] !== '}') {
      const start = at;
      const name = this.keyAt(at);
      at = name === undefined ? at : this.skipBlank(name.end);
      const isPair = name !== undefined && this.text[at] === ':';
      const value = isPair ? this.skipBlank(at + 1) : start;
      if (name?.text === key) return { key: start, value };
      at = this.skipValue(value);
      if (this.text[at] !== ',') return undefined;
      at = this.skipBlank(at + 1);
    }
    return undefined;
  }

  private itemOf(open: number, index: number): { readonly key: number; readonly value: number } | undefined {
    let at = this.skipBlank(open + 1);
    for (let count = 0; at < this.text.length && this.text[at] !== ']'; count++) {
      if (count === index) return { key: at, value: at };
      at = this.skipValue(at);
      if (this.text[at] !== ',') return undefined;
      at = this.skipBlank(at + 1);
    }
    return undefined;
  }

  private keyAt(at: number): { readonly text: string; readonly end: number } | undefined {
    const quote = this.text[at];
    if (quote === '"' || quote === "'") {
      const end = this.skipString(at);
      return { text: this.text.slice(at + 1, end - 1), end };
    }
    const word = /[\w$]+/y;
    word.lastIndex = at;
    const match = word.exec(this.text);
    return match === null ? undefined : { text: match[0], end: word.lastIndex };
  }

  /** The parenthesis that opens the arguments of `new Name<…>(` or `name(`. */
  private openingParenthesis(start: number): number | undefined {
    for (let at = start; at < this.text.length; at++) {
      const char = this.text[at]!;
      if (char === '(') return at;
      if (char === '<') at = this.skipAngles(at);
      else if (!/[\w$.\s]/.test(char)) return undefined;
    }
    return undefined;
  }

  private skipAngles(at: number): number {
    for (let depth = 0; at < this.text.length; at++) {
      if (this.text[at] === '<') depth++;
      else if (this.text[at] === '>' && --depth === 0) return at;
    }
    return at;
  }

  /** The `,` or closing bracket behind an expression. */
  private skipValue(at: number): number {
    for (let depth = 0; at < this.text.length; ) {
      const char = this.text[at]!;
      if (depth === 0 && (char === ',' || char === '}' || char === ']' || char === ')')) return at;
      if (char === '(' || char === '[' || char === '{') depth++;
      else if (char === ')' || char === ']' || char === '}') depth--;
      at = this.skipToken(at);
    }
    return at;
  }

  /** The end of the string, template, comment or character at a place. */
  private skipToken(at: number): number {
    const char = this.text[at];
    if (char === '"' || char === "'") return this.skipString(at);
    if (char === '`') return this.skipTemplate(at);
    const blank = this.skipComment(at);
    return blank === at ? at + 1 : blank;
  }

  private skipString(at: number): number {
    const quote = this.text[at];
    for (at++; at < this.text.length && this.text[at] !== quote; at++) if (this.text[at] === '\\') at++;
    return at + 1;
  }

  private skipTemplate(at: number): number {
    for (at++; at < this.text.length && this.text[at] !== '`'; at++) {
      if (this.text[at] === '\\') at++;
      else if (this.text.startsWith('${', at)) at = this.skipValue(at + 2);
    }
    return at + 1;
  }

  private skipComment(at: number): number {
    const [open, close] = this.text.startsWith('//', at) ? ['//', '\n'] : this.text.startsWith('/*', at) ? ['/*', '*/'] : ['', ''];
    if (open === '') return at;
    const end = this.text.indexOf(close, at + open.length);
    return end < 0 ? this.text.length : end + close.length;
  }

  private skipBlank(at: number): number {
    for (;;) {
      while (at < this.text.length && /\s/.test(this.text[at]!)) at++;
      const next = this.skipComment(at);
      if (next === at) return at;
      at = next;
    }
  }
}
