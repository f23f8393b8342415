import { readFileSync } from 'node:fs';
import { checkCodes } from '../../check/codes';
import type { ReportOptions } from '../../report/report-options';
import type { Context } from '../command';
import { packageVersion } from '../package-version';

/**
 * How a command shows a report.
 * @param text the text of a file that no disk has
 */
export function reportOptions({ io, style }: Context, text?: (file: string) => string | undefined): ReportOptions {
  return {
    folder: io.cwd,
    paint: style,
    read: (file) => text?.(file) ?? readText(file),
    describe: (code) => checkCodes[code],
    version: packageVersion(),
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
