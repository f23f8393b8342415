/** Something that a system promises and the cluster did not do. */
export interface Failure {
  /** The object that it is about, such as `Service mariadb/mariadb`. */
  readonly object: string;
  /** What was expected, and what was there instead. */
  readonly message: string;
  /** The words of the cluster: what kubectl printed, events, conditions. */
  readonly said?: string | undefined;
}

/** Ends the proof of one system or stage. The run goes on with the next one. */
export class ProofError extends Error {
  override readonly name = 'ProofError';

  constructor(readonly failures: readonly Failure[]) {
    super(failures.map(({ object, message }) => `${object}: ${message}`).join('\n'));
  }
}

/** Ends the proof with one failure. */
export function fail(object: string, message: string, said?: string): never {
  throw new ProofError([{ object, message, said }]);
}

/** Ends the proof when there are failures. */
export function throwFailures(failures: readonly Failure[]): void {
  if (failures.length > 0) throw new ProofError(failures);
}

/** Runs all of them, and ends the proof with what failed in any. */
export async function all<T>(promises: Iterable<Promise<T>>): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  const reasons: unknown[] = settled.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
  const unexpected = reasons.find((reason) => !(reason instanceof ProofError));
  if (unexpected !== undefined) throw unexpected as Error;
  throwFailures((reasons as ProofError[]).flatMap(({ failures }) => failures));
  return (settled as PromiseFulfilledResult<T>[]).map(({ value }) => value);
}
