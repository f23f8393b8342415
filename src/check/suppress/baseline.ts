import { isPlainMap } from '../../core/plain-map';
import { show } from '../../core/show';
import { identityKey, type ObjectId } from '../../core/object-id';
import type { Finding } from '../finding';

/** A finding that is accepted because it was there when the baseline was written. */
export interface BaselineEntry {
  /** The code of the finding. */
  readonly code: string;
  /** @default - it is outside of any object */
  readonly object?: ObjectId | undefined;
  /** JSON pointer into the object. */
  readonly pointer: string;
  /** Why it is accepted. */
  readonly reason: string;
}

/** The reason that stands in a baseline until somebody writes a better one. */
export const defaultBaselineReason = 'it was there when the baseline was written';

/** Which findings an entry means: those with an equal text. */
export function baselineKey({ code, object, pointer }: Pick<BaselineEntry, 'code' | 'object' | 'pointer'>): string {
  return `${code} ${object === undefined ? '' : identityKey(object)} ${pointer}`;
}

/**
 * The text of a baseline that accepts these findings. Entries of an earlier one keep their reasons; those whose findings are gone
 * leave. Sorted, so that it merges well.
 */
export function writeBaseline(
  findings: readonly Finding[], before: readonly BaselineEntry[] = [], reason: string = defaultBaselineReason,
): string {
  const known = new Map(before.map((entry) => [baselineKey(entry), entry.reason]));
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const { code, object, pointer, suppressed } = finding;
    const key = baselineKey(finding);
    // What the object itself accepts needs no second word, and what is said about suppressions is to be mended.
    if (code.startsWith('suppression/') || (suppressed !== undefined && !known.has(key))) continue;
    const id = object && { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name };
    entries.set(key, { code, object: id, pointer, reason: known.get(key) ?? reason });
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return `${JSON.stringify({ findings: sorted }, undefined, 2)}\n`;
}

/** Reads a baseline. @throws SyntaxError where it is none; its message says what is wrong */
export function readBaseline(text: string): BaselineEntry[] {
  const file: unknown = JSON.parse(text);
  if (!isPlainMap(file) || !Array.isArray(file['findings'])) throw new SyntaxError('expected { "findings": [ … ] }');
  return file['findings'].map((entry: unknown, index) => {
    const place = `/findings/${index}`;
    if (!isPlainMap(entry)) throw new SyntaxError(`${place}: expected an object, found ${show(entry)}`);
    const { code, object, pointer, reason } = entry;
    for (const [name, value] of Object.entries({ code, pointer, reason })) {
      if (typeof value !== 'string') throw new SyntaxError(`${place}/${name}: expected a text, found ${show(value)}`);
    }
    if ((reason as string).trim() === '') throw new SyntaxError(`${place}/reason: expected why it is accepted, found an empty text`);
    return { code: code as string, object: readObject(object, place), pointer: pointer as string, reason: reason as string };
  });
}

function readObject(object: unknown, place: string): ObjectId | undefined {
  if (object === undefined) return undefined;
  if (!isPlainMap(object)) throw new SyntaxError(`${place}/object: expected an object, found ${show(object)}`);
  const { apiVersion, kind, namespace, name } = object;
  for (const [field, value] of Object.entries({ apiVersion, kind, name, namespace: namespace ?? '' })) {
    if (typeof value !== 'string') throw new SyntaxError(`${place}/object/${field}: expected a text, found ${show(value)}`);
  }
  return { apiVersion: apiVersion as string, kind: kind as string, namespace: namespace as string | undefined, name: name as string };
}
