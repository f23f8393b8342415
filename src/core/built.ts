import type { Diagnostic } from './diagnostic';
import type { Manifest } from './manifest';

/** What a pure `build…` function gives: objects, and all that is wrong with the definition. Objects count only when no diagnostic is an error. */
export interface Built<M extends Manifest = Manifest> {
  /** The objects, in the order in which they are written. */
  readonly objects: readonly M[];
  /** Errors, warnings and notes. */
  readonly diagnostics: readonly Diagnostic[];
}
