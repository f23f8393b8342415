import type { KubeObject } from '../bundle/bundle';

/** A Secret that a definition refers to and somebody else makes. */
export function existingSecret(namespace: string, name: string, keys: readonly string[]): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    stringData: Object.fromEntries(keys.map((key) => [key, 'opens-nothing'])),
  } as KubeObject;
}
