/**
 * Measures this package beside others, and writes what it found to docs/performance.md.
 *
 *     npm run bench                  everything
 *     npm run bench -- synth check   some parts
 *     npm run bench -- --quick       whether everything runs, with the smallest sizes; writes nothing
 *
 * Peers are installed into node_modules/.cache/bench, where there is a network; those that are not there are left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './measure';
import type { Part } from './part';
import { agreement } from './parts/agreement';
import { check } from './parts/check';
import { imports } from './parts/import';
import { lines } from './parts/lines';
import { migrate } from './parts/migrate';
import { objects } from './parts/objects';
import { plan } from './parts/plan';
import { synth } from './parts/synth';
import { watch } from './parts/watch';

const parts: readonly Part[] = [synth, objects, check, plan, watch, lines, migrate, imports, agreement];
const PAGE = join(ROOT, 'docs', 'performance.md');

/** The machine in general terms: who reads the figures wants to compare, not to know whose it is. */
function machine(): string {
  return `Node.js ${process.versions.node} on ${process.platform}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`;
}

function writePart({ name }: Part, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [`<!-- figures: ${name} -->`, `<!-- end of figures: ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for ${name}`);
  writeFileSync(PAGE, `${page.slice(0, from + start.length)}\n${text}\n\nMeasured with ${machine()}.\n${page.slice(to)}`);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true, options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' }, print: { type: 'boolean', default: false } },
  });
  const unknown = positionals.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) throw new Error(`there is no part ${unknown}: ${parts.map(({ name }) => name).join(', ')}`);
  const { quick } = values;
  for (const part of parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    console.log(`\n## ${part.title}\n`);
    const text = await part.run({ rounds: quick ? 1 : Number(values.rounds), quick });
    console.log(text);
    if (!quick && !values.print) writePart(part, text);
  }
}

void run();
