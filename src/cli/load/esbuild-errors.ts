/** A place and what is wrong there, as esbuild says it. */
export interface CompileError {
  readonly message: string;
  /** Of esbuild, the path is relative to the folder that it ran in. @default - no place */
  readonly place?: { readonly file: string; readonly line: number; readonly column: number } | undefined;
  /** Further lines, such as a suggestion. */
  readonly notes: readonly string[];
}

const head = /^✘ \[ERROR\] (.*)$/;
const placeLine = /^ {4}(.+):(\d+):(\d+):$/;
const codeLine = /^ +\d+ │ /;
const noteLine = /^ {2}(\S.*)$/;

/** Takes apart what esbuild writes to a terminal: its program has no other form for errors. */
export function readEsbuildErrors(text: string): CompileError[] {
  const errors: CompileError[] = [];
  for (const block of text.split(/^(?=✘ \[ERROR\] )/m)) {
    const lines = block.split('\n');
    const message = head.exec(lines[0] ?? '')?.[1];
    if (message === undefined) continue;
    const at = lines.findIndex((line) => placeLine.test(line));
    const match = at < 0 ? null : placeLine.exec(lines[at]!);
    errors.push({
      // Behind the message stands the name of a plugin or rule in brackets, which says nothing to a user.
      message: message.replace(/ \[[a-z-]+\]$/, ''),
      // Columns are counted from 0.
      place: match === null ? undefined : { file: match[1]!, line: Number(match[2]), column: Number(match[3]) + 1 },
      notes: lines.slice(1).filter((line) => !placeLine.test(line) && !codeLine.test(line)).flatMap((line) => noteLine.exec(line)?.[1] ?? []),
    });
  }
  return errors;
}
