import { dirname, join, sep } from 'node:path';
import { cacheFolder, shortHash } from '../load/cache-folder';

/** Options of Node.js that change nothing of how modules are loaded. */
const harmlessOption = new RegExp(
  '^--(max-old-space-size|max-semi-space-size|no-warnings|enable-source-maps|dns-result-order|stack-trace-limit|cpu-prof(-[a-z]+)?)(=\\S+)?$',
);
const packageRoot = dirname(dirname(dirname(__dirname)));

/**
 * Where the pack of a command line lies: one for each command of each project. `undefined` where the user wants none, where
 * something else wants to see every module being loaded, and where this package is not installed in the project: a pack is
 * code, and is believed only where whoever can write it could have written this file as well.
 */
export function packFile(
  args: readonly string[], env: NodeJS.ProcessEnv, cwd: string, execArgv: readonly string[] = process.execArgv,
): string | undefined {
  const [command] = args;
  if (command === undefined || !/^[a-z]+$/.test(command) || args.includes('--no-cache')) return undefined;
  const { KUBELOOM_CACHE, NODE_OPTIONS = '', NODE_V8_COVERAGE, NODE_PRESERVE_SYMLINKS } = env;
  if (KUBELOOM_CACHE === 'false' || KUBELOOM_CACHE === '0') return undefined;
  const options = [...execArgv, ...NODE_OPTIONS.split(/\s+/).filter((option) => option !== '')];
  if (!options.every((option) => harmlessOption.test(option))) return undefined;
  if (NODE_V8_COVERAGE !== undefined || NODE_PRESERVE_SYMLINKS !== undefined || process.versions['pnp'] !== undefined) return undefined;
  const folder = cacheFolder(cwd);
  return folder === undefined || !isInstalledAt(dirname(dirname(folder))) ? undefined : join(folder, `modules-${command}-${shortHash(packageRoot)}.pack`);
}

/** @param modules a folder `node_modules` */
function isInstalledAt(modules: string): boolean {
  return packageRoot.startsWith(modules + sep) || packageRoot === dirname(modules);
}
