import type { Construct } from 'constructs';
import type { PersistentVolume as PersistentVolumeObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import { formatObjectId, identityKey } from '../core/object-id';
import type { Problems } from '../core/problems';
import type { Target } from '../core/references';
import type { kindOf } from '../core/targeted';
import type { VolumeFacts } from '../core/volume-fit';
import type { OverrideOf } from '../schema/override-type';
import {
  normalizePersistentVolume, type PersistentVolumeModel, persistentVolumeObject, type PersistentVolumeProps as PersistentVolumeFields,
} from '../storage/persistent-volume';
import type { BindableVolume } from '../storage/volume-facts';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** A volume that exists, for the use by one claim. */
export interface PersistentVolumeProps extends PersistentVolumeFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<PersistentVolumeObject> | undefined;
}

const kind = { apiVersion: 'v1', kind: 'PersistentVolume', clusterScoped: true };

/**
 * Builds a PersistentVolume.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export function buildPersistentVolume(identity: Identity, props: PersistentVolumeProps): Built<PersistentVolumeObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const model = normalizePersistentVolume(self, props, problems, consumer);
    return model === undefined ? [] : [persistentVolumeObject(model)];
  });
}

/**
 * A volume that exists: a claim of fitting size, access modes and class gets it, or the one claim that names it.
 *
 * ```ts
 * const volume = new PersistentVolume(bundle, 'nfs-0001', {
 *   source: nfs({ server: '10.0.0.2', path: '/exports/data-0001' }),
 *   capacity: '2Gi',
 *   accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
 * });
 * const claim = new PersistentVolumeClaim(bundle, 'data', { volume });
 * ```
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export class PersistentVolume extends Definition implements BindableVolume {
  /** @internal */
  declare readonly [kindOf]: 'PersistentVolume';

  private readonly model: PersistentVolumeModel | undefined;
  private claim: Target | undefined;

  constructor(scope: Construct, id: string, props: PersistentVolumeProps) {
    super(scope, id, kind, props);
    this.model = normalizePersistentVolume(this.identity, props, this.problems, this.consumer);
  }

  /** @internal */
  reserveFor(claim: Target, problems: Problems): VolumeFacts | undefined {
    const { model, target } = this;
    if (this.claim === undefined) this.claim = claim;
    else if (identityKey(this.claim) !== identityKey(claim)) problems.report('storage/volume-taken', { volume: target, first: this.claim });
    const reserved = model?.claim;
    if (reserved !== undefined && (reserved.name !== claim.name || reserved.namespace !== claim.namespace)) {
      problems.report('storage/claim-of-other-volume', {
        volume: formatObjectId(target), reserved: `${reserved.namespace}/${reserved.name}`, claim: formatObjectId(claim),
      });
    }
    if (claim.namespace === undefined) problems.report('storage/reservation-needs-namespace', { volume: formatObjectId(target) });
    return model?.facts;
  }

  protected build(): readonly PersistentVolumeObject[] {
    return this.model === undefined ? [] : [persistentVolumeObject(this.model, this.claim)];
  }
}
