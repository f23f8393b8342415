import { oracleFolder, type Verdict, verdicts } from './oracle';

/** Tests against the newest API server, where there is a checker for it: `KUBELOOM_ORACLE` names the folder. */
export const describeWithApiServer = oracleFolder === undefined ? describe.skip : describe;

/** A pod that is accepted, with some fields of its own. */
export function podWith(fields: object, container: object = {}): object {
  const spec = { containers: [{ name: 'main', image: 'example', ...container }], ...fields };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'space', labels: { app: 'web', tier: 'front' } }, spec };
}

/** An object, and whether the API server should accept it. */
export interface Expectation {
  readonly name: string;
  readonly object: object;
  readonly accepted: boolean;
}

/** One line for each object whose verdict is another than expected; none when all is well. */
export function surprises(expectations: readonly Expectation[], release = '1.36'): string[] {
  const given = verdicts(release, expectations.map(({ object }) => object));
  return expectations.flatMap(({ name, accepted }, index) => {
    const verdict = given[index]!;
    return isAccepted(verdict) === accepted ? [] : [`${name}: ${verdict.code} ${verdict.message ?? ''}`];
  });
}

/** The checkers refuse privileged containers as a server without `--allow-privileged` does, which real clusters have. */
function isAccepted({ code, message = '' }: Verdict): boolean {
  return code === 201 || (message.endsWith(' disallowed by cluster policy') && !message.includes('invalid: ['));
}
