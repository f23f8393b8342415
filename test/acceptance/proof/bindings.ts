import type { PersistentVolume, PersistentVolumeClaimSpec } from '../../../generated/kubernetes';
import type { KubeObject } from '../bundle/bundle';
import { bytesOf } from '../bundle/bytes';
import { claimNames } from '../bundle/workloads';
import { matchesSelector } from '../bundle/selectors';
import type { Context } from './context';

/** The class of a claim that names none: see the cluster's own class. */
const DEFAULT_CLASS = 'standard';

/** A claim that the file makes or lets a controller make. */
export interface ExpectedClaim {
  readonly namespace: string;
  readonly name: string;
  readonly spec: PersistentVolumeClaimSpec;
  readonly outcome: Outcome;
}

/** Which volume a claim gets: one of the file, one that is made for it, none before a pod uses it, or none at all. */
export type Outcome =
  | { readonly kind: 'volume'; readonly name: string }
  | { readonly kind: 'made' }
  | { readonly kind: 'waits' }
  | { readonly kind: 'none' };

interface Claim {
  readonly namespace: string;
  readonly name: string;
  readonly spec: PersistentVolumeClaimSpec;
}

/** What happens to every claim, as far as the file and the particulars of the system tell. */
export function expectedClaims({ bundle, workloads, particulars }: Context): ExpectedClaim[] {
  const claims: Claim[] = [
    ...bundle.of('v1/PersistentVolumeClaim').map(({ metadata, spec = {} }) => ({ namespace: metadata.namespace ?? 'default', name: metadata.name, spec })),
    ...workloads.flatMap(({ namespace, name, claims: names, claimTemplates }) => names.map((claim) => ({
      namespace,
      name: claim,
      spec: claimTemplates.find(({ metadata }) => claim.startsWith(`${metadata?.name}-${name}-`))?.spec ?? {},
    }))),
  ];
  const used = new Set(workloads.flatMap(({ namespace, pod, claims: own }) => [...claimNames(pod), ...own].map((name) => `${namespace}/${name}`)));
  const classes = bundle.of('storage.k8s.io/v1/StorageClass');
  const volumes = bundle.of('v1/PersistentVolume');

  const outcome = (claim: Claim): Outcome => {
    const { spec: { storageClassName = DEFAULT_CLASS, volumeName } } = claim;
    const given = particulars.bindings?.[claim.name] ?? volumeName ?? reservedFor(claim, volumes);
    if (given !== undefined) return { kind: 'volume', name: given };
    const own = classes.find(({ metadata }) => metadata.name === storageClassName);
    const late = storageClassName === DEFAULT_CLASS || own?.volumeBindingMode === 'WaitForFirstConsumer';
    if (late && !used.has(`${claim.namespace}/${claim.name}`)) return { kind: 'waits' };
    const isMade = storageClassName === DEFAULT_CLASS || (own !== undefined && own.provisioner !== 'kubernetes.io/no-provisioner');
    return isMade ? { kind: 'made' } : smallestFit(claim, volumes);
  };
  return claims.map((claim) => ({ ...claim, outcome: outcome(claim) }));
}

/** The volume that names the claim: nobody else gets it. */
function reservedFor({ namespace, name }: Claim, volumes: readonly (PersistentVolume & KubeObject)[]): string | undefined {
  return volumes.find(({ spec }) => spec?.claimRef?.namespace === namespace && spec.claimRef.name === name)?.metadata.name;
}

/** Kubernetes takes the smallest volume that is large enough. */
function smallestFit({ spec }: Claim, volumes: readonly (PersistentVolume & KubeObject)[]): Outcome {
  const size = bytesOf(spec.resources?.requests?.storage);
  const [best] = volumes
    .filter(({ spec: volume }) => volume?.claimRef === undefined
      && (volume?.storageClassName ?? '') === (spec.storageClassName ?? '')
      && (volume?.volumeMode ?? 'Filesystem') === (spec.volumeMode ?? 'Filesystem')
      && (spec.accessModes ?? []).every((mode) => volume?.accessModes?.includes(mode) === true)
      && bytesOf(volume?.capacity?.storage) >= size)
    .filter(({ metadata }) => matchesSelector(spec.selector ?? {}, metadata.labels ?? {}))
    .sort((left, right) => bytesOf(left.spec?.capacity?.storage) - bytesOf(right.spec?.capacity?.storage));
  return best === undefined ? { kind: 'none' } : { kind: 'volume', name: best.metadata.name };
}
