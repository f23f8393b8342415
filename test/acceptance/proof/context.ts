import type { Bundle } from '../bundle/bundle';
import { type Workload, workloadsOf } from '../bundle/workloads';
import type { Cluster } from '../cluster/cluster';
import type { Particulars } from '../systems/particulars';

/** What each proof works with. */
export interface Context {
  readonly cluster: Cluster;
  readonly bundle: Bundle;
  readonly workloads: readonly Workload[];
  readonly particulars: Particulars;
  /** How long the cluster may take for anything that it does by itself. */
  readonly patience: number;
}

const PATIENCE_SECONDS = 60;

export function contextOf(cluster: Cluster, bundle: Bundle, particulars: Particulars, patience = PATIENCE_SECONDS): Context {
  return { cluster, bundle, workloads: workloadsOf(bundle), particulars, patience };
}
