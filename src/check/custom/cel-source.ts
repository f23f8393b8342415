/** A text in quotes, a comment, a name, or any other character. */
const token = /[rRbB]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?''')|[rR][bB]?(?:"[^"\n]*"|'[^'\n]*')|[bB]?(?:"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|\/\/[^\n]*|[A-Za-z_]\w*|\s+|[\s\S]/g;

/** Servers take no longer ones. */
const longest = 100_000;

/**
 * An expression as a server reads it, in the words of the library that evaluates it here: patterns are those of RE2
 * (`matchesPattern`), and `has()` also looks behind an index or a call (`hasField`).
 */
export function librarySource(expression: string): string {
  if (!/\bhas\b|\bmatches\b/.test(expression) || expression.length > longest) return expression;
  const tokens = expression.match(token) ?? [];
  return translate(tokens, 0, tokens.length);
}

function translate(tokens: readonly string[], from: number, to: number): string {
  let result = '';
  for (let index = from; index < to; index++) {
    const word = tokens[index]!;
    const open = nextOf(tokens, index + 1, to);
    if (tokens[open] === '(' && word === 'matches' && tokens[index - 1] === '.') result += 'matchesPattern';
    else if (tokens[open] === '(' && word === 'has' && tokens[index - 1] !== '.') {
      const close = closingOf(tokens, open, to);
      result += presence(tokens, open + 1, close) + (close < to ? ')' : '');
      index = close;
    } else result += word;
  }
  return result;
}

/** `has(a.b)` as it is; `has(a[0].b)` as `hasField(a[0], "b")`. */
function presence(tokens: readonly string[], from: number, to: number): string {
  const dot = tokens.slice(from, to).some((word) => word === '[' || word === '(') ? lastDot(tokens, from, to) : undefined;
  if (dot === undefined) return `has(${translate(tokens, from, to)}`;
  return `hasField(${translate(tokens, from, dot)}, "${tokens[nextOf(tokens, dot + 1, to)]!}"`;
}

/** Where `.field` begins at the end of an expression; `undefined` where it ends with something else. */
function lastDot(tokens: readonly string[], from: number, to: number): number | undefined {
  let field = to - 1;
  while (field > from && isBlank(tokens[field]!)) field--;
  let dot = field - 1;
  while (dot > from && isBlank(tokens[dot]!)) dot--;
  return dot > from && tokens[dot] === '.' && /^[A-Za-z_]\w*$/.test(tokens[field]!) ? dot : undefined;
}

function nextOf(tokens: readonly string[], from: number, to: number): number {
  let index = from;
  while (index < to && isBlank(tokens[index]!)) index++;
  return index;
}

function isBlank(word: string): boolean {
  return word.startsWith('//') || word.trim() === '';
}

function closingOf(tokens: readonly string[], open: number, to: number): number {
  let depth = 0;
  for (let index = open; index < to; index++) {
    if (tokens[index] === '(') depth++;
    else if (tokens[index] === ')' && --depth === 0) return index;
  }
  return to;
}
