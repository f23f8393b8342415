import type { PersistentVolumeSpec, Volume } from '../../generated/kubernetes';
import { isPlainMap } from '../core/checks';
import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { type Fields, readFields, type Shape } from './read-fields';

/** The part of a PersistentVolume that says where its data is: one field out of these. */
export type PersistentSourceFields = Pick<PersistentVolumeSpec, 'csi' | 'fc' | 'hostPath' | 'iscsi' | 'local' | 'nfs'>;

/** What a backend gives to a PersistentVolume. */
export interface PersistentSource {
  readonly fields: PersistentSourceFields;
  /** Label of nodes and its values: only these nodes reach the volume. @default - all nodes do, or it is not known */
  readonly nodes?: { readonly label: string; readonly values: readonly string[] } | undefined;
  readonly traits: BackendTraits;
}

/** What volumes of a backend can and cannot do. */
export interface BackendTraits {
  /** How messages call it. */
  readonly backend: string;
  /** Whether it can be a raw block device. @default true */
  readonly block?: boolean;
  /** Whether mount options reach it. @default true */
  readonly mountOptions?: boolean;
  /** Whether the reclaim policy Recycle works. @default false */
  readonly recycle?: boolean;
  /** Whether with a file system it is attached to one node at a time. @default false */
  readonly oneNode?: boolean;
  /** Whether its PersistentVolume must name the nodes that have it. @default false */
  readonly needsNodes?: boolean;
}

/** Something that holds data beyond the life of a pod, and that a PersistentVolume can stand for. */
export interface VolumeBackend {
  /** How messages call it: `NFS`. */
  readonly backend: string;
  /**
   * What becomes of it in a PersistentVolume; what is wrong is reported, and then there is none.
   * @internal
   */
  persistentSource(problems: Problems, consumer: Consumer): PersistentSource | undefined;
}

/** What is particular to one backend: how its options are read, and the fields that they become. */
export interface BackendKind<S extends Shape> extends BackendTraits {
  readonly shape: S;
  /** Reports what the fields together get wrong. @default - nothing can be */
  check?(problems: Problems, fields: Fields<S>): void;
  /** @default - it cannot back a PersistentVolume */
  persistent?(fields: Fields<S>, problems: Problems, consumer: Consumer): Omit<PersistentSource, 'traits'> | undefined;
  /** @default - it cannot be mounted into a pod directly */
  inline?(fields: Fields<S>, problems: Problems, consumer: Consumer): Omit<Volume, 'name'> | undefined;
  /** Name of the volume in a pod, unless the pod names it. */
  volumeName?(props: { readonly [field: string]: unknown }): string;
}

/** A backend with its options: a value that does not change, and is checked where it is used. */
export class BackendVolume<S extends Shape> implements VolumeBackend, Mountable {
  private readonly props: unknown;

  constructor(private readonly kind: BackendKind<S>, props: unknown) {
    this.props = isPlainMap(props) ? { ...props } : props;
  }

  get backend(): string {
    return this.kind.backend;
  }

  persistentSource(problems: Problems, consumer: Consumer): PersistentSource | undefined {
    const { kind } = this;
    if (kind.persistent === undefined) {
      problems.report('storage/not-persistent', { backend: kind.backend });
      return undefined;
    }
    const fields = this.read(problems, consumer);
    const source = fields === undefined ? undefined : kind.persistent(fields, problems, consumer);
    return source === undefined ? undefined : { ...source, traits: kind };
  }

  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    const { kind, props } = this;
    if (kind.inline === undefined) {
      problems.report('storage/not-inline', { backend: kind.backend });
      return undefined;
    }
    const fields = this.read(problems, consumer);
    const source = fields === undefined ? undefined : kind.inline(fields, problems, consumer);
    if (source === undefined) return undefined;
    return { name: kind.volumeName?.(isPlainMap(props) ? props : {}) ?? plainName(kind.backend), source };
  }

  private read(problems: Problems, consumer: Consumer): Fields<S> | undefined {
    const fields = readFields(problems, this.props, this.kind.shape, consumer);
    if (fields !== undefined) this.kind.check?.(problems, fields);
    return fields;
  }
}

function plainName(backend: string): string {
  return backend.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
