import { textAt } from '../update/update';
import type { Side } from '../match';
import type { ReasonArgs, ReasonCode } from '../codes';
import type { Reporter } from '../reason';
import { claimTemplatesOf, kindKey } from './kinds';

/** What is known of the volumes behind the claims of a bundle. */
export interface Reclaiming {
  /** What becomes of the volume of a claim that is deleted, in words. */
  fateOf(claim: Side): string;
}

/** Reports what it means that an object comes. */
export function describeCreation(side: Side, other: Side | undefined, reporter: Reporter): void {
  const { id } = side;
  const say = <C extends ReasonCode>(code: C, args: ReasonArgs<C>): void => reporter.report(code, args, { path: [] });
  if (other === undefined) return say('object/created', { id });
  if (other.id.kind !== id.kind) return say('object/other-kind', { id, from: other.id.kind });
  say('object/renamed-from', { id, other: other.id });
  const claims = claimTemplatesOf(other.manifest);
  if (kindKey(id) === 'apps/StatefulSet' && claims.length > 0) say('data/set-renamed', { id, other: other.id, claims });
}

/** Reports what it means that an object goes. */
export function describeRemoval(side: Side, other: Side | undefined, reclaiming: Reclaiming, reporter: Reporter): void {
  const { id, manifest } = side;
  const say = <C extends ReasonCode>(code: C, args: ReasonArgs<C>): void => reporter.report(code, args, { path: [] });
  if (other === undefined || other.id.kind !== id.kind) say('object/deleted', { id });
  else say('object/renamed-to', { id, other: other.id });
  switch (kindKey(id)) {
    case 'PersistentVolumeClaim': return say('data/claim-removed', { id, reclaim: reclaiming.fateOf(side) });
    case 'PersistentVolume': return say('data/volume-removed', { id });
    case 'Namespace': return say('data/namespace-removed', { id });
    case 'apiextensions.k8s.io/CustomResourceDefinition': return say('data/definition-removed', { id });
    case 'apps/StatefulSet': {
      const claims = claimTemplatesOf(manifest);
      if (claims.length === 0) return;
      const deletes = textAt(manifest, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete';
      say(deletes ? 'data/set-removed-with-claims' : 'data/set-removed', { id, claims });
      return;
    }
    default:
  }
}

/** Finds out from the volumes and classes of a bundle what becomes of volumes whose claims go. */
export function reclaimingOf(sides: readonly Side[]): Reclaiming {
  const volumes = sides.filter(({ id }) => kindKey(id) === 'PersistentVolume');
  const classes = sides.filter(({ id }) => kindKey(id) === 'storage.k8s.io/StorageClass');
  return {
    fateOf({ id, manifest }) {
      const volume = volumes.find(({ manifest: other, id: { name } }) => name === textAt(manifest, 'spec', 'volumeName')
        || (textAt(other, 'spec', 'claimRef', 'name') === id.name && textAt(other, 'spec', 'claimRef', 'namespace') === id.namespace));
      const named = textAt(manifest, 'spec', 'storageClassName');
      const used = classes.find(({ id: { name } }) => name === named);
      const policy = volume !== undefined ? textAt(volume.manifest, 'spec', 'persistentVolumeReclaimPolicy') ?? 'Retain'
        : used !== undefined ? textAt(used.manifest, 'reclaimPolicy') ?? 'Delete' : undefined;
      if (policy === undefined) return `deleted or kept as its storage class says${named === undefined || named === '' ? '' : ` (${named})`}; most delete it`;
      return policy === 'Retain' ? 'kept, with nobody to use it (reclaim policy Retain)' : `deleted with its data (reclaim policy ${policy})`;
    },
  };
}

/** How an object asks its deployment tool to make it anew when an update is refused; `undefined` when it does not. */
export function forcedBy(manifest: unknown): string | undefined {
  const annotation = (key: string): string | undefined => textAt(manifest, 'metadata', 'annotations', key);
  const options = (annotation('argocd.argoproj.io/sync-options') ?? '').split(',').map((option) => option.trim());
  if (options.includes('Replace=true') && options.includes('Force=true')) return 'argocd.argoproj.io/sync-options: Force=true,Replace=true';
  const flux = annotation('kustomize.toolkit.fluxcd.io/force')?.toLowerCase();
  return flux === 'enabled' || flux === 'true' ? 'kustomize.toolkit.fluxcd.io/force: enabled' : undefined;
}
