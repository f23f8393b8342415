import type { Diagnostic } from '../core/diagnostic';
import { DiagnosticsError } from '../core/diagnostics-error';
import { printWhenUncaught } from './terminal';

/**
 * Throws what no definition can collect; where nobody catches it, the report is printed and nothing else.
 * @throws DiagnosticsError always
 */
export function throwUncollected(diagnostics: readonly Diagnostic[]): never {
  const error = new DiagnosticsError(diagnostics);
  printWhenUncaught(error);
  throw error;
}
