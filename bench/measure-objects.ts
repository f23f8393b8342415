import { performance } from 'node:perf_hooks';

/** One measurement in a fresh process: loading is not counted, the first (cold) run of the code is. */
const [builder, apps] = process.argv.slice(2);
// Only what is measured is loaded: the other library would fill the memory that both share.
const build = builder === 'kubeloom'
  ? (require('./fleet') as typeof import('./fleet')).buildFleet
  : (require('./peer-fleet') as typeof import('./peer-fleet')).buildPeerFleet;
const cpu = process.cpuUsage();
const start = performance.now();
const objects = build(Number(apps));
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ objects, milliseconds, cpuMilliseconds: (user + system) / 1000 }));
