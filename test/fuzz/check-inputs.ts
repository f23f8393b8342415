/**
 * Checks texts that nobody would write, in all layers and several releases: none may end the process or take long, and each
 * finding has a place in the text.
 *
 *     tsx test/fuzz/check-inputs.ts [--texts 20000] [--seed 1]
 *
 * The texts are manifests of every kind with their values, structure and characters changed. The seed is printed; the same seed
 * gives the same texts. The first text that is not checked as it should is printed, and the exit code is 1.
 */
import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from '../../src/check';
import { readInputs } from '../../src/check/input';
import { graph } from '../../src/check/graph/graph';
import { loadRelease } from '../../src/schema/release';
import { RELEASES } from '../../src/schema/releases';
import { mutate, Pool } from '../check/agreement/mutate';
import { Random } from '../check/agreement/random';
import { readSeeds } from '../check/agreement/seeds';

const file = 'fuzz.yaml';
/** A text of a few kilobytes takes milliseconds; on a busy machine, more. */
const longestMilliseconds = 5000;

/** Pieces of text that mean something to YAML, to JSON, or to JavaScript. */
const pieces = [
  '\n', '\r\n', '\t', ' ', '  ', ': ', ':', '- ', '---\n',
  '...\n', '&a ', '*a', '<<: *a\n', '!!binary ', '!!str ', '!x ', '"', "'", '{', '}', '[', ']', ', ', '#', ' # ',
  '|\n', '>-\n', '? ',
  '__proto__: ', 'constructor: ', '\u0000', '\ud800', '\ufeff', '\u2028', '\u0085', 'ä',
  '😀', '0x1F', '012', '1e400', '.inf', '~', 'null', 'yes', '=', '%YAML 1.1\n',
  '\\', '${x}', '$(X)', 'kind: List\nitems:\n',
  '12345678901234567890', '-1', '0.5', 'apiVersion: v1\n', 'kind: Pod\n', 'sops: {}\n', 'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]', 'kubeloom.dev/suppress.api.required: x\n',
];

interface Written {
  readonly text: string;
  readonly how: string;
}

class Writer {
  private readonly seeds = readSeeds();
  private readonly pool = new Pool();
  private readonly texts: readonly string[];

  constructor(private readonly random: Random) {
    for (const seed of this.seeds) this.pool.add(loadRelease(RELEASES[0]).kind(seed.apiVersion, seed.kind), seed);
    const folder = join(__dirname, '..', 'check', 'agreement', 'seeds');
    this.texts = readdirSync(folder).sort().flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/^---$/m));
  }

  next(): Written {
    const part = (): string => (this.random.chance(0.5) ? this.random.pick(this.texts) : this.changedObject());
    const parts = Array.from({ length: this.random.pick([1, 1, 2, 4]) }, part);
    let text = parts.join(this.random.pick(['\n---\n', '\n---\n', '\n', '']));
    const changes = this.random.pick([0, 1, 1, 2, 5, 30]);
    for (let count = 0; count < changes; count++) text = this.garbled(text);
    return { text, how: `${parts.length} documents, ${changes} changes` };
  }

  private changedObject(): string {
    const seed = this.random.pick(this.seeds);
    const { object } = mutate(this.random, seed, loadRelease(RELEASES[0]).kind(seed.apiVersion, seed.kind)!, this.pool);
    return JSON.stringify(object, undefined, this.random.pick([0, 2]));
  }

  private garbled(text: string): string {
    const at = this.random.below(text.length + 1);
    const to = Math.min(text.length, at + this.random.pick([0, 0, 1, 2, 10, 200]));
    switch (this.random.below(4)) {
      case 0: return text.slice(0, at) + text.slice(to);
      case 1: return text.slice(0, to) + text.slice(at);
      case 2: return text.slice(0, at) + this.random.pick(pieces).repeat(this.random.pick([1, 1, 1, 3, 700])) + text.slice(at);
      default: return text.slice(0, at) + this.random.pick(pieces) + text.slice(to);
    }
  }
}

/** What is wrong with how a text is checked; `undefined` where nothing is. */
function problemOf(text: string, seed: number): string | undefined {
  const started = performance.now();
  try {
    const inputs = readInputs(Buffer.from(text), { file });
    const kubernetes = seed % 2 === 0 ? [RELEASES[0]] : [RELEASES[seed % RELEASES.length]!, RELEASES[0]];
    const { diagnostics } = check(inputs, { kubernetes, profile: 'strict', strict: true });
    graph(inputs.map(({ manifest }) => manifest));
    const lines = text.split(/\r\n|\n|\r/).length;
    for (const { code, source, message } of diagnostics) {
      if (source === undefined) return `${code} has no place: ${message}`;
      if (source.line < 1 || source.column < 1 || source.line > lines) return `${code} is at ${source.line}:${source.column}, where there is nothing`;
    }
  } catch (error) {
    return error instanceof Error ? error.stack ?? error.message : String(error);
  }
  const took = performance.now() - started;
  return took > longestMilliseconds ? `it took ${Math.round(took)} ms` : undefined;
}

function main(): void {
  const { values } = parseArgs({ options: { texts: { type: 'string', default: '20000' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  console.log(`check: seed ${seed}, ${values.texts} texts`);
  const writer = new Writer(new Random(seed));
  for (let count = 0; count < Number(values.texts); count++) {
    const { text, how } = writer.next();
    const problem = problemOf(text, count);
    if (problem === undefined) continue;
    console.log(`text ${count} (${how}): ${problem}\n${JSON.stringify(text)}`);
    process.exitCode = 1;
    return;
  }
  console.log('each was checked, and each finding has a place');
}

main();
