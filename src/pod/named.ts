import { isPlainMap } from '../core/checks';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';

/** An object that another one refers to by name: the name itself, or the definition that owns it. */
export type NameOrReference = string | NamedReference;

/** A definition that others refer to by name. */
export interface NamedReference {
  /** `metadata.name`. */
  readonly name: string;
  /** What the name stands for, so that a reference across namespaces or clusters is noticed. @default - not known */
  readonly target?: Target | undefined;
}

/**
 * The name of an object that is referred to, and a note of the reference; what is wrong is reported, and then there is none.
 * @param what how messages call the name: `name of a PriorityClass`
 */
export function nameOf(input: NameOrReference, what: string, problems: Problems, consumer: Consumer): string | undefined {
  if (typeof input !== 'object' || input === null) return checkName(problems, dnsSubdomain, what, input) ? input : undefined;
  const { name, target } = input;
  if (!checkName(isPlainMap(input) ? problems.at('name') : problems, dnsSubdomain, what, name)) return undefined;
  return target === undefined || consumer.use(problems, target) ? name : undefined;
}
