import type { Manifest } from '../../core/manifest';
import { kindKey } from '../effects/kinds';
import type { Pair } from '../match';
import { at, textAt } from './update';

/** What the storage classes of a bundle say of claims that grow. */
export interface Expansion {
  /** The name of the class that does not let a claim grow; `undefined` where it does, or is not in the bundle. */
  forbiddenBy(claim: Manifest): string | undefined;
}

/** Finds out which classes let claims grow, as they are once everything was applied. */
export function expansionOf(pairs: readonly Pair[]): Expansion {
  const allows = new Map(pairs.flatMap(({ from, to }) => {
    const side = (to ?? from)!;
    return kindKey(side.id) === 'storage.k8s.io/StorageClass' ? [[side.id.name, at(side.manifest, 'allowVolumeExpansion') === true] as const] : [];
  }));
  return {
    forbiddenBy(claim) {
      const name = textAt(claim, 'spec', 'storageClassName');
      return name !== undefined && allows.get(name) === false ? name : undefined;
    },
  };
}
