import type { ExternalObject } from '../../check/check-options';
import { graph, type ObjectGraph } from '../../check/graph/graph';
import { formatDiagnostics } from '../../core/format-diagnostic';
import { nearest } from '../../core/suggest';
import { alternatives } from '../../core/show';
import type { Synthesis } from '../../synth/synthesis';
import { externalOf } from '../check/check-settings';
import { findFiles } from '../check/find-files';
import { programExternal } from '../check/program-inputs';
import { readFiles, STDIN } from '../check/read-files';
import type { Context } from '../command';
import { EXIT, UsageError } from '../failure';

/** What `graph` is told. */
export interface RunGraphOptions {
  readonly format: 'mermaid' | 'dot' | 'json' | 'svg';
  readonly cluster?: string | undefined;
}

interface Subject {
  readonly manifests: readonly unknown[];
  readonly external: readonly ExternalObject[];
}

const unnamed = 'the unnamed cluster';

/** Draws the objects of files, of the standard input or of the program. */
export async function runGraph(context: Context, paths: readonly string[], { format, cluster }: RunGraphOptions): Promise<number> {
  if (cluster !== undefined && paths.length > 0) throw new UsageError('--cluster is for programs: name the files of the cluster');
  const subject = paths.length === 0 ? await ofProgram(context, cluster) : await ofPaths(context, paths);
  if (typeof subject === 'number') return subject;
  const drawn = await draw(graph(subject.manifests, { external: [...externalOf(context.config), ...subject.external] }), format);
  context.io.stdout.write(drawn.endsWith('\n') ? drawn : `${drawn}\n`);
  return EXIT.clean;
}

async function draw(found: ObjectGraph, format: RunGraphOptions['format']): Promise<string> {
  switch (format) {
    case 'mermaid':
      return (require('../../report/graph-mermaid') as typeof import('../../report/graph-mermaid')).graphMermaid(found);
    case 'dot':
      return (require('../../report/graph-dot') as typeof import('../../report/graph-dot')).graphDot(found);
    case 'json':
      return (require('../../report/graph-json') as typeof import('../../report/graph-json')).graphJson(found);
    case 'svg':
      return (require('../../report/graph-svg') as typeof import('../../report/graph-svg')).graphSvg(found);
  }
}

async function ofPaths({ io }: Context, paths: readonly string[]): Promise<Subject> {
  const inputs = readFiles(findFiles(paths.filter((path) => path !== '-'), io.cwd), 'all', io.cwd);
  const { readInputs } = require('../../check/input') as typeof import('../../check/input');
  const fromStdin = paths.includes('-') ? readInputs(await io.stdin.readAll(), { file: STDIN }) : [];
  const { expandList } = require('../../check/expand-list') as typeof import('../../check/expand-list');
  const manifests = [...inputs, ...fromStdin].flatMap(expandList).filter(({ problems }) => problems === undefined).map(({ manifest }) => manifest);
  return { manifests, external: [] };
}

/** The objects of a program for one cluster; the exit code where its definitions are wrong. */
async function ofProgram(context: Context, wanted: string | undefined): Promise<Subject | number> {
  const { io, config } = context;
  if (config.app === undefined) throw new UsageError('expected a path, and cdk8s.yaml names no app', 'kubeloom graph FOLDER, or kubeloom graph - for the standard input');
  const { loadProgram } = require('../load-program') as typeof import('../load-program');
  const { apps } = await loadProgram(context, undefined);
  const wrong = apps.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
  if (wrong.length > 0) {
    io.stderr.write(`${formatDiagnostics(wrong, io.cwd)}\n`);
    return EXIT.findings;
  }
  const cluster = chooseCluster(apps, wanted);
  const objects = apps.flatMap((app) => app.objects).filter(({ bundle }) => bundle.cluster === cluster);
  return { manifests: objects.map(({ manifest }) => manifest), external: programExternal(apps) };
}

function chooseCluster(apps: readonly Synthesis[], wanted: string | undefined): string | undefined {
  const clusters = [...new Set(apps.flatMap(({ bundles }) => bundles.map(({ cluster }) => cluster)))];
  if (wanted === undefined) {
    if (clusters.length <= 1 || clusters.includes(undefined)) return clusters.includes(undefined) ? undefined : clusters[0];
    throw new UsageError(`the program is for several clusters: ${clusters.map((name) => name ?? unnamed).join(', ')}`, `name one: --cluster ${clusters[0]}`);
  }
  if (clusters.includes(wanted)) return wanted;
  const known = clusters.filter((name) => name !== undefined);
  const near = nearest(wanted, known);
  throw new UsageError(
    `the program has no cluster "${wanted}"`,
    near !== undefined ? `did you mean "${near}"?` : known.length === 0 ? 'leave --cluster out' : `expected ${alternatives(known)}`,
  );
}
