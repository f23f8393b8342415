import { createContext, type Context, Script } from 'node:vm';

let script: Script | undefined;
let context: (Context & { run?: (() => unknown) | undefined }) | undefined;

/** What is returned in place of a result that took too long. */
export const tooLong = Symbol('too long');

/**
 * Runs what a definition asks for: it is input like any other, and must not hold up a check. Only pure functions: they may be ended
 * in the midst of it.
 */
export function inTime<T>(run: () => T, milliseconds: number): T | typeof tooLong {
  script ??= new Script('run()');
  context ??= createContext({});
  context.run = run;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return tooLong;
    throw error;
  } finally {
    context.run = undefined;
  }
}
