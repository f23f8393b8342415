import type { Construct } from 'constructs';
import type { StorageClass as StorageClassObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { kindOf } from '../core/targeted';
import type { OverrideOf } from '../schema/override-type';
import type { Reference } from '../storage/references';
import { storageClassObject, type StorageClassProps as StorageClassFields } from '../storage/storage-class';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** A class of volumes that are made when a claim asks for one. */
export interface StorageClassProps extends StorageClassFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<StorageClassObject> | undefined;
}

const kind = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', clusterScoped: true };

/**
 * Builds a StorageClass.
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export function buildStorageClass(identity: Identity, props: StorageClassProps): Built<StorageClassObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const object = storageClassObject(self, props, problems, consumer);
    return object === undefined ? [] : [object];
  });
}

/**
 * A class of volumes that are made when a claim asks for one. Once it exists, only `allowVolumeExpansion`, `mountOptions`,
 * `allowedTopologies` and metadata can change.
 *
 * ```ts
 * const fast = new StorageClass(bundle, 'fast', {
 *   provisioner: 'ebs.csi.aws.com',
 *   parameters: { type: 'gp3', encrypted: true },
 *   volumeBindingMode: 'WaitForFirstConsumer',
 *   allowVolumeExpansion: true,
 * });
 * ```
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class StorageClass extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'StorageClass';

  /** A class that the cluster has; the same as its name as a text. */
  static existing(name: string): Reference<'StorageClass'> {
    return Object.freeze({ name });
  }

  private readonly object: StorageClassObject | undefined;

  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id, kind, props);
    this.object = storageClassObject(this.identity, props, this.problems, this.consumer);
  }

  protected build(): readonly StorageClassObject[] {
    return this.object === undefined ? [] : [this.object];
  }
}
