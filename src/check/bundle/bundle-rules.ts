import type { ClusterRule } from '../cluster';

/** Everything that is asked about the objects of a cluster together. */
export const bundleRules: readonly ClusterRule[] = [];
