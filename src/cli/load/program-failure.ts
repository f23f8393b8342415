import { formatLocation } from '../../core/format-diagnostic';
import { printable } from '../../core/show';
import { type SourceLocation, userLine } from '../../core/source';
import { CommandFailure } from '../failure';
import type { Style } from '../style';
import { codeFrameOf } from './code-frame';

/** A program that threw something, and did not catch it. */
export class ProgramFailure extends CommandFailure {
  override readonly name = 'ProgramFailure';

  constructor(thrown: unknown) {
    super(wordsOf(thrown), missingPackage(thrown), { cause: thrown });
  }

  override render(style: Style, folder: string, debug: boolean): string {
    const { cause, help = debug ? undefined : '--debug shows the whole stack' } = this;
    const place = placeOf(cause);
    const lines = [`${style.red('error')}  ${printable(this.message)}`];
    if (place !== undefined) {
      lines.unshift(style.bold(formatLocation(place, folder)));
      const frame = codeFrameOf(place.file, place, style);
      if (frame !== undefined) lines.push('', frame, '');
    }
    const inner = cause instanceof Error && cause.cause !== undefined ? [`${style.cyan('cause')}  ${printable(wordsOf(cause.cause))}`] : [];
    return [...lines, ...inner, ...(help === undefined ? [] : [`${style.cyan('help')}   ${help}`])].join('\n');
  }
}

/** What was thrown, in words: with the class of the error, where it says more than `Error`. */
function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `the program threw ${typeof thrown === 'string' ? JSON.stringify(thrown) : `something that is no error: ${String(thrown)}`}`;
  const message = withoutRequireStack(thrown.message);
  return thrown.name === 'Error' || thrown.name === '' ? message : `${thrown.name}: ${message}`;
}

/** How to get a package that is not there. */
function missingPackage(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined;
  const name = /^Cannot find (?:module|package) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(thrown.message)?.[1];
  return name === undefined ? undefined : `install it: npm install ${name}`;
}

/** Which module asked for which says nothing to a user that the line of the import does not say. */
function withoutRequireStack(message: string): string {
  return message.split('\nRequire stack:')[0]!;
}

/** The user's own line of an error. */
function placeOf(thrown: unknown): SourceLocation | undefined {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return undefined;
  return userLine(thrown.stack.split('\n').filter((line) => line.trimStart().startsWith('at ')));
}
