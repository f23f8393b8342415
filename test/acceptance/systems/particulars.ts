import type { KubeObject } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';

/** A warning of the server that a bundle takes on purpose. */
export interface IntendedWarning {
  /** `PersistentVolume nfs-0001` */
  readonly object: string;
  /** How the warning begins. */
  readonly warning: string;
  readonly reason: string;
}

/** A part of a system's life: what is done to it, and what the cluster makes of that. */
export interface Stage {
  readonly name: string;
  /** Returns what was shown, in a sentence. */
  readonly run: (cluster: Cluster) => Promise<string>;
}

/** What cannot be read from the bundle of a system itself. */
export interface Particulars {
  /** What the definition expects to be there already. */
  readonly given?: readonly KubeObject[];
  /** Warnings of the server that are meant. */
  readonly warnings?: readonly IntendedWarning[];
  /** Why its pods need a namespace without Pod Security. */
  readonly privileged?: string;
  /** Services, by name, that lead to other workloads than exactly one. */
  readonly endpoints?: { readonly [service: string]: readonly string[] };
  /** Which volume each of these claims has to get. */
  readonly bindings?: { readonly [claim: string]: string };
  /** The stages of its life, each starting where the one before ended. The last one leaves nothing behind. */
  readonly stages?: readonly Stage[];
  /** What no simulated node can show of it. */
  readonly notShown?: readonly string[];
}
