/** A map of text keys to anything, as `JSON.parse` makes them. */
export interface PlainMap {
  readonly [key: string]: unknown;
}

/** Whether a value is a plain object: not a list, not an instance of a class. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || foreignObjectPrototype(prototype);
}

/** Objects made in another realm (a test runner's sandbox, a worker) have an Object.prototype of their own. */
function foreignObjectPrototype(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.prototype.hasOwnProperty.call(prototype, 'isPrototypeOf');
}
