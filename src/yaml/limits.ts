/**
 * How many maps and lists may lie inside of each other, in what is written and in what is read. Kubernetes' own types
 * need less than 40; without a limit a crafted document ends in a stack overflow.
 */
export const maxDepth = 512;
