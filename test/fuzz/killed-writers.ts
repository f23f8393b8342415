/**
 * Kills processes that write an output folder, 200 times at random moments (or as often as the first argument says), and looks
 * after each that every file is old or new, and that the next one can write.
 */
import { dirname } from 'node:path';
import { rmSync } from 'node:fs';
import { writeOutput } from '../../src/synth/output/write-output';
import { halfWritten, killWriters } from '../synth/output/killed';
import { filesOf } from '../synth/output/two-versions';

void main(Number(process.argv[2] ?? 200));

async function main(kills: number): Promise<void> {
  // Two at a time, each in a folder of its own: a start of Node.js takes longer than what is tested.
  const results = await Promise.all([1, 2].map(() => killWriters(Math.ceil(kills / 2), () => Math.random() * 12)));
  const problems = results.flatMap(({ folder, problems: found }) => {
    const after = writeOutput(folder, filesOf('new')).diagnostics.map(({ code }) => `afterwards: ${code}`);
    return [...found, ...after, ...halfWritten(folder).map((path) => `afterwards: ${path} is not as it was written`)];
  });
  for (const { folder } of results) rmSync(dirname(folder), { recursive: true });
  for (const problem of problems) console.error(problem);
  console.log(`${kills} processes were killed while they wrote: ${problems.length === 0 ? 'every file was old or new' : `${problems.length} problems`}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
