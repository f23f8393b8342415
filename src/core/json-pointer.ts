/** A path into data, as a list of keys. */
export type Path = readonly (string | number)[];

/**
 * Writes a path as a JSON pointer: `['metadata', 'labels', 'a/b']` becomes `/metadata/labels/a~1b`.
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function toPointer(path: Path): string {
  let text = '';
  for (const key of path) text += '/' + (typeof key === 'number' ? key : escapeKey(key));
  return text;
}

/** Reads a JSON pointer; the empty text is the whole document. Throws a `SyntaxError` on a pointer that does not start with `/`. */
export function fromPointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (pointer[0] !== '/') throw new SyntaxError(`JSON pointer must start with "/": ${JSON.stringify(pointer)}`);
  return pointer.slice(1).split('/').map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function escapeKey(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replace(/~/g, '~0').replace(/\//g, '~1') : key;
}
