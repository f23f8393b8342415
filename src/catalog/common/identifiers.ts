import type { Problems } from '../../core/problems';

const plain = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Reports a name of a database or account that would need quotes in statements and connection texts. */
export function checkIdentifier(problems: Problems, what: string, found: unknown, max: number): void {
  if (found === undefined || (typeof found === 'string' && plain.test(found) && found.length <= max)) return;
  if (typeof found === 'string') problems.report('catalog/identifier', { what, found, max });
  else problems.report('value/wrong-type', { expected: 'a text', found });
}
