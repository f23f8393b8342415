/**
 * What is wrong with a regular expression by the syntax that the server reads (RE2, without look-around and references back);
 * `undefined` for one that it accepts.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function brokenGoPattern(pattern: string): string | undefined {
  try {
    new PatternReader(pattern).read();
    return undefined;
  } catch (problem) {
    if (problem instanceof PatternProblem) return problem.message;
    throw problem;
  }
}

class PatternProblem extends Error {}

const groupStart = /\(\?(?:P?<([^>]*)>|([imsU]*(?:-[imsU]+)?)([:)])|)/y;
const repetition = /\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/y;
const classNames: ReadonlySet<string> = new Set([
  'alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'word', 'xdigit',
]);
const mostRepetitions = 1000;

/** Reads an expression from left to right, and throws at what cannot be read. */
class PatternReader {
  private index = 0;
  private depth = 0;
  private readonly names = new Set<string>();
  /** Whether there is something that can be repeated, right before. */
  private last: 'nothing' | 'something' | 'repeated' = 'nothing';

  constructor(private readonly text: string) {}

  read(): void {
    while (this.index < this.text.length) this.step(this.text[this.index]!);
    if (this.depth > 0) throw new PatternProblem('")" is missing');
  }

  private step(character: string): void {
    switch (character) {
      case '(': return this.open();
      case ')': return this.close();
      case '|': return this.take(1, 'nothing');
      case '*': case '+': case '?': return this.repeat(1);
      case '{': return this.braces();
      case '[': return this.characterClass();
      case '\\': return this.escape();
      default: return this.take(this.character(), 'something');
    }
  }

  private take(length: number, last: PatternReader['last']): void {
    this.index += length;
    this.last = last;
  }

  /** How many units the character at the current place takes. */
  private character(): number {
    return (this.text.codePointAt(this.index) ?? 0) > 0xff_ff ? 2 : 1;
  }

  private open(): void {
    const match = this.match(groupStart);
    if (match === undefined) {
      this.depth++;
      return this.take(1, 'nothing');
    }
    const [whole, name, , end] = match;
    if (name === undefined && end === undefined) throw new PatternProblem('"(?" starts a group that there is not: no look-ahead and no look-behind');
    if (name !== undefined) {
      if (!/^\w+$/.test(name) || this.names.has(name)) throw new PatternProblem(`${JSON.stringify(name)} cannot be the name of a group`);
      this.names.add(name);
    }
    if (end === ')') {
      return this.take(whole.length, this.last === 'repeated' ? 'something' : this.last);
    }
    this.depth++;
    this.take(whole.length, 'nothing');
  }

  private close(): void {
    if (this.depth === 0) throw new PatternProblem('")" closes nothing');
    this.depth--;
    this.take(1, 'something');
  }

  private repeat(length: number): void {
    if (this.last === 'nothing') throw new PatternProblem('there is nothing to repeat');
    if (this.last === 'repeated') throw new PatternProblem('what is repeated cannot be repeated again');
    this.take(this.text[this.index + length] === '?' ? length + 1 : length, 'repeated');
  }

  private braces(): void {
    const match = this.match(repetition);
    if (match === undefined) return this.take(1, 'something');
    const [whole, least, , most] = match;
    if (Number(least) > mostRepetitions || Number(most ?? 0) > mostRepetitions || (most !== undefined && Number(least) > Number(most))) {
      throw new PatternProblem(`${whole} repeats too often, or never`);
    }
    this.repeat(whole.length);
  }

  private escape(): void {
    const next = this.text[this.index + 1];
    if (next === 'Q') {
      const end = this.text.indexOf('\\E', this.index);
      return this.take((end < 0 ? this.text.length : end + 2) - this.index, 'something');
    }
    if (next !== undefined && 'AbBzdDsSwW'.includes(next)) return this.take(2, 'something');
    if (next === 'p' || next === 'P') return this.unicodeClass();
    this.characterEscape();
  }

  private unicodeClass(): void {
    const match = this.match(/\\[pP](?:\{\^?(\w+)\}|(\w))/y);
    const name = match?.[1] ?? match?.[2];
    if (name === undefined || !isUnicodeClass(name)) throw new PatternProblem('\\p names no class of characters');
    this.take(match![0].length, 'something');
  }

  /** One character, by what stands for it. */
  private characterEscape(): void {
    const match = this.match(/\\(?:[1-7][0-7]{1,2}|0[0-7]{0,2}|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]+\}|[afnrtv]|[!-/:-@[-`{-~])/y);
    if (match === undefined) throw new PatternProblem(`\\${this.text[this.index + 1] ?? ''} stands for nothing`);
    const [whole] = match;
    if (whole.startsWith('\\x{') && Number.parseInt(whole.slice(3), 16) > 0x10_ff_ff) throw new PatternProblem(`${whole} is no character`);
    this.take(whole.length, 'something');
  }

  private characterClass(): void {
    this.index += this.text[this.index + 1] === '^' ? 2 : 1;
    let isFirst = true;
    while (isFirst || this.text[this.index] !== ']') {
      isFirst = false;
      if (this.index >= this.text.length) throw new PatternProblem('"]" is missing');
      if (this.namedClass()) continue;
      const low = this.classCharacter();
      if (this.text[this.index] !== '-' || this.text[this.index + 1] === ']' || this.index + 1 >= this.text.length) continue;
      this.index++;
      const high = this.classCharacter();
      if (high < low) throw new PatternProblem('a range of characters ends before it starts');
    }
    this.take(1, 'something');
  }

  /** Whether a class of its own stands inside of the brackets. */
  private namedClass(): boolean {
    const posix = this.match(/\[:\^?(.*?):\]/sy);
    if (posix !== undefined) {
      if (!classNames.has(posix[1]!)) throw new PatternProblem(`${posix[0]} is no class of characters`);
      this.index += posix[0].length;
      return true;
    }
    if (this.text[this.index] !== '\\') return false;
    const next = this.text[this.index + 1];
    if (next === 'p' || next === 'P') this.unicodeClass();
    else if (next !== undefined && 'dDsSwW'.includes(next)) this.index += 2;
    else return false;
    return true;
  }

  private classCharacter(): number {
    if (this.index >= this.text.length) throw new PatternProblem('"]" is missing');
    const start = this.index;
    if (this.text[start] === '\\') {
      this.characterEscape();
      return codeOf(this.text.slice(start, this.index));
    }
    this.index += this.character();
    return this.text.codePointAt(start)!;
  }

  private match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.index;
    return expression.exec(this.text) ?? undefined;
  }
}

const controls: { readonly [letter: string]: number } = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** The character that an escape stands for. */
function codeOf(escape: string): number {
  const body = escape.slice(1);
  if (/^[0-7]/.test(body)) return Number.parseInt(body, 8);
  if (body.startsWith('x')) return Number.parseInt(body.replace(/[x{}]/g, ''), 16);
  return controls[body] ?? body.codePointAt(0)!;
}

function isUnicodeClass(name: string): boolean {
  if (name === 'Any') return true;
  for (const property of [name, `Script=${name}`]) {
    try {
      new RegExp(`\\p{${property}}`, 'u');
      if (property !== name || name.length <= 2) return true;
    } catch {
      // None that there is.
    }
  }
  return false;
}
