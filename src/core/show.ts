const LONGEST = 80;

/**
 * How messages show a value that a user gave: short, on one line, never a wall of text, and never the inside of an
 * object (which may hold what nobody should read in a log).
 */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string': {
      const text = value.length > LONGEST ? `${value.slice(0, LONGEST - 20)}… (${value.length} characters)` : value;
      return JSON.stringify(text);
    }
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `a list of ${value.length}`;
      return `an object of type ${typeName(value)}`;
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

/** Taken from the class alone: a map may well have a key `constructor` of its own. */
function typeName(value: object): string {
  const name: unknown = typeof value.constructor === 'function' ? value.constructor.name : undefined;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

/** Words as a person lists them: `"a", "b" or "c"`. */
export function alternatives(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
