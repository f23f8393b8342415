import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Binaries } from './cluster/binaries';
import { Cluster } from './cluster/cluster';
import type { ControlPlane } from './cluster/control-plane';
import { Memory } from './cluster/memory';
import { Lines } from './lines';
import { LIMITS, proofPage } from './page';
import { run } from './run';
import { findSystems } from './systems/find';

const ROOT = resolve(__dirname, '../..');

/** One run from the first process to the last one. Returns the exit code. */
export async function session(
  binaries: Binaries, folder: string, names: readonly string[], onStart: (plane: ControlPlane) => void,
): Promise<number> {
  const start = performance.now();
  const minutes = (): number => (performance.now() - start) / 60_000;
  const lines = new Lines((line) => process.stdout.write(`${line}\n`));
  // The definitions are synthesized while the control plane starts.
  const [cluster, systems] = await Promise.all([Cluster.start(binaries, folder, onStart), findSystems(ROOT, folder, names)]);
  const memory = new Memory(() => [process.pid, ...cluster.pids()]);
  lines.text(`ready after ${(minutes() * 60).toFixed(1)} s`);

  const isFull = names.length === 0;
  const proof = await run(cluster, systems, { schemas: join(ROOT, 'schemas', 'custom'), checkSelf: isFull, lines });
  const version = await cluster.version();
  const gigabytes = (memory.stop() ?? 0) / 1e9;
  if (isFull) withinLimits(lines, minutes(), gigabytes);
  const passed = lines.failed === 0;
  await cluster.stop({ keepLogs: !passed });

  lines.text(`${lines.passed} passed, ${lines.failed} failed, in ${minutes().toFixed(1)} minutes with ${gigabytes.toFixed(1)} GB of memory`);
  if (!passed) lines.text(`logs: ${folder}`);
  else if (isFull) writeFileSync(join(ROOT, 'docs', 'proof.md'), proofPage(proof, version));
  return passed ? 0 : 1;
}

function withinLimits(lines: Lines, minutes: number, gigabytes: number): void {
  const failures = [
    ...minutes < LIMITS.minutes ? [] : [{ object: 'the run', message: `took ${minutes.toFixed(1)} minutes instead of less than ${LIMITS.minutes}` }],
    ...gigabytes < LIMITS.gigabytes ? [] : [{ object: 'the run', message: `took ${gigabytes.toFixed(1)} GB of memory instead of less than ${LIMITS.gigabytes}` }],
  ];
  if (failures.length > 0) lines.failure('figures', failures, minutes * 60);
}
