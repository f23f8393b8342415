import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import type { Environment } from './env';
import { expansionOf } from './expansion';

/** A name that is a variable and nothing that a shell would run in `$(…)`. */
const variableName = /^[A-Z_][A-Z0-9_]*$/;

/**
 * The words of a command or of its arguments, as texts that Kubernetes expands. `problems` is at the path of `command` or `args`.
 * @param prefix what variables are called that words need for values that only the cluster knows
 */
export function normalizeWords(input: unknown, prefix: string, problems: Problems, environment: Environment): string[] {
  const words: string[] = [];
  for (const [item, place] of itemsOf(problems, input)) {
    const word = environment.resolve(item, prefix, place);
    if (word === undefined) continue;
    words.push(word);
    // `sh -c 'kill $(cat pid)'` means the shell, which gets to see what Kubernetes does not know.
    if (word.includes('$(')) environment.checkReferences(expansionOf(word).names.filter((name) => variableName.test(name)), place);
  }
  return words;
}
