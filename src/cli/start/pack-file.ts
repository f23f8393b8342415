import { join, resolve } from 'node:path';
import { cacheFolder, shortHash } from '../load/cache-folder';

/** What may stand in `NODE_OPTIONS` and changes nothing of how modules are loaded. */
const harmlessOptions = /^(\s*--(max-old-space-size|max-semi-space-size|no-warnings|enable-source-maps|dns-result-order|stack-trace-limit)(=\S+)?)*\s*$/;

/**
 * Where the pack of a command line lies: one for each command of each project. `undefined` where the user wants none, and
 * where something else wants to see every module being loaded.
 */
export function packFile(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const [command] = args;
  if (command === undefined || !/^[a-z]+$/.test(command) || args.includes('--no-cache')) return undefined;
  const { KUBELOOM_CACHE, NODE_OPTIONS = '', NODE_V8_COVERAGE, NODE_PRESERVE_SYMLINKS } = env;
  if (KUBELOOM_CACHE === 'false' || KUBELOOM_CACHE === '0') return undefined;
  if (process.execArgv.length > 0 || !harmlessOptions.test(NODE_OPTIONS) || NODE_V8_COVERAGE !== undefined || NODE_PRESERVE_SYMLINKS !== undefined) return undefined;
  if (process.versions['pnp'] !== undefined) return undefined;
  const folder = cacheFolder(cwd);
  return folder === undefined ? undefined : join(folder, `modules-${command}-${shortHash(resolve(__dirname))}.pack`);
}
