/** Text that cannot be written down in UTF-8, and so not in YAML: half of a surrogate pair. */
const loneSurrogate = /\p{Surrogate}/u;

/** What some reader takes for a boolean, a null or a number, in any mix of cases. */
const words = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'];
const notWord = `(?!(?:${words.map(inAnyCase).join('|')}|[eE][-+]?[0-9]+)$)`;

/** Most texts of a manifest: names, kinds, paths. */
const simple = new RegExp(`^${notWord}[A-Za-z_/][A-Za-z0-9_./-]*$`);

/** Texts in plain style: they start as text does, and hold neither `: ` nor ` #` nor a character that is not seen. */
const plain = new RegExp(
  `^${notWord}`
  // `-` starts flags (`-c`, `--port`), a dot file names (`./run`, `.env`).
  + '(?:-{1,2}(?=[A-Za-z])|\\.{1,2}(?=[A-Za-z/])|[A-Za-z0-9_/$(\\\\^;+]|[\\u00c0-\\u024f\\u0370-\\u05ff\\u0900-\\u0dff\\u3041-\\ud7ff])'
  + '(?:[!-9;-~]|:(?! |$)| +(?![ #]|$)|[\\u00a1-\\u00ac\\u00ae-\\u05ff\\u0900-\\u0dff\\u3041-\\ud7ff])*$',
);

/** Keys are short words; any other is quoted, so that no reader has to guess where it ends. */
const plainKey = new RegExp(`^${notWord}(?:[A-Za-z0-9_/]|\\.(?=[A-Za-z0-9_]))[A-Za-z0-9_./-]*$`);

/**
 * Looks like a number, a date or a time of some YAML version: starts with a digit (after a sign, a dot) and goes on with
 * characters of numbers only. It also catches texts that are none, such as `10.0.0.1`: one early definition of floats
 * allowed several dots.
 */
const numberLike = /^[-+._]*[0-9][0-9a-fA-FxXoO_.,:+\-tTzZ ]*$|^[-+]?[eE]?[-+]?[0-9]+$|^[-+]?\.(?:[0-9_.eE+-]*|inf|nan)$/i;

/** What a block scalar holds as it is. Bidirectional controls are left out: they let a text look like another one. */
const blockText = /^[\t\n -~\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Everything in double quotes that is not written as itself and that JSON leaves alone. */
const unseen = /[\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff]/g;

/** Which texts of several lines become block scalars: all, none, or those that do not end in empty lines. */
export type BlockScalars = 'all' | 'none' | 'unless-ending-empty';

/**
 * Writes a text as a scalar that every reader of YAML 1.1 and 1.2 takes for this very text; `undefined` for a text that
 * YAML cannot hold.
 * @param column where the lines of a block scalar start: two columns to the right of its parent
 */
export function writeString(text: string, column: number, blocks: BlockScalars): string | undefined {
  if (isPlain(text)) return text;
  if (blocks !== 'none' && text.includes('\n') && fitsBlock(text) && (blocks === 'all' || !text.endsWith('\n\n'))) {
    return blockScalar(text, column);
  }
  return quoted(text);
}

/** Writes a key, always on one line; `undefined` for a text that YAML cannot hold. */
export function writeKey(key: string): string | undefined {
  return plainKey.test(key) && !numberLike.test(key) ? key : quoted(key);
}

function isPlain(text: string): boolean {
  return simple.test(text) || (plain.test(text) && !numberLike.test(text));
}

/** Single quotes where double ones would need escapes (JSON in annotations, patterns), double quotes otherwise. */
function quoted(text: string): string | undefined {
  if (loneSurrogate.test(text)) return undefined;
  const json = JSON.stringify(text);
  if (json.length === text.length + 2) {
    // Nothing that JSON escapes: no quotes, backslashes, controls.
  } else if (!text.includes("'") && /^[ -~]*$/.test(text)) {
    return `'${text}'`;
  }
  return json.replace(unseen, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${hexadecimal(code, 2)}` : `\\u${hexadecimal(code, 4)}`;
}

function hexadecimal(code: number, length: number): string {
  return code.toString(16).toUpperCase().padStart(length, '0');
}

/**
 * Whether a block scalar shows the text exactly and no reader or editor is tempted to change it. Spaces at the end of a
 * line are kept: quoting a whole configuration file for their sake would make it unreadable. Lines of nothing but spaces
 * at the start or the end of the text are not: there readers disagree.
 */
function fitsBlock(text: string): boolean {
  return blockText.test(text) && !/^\n*[ \t]+(?:\n|$)/.test(text) && !/(?:^|\n)[ \t]+\n*$/.test(text) && !/^\n*$/.test(text);
}

function blockScalar(text: string, column: number): string {
  const pad = ' '.repeat(column);
  // Readers find the indentation from the first line, unless it starts with white space of its own.
  const indicator = /^\n*[ \t]/.test(text) ? '2' : '';
  const end = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `|${indicator}${end}\n${body.replace(/^(?=[^\n])/gm, pad)}`;
}

function inAnyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
