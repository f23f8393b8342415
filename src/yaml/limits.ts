/**
 * How many maps and lists may lie inside of each other, in what is written and in what is read. Kubernetes' own types
 * need less than 40; without a limit a crafted document ends in a stack overflow.
 */
export const maxDepth = 512;

/**
 * How large a document can be of which a tree of all syntax has to be made: one with anchors, tags, folded text or mistakes. A
 * line takes about two kilobytes of memory then, an item on a line one. Other documents have no limit.
 */
export const largestTree = { characters: 1 << 25, lines: 1 << 20 } as const;
