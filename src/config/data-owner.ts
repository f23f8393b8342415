import { checkName, dataKey } from '../core/names';
import type { Problems } from '../core/problems';
import { type Consumer, plainId, type StartValue, type Target } from '../core/references';
import { nearest } from '../core/suggest';

/** What references need to know of the ConfigMap or Secret that they lead to. */
export interface DataOwner {
  readonly kind: 'ConfigMap' | 'Secret';
  /** The object in the cluster. */
  readonly target: Target;
  /** Name that stays when the content changes: what a volume is called. */
  readonly stem: string;
  /** Keys that it has. */
  readonly keys: ReadonlySet<string>;
  /** Whether these are all of its keys. */
  readonly complete: boolean;
  /** Keys that somebody may add in the cluster. @default - none */
  readonly optionalKeys?: ReadonlySet<string> | undefined;
  /** The object of this program that makes it in the cluster, where it is not in the output itself. @default - none */
  readonly maker?: Target | undefined;
  /**
   * All of its keys, where they are known only once everything is defined.
   * @default - nothing is known besides `keys`
   */
  readonly keysAtLast?: (() => ReadonlySet<string> | undefined) | undefined;
  /** Reports why nothing can be taken from it. @default - all is well */
  readonly fault?: ((problems: Problems) => void) | undefined;
  /** Reports, at the line of the call, a key that stands in a plain template string. @default - nobody can report it: it is thrown */
  readonly plainText?: ((key: string) => void) | undefined;
  /** What stands for its present content, or for that of one key. @default - nothing is known that would change with it */
  readonly startContent?: ((key?: string) => StartValue['content'] | undefined) | undefined;
}

/** Notes a reference to the whole of a ConfigMap or Secret. */
export function useOwner(problems: Problems, consumer: Consumer, owner: DataOwner): boolean {
  if (owner.fault !== undefined) {
    owner.fault(problems);
    return false;
  }
  if (!consumer.use(problems, owner.target)) return false;
  if (owner.maker !== undefined) consumer.note(owner.maker);
  return true;
}

/** Notes that a pod reads a key (or, without one, everything) only when it starts. */
export function noteStart(consumer: Consumer, owner: DataOwner, key?: string): void {
  const content = owner.startContent?.(key);
  if (content !== undefined) consumer.noteStart({ target: owner.target, key, content });
}

/**
 * Reports a key that is not there.
 * @param dynamic whether it may be one that only the cluster knows of
 * @param optional whether all is well without it
 */
export function checkOwnsKey(problems: Problems, owner: DataOwner, key: unknown, dynamic = false, optional = false): key is string {
  // Of what is no ConfigMap or Secret at all, a missing key says nothing.
  if (owner.fault !== undefined) {
    owner.fault(problems);
    return false;
  }
  if (typeof key !== 'string' || key === '') {
    problems.report('value/wrong-type', { expected: `a key of ${owner.kind} ${owner.target.name}`, found: key });
    return false;
  }
  if (owner.keys.has(key)) return true;
  if (owner.optionalKeys?.has(key) === true) {
    if (!optional) problems.report('value/needs-other', { field: key, needs: '"optional: true", since it is one of the optionalKeys' });
    return optional;
  }
  if (dynamic && !owner.complete) return checkName(problems, dataKey, 'key', key);
  reportUnknownKey(problems, owner, key, owner.keys);
  return false;
}

/** Reports, once everything is defined, a key that turns out not to be there. */
export function checkKeyAtLast(problems: Problems, consumer: Consumer, owner: DataOwner, key: string): void {
  const { keysAtLast } = owner;
  if (keysAtLast === undefined) return;
  consumer.checkLater(() => {
    const keys = keysAtLast();
    if (keys !== undefined && !keys.has(key)) reportUnknownKey(problems, owner, key, keys);
  });
}

function reportUnknownKey(problems: Problems, owner: DataOwner, key: string, keys: ReadonlySet<string>): void {
  problems.report('reference/unknown-key', { target: plainId(owner.target), key, known: [...keys], nearest: nearest(key, keys) });
}
