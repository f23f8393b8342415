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
      const message = 'expected spaces, found a tab';
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
 * The text of a block scalar, from its source, or what is wrong with it. The parser lets a tab stand for indentation; it
 * adds a line break where the source ends without one; and from the end of a literal it drops lines of spaces even where
 * they are longer than the indentation, and so part of the text.
 */
export function blockText(source: string, parsed: string): { readonly text: string } | { readonly problem: string } {
  const [header = '', ...lines] = source.split(/\r?\n/);
  const [, indicator, chomp] = /^[|>](?=[-+]?([1-9])?)(?=[1-9]?([-+])?)/.exec(header) ?? [];
  const content = lines.findIndex((line) => /[^ ]/.test(line));
  if (content < 0) {
    const certain = indicator === undefined || lines.every((line) => line === '');
    return certain ? { text: parsed } : { problem: 'expected text, found nothing but spaces, which readers take differently' };
  }
  const first = lines[content]!;
  if (indicator === undefined && /^ *\t/.test(first)) return { problem: 'expected spaces before the text, found a tab' };
  if (header.startsWith('>')) return { text: lines.at(-1)!.trim() === '' ? parsed : parsed.replace(/\n$/, '') };
  const indent = first.length - parsed.split('\n')[content]!.length;
  const text = lines.map((line) => line.slice(indent)).join('\n');
  const body = text.replace(/\n+$/, '');
  if (chomp === '-') return { text: body };
  return { text: chomp === '+' || body === text ? text : body + '\n' };
}
