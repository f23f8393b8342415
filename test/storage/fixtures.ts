import type { Diagnostic } from '../../src/core/diagnostic';

/** What was reported, as short texts that can be compared. */
export function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, severity, pointer }) => `${severity === 'error' ? '' : `${severity} `}${code} ${pointer}`);
}

/** What was reported, with the facts of which messages are made. */
export function facts(diagnostics: readonly Diagnostic[]): [string, Diagnostic['args']][] {
  return diagnostics.map(({ code, pointer, args }) => [`${code} ${pointer}`, args]);
}
