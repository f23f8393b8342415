import type { EnvFromSource, EnvVarSource, Volume } from '../../generated/kubernetes';
import type { Problems } from './problems';
import type { Consumer } from './references';

/** Anything that can stand as the value of an environment variable besides plain text: a key of configuration data, a field of the pod … */
export interface EnvSource {
  /**
   * What becomes of it in `valueFrom`; what is wrong is reported, and then there is none.
   * @internal
   */
  envSource(problems: Problems, consumer: Consumer): EnvVarSource | undefined;
}

/** Anything that knows a text at definition time, seen from the namespace that reads it: a host name, a port number. */
export interface TextSource {
  /**
   * The text; what is wrong is reported, and then there is none.
   * @internal
   */
  textFor(problems: Problems, consumer: Consumer): string | undefined;
}

/** Anything whose whole content can become environment variables. */
export interface EnvFromInput {
  /**
   * What becomes of it in `envFrom`; what is wrong is reported, and then there is none.
   * @internal
   */
  envFromSource(problems: Problems, consumer: Consumer): EnvFromSource | undefined;
}

/** A volume of a pod, before it has its final name. */
export interface PodVolume {
  /** The name that it gets unless the definition names it: of the claim, of the ConfigMap … */
  readonly name: string;
  /** The volume's source, as in `spec.volumes[]`. Absent for a volume that a claim template makes. */
  readonly source?: Omit<Volume, 'name'> | undefined;
  /** Whether a claim gives a file system, to be mounted, or a raw block device. @default - not known; without a claim a file system */
  readonly volumeMode?: 'Filesystem' | 'Block' | undefined;
  /** What a mount of it says unless the definition says otherwise. */
  readonly mount?: { readonly subPath?: string; readonly readOnly?: boolean } | undefined;
}

/** Anything that can be mounted into a container. */
export interface Mountable {
  /**
   * The volume; what is wrong is reported, and then there is none.
   * @internal
   */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined;
}
