import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, hasDiff } from './cluster/binaries';
import type { ControlPlane } from './cluster/control-plane';
import { HELP, readOptions } from './options';
import { Refusal } from './refusal';
import { session } from './session';

/** Exit codes: 0 all shown, 1 something failed, 2 the run itself was not possible. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') return refuse(options);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const binaries = findBinaries(process.env.KUBEBUILDER_ASSETS);
  if (typeof binaries === 'string') return refuse(binaries);
  if (!hasDiff(process.env.PATH)) return refuse('there is no program "diff" in PATH, which "kubectl diff" needs');

  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-acceptance-'));
  let plane: ControlPlane | undefined;
  // However this process ends, nothing that it started lives on: a signal, an exception, a call of process.exit.
  process.on('exit', () => plane?.stopNow());
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    process.once(signal, () => {
      process.stderr.write(`\nacceptance: stopped by ${signal}, logs: ${folder}\n`);
      process.exit(code);
    });
  }
  try {
    return await session(binaries, folder, options.names, (started) => { plane = started; });
  } catch (error) {
    if (error instanceof Refusal) {
      plane?.stopNow();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      return refuse(error.message);
    }
    process.stderr.write(`acceptance: ${error instanceof Error ? error.stack ?? error.message : String(error)}\nlogs: ${folder}\n`);
    return 2;
  }
}

/** One line that says why nothing was tried. */
function refuse(reason: string): number {
  process.stderr.write(`acceptance: ${reason}\n`);
  return 2;
}

void main().then((code) => process.exit(code));
