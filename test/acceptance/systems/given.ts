import type { Bundle, KubeObject } from '../bundle/bundle';
import { workloadsOf } from '../bundle/workloads';
import { needed } from '../proof/references';

/** A Secret that a definition refers to and somebody else makes. */
export function existingSecret(namespace: string, name: string, keys: readonly string[]): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    stringData: Object.fromEntries(keys.map((key) => [key, 'opens-nothing'])),
  } as KubeObject;
}

/** The Secrets without which the pods of a bundle do not start, and which are not in it: somebody else makes them. */
export function missingSecrets(bundle: Bundle): KubeObject[] {
  const made = new Set(bundle.of('v1/Secret').map(({ metadata: { namespace = 'default', name } }) => `${namespace}/${name}`));
  const keys = new Map<string, Set<string>>();
  for (const { namespace, pod } of workloadsOf(bundle)) {
    for (const { kind, name, keys: named } of needed(pod)) {
      const key = `${namespace}/${name}`;
      if (kind === 'Secret' && !made.has(key)) keys.set(key, new Set([...keys.get(key) ?? [], ...named]));
    }
  }
  return [...keys].map(([key, names]) => {
    const [namespace = '', name = ''] = key.split('/');
    return existingSecret(namespace, name, [...names].sort());
  });
}
