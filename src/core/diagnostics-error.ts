import type { Diagnostic } from './diagnostic';
import { countDiagnostics, formatDiagnostics } from './format-diagnostic';

/**
 * Thrown once by `App.synth()` (and by `Testing.synth`) with everything that is wrong; nothing has been written then.
 * Its `stack` is the formatted report, so that `node main.js` prints what a user needs and no stack trace.
 */
export class DiagnosticsError extends Error {
  /** Name of the class. */
  override readonly name = 'DiagnosticsError';

  constructor(
    /** All that is wrong, in the order of the definitions; of a whole program, with the warnings beside the errors. */
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(`the definitions have problems: ${countDiagnostics(diagnostics)}`);
    this.stack = formatDiagnostics(diagnostics);
    // The inspector of Node appends enumerable fields to what it prints; the report has said it all.
    Object.defineProperty(this, 'diagnostics', { enumerable: false });
    Object.defineProperty(this, 'name', { enumerable: false });
  }
}
