import { CommandFailure } from '../failure';
import { ProgramFailure } from './program-failure';

/** Thrown where the program wants to end the process; nobody but us has a reason to catch it. */
class ProgramExit extends Error {
  override readonly name = 'ProgramExit';
}

/** Errors that say themselves all that there is to say. */
const ownErrors: ReadonlySet<string> = new Set(['DiagnosticsError', 'CompileFailure', 'CommandFailure', 'ProgramFailure']);

/**
 * Runs a program as a guest of this process, to its end: what would end the process ends the program alone, and what it
 * prints is commentary, since the standard output is for the product. Its end is when the process has nothing left to do: what
 * else this process waits for must not keep it alive meanwhile.
 * @throws ProgramFailure for whatever the program does not catch itself, and for an exit code of its own
 */
export async function runAsGuest(run: () => void | Promise<void>): Promise<void> {
  const exit = process.exit.bind(process);
  const exitCodeBefore = process.exitCode;
  const output = Object.getOwnPropertyDescriptor(process, 'stdout')!;
  let exitCode: number | undefined;
  let interrupt: (thrown: unknown) => void = () => undefined;
  const interrupted = new Promise<never>((_, fail) => (interrupt = fail));
  interrupted.catch(() => undefined);
  const uncaught = (thrown: unknown): void => interrupt(thrown);

  process.exit = ((code?: number | string | null) => {
    exitCode = Number(code ?? process.exitCode ?? 0);
    const end = new ProgramExit();
    interrupt(end);
    throw end;
  });
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => process.stderr });
  process.on('uncaughtException', uncaught);
  process.on('unhandledRejection', uncaught);
  try {
    await Promise.race([run(), interrupted]);
    await Promise.race([idle(), interrupted]);
    exitCode = Number(process.exitCode ?? 0);
  } catch (thrown) {
    // What a promise was rejected with is only told once all promises had their turn: nobody else shall hear of it.
    await new Promise((done) => setImmediate(done));
    if (!(thrown instanceof ProgramExit)) throw thrown instanceof Error && ownErrors.has(thrown.name) ? thrown : new ProgramFailure(thrown);
  } finally {
    process.off('uncaughtException', uncaught);
    process.off('unhandledRejection', uncaught);
    Object.defineProperty(process, 'stdout', output);
    process.exitCode = exitCodeBefore;
    process.exit = exit;
  }
  if (exitCode !== undefined && exitCode !== 0) throw new CommandFailure(`the program ended itself with exit code ${exitCode}`);
}

/** Whoever waits so long for the end of a program wonders why. */
const patience = 3000;

/** Node.js says when nothing is left that could go on. */
function idle(): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => process.stderr.write('waiting for the program, which has not ended: a timer, a connection or a process of it is left\n'), patience);
    timer.unref();
    process.once('beforeExit', () => {
      clearTimeout(timer);
      done();
    });
  });
}
