import { nameOf } from '../bundle/bundle';
import type { Entry } from '../cluster/inventory';
import type { Context } from './context';

/** What outlives the objects of a file. */
export interface Kept {
  /** The claims of StatefulSets. */
  readonly claims: readonly { readonly namespace: string; readonly name: string }[];
  /** The names of the volumes that outlive even their claims. */
  readonly retained: readonly string[];
  readonly isClaim: (entry: Entry) => boolean;
  /** A volume of one of the claims. */
  readonly isVolume: (entry: Entry) => boolean;
  readonly isRetained: (entry: Entry) => boolean;
  /** A pod that empties a volume with the reclaim policy Recycle. */
  readonly isRecycler: (entry: Entry) => boolean;
  readonly words: readonly string[];
}

/** Reads from the file and from the volumes of its claims what will be kept. Asked before anything is deleted. */
export async function keptBy({ bundle, workloads, cluster: { api } }: Context): Promise<Kept> {
  const deleting = new Set(bundle.of('apps/v1/StatefulSet')
    .filter(({ spec }) => spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete')
    .map(nameOf));
  const claims = workloads.filter(({ ref }) => !deleting.has(ref))
    .flatMap(({ namespace, claims: names }) => names.map((name) => ({ namespace, name })));
  const isKeptClaim = (claim: { readonly namespace?: string | undefined; readonly name?: string | undefined } | undefined): boolean => claims
    .some(({ namespace, name }) => claim?.namespace === namespace && claim.name === name);

  const volumes = (await api.list('v1/PersistentVolume')).filter(({ spec }) => isKeptClaim(spec?.claimRef));
  const retained = volumes.filter(({ spec }) => spec?.persistentVolumeReclaimPolicy === 'Retain');
  const names = volumes.map(({ metadata }) => metadata?.name ?? '');
  const retainedNames = retained.map(({ metadata }) => metadata?.name ?? '');
  const recycled = bundle.of('v1/PersistentVolume').filter(({ spec }) => spec?.persistentVolumeReclaimPolicy === 'Recycle').map(({ metadata }) => metadata.name);
  return {
    claims,
    retained: retainedNames,
    isClaim: (entry) => entry.kind === 'PersistentVolumeClaim' && isKeptClaim(entry),
    isVolume: ({ kind, name }) => kind === 'PersistentVolume' && names.includes(name),
    isRetained: ({ kind, name }) => kind === 'PersistentVolume' && retainedNames.includes(name),
    isRecycler: ({ kind, name }) => kind === 'Pod' && recycled.some((volume) => name === `recycler-for-${volume}`),
    words: [
      ...claims.map(({ name }) => `claim ${name}, as those of every StatefulSet`),
      ...retained.map(({ spec }) => `the volume of claim ${spec?.claimRef?.name}, as its reclaim policy Retain says`).sort(),
      ...recycled.map((name) => `for a while the pod that empties ${name}, as its reclaim policy Recycle says`),
    ],
  };
}
