import { execFileSync } from 'node:child_process';

/** Which library builds the fleet; each measurement has a process of its own, so that no run warms up another. */
type Builder = 'kubeloom' | 'cdk8s-plus-27';

interface Measurement {
  readonly objects: number;
  readonly milliseconds: number;
}

const rounds = 5;
const sizes = [1, 100, 1000, 5000];
/** The peer resolves a chart in more than linear time: its largest size would take minutes and say nothing new. */
const peerLimit = 1000;

function measure(builder: Builder, apps: number): Measurement {
  const output = execFileSync(process.execPath, ['--import', 'tsx', `${__dirname}/measure-objects.ts`, builder, String(apps)], { encoding: 'utf8' });
  return JSON.parse(output) as Measurement;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function row(apps: number): void {
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
  const cells = [
    String(apps), String(objects), own.toFixed(1), Math.round((objects / own) * 1000).toLocaleString('en'),
    peer === undefined ? '-' : peer.toFixed(1), peer === undefined ? '-' : `${(peer / own).toFixed(1)}x`,
  ];
  console.log(cells.map((cell, index) => cell.padStart(widths[index]!)).join('  '));
}

const header = ['apps', 'objects', 'kubeloom ms', 'objects/s', 'cdk8s-plus ms', 'ratio'];
const widths = header.map((cell) => Math.max(cell.length, 9));
console.log(`definition -> objects, cold process each, median of ${rounds} rounds in turn`);
console.log(header.map((cell, index) => cell.padStart(widths[index]!)).join('  '));
sizes.forEach(row);
