import { performance } from 'node:perf_hooks';

/** One measurement in a fresh process: loading is not counted. The first run of the code is cold; the fastest of those behind it is warm. */
const [builder, apps, runs] = process.argv.slice(2);
// Only what is measured is loaded: the other library would fill the memory that both share.
const build = builder === 'kubeloom'
  ? (require('./fleet') as typeof import('./fleet')).buildFleet
  : (require('./peer-fleet') as typeof import('./peer-fleet')).buildPeerFleet;
let objects = 0;
const milliseconds = Array.from({ length: Number(runs) }, () => {
  const start = performance.now();
  objects = build(Number(apps));
  return performance.now() - start;
});
console.log(JSON.stringify({ objects, cold: milliseconds[0], warm: Math.min(...milliseconds.slice(1)) }));
