import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, table } from '../measure';
import type { Part } from '../part';

/** Which library builds the fleet; each measurement has a process of its own, so that no run warms up another. */
type Builder = 'kubeloom' | 'cdk8s-plus-27';

interface Measurement {
  readonly objects: number;
  readonly milliseconds: number;
}

const sizes = [1, 100, 1000, 5000];
/** The peer resolves a chart in more than linear time: its largest size would take minutes and say nothing new. */
const peerLimit = 1000;

function measure(builder: Builder, apps: number): Measurement {
  const output = execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, '..', 'measure-objects.ts'), builder, String(apps)], { encoding: 'utf8' });
  return JSON.parse(output) as Measurement;
}

function row(apps: number, rounds: number): string[] {
  const ours: number[] = [];
  const peers: number[] = [];
  let objects = 0;
  for (let round = 0; round < rounds; round++) {
    // In turn, so that a machine that slows down slows down both.
    const own = measure('kubeloom', apps);
    objects = own.objects;
    ours.push(own.milliseconds);
    if (apps <= peerLimit) {
      const peer = measure('cdk8s-plus-27', apps);
      if (peer.objects !== own.objects) throw new Error(`the fleets differ: ${own.objects} objects against ${peer.objects}`);
      peers.push(peer.milliseconds);
    }
  }
  const own = median(ours);
  const peer = peers.length === 0 ? undefined : median(peers);
  return [
    String(apps), objects.toLocaleString('en'), `${own.toFixed(1)} ms`, Math.round((objects / own) * 1000).toLocaleString('en'),
    peer === undefined ? '-' : `${peer.toFixed(1)} ms`, peer === undefined ? '-' : `${(peer / own).toFixed(1)}x`,
  ];
}

export const objects: Part = {
  name: 'objects',
  title: 'From definitions to objects',
  run: ({ rounds, quick }) => [
    'In one process, its start not counted, the code cold: the same fleet as definitions of ours, and of cdk8s-plus-27.',
    '',
    table(['apps', 'objects', 'kubeloom', 'objects a second', 'cdk8s-plus-27', 'ratio'], sizes.slice(0, quick ? 2 : 4).map((apps) => row(apps, rounds))),
  ].join('\n'),
};
