import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place in the user's own program. */
export interface SourceLocation {
  /** Absolute path of the file. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** This package, whose own frames say nothing to a user: both the sources and the compiled output. */
const packageRoot = dirname(dirname(__dirname));
const ownFolders = [`${packageRoot}${sep}src${sep}`, `${packageRoot}${sep}lib${sep}`];
const dependencies = `${sep}node_modules${sep}`;
/** Enough to leave our own functions that define things in turn; each frame costs time in every definition. */
const framesKept = 6;
const place = /^(.+):(\d+):(\d+)$/;

/**
 * Remembers who called, and finds out where that is only when somebody asks: V8 formats a stack (and maps it back to
 * TypeScript) on first access, so that a definition without problems pays a few microseconds.
 */
export class SourceTrace {
  /** Set by V8, and only there for whoever reads it. */
  private declare readonly stack?: string;

  /**
   * @param above the function (mostly a constructor) whose caller is meant; its own frames are left out
   * @param frames how many are looked through
   */
  constructor(above: NewableFunction | CallableFunction = SourceTrace, frames = framesKept) {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = frames;
    Error.captureStackTrace(this, above);
    Error.stackTraceLimit = before;
  }

  /** The nearest line that is not ours: the user's program, else a library that it uses. */
  get location(): SourceLocation | undefined {
    const { stack } = this;
    // A program may have told V8 to make something else of stacks.
    return typeof stack === 'string' ? userLine(stack.split('\n').slice(1)) : undefined;
  }
}

/** The nearest line of a stack that is not ours: the user's program, else a library that it uses. */
export function userLine(frames: readonly string[]): SourceLocation | undefined {
  let inLibrary: SourceLocation | undefined;
  for (const line of frames) {
    const found = parseFrame(line);
    if (found === undefined || ownFolders.some((folder) => found.file.startsWith(folder))) continue;
    if (!found.file.includes(dependencies)) return found;
    inLibrary ??= found;
  }
  return inLibrary;
}

/** Reads `at function (path:1:2)` or `at path:1:2`. Paths may have brackets, names of functions have none behind a space but `[as other]`. */
function parseFrame(line: string): SourceLocation | undefined {
  const text = line.trim().replace(/^at (?:async )?/, '');
  const bracket = text.endsWith(')') ? text.indexOf('(') : -1;
  const match = place.exec(bracket < 0 ? text : text.slice(bracket + 1, -1));
  if (match === null) return undefined;
  const [, path, row, column] = match as unknown as [string, string, string, string];
  if (path.startsWith('node:') || path.startsWith('eval at ') || path === '<anonymous>' || path === 'native') return undefined;
  const file = path.startsWith('file://') ? fileURLToPath(path) : path;
  return { file, line: Number(row), column: Number(column) };
}
