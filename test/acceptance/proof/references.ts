import type { Container, PodSpec } from '../../../generated/kubernetes';
import type { Workload } from '../bundle/workloads';
import { all, fail } from '../failure';
import type { Context } from './context';

/** A ConfigMap or Secret that a container does not start without, and the keys of it. */
export interface Needed {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly keys: readonly string[];
}

/**
 * A simulated node starts no container, so it does not miss a ConfigMap: what a kubelet asks the API server for before it starts
 * one has to be there.
 */
export async function references({ cluster: { api }, workloads }: Context): Promise<string[]> {
  const found = await all(workloads.map(async ({ ref, namespace, pod }) => all(needed(pod).map(async ({ kind, name, keys }) => {
    const object = await api.read(`v1/${kind}`, name, namespace);
    if (object === undefined) fail(ref, `needs ${kind} ${namespace}/${name}, which is not there`);
    const there = new Set([...Object.keys(object.data ?? {}), ...'binaryData' in object ? Object.keys(object.binaryData ?? {}) : []]);
    const missing = keys.find((key) => !there.has(key));
    if (missing !== undefined) fail(ref, `needs the key "${missing}" of ${kind} ${namespace}/${name}`, `its keys: ${[...there].join(', ')}`);
    return `${kind} ${name}`;
  }))));
  return [...new Set(found.flat())].sort();
}

/** What the containers of a pod do not start without. */
export function needed(pod: Workload['pod']): Needed[] {
  const containers: readonly Container[] = [...pod.initContainers ?? [], ...pod.containers];
  return [...containers.flatMap(ofContainer), ...ofVolumes(pod), ...pullSecrets(pod)];
}

function ofContainer({ env = [], envFrom = [] }: Container): Needed[] {
  return [
    ...env.flatMap(({ valueFrom }) => [
      ...entry('ConfigMap', valueFrom?.configMapKeyRef),
      ...entry('Secret', valueFrom?.secretKeyRef),
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [...entry('ConfigMap', configMapRef), ...entry('Secret', secretRef)]),
  ];
}

interface Source {
  readonly name?: string | undefined;
  readonly secretName?: string | undefined;
  readonly key?: string | undefined;
  readonly items?: readonly { readonly key: string }[] | undefined;
  readonly optional?: boolean | undefined;
}

function ofVolumes({ volumes = [] }: PodSpec): Needed[] {
  return volumes.flatMap(({ configMap, secret, projected }) => [
    ...entry('ConfigMap', configMap),
    ...entry('Secret', secret),
    ...(projected?.sources ?? []).flatMap((source) => [...entry('ConfigMap', source.configMap), ...entry('Secret', source.secret)]),
  ]);
}

function pullSecrets({ imagePullSecrets = [] }: PodSpec): Needed[] {
  return imagePullSecrets.flatMap((reference) => entry('Secret', reference));
}

function entry(kind: Needed['kind'], source: Source | undefined): Needed[] {
  const name = source?.name ?? source?.secretName;
  if (source === undefined || name === undefined || source.optional === true) return [];
  return [{ kind, name, keys: [...source.key === undefined ? [] : [source.key], ...(source.items ?? []).map(({ key }) => key)] }];
}
