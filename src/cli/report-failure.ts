import { inspect } from 'node:util';
import type { DiagnosticsError } from '../core/diagnostics-error';
import { formatDiagnostics } from '../core/format-diagnostic';
import { CommandFailure } from './failure';
import type { Io } from './io';
import type { Style } from './style';

/** What is said of whatever ended a command. */
export function failureText(error: unknown, { cwd }: Io, style: Style, debug: boolean): string {
  if (isDiagnosticsError(error)) return formatDiagnostics(error.diagnostics, cwd);
  const stack = debug ? `\n${inspect(error)}` : '';
  if (error instanceof CommandFailure) {
    const help = error.help === undefined ? '' : `\n${style.cyan('help')}   ${error.help}`;
    return `${error.render?.(style, cwd, debug) ?? `${style.red('error')}  ${error.message}${help}`}${stack}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  const help = debug ? '' : `\n${style.cyan('help')}   this is a fault of kubeloom itself: --debug shows where`;
  return `${style.red('error')}  ${message}${help}${stack}`;
}

/** The program may have a copy of this package of its own, with a class of its own. */
export function isDiagnosticsError(error: unknown): error is DiagnosticsError {
  return error instanceof Error && error.name === 'DiagnosticsError' && 'diagnostics' in error && Array.isArray(error.diagnostics);
}
