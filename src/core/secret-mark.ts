/** The key by which messages know a value that nobody shall read in a log. */
export const secretMark: unique symbol = Symbol('secret value');

/** Whether a value is one that only the definition of a Secret can read. */
export function isSecretValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && secretMark in value;
}
