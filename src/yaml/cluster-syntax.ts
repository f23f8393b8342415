import { yamlLibrary } from './library';
import type { Trouble } from './read-error';

/*
 * What the parser accepts, as YAML 1.2 does, and a cluster's reader refuses or reads differently.
 */

/** Characters that are line breaks in YAML 1.1 only. JSON, which has another reader, may hold them. */
export function findRareLineBreaks(text: string): Trouble[] {
  return Array.from(text.matchAll(/[\u0085\u2028\u2029]/g), (match) => {
    const name = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const message = `expected an escape in double quotes, found ${name}, which is a line break to some readers`;
    return { code: 'yaml/character', message, offset: match.index };
  });
}

/** Tabs at the start of a line or behind the `-` of an item. Inside of brackets, as in JSON, nobody minds them. */
export function findTabs(text: string): Trouble[] {
  if (!text.includes('\t')) return [];
  const troubles: Trouble[] = [];
  let offset = 0;
  let brackets = 0;
  let before = '\n';
  let isScalar = false;
  for (const lexeme of new (yamlLibrary().Lexer)().lex(text)) {
    // The lexer marks what follows with a control character that is not in the text.
    if (lexeme === scalarMark || lexeme === documentMark || lexeme === flowErrorMark) {
      isScalar = lexeme === scalarMark;
      continue;
    }
    const blank = !isScalar && /^[ \t]+$/.test(lexeme);
    if (blank && brackets === 0 && lexeme.includes('\t') && /^[\n\r-]/.test(before)) {
      const message = 'expected spaces, found a tab, which a cluster refuses here';
      troubles.push({ code: 'yaml/syntax', message, offset: offset + lexeme.indexOf('\t') });
    }
    if (!isScalar && (lexeme === '[' || lexeme === '{')) brackets++;
    if (!isScalar && (lexeme === ']' || lexeme === '}')) brackets--;
    if (!blank) before = isScalar ? '' : lexeme;
    offset += lexeme.length;
    isScalar = false;
  }
  return troubles;
}

const documentMark = '\x02';
const flowErrorMark = '\x18';
const scalarMark = '\x1f';

/**
 * The text of a literal block scalar, from its source; `undefined` where a tab stands in for its indentation. The parser
 * drops lines of spaces from the end even where they are longer than the indentation, and so part of the text, and adds a
 * line break where the source ends without one.
 */
export function literalText(source: string, parsed: string): string | undefined {
  const [header = '', ...lines] = source.split(/\r?\n/);
  const content = lines.findIndex((line) => /[^ ]/.test(line));
  if (content < 0) return parsed;
  const first = lines[content]!;
  if (!/[1-9]/.test(header.split('#')[0]!) && /^ *\t/.test(first)) return undefined;
  const indent = first.length - parsed.split('\n')[content]!.length;
  const text = lines.map((line) => line.slice(indent)).join('\n');
  const body = text.replace(/\n+$/, '');
  if (/^\|[0-9]?-/.test(header)) return body;
  return /^\|[0-9]?\+/.test(header) || body === text ? text : body + '\n';
}
