/**
 * Writes documents of any data and reads them back with every reader at hand: each must give the same data.
 *
 *     tsx test/fuzz/yaml-round-trip.ts [--documents 1000000] [--seed 1] [--cluster-reader PROGRAM]
 *
 * Readers: our own, `yaml` as YAML 1.1 and 1.2, `js-yaml`, and PyYAML where `python3` has it. A cluster reader is a program
 * as in `cluster-reader/`, which reads as kubectl and the API server do. The seed is printed; the same seed gives the same
 * documents. The first document that comes back different is printed, and the exit code is 1.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { writeDocument } from '../../src/yaml/write';
import { data } from '../yaml/arbitraries';
import { canonical, roundIntegers } from '../yaml/canonical';
import { readers } from '../yaml/readers';

const batchSize = 2000;

interface Sample {
  readonly value: unknown;
  readonly text: string;
}

interface Finding {
  readonly reader: string;
  readonly sample: Sample;
  readonly found: string;
}

/** A program that answers each line with a line. */
class LineProgram {
  private readonly process: ChildProcess;
  private readonly lines: AsyncIterableIterator<string>;

  constructor(command: string, args: readonly string[] = []) {
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
  }

  async next(): Promise<string> {
    const { value, done } = await this.lines.next() as IteratorResult<string, undefined>;
    if (done === true) throw new Error('a reader ended early');
    return value;
  }

  async ask(lines: readonly string[]): Promise<string[]> {
    this.process.stdin!.write(lines.map((line) => line + '\n').join(''));
    const answers: string[] = [];
    while (answers.length < lines.length) answers.push(await this.next());
    return answers;
  }

  end(): void {
    this.process.stdin!.end();
  }
}

function attempt(read: (text: string) => unknown, text: string): string {
  try {
    return canonical(read(text));
  } catch (error) {
    return `error ${String(error)}`;
  }
}

function* findHere(samples: readonly Sample[]): Iterable<Finding> {
  for (const sample of samples) {
    for (const { name, read, integers } of readers) {
      const found = attempt(read, sample.text);
      if (found !== canonical(integers ? sample.value : roundIntegers(sample.value))) yield { reader: name, sample, found };
    }
  }
}

async function findInPython(python: LineProgram, samples: readonly Sample[]): Promise<Finding[]> {
  const answers = await python.ask([...samples.map(({ text }) => JSON.stringify(text)), '""']);
  return samples.flatMap((sample, index) =>
    answers[index] === canonical(sample.value) ? [] : [{ reader: 'PyYAML', sample, found: answers[index]! }]);
}

/** JSON in between knows numbers only, and no `-0` among the integers. */
async function findInCluster(cluster: LineProgram, samples: readonly Sample[]): Promise<Finding[]> {
  const answers = await cluster.ask(samples.map(({ text }) => JSON.stringify(text)));
  return samples.flatMap((sample, index) => {
    const answer = JSON.parse(answers[index]!) as { value?: unknown; error?: string };
    const found = answer.error === undefined ? canonical(answer.value) : `error ${answer.error}`;
    return found === canonical(roundIntegers(sample.value)) ? [] : [{ reader: 'cluster', sample, found }];
  });
}

function startPython(): LineProgram | undefined {
  if (spawnSync('python3', ['-c', 'import yaml']).status !== 0) {
    console.log('PyYAML: absent, left out');
    return undefined;
  }
  return new LineProgram('python3', [join(__dirname, 'yaml-reader.py')]);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { 'documents': { type: 'string' }, 'seed': { type: 'string' }, 'cluster-reader': { type: 'string' } },
  });
  const documents = Number(values.documents ?? 1_000_000);
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  console.log(`seed ${seed}, ${documents} documents`);
  const python = startPython();
  if (python !== undefined) console.log(await python.next());
  const cluster = values['cluster-reader'] === undefined ? undefined : new LineProgram(values['cluster-reader']);
  if (cluster === undefined) console.log('cluster reader: not given, left out');
  let done = 0;
  try {
    for (let batch = 0; done < documents; batch++) {
      const numRuns = Math.min(batchSize, documents - done);
      const samples = fc.sample(data, { seed: seed + batch, numRuns }).map((value) => ({ value, text: writeDocument(value) }));
      const elsewhere = Promise.all([python && findInPython(python, samples), cluster && findInCluster(cluster, samples)]);
      const findings = [...findHere(samples), ...(await elsewhere).flatMap((found) => found ?? [])];
      if (findings.length > 0) {
        report(findings);
        return 1;
      }
      done += numRuns;
      if (batch % 50 === 49) console.log(`${done} documents`);
    }
  } finally {
    python?.end();
    cluster?.end();
  }
  console.log(`${done} documents came back the same from every reader`);
  return 0;
}

/** Prints the shortest document that came back different, of each reader. */
function report(findings: readonly Finding[]): void {
  const shortest = new Map<string, Finding>();
  for (const finding of findings) {
    const known = shortest.get(finding.reader);
    if (known === undefined || finding.sample.text.length < known.sample.text.length) shortest.set(finding.reader, finding);
  }
  for (const { reader, sample, found } of shortest.values()) {
    console.log(`\n${reader} reads it differently (${findings.filter((finding) => finding.reader === reader).length} in this batch):`);
    console.log(`text:     ${JSON.stringify(sample.text)}\nexpected: ${canonical(sample.value)}\nfound:    ${found}`);
  }
}

main().then((code) => {
  process.exitCode = code;
}, (error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
