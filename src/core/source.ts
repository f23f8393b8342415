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
const framesKept = 24;
const frame = /(?:\(|at (?:async |new )?)((?:file:\/\/)?[^()]*?):(\d+):(\d+)\)?$/;

/**
 * Remembers who called, and finds out where that is only when somebody asks: V8 formats a stack (and maps it back to
 * TypeScript) on first access, so that a definition without problems pays about a microsecond.
 */
export class SourceTrace {
  private declare readonly stack?: string;

  constructor() {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = framesKept;
    Error.captureStackTrace(this, SourceTrace);
    Error.stackTraceLimit = before;
    // Not for eyes: it would fill the inspector's view of every construct.
    Object.defineProperty(this, 'stack', { enumerable: false });
  }

  /** The nearest line that is not ours: the user's program, else a library that it uses. */
  get location(): SourceLocation | undefined {
    let inLibrary: SourceLocation | undefined;
    for (const line of String(this.stack ?? '').split('\n').slice(1)) {
      const found = parseFrame(line);
      if (found === undefined || ownFolders.some((folder) => found.file.startsWith(folder))) continue;
      if (!found.file.includes(dependencies)) return found;
      inLibrary ??= found;
    }
    return inLibrary;
  }
}

function parseFrame(line: string): SourceLocation | undefined {
  const match = frame.exec(line);
  if (match === null) return undefined;
  const [, path, row, column] = match as unknown as [string, string, string, string];
  if (path.startsWith('node:') || path === '<anonymous>' || path === 'native') return undefined;
  const file = path.startsWith('file://') ? fileURLToPath(path) : path;
  return { file, line: Number(row), column: Number(column) };
}
