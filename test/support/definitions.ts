import { App, Bundle, type BundleProps, type Diagnostic, DiagnosticsError } from '../../src';
import type { Built } from '../../src/core/built';
import type { Manifest } from '../../src/core/manifest';
import { type Kind, oneOf, type Whole } from './objects';

/** A bundle in an app of its own. */
export function newBundle(props: BundleProps = { namespace: 'shop' }): Bundle {
  return new Bundle(new App({ onWarnings: () => undefined }), 'shop', props);
}

/** What is wrong with a definition: `code /pointer` for each error. */
export function errorsOf(defined: Bundle | Built | (() => unknown)): string[] {
  return lines(diagnosticsOf(defined).filter(({ severity }) => severity === 'error'));
}

/** `code /pointer` for each. */
export function lines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trimEnd());
}

/** What is said of a definition that has errors; of one that is built without a tree, warnings as well. */
export function diagnosticsOf(defined: Bundle | Built | (() => unknown)): readonly Diagnostic[] {
  if ('diagnostics' in defined) return defined.diagnostics;
  try {
    if (typeof defined === 'function') defined();
    else defined.objects();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticsError) return error.diagnostics;
    throw error;
  }
}

/** The objects that were built, of which nothing was wrong. */
export function objectsOf(defined: Bundle | Built): readonly Manifest[] {
  if (!('diagnostics' in defined)) return defined.objects();
  const errors = errorsOf(defined);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return defined.objects;
}

/** The one object of a kind and name; of a kind alone, the only one. */
export function built<K extends string>(defined: Bundle | Built, kind: K, name?: string): Whole<Kind<K>> {
  return oneOf(objectsOf(defined), kind, name);
}

/** Every object, as `Kind name`. */
export function namesOf(defined: Bundle | Built): string[] {
  return objectsOf(defined).map(({ kind, metadata }) => `${kind} ${metadata?.name}`);
}
