import { isPlainMap } from './plain-map';

const longest = 80;
const longestPath = 500;
const mostListed = 8;
/** Words that a field takes are all said as long as that can be read; there are fields with two dozen of them. */
const mostAlternatives = 24;
const longestMessage = 2000;

/**
 * How messages show a value that a user gave: short, on one line, never a wall of text, and never the inside of an
 * object (which may hold what nobody should read in a log).
 */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, longest);
    case 'bigint':
      return `${cut(String(value), longest)}n`;
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `a list of ${value.length}`;
      return isPlainMap(value) ? 'a map' : `an object of type ${typeName(value)}`;
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

/** Taken from the class alone: an object may well have a key `constructor` of its own. */
function typeName(value: object): string {
  const name: unknown = typeof value.constructor === 'function' ? value.constructor.name : undefined;
  return typeof name === 'string' && name !== '' ? bare(name) : 'Object';
}

/** As `show` for a path or an address, which helps nobody without its end: of these, more is shown. */
export function showPath(path: string): string {
  return quoted(path, longestPath);
}

/** A name as it stands in a sentence, without quotes; as short and as harmless as `show` makes it. */
export function bare(text: string): string {
  return unquoted(show(text));
}

/** As `bare`, as long as `showPath`: for paths, places and the names of whole objects. */
export function barePath(path: string): string {
  return unquoted(showPath(path));
}

function quoted(text: string, most: number): string {
  return printable(JSON.stringify(cut(text, most)));
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 20)}… (${text.length} characters)` : text;
}

/** Words as a person lists them: `"a", "b" or "c"`. */
export function alternatives(words: readonly string[]): string {
  if (words.length > mostAlternatives) return listed(words, mostAlternatives);
  const shown = words.map(show);
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

/** The names that there are: `"a", "b", "c"`, of many the first ones and how many more there are, of none `none`. */
export function listed(names: readonly string[], most = mostListed): string {
  return listedBy(show, names, most);
}

/** As `listed`, without quotes: for words that nobody takes for anything but names. */
export function listedBare(names: readonly string[], most = mostListed): string {
  return listedBy(bare, names, most);
}

function listedBy(words: (name: string) => string, names: readonly string[], most: number): string {
  if (names.length === 0) return 'none';
  // "and 1 more" would take the place of the one.
  if (names.length <= most + 1) return names.map(words).join(', ');
  return `${names.slice(0, most).map(words).join(', ')} and ${names.length - most} more`;
}

// Characters that a terminal obeys (C0, C1) and those that change the direction or the lines of what stands around them.
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const everyObeyed = new RegExp(obeyed, 'g');

/** A text that no terminal takes for a command; line breaks and tabs stay. Of a text that is too long, its beginning. */
export function printable(text: string): string {
  const short = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  if (!obeyed.test(short)) return short;
  return short.replace(everyObeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
