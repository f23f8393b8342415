import type { Problems } from '../../core/problems';

const plain = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Names that have a meaning already: what each is, in words. */
export type ReservedNames = { readonly [name: string]: string };

/**
 * Reports a name of a database or account that would need quotes in statements and connection texts, or that is taken.
 * @param reserved in small letters
 */
export function checkIdentifier(problems: Problems, what: string, found: unknown, max: number, reserved: ReservedNames = {}): void {
  if (found === undefined) return;
  if (typeof found === 'string' && plain.test(found) && found.length <= max) {
    const name = found.toLowerCase();
    const why = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
    if (why !== undefined) problems.report('catalog/reserved-name', { what, found, why });
    return;
  }
  if (typeof found === 'string') problems.report('catalog/identifier', { what, found, max });
  else problems.report('value/wrong-type', { expected: 'a text', found });
}
