import { parseArgs } from 'node:util';

/** What a run is asked for. */
export interface Options {
  /** The systems to prove; all of them where none is named. */
  readonly names: readonly string[];
  readonly help: boolean;
}

export const HELP = `Usage: npm run acceptance -- [system…]

Proves the reference systems and the templates on a real control plane: all of them, or those that are named.
KUBEBUILDER_ASSETS names the folder of its binaries. A full run writes docs/proof.md.
`;

/** Reads the command line, or says what is wrong with it. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h', default: false } }, allowPositionals: true });
    return { names: positionals, help: values.help };
  } catch (error) {
    return (error as Error).message;
  }
}
