import { formatLocation } from '../../core/format-diagnostic';
import { printable } from '../../core/show';
import { CommandFailure } from '../failure';
import type { Style } from '../style';
import { codeFrameOf } from './code-frame';
import type { CompileError } from './esbuild-errors';

/** A program that does not compile. */
export class CompileFailure extends CommandFailure {
  override readonly name = 'CompileFailure';

  /** @param errors with absolute paths */
  constructor(readonly errors: readonly CompileError[]) {
    super(errors[0]?.message ?? 'the program does not compile');
  }

  override render(style: Style, folder: string): string {
    const blocks = this.errors.map(({ message, place, notes }) => {
      const lines = [`${style.red('error')}  ${printable(message)}`];
      if (place !== undefined) {
        lines.unshift(style.bold(formatLocation(place, folder)));
        const frame = codeFrameOf(place.file, place, style);
        if (frame !== undefined) lines.push('', frame);
      }
      return [...lines, ...notes.map((note) => `${style.cyan('note')}   ${printable(note)}`)].join('\n');
    });
    return [...blocks, `the program does not compile: ${this.errors.length} error${this.errors.length === 1 ? '' : 's'}`].join('\n\n');
  }
}
