import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { agentsAndJobs } from '../../examples/agents-and-jobs';
import { bootcamp, type BootcampStage } from '../../examples/bootcamp';
import { configAndSecrets } from '../../examples/config-and-secrets';
import { frontAndBack } from '../../examples/front-and-back';
import { kafka } from '../../examples/kafka';
import { mariadb } from '../../examples/mariadb';
import { mongodb } from '../../examples/mongodb';
import { multiContainer } from '../../examples/multi-container';
import { mysqlHostpath } from '../../examples/mysql-hostpath';
import { mysqlReplicated } from '../../examples/mysql-replicated';
import { nfsPair } from '../../examples/nfs-pair';
import { nfsServer } from '../../examples/nfs-server';
import { postgresql } from '../../examples/postgresql';
import { redisCluster } from '../../examples/redis-cluster';
import { replicaSet } from '../../examples/replica-set';
import { replicationController } from '../../examples/replication-controller';
import { rollingWeb, type RollingWebStage } from '../../examples/rolling-web';
import { singlePod } from '../../examples/single-pod';
import { solrcloud } from '../../examples/solrcloud';
import { statefulWeb } from '../../examples/stateful-web';
import { volumeBackends } from '../../examples/volume-backends';
import { App, type Bundle, type Diagnostic } from '../../src';
import type { Manifest } from '../../src/core/manifest';
import { allOf, type Kind, nameOf, oneOf, type Whole } from '../support/objects';

/** The reference systems, in their order. */
export const systems: { readonly [slug: string]: (app: App) => Bundle } = {
  'single-pod': singlePod,
  'replica-set': replicaSet,
  'rolling-web': (app) => rollingWeb(app),
  'replication-controller': replicationController,
  'bootcamp': (app) => bootcamp(app),
  'front-and-back': frontAndBack,
  'multi-container': multiContainer,
  'config-and-secrets': configAndSecrets,
  'agents-and-jobs': agentsAndJobs,
  'stateful-web': statefulWeb,
  'nfs-pair': nfsPair,
  'nfs-server': nfsServer,
  'mysql-hostpath': mysqlHostpath,
  'mariadb': mariadb,
  'volume-backends': volumeBackends,
  'mysql-replicated': (app) => mysqlReplicated(app),
  'postgresql': (app) => postgresql(app),
  'redis-cluster': redisCluster,
  'solrcloud': solrcloud,
  'kafka': kafka,
  'mongodb': mongodb,
};

/** Stages of the systems that have some, each applied over the one before. */
export const rollingWebStages: readonly RollingWebStage[] = ['first', 'updated', 'scaled-up', 'scaled-down', 'paused', 'resumed'];
export const bootcampStages: readonly BootcampStage[] = ['first', 'scaled-up', 'scaled-down', 'updated'];

/** Every system, and every stage of those that have some. */
export const everyStage: readonly (readonly [name: string, define: (app: App) => Bundle])[] = [
  ...Object.entries(systems).filter(([slug]) => slug !== 'rolling-web' && slug !== 'bootcamp'),
  ...rollingWebStages.map((stage) => [`rolling-web, ${stage}`, (app: App) => rollingWeb(app, stage)] as const),
  ...bootcampStages.map((stage) => [`bootcamp, ${stage}`, (app: App) => bootcamp(app, stage)] as const),
];

/** What a system gives: the file as it is written, and its objects as a reader of YAML sees them. */
export class Synthesized {
  constructor(
    /** Path in the output folder. */
    readonly file: string,
    readonly text: string,
    readonly objects: readonly Manifest[],
    readonly warnings: readonly Diagnostic[],
  ) {}

  /** Every object, as `Kind name`, in the order of the file. */
  get names(): readonly string[] {
    return this.objects.map(nameOf);
  }

  /** All objects of a kind. */
  readonly all = <K extends string>(kind: K): readonly Whole<Kind<K>>[] => allOf(this.objects, kind) as unknown as readonly Whole<Kind<K>>[];

  /** The one object of a kind and name; of a kind alone, the only one. */
  readonly one = <K extends string>(kind: K, name?: string): Whole<Kind<K>> => oneOf(this.objects, kind, name);
}

/** Runs a definition to the file that it writes, and reads that back. */
export function synthesize(define: (app: App) => unknown): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'kubeloom-example-'));
  try {
    const warnings: Diagnostic[] = [];
    const app = new App({ outdir, onWarnings: (list) => warnings.push(...list) });
    define(app);
    app.synth();
    const files = readdirSync(outdir);
    if (files.length !== 1) throw new Error(`expected one file, found ${files.join(', ') || 'none'}`);
    const text = readFileSync(join(outdir, files[0]!), 'utf8');
    return new Synthesized(files[0]!, text, readManifests(text), warnings);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Reads as the cluster's tools do: YAML 1.1, every key once. */
export function readManifests(text: string): Manifest[] {
  return parseAllDocuments(text, { version: '1.1', uniqueKeys: true }).map((document) => {
    if (!('errors' in document) || document.errors.length > 0) throw new Error(`not YAML: ${'errors' in document ? document.errors[0]!.message : 'empty'}`);
    return document.toJS() as Manifest;
  });
}
