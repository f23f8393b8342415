import { isPlainMap } from './checks';
import { checkName, dnsSubdomain, type NameRule } from './names';
import type { Problems } from './problems';
import type { Consumer, Target } from './references';

/** Exists for the compiler alone: no object has it. */
export declare const kindOf: unique symbol;

/**
 * Anything that stands for one object: a definition, a reference.
 * @typeParam K kinds of which it is one
 */
export interface Targeted<K extends string = string> {
  /** The object. */
  readonly target: Target;
  /** For the compiler alone, which keeps what stands for another kind apart. @default - not known, and taken for the right one */
  readonly [kindOf]?: K | undefined;
}

/** Whether a value that came from outside stands for one object. */
export function isTargeted(value: unknown): value is Targeted {
  if (typeof value !== 'object' || value === null || !('target' in value)) return false;
  const { target } = value;
  return typeof target === 'object' && target !== null && 'kind' in target && 'name' in target;
}

/**
 * An object of the own namespace that is referred to by name: the name itself, what stands for it, or anything that has its name.
 * @typeParam K its kind
 */
export type Referable<K extends string = string> = string | Targeted<K> | { readonly name: string; readonly target?: undefined };

/**
 * The name of an object that is referred to; what is wrong is reported, and then there is none.
 * @param kind the kind that it must have
 */
export function referredName(
  input: unknown, kind: string, problems: Problems, consumer: Consumer, rule: NameRule = dnsSubdomain,
): string | undefined {
  if (isTargeted(input)) {
    const { target } = input;
    if (target.kind !== kind) problems.report('value/wrong-kind', { expected: kind, found: target });
    else if (consumer.use(problems, target)) return target.name;
    return undefined;
  }
  const [name, place] = isPlainMap(input) ? [input['name'], problems.at('name')] : [nameOf(input), problems];
  return checkName(place, rule, `name of a ${kind}`, name) ? name : undefined;
}

/** Constructs of other libraries have a name as well. */
function nameOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'name' in input ? input.name : input;
}
