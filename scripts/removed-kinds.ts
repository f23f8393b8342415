import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Kinds that API servers no longer serve, although the definitions of a release may still have them, often in a group version
 * that other kinds keep alive. Kept by hand, from the lifecycle that Kubernetes' own code states for each kind.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const REMOVED_IN = JSON.parse(readFileSync(join(__dirname, '..', 'schemas', 'removed-kinds.json'), 'utf8')) as Readonly<Record<string, string>>;

export function isRemovedKind(apiVersion: string, kind: string, release: string): boolean {
  const since = REMOVED_IN[`${apiVersion}/${kind}`];
  return since !== undefined && minor(since) <= minor(release);
}

function minor(release: string): number {
  return Number(release.split('.')[1]);
}
