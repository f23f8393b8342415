/** Characters that change what a reader sees around them, or that no editor shows: only ever written as escapes. */
const unseen = '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f'
  + '\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\ud800-\\udfff';
/** In one line, a line feed is an escape as well. Surrogates are looked at in pairs: only halves are escaped. */
const inString = new RegExp(`[\\ud800-\\udbff][\\udc00-\\udfff]|[\\n\\\\${unseen}]`, 'g');
const inTemplate = new RegExp(`[\\ud800-\\udbff][\\udc00-\\udfff]|[\\\\\`${unseen}]|\\$\\{`, 'g');
const needsMoreThanTemplate = new RegExp(`[\\ud800-\\udbff][\\udc00-\\udfff]|[${unseen}]`);
const shortEscapes: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

const identifierName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A text as a literal of TypeScript, in single quotes unless double ones need fewer escapes. Nothing in it can end it. */
export function stringLiteral(text: string): string {
  const body = text.replace(inString, escaped);
  const singles = count(text, '\'');
  if (singles === 0) return `'${body}'`;
  if (singles > count(text, '"')) return `"${body.replaceAll('"', '\\"')}"`;
  return `'${body.replaceAll('\'', '\\\'')}'`;
}

/**
 * The inside of a template literal, without its back quotes. A text that is no more than lines of seen characters stays as it
 * is, line feeds included.
 */
export function templateText(text: string): string {
  return text.replace(inTemplate, escaped);
}

/** Whether a text reads better as a template literal over several lines: everything in it can be seen. */
export function readsAsLines(text: string): boolean {
  return text.includes('\n') && text.trim() !== '' && !needsMoreThanTemplate.test(text.replaceAll('\t', '')) && !/[ \t]$/m.test(text);
}

/** A key of an object literal: bare where it may be, quoted otherwise. `__proto__` is computed, or it would set the prototype. */
export function propertyKey(key: string): string {
  if (key === '__proto__') return '[\'__proto__\']';
  return identifierName.test(key) ? key : stringLiteral(key);
}

/** What stands behind a value to name one of its properties: `.name` or `['my-name']`. */
export function propertyAccess(key: string): string {
  return identifierName.test(key) && key !== '__proto__' ? `.${key}` : `[${stringLiteral(key)}]`;
}

/** A number, an integer of any size, a boolean, `null` or `undefined` as TypeScript writes it. */
export function scalarLiteral(value: number | bigint | boolean | null | undefined): string {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function escaped(found: string): string {
  if (found.length === 2 && found !== '${') return found;
  if (found === '${' || found === '`') return `\\${found}`;
  return shortEscapes[found] ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}
