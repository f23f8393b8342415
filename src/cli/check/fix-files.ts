import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { CheckOptions } from '../../check/check-options';
import { mend } from '../../check/fix/mend';
import { isMarked } from '../../synth/output/ownership';
import type { Context } from '../command';
import { CommandFailure } from '../failure';
import { shortPath } from '../words';

/** Mends what has one answer in files, and says what it did. @throws CommandFailure for a file that cannot be read or written */
export function fixFiles(context: Context, files: readonly string[], options: CheckOptions): void {
  const { io, stderrStyle } = context;
  for (const file of files) {
    const short = shortPath(file, io.cwd);
    const text = readText(file, short);
    // Bytes that are no text would come out changed, and what a program makes is mended in the program.
    if (text === undefined) continue;
    const { text: mended, mends } = mend(text, options);
    if (mends.length === 0) continue;
    if (isMarked(text)) {
      context.say(`${stderrStyle.yellow('left')}   ${short}  Kubeloom wrote it: mend the program, and run kubeloom synth`);
      continue;
    }
    replaceFile(file, mended, short);
    for (const { change, finding } of mends) context.say(`${stderrStyle.green('mended')}  ${short}:${finding.source?.line ?? 1}  ${change}`);
  }
}

function readText(file: string, short: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    const text = bytes.toString('utf8');
    return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
  } catch (error) {
    throw new CommandFailure(`cannot read ${short}: ${(error as Error).message}`);
  }
}

/** All of the file or nothing: written beside it, and renamed. */
function replaceFile(file: string, text: string, short: string): void {
  try {
    // A link stays one.
    const real = realpathSync(file);
    const temporary = `${real}.kubeloom-${process.pid}`;
    try {
      writeFileSync(temporary, text, { flag: 'wx' });
      chmodSync(temporary, statSync(real).mode & 0o7777);
      renameSync(temporary, real);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    throw new CommandFailure(`cannot write ${short}: ${(error as Error).message}`);
  }
}
