import { relative } from 'node:path';
import type { Diagnostic } from './diagnostic';
import { formatObjectId } from './object-id';
import { barePath } from './show';
import type { SourceLocation } from './source';

/**
 * The words of one diagnostic, for a terminal:
 * ```
 * src/shop.ts:14:7  StatefulSet shop/db  /spec/serviceName
 *   error  service/missing  refers to Service "db-svc", which is not in this bundle
 *   help   declare it, or set serviceName to "db"
 * ```
 * @param folder paths are shown relative to it
 */
export function formatDiagnostic(diagnostic: Diagnostic, folder: string = process.cwd()): string {
  const { source, object, pointer, severity, code, message, help } = diagnostic;
  const place = [
    source === undefined ? undefined : formatLocation(source, folder),
    object === undefined ? undefined : formatObjectId(object),
    pointer === '' ? undefined : barePath(pointer),
  ].filter((part) => part !== undefined);
  const lines = place.length === 0 ? [] : [place.join('  ')];
  lines.push(`  ${severity}  ${code}  ${message}`);
  if (help !== undefined) lines.push(`  ${'help'.padEnd(severity.length)}  ${help}`);
  return lines.join('\n');
}

/** All diagnostics, a blank line between two, and a last line that counts them. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], folder?: string): string {
  const blocks = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, folder));
  return [...blocks, countDiagnostics(diagnostics)].join('\n\n');
}

/** `2 errors, 1 warning`. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return parts.join(', ') || 'no problems';
}

/** `src/shop.ts:14:7`, relative to a folder when it lies in it. */
export function formatLocation({ file, line, column }: SourceLocation, folder: string = process.cwd()): string {
  const short = relative(folder, file);
  return `${short === '' || short.startsWith('..') ? file : short}:${line}:${column}`;
}
