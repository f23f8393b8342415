import * as fs from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageRoot = dirname(dirname(dirname(__dirname)));
const inPackages = `${sep}node_modules${sep}`;
/** What programs read files with; whoever imports them asks the module for them at each call. */
type Reader = 'readFileSync' | 'readdirSync';

/** Runs something, and gives the files and folders that it reads: configuration beside a program belongs to the program. */
export async function recordReads<T>(run: () => Promise<T>, record: (path: string) => void): Promise<T> {
  const { readFileSync, readdirSync } = fs;
  const module = require('node:fs') as { [R in Reader]: (...args: unknown[]) => unknown };
  const recorded = (read: (...args: never[]) => unknown) => (...args: unknown[]): unknown => {
    const path = pathOf(args[0]);
    if (path !== undefined && !path.includes(inPackages) && !path.startsWith(packageRoot + sep)) record(path);
    return read(...args as never[]);
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
