import type { Diagnostic } from '../core/diagnostic';
import type { DiagnosticsError } from '../core/diagnostics-error';
import { formatDiagnostics } from '../core/format-diagnostic';

/** Writes warnings to the standard error stream: the standard output is for the product. */
export function printWarnings(warnings: readonly Diagnostic[]): void {
  process.stderr.write(`${formatDiagnostics(warnings)}\n`);
}

/** Writes what a person should know to the standard error stream. */
export function printCommentary(text: string): void {
  process.stderr.write(text);
}

const awaited = new WeakSet<Error>();
let listening = false;

/**
 * Prints the report of an error, and nothing else, if nobody catches it: by itself Node adds the line that threw, brackets
 * and its version. Whoever catches the error sees no difference.
 */
export function printWhenUncaught(error: DiagnosticsError): void {
  awaited.add(error);
  if (listening || process.listenerCount('uncaughtException') > 0) return;
  listening = true;
  process.once('uncaughtException', (thrown: Error) => {
    if (!awaited.has(thrown)) throw thrown; // node-do-not-add-exception-line
    process.stderr.write(`${thrown.stack}\n`);
    process.exitCode = 1;
  });
}
