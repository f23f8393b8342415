import * as fs from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageRoot = dirname(dirname(dirname(__dirname)));
const inPackages = `${sep}node_modules${sep}`;
/** What programs read files with; whoever imports them asks the module for them at each call. */
type Reader = 'readFileSync' | 'readdirSync';

/**
 * Runs something, and gives the files and folders that it reads: configuration beside a program belongs to the program.
 * @param record takes what was found in a file, as text
 */
export async function recordReads<T>(run: () => Promise<T>, record: (path: string, text: string | undefined) => void): Promise<T> {
  const { readFileSync, readdirSync } = fs;
  const module = require('node:fs') as { [R in Reader]: (...args: unknown[]) => unknown };
  const recorded = (read: (...args: never[]) => unknown) => (...args: unknown[]): unknown => {
    const path = pathOf(args[0]);
    const found = read(...args as never[]);
    if (path !== undefined && !path.includes(inPackages) && !path.startsWith(packageRoot + sep)) {
      record(path, typeof found === 'string' ? found : Buffer.isBuffer(found) ? found.toString('utf8') : undefined);
    }
    return found;
  };
  module.readFileSync = recorded(readFileSync);
  module.readdirSync = recorded(readdirSync);
  try {
    return await run();
  } finally {
    Object.assign(module, { readFileSync, readdirSync });
  }
}

function pathOf(path: unknown): string | undefined {
  if (typeof path === 'string') return resolve(path);
  return path instanceof URL && path.protocol === 'file:' ? fileURLToPath(path) : undefined;
}
