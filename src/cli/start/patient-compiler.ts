import { setFlagsFromString } from 'node:v8';

/** What each release of Node.js that is kept up calls it: a flag that an engine does not know would be an error on the terminal. */
const flags: { readonly [release: string]: string } = {
  20: '--interrupt-budget=600000',
  22: '--invocation-count-for-turbofan=10000',
  24: '--invocation-count-for-turbofan=10000',
};

/**
 * Has V8 wait longer until it compiles a function with every optimization. A command is done within a second or two, and reads
 * each kind of definition in a function of its own: most of them would be optimized just when they are needed no more, which
 * takes a third of the time of a run and gives little back.
 */
export function waitWithOptimizations(node: string = process.versions.node): void {
  const flag = flags[node.split('.')[0]!];
  if (flag !== undefined) setFlagsFromString(flag);
}
