/** A map as it is read. */
export interface Entries {
  [key: string]: unknown;
}

/** Adds an entry to a map. Any key is data, `__proto__` too, which an assignment would take for something else. */
export function setEntry(map: Entries, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}
