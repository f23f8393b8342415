import type { Construct } from 'constructs';
import type { PersistentVolumeClaim as PersistentVolumeClaimObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import type { kindOf } from '../core/targeted';
import type { OverrideOf } from '../schema/override-type';
import {
  claimObject, normalizeClaim, type PersistentVolumeClaimModel, type PersistentVolumeClaimProps as PersistentVolumeClaimFields,
} from '../storage/claim';
import { ClaimMount } from '../storage/claim-mount';
import type { VolumeMode } from '../storage/volume-mode';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

const kind = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };

/** A claim to storage. */
export interface PersistentVolumeClaimProps extends PersistentVolumeClaimFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<PersistentVolumeClaimObject> | undefined;
}

/** What is said of a claim that is not defined here. */
export interface ExistingClaimProps {
  /** `metadata.name`. @default - the construct's id */
  readonly name?: string | undefined;
}

/** A claim, wherever it is defined: its name, and its volume for pods to mount. */
export interface Claim extends Mountable {
  /** `metadata.name`. */
  readonly name: string;
  /** `metadata.namespace`. */
  readonly namespace: string | undefined;
  /** The volume for reading only, for all containers of the pod. */
  readOnly(): Mountable;
}

/**
 * Builds a PersistentVolumeClaim.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export function buildPersistentVolumeClaim(identity: Identity, props: PersistentVolumeClaimProps): Built<PersistentVolumeClaimObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const model = normalizeClaim(props, problems, consumer, { ...kind, ...self });
    return model === undefined ? [] : [claimObject(model)];
  });
}

/**
 * A claim to storage: it is bound to a volume that fits, or its class makes one. Pods mount the claim itself.
 *
 * ```ts
 * const data = new PersistentVolumeClaim(bundle, 'data', { size: '8Gi' });
 * new StatelessApp(bundle, 'web', { image: 'nginx:1.27', mounts: { '/usr/share/nginx/html': data } });
 * ```
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export class PersistentVolumeClaim extends Definition implements Claim {
  /** @internal */
  declare readonly [kindOf]: 'PersistentVolumeClaim';

  /** A claim that another program, an operator or a person makes. Nothing is emitted for it. */
  static existing(scope: Construct, id: string, props: ExistingClaimProps = {}): Claim {
    return new ExistingClaim(scope, id, props);
  }

  private readonly model: PersistentVolumeClaimModel | undefined;

  constructor(scope: Construct, id: string, props: PersistentVolumeClaimProps) {
    super(scope, id, kind, props);
    this.model = normalizeClaim(props, this.problems, this.consumer, this.target);
  }

  readOnly(): Mountable {
    return new ClaimMount(this.target, true, this.volumeMode);
  }

  /** @internal */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    return new ClaimMount(this.target, false, this.volumeMode).podVolume(problems, consumer);
  }

  private get volumeMode(): VolumeMode | undefined {
    return this.model === undefined ? undefined : this.model.spec.volumeMode ?? 'Filesystem';
  }

  protected build(): readonly PersistentVolumeClaimObject[] {
    return this.model === undefined ? [] : [claimObject(this.model)];
  }
}

class ExistingClaim extends Definition implements Claim {
  constructor(scope: Construct, id: string, props: ExistingClaimProps) {
    super(scope, id, { ...kind, fields: existingFields }, props);
  }

  readOnly(): Mountable {
    return new ClaimMount(this.target, true);
  }

  /** @internal */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    return new ClaimMount(this.target, false).podVolume(problems, consumer);
  }

  protected build(): readonly PersistentVolumeClaimObject[] {
    return [];
  }
}

const existingFields: ReadonlySet<string> = new Set(['name'] satisfies (keyof ExistingClaimProps)[]);
