import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';

/** A result, and what was reported on the way to it: `code /pointer` for each. */
export interface Outcome<T> {
  readonly result: T;
  readonly reported: readonly string[];
}

/** Runs something that reports problems. */
export function outcomeOf<T>(run: (problems: Problems) => T): Outcome<T> {
  const problems = new Problems();
  const result = run(problems);
  return { result, reported: problems.reported.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()) };
}

/** What a definition in namespace `space` knows of itself. */
export function consumer(): Consumer {
  return new Consumer('space', undefined);
}
