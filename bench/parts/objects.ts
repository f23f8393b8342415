import { execFileSync } from 'node:child_process';
import { median, table } from '../measure';
import { compiledProject } from '../own-project';
import type { Part } from '../part';

/** Which library builds the fleet; each measurement has a process of its own, so that no run warms up another. */
type Builder = 'kubeloom' | 'cdk8s-plus-27';

interface Measurement {
  readonly objects: number;
  /** Milliseconds of the first run in a process. */
  readonly cold: number;
  /** Milliseconds of the fastest run behind it. */
  readonly warm: number;
}

const sizes = [1, 100, 1000, 5000];
/** The peer resolves a chart in more than linear time: its largest size would take minutes and say nothing new. */
const peerLimit = 1000;
const runs = 5;

function measure(cwd: string, builder: Builder, apps: number): Measurement {
  const output = execFileSync(process.execPath, ['measure-objects.js', builder, String(apps), String(runs)], { cwd, encoding: 'utf8' });
  return JSON.parse(output) as Measurement;
}

function row(project: string, apps: number, rounds: number): string[] {
  const ours: Measurement[] = [];
  const peers: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    // In turn, so that a machine that slows down slows down both.
    ours.push(measure(project, 'kubeloom', apps));
    if (apps <= peerLimit) peers.push(measure(project, 'cdk8s-plus-27', apps));
  }
  const { objects } = ours[0]!;
  const other = peers.find((peer) => peer.objects !== objects);
  if (other !== undefined) throw new Error(`the fleets differ: ${objects} objects against ${other.objects}`);
  const columns = (['cold', 'warm'] as const).flatMap((kind) => {
    const own = median(ours.map((one) => one[kind]));
    const peer = peers.length === 0 ? undefined : median(peers.map((one) => one[kind]));
    return [
      `${own.toFixed(1)} ms`, Math.round((objects / own) * 1000).toLocaleString('en'),
      ...(peer === undefined ? ['-', '-'] : [`${peer.toFixed(1)} ms`, `${(peer / own).toFixed(1)}x`]),
    ];
  });
  return [String(apps), objects.toLocaleString('en'), ...columns];
}

export const objects: Part = {
  name: 'objects',
  title: 'From definitions to objects',
  run: ({ rounds, quick }) => {
    const project = compiledProject('objects', ['measure-objects', 'fleet', 'peer-fleet']);
    const head = ['kubeloom', 'objects a second', 'cdk8s-plus-27', 'ratio'];
    return [
      'In one process, its start not counted, both packages compiled as they are published: the same fleet as definitions of ours, and of',
      'cdk8s-plus-27. First with cold code, as in a program that ends then; behind it once the code is warm, as in a test or under `watch`.',
      '',
      table(['apps', 'objects', ...head, ...head.map((name) => `${name}, warm`)], sizes.slice(0, quick ? 2 : 4).map((apps) => row(project, apps, rounds))),
    ].join('\n');
  },
};
