import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PodSpec } from '../../generated/kubernetes';

/** What an API server says to one object: 201 accepted, 400 not decoded, 422 refused for its meaning. */
export interface Verdict {
  readonly code: number;
  readonly message?: string;
  readonly warnings?: readonly string[];
}

const folder = process.env['KUBELOOM_ORACLE'];

/**
 * Tests against the verdicts of API servers, given by programs that are built from Kubernetes' own modules (`checker-1.36` and its
 * like, one JSON object a line in and one verdict a line out). They stand in the folder that KUBELOOM_ORACLE names; without it
 * these tests are skipped.
 */
export const describeWithApiServer = folder === undefined ? describe.skip : describe;

/** The verdicts of the API server of a release on creating each of the objects. */
export function verdicts(objects: readonly object[], release = '1.36'): Verdict[] {
  const input = objects.map((object) => JSON.stringify({ New: object })).join('\n');
  const { stdout, stderr, status } = spawnSync(join(folder!, `checker-${release}`), { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = stdout.trim().split('\n');
  if (status !== 0 || lines.length !== objects.length) throw new Error(`the checker failed: ${stderr}`);
  return lines.map((line) => JSON.parse(line) as Verdict);
}

/** A pod that is accepted, with some fields of its own. */
export function podWith(fields: object, container: object = {}): object {
  const spec: PodSpec = { containers: [{ name: 'main', image: 'example', ...container }], ...fields };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace: 'space', labels: { app: 'web', tier: 'front' } }, spec };
}

/** One line for each object whose verdict is another than expected; none when all is well. */
export function surprises(cases: readonly { readonly name: string; readonly object: object; readonly accepted: boolean }[], release?: string): string[] {
  const given = verdicts(cases.map(({ object }) => object), release);
  return cases.flatMap(({ name, accepted }, index) => {
    const { code, message } = given[index]!;
    return (code === 201) === accepted ? [] : [`${name}: ${code} ${message ?? ''}`];
  });
}
