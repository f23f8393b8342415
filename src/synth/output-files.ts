import type { Chart } from 'cdk8s';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { formatLocation } from '../core/format-diagnostic';
import { idOf, type Manifest } from '../core/manifest';
import { formatObjectId } from '../core/object-id';
import type { SourceTrace } from '../core/source';
import { writeJson } from '../yaml/write-json';
import { writeDocuments, writeInChunks } from '../yaml/write';
import { YamlWriteError } from '../yaml/yaml-write-error';
import type { AssembledChart } from './assembly';
import { Bundle } from './bundle';
import { chartName, objectNames } from './file-names';
import { markLine } from './output/ownership';
import type { PlacedObject } from './placed-object';
import type { Layout, OutputFormat } from './synthesis';

/** How output is divided into files. */
export interface FileOptions {
  readonly layout: Layout;
  /** @example .k8s.yaml */
  readonly extension: string;
}

/** A file, and what stands in it. */
export interface PlannedFile {
  /** Path in the output folder, with `/`. */
  readonly path: string;
  /** Who it is for, in the words of messages. */
  readonly owner: () => string;
  /** Where it is defined. @default - not in one place */
  readonly trace?: SourceTrace | undefined;
  /** The charts that it holds objects of. */
  readonly charts: readonly Chart[];
  readonly objects: readonly PlacedObject[];
}

/** Divides assembled charts into files: readable, stable names, never numbered. Two that would share a file are reported. */
export function planFiles(charts: readonly AssembledChart[], options: FileOptions, diagnostics: Diagnostic[]): readonly PlannedFile[] {
  const spelt = new Map<string, PlannedFile>();
  for (const file of dividers[options.layout](charts, options.extension)) {
    const twin = spelt.get(file.path.toLowerCase());
    if (twin === undefined) spelt.set(file.path.toLowerCase(), file);
    else diagnostics.push(diagnostic('output/collision', { file: twin.path, first: twin.owner(), second: file.owner() }, { trace: file.trace }));
  }
  return [...spelt.values()];
}

type Divider = (charts: readonly AssembledChart[], extension: string) => Iterable<PlannedFile>;

const dividers: { readonly [L in Layout]: Divider } = {
  stream: (charts, extension) => byCluster(charts).map(({ folder, members }) => ({
    path: `${folder}app${extension}`,
    owner: () => 'the app',
    charts: members.map(({ chart }) => chart),
    objects: members.length === 1 ? members[0]!.objects : members.flatMap(({ objects }) => objects),
  })),
  bundle: (charts, extension) => charts.map(({ chart, cluster, objects }) => ({
    path: `${folderOf(cluster)}${chartName(chart)}${extension}`,
    owner: () => chartOwner(chart),
    trace: chart instanceof Bundle ? chart.trace : undefined,
    charts: [chart],
    objects,
  })),
  object: (charts, extension) => byCluster(charts).flatMap(({ folder, members }) => objectFiles(members, folder, extension)),
  folder: (charts, extension) => charts.flatMap((one) => objectFiles([one], `${folderOf(one.cluster)}${chartName(one.chart)}/`, extension)),
};

function byCluster(charts: readonly AssembledChart[]): { readonly folder: string; readonly members: AssembledChart[] }[] {
  const clusters = new Map<string, AssembledChart[]>();
  for (const one of charts) {
    const folder = folderOf(one.cluster);
    const members = clusters.get(folder);
    if (members === undefined) clusters.set(folder, [one]);
    else members.push(one);
  }
  return [...clusters].map(([folder, members]) => ({ folder, members }));
}

function objectFiles(members: readonly AssembledChart[], folder: string, extension: string): PlannedFile[] {
  const placed = members.flatMap(({ chart, objects }) => objects.map((object) => ({ chart, object })));
  const names = objectNames(placed.map(({ object }) => object));
  return placed.map(({ chart, object }, index) => ({
    path: `${folder}${names[index]!}${extension}`,
    owner: () => `${formatObjectId(idOf(object.manifest))} of ${chart.node.path}`,
    trace: object.trace,
    charts: [chart],
    objects: [object],
  }));
}

function folderOf(cluster: string | undefined): string {
  return cluster === undefined ? '' : `${cluster}/`;
}

function chartOwner(chart: Chart): string {
  const location = chart instanceof Bundle ? chart.trace.location : undefined;
  return location === undefined ? `chart ${chart.node.path}` : `the bundle at ${formatLocation(location)}`;
}

/** How a file is written. */
export interface TextOptions {
  readonly format: OutputFormat;
  readonly layout: Layout;
  /** The file of the program that is named where a file has no single other one. */
  readonly program: string | undefined;
}

/** The text of a file in parts; what cannot be written is reported for each object. */
export function fileText(file: PlannedFile, options: TextOptions, diagnostics: Diagnostic[]): readonly string[] {
  const { objects } = file;
  const { format, layout, program } = options;
  try {
    const manifests = objects.map(({ manifest }) => manifest);
    if (format === 'json') return [writeJson(layout === 'object' || layout === 'folder' ? manifests[0] : listOf(manifests))];
    // A `---` before each document, so that files may be put one behind the other.
    return [markLine(sourceOf(file) ?? program), ...writeInChunks(manifests, { leadingMarker: true })];
  } catch (error) {
    if (!(error instanceof YamlWriteError)) throw error;
  }
  for (const { manifest, trace } of objects) {
    try {
      writeDocuments([manifest]);
    } catch (error) {
      if (!(error instanceof YamlWriteError)) throw error;
      diagnostics.push(diagnostic('output/not-yaml', { why: error.message }, { object: idOf(manifest), pointer: error.pointer, trace }));
    }
  }
  return [];
}

/** Several objects as one, which JSON needs. @see https://kubernetes.io/docs/reference/using-api/api-concepts/#collections */
export function listOf(manifests: readonly Manifest[]): object {
  return { apiVersion: 'v1', kind: 'List', items: manifests };
}

/** The file of the program that made the only bundle of a file. */
function sourceOf({ charts: [chart, another] }: PlannedFile): string | undefined {
  return another === undefined && chart instanceof Bundle ? chart.trace.location?.file : undefined;
}
