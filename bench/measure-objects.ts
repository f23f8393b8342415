import { performance } from 'node:perf_hooks';
import { buildFleet, buildPeerFleet } from './fleet';

/** One measurement in a fresh process: loading is not counted, the first (cold) run of the code is. */
const [builder, apps] = process.argv.slice(2);
const build = builder === 'kubeloom' ? buildFleet : buildPeerFleet;
const start = performance.now();
const objects = build(Number(apps));
console.log(JSON.stringify({ objects, milliseconds: performance.now() - start }));
