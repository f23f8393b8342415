import { isPlainMap } from '../../core/plain-map';
import { nearest } from '../../core/suggest';
import { suppressedCode } from '../../core/suppression-annotation';
import { type CheckCode, checkCodes } from '../codes';

/** Acceptance of a finding in an object, or in all objects of a namespace. */
export interface Suppression {
  /** As it is written; not every text is a code. */
  readonly code: string;
  /** Empty where none is given. */
  readonly reason: string;
  /** The annotation that says so. */
  readonly annotation: string;
}

/** What the annotations of an object accept. */
export function suppressionsOf(manifest: unknown): readonly Suppression[] {
  const annotations: unknown = isPlainMap(manifest) && isPlainMap(manifest['metadata']) ? manifest['metadata']['annotations'] : undefined;
  if (!isPlainMap(annotations)) return none;
  let found: Suppression[] | undefined;
  for (const annotation in annotations) {
    const code = suppressedCode(annotation);
    if (code === undefined) continue;
    const reason = annotations[annotation];
    (found ??= []).push({ code, reason: typeof reason === 'string' ? reason.trim() : '', annotation });
  }
  return found ?? none;
}

const none: readonly never[] = Object.freeze([]);

/** Whether a text is a code that can be accepted: those about suppressions cannot. */
export function isSuppressible(code: string): code is CheckCode {
  return Object.hasOwn(checkCodes, code) && !code.startsWith('suppression/');
}

/** The code that a misspelt one most likely means. */
export function nearestCode(code: string): string | undefined {
  return nearest(code, Object.keys(checkCodes));
}
