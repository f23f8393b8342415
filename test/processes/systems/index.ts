import type { ProcessProof } from '../stage';

/** Every proof, in the order in which they run. */
export const proofs: readonly ProcessProof[] = [];
