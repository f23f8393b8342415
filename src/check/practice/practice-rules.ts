import type { ClusterRule } from '../cluster';

/** Everything that is advice. */
export const practiceRules: readonly ClusterRule[] = [];
