import { type Chart, Names, YamlOutputType } from 'cdk8s';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { formatLocation } from '../core/format-diagnostic';
import { idOf } from '../core/manifest';
import { formatObjectId } from '../core/object-id';
import { writeDocuments } from '../yaml/write';
import { YamlWriteError } from '../yaml/yaml-write-error';
import type { AssembledChart } from './assembly';
import { Bundle } from './bundle';
import type { PlacedObject } from './placed-object';

/** How output is divided into files. */
export interface OutputOptions {
  readonly layout: YamlOutputType;
  /** @example .k8s.yaml */
  readonly extension: string;
}

/** Files by their path in the output folder (with `/`), and what is wrong with those paths. */
export interface OutputFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

interface PlannedFile {
  readonly owner: string;
  readonly objects: PlacedObject[];
}

/** Divides assembled charts into files: readable, stable names, never numbered. */
export function outputFiles(charts: readonly AssembledChart[], { layout, extension }: OutputOptions): OutputFiles {
  const planned = new Map<string, PlannedFile>();
  const diagnostics: Diagnostic[] = [];
  const spelt = new Map<string, string>();
  const add = (file: string, owner: string, objects: readonly PlacedObject[]): void => {
    const existing = planned.get(file);
    const twin = spelt.get(file.toLowerCase());
    if (twin !== undefined) {
      if (existing?.owner === owner) existing.objects.push(...objects);
      else diagnostics.push(diagnostic('output/collision', { file: twin, first: planned.get(twin)!.owner, second: owner }));
      return;
    }
    spelt.set(file.toLowerCase(), file);
    planned.set(file, { owner, objects: [...objects] });
  };
  for (const { chart, cluster, objects } of charts) {
    const folder = cluster === undefined ? '' : `${cluster}/`;
    const name = chartName(chart);
    switch (layout) {
      case YamlOutputType.FILE_PER_APP:
        add(`${folder}app${extension}`, 'the app', objects);
        break;
      case YamlOutputType.FILE_PER_CHART:
        add(`${folder}${name}${extension}`, chartOwner(chart), objects);
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const object of objects) add(`${folder}${objectName(object)}${extension}`, objectOwner(chart, object), [object]);
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        for (const object of objects) add(`${folder}${name}/${objectName(object)}${extension}`, objectOwner(chart, object), [object]);
    }
  }
  const files = new Map([...planned].map(([file, { objects }]) => [file, written(objects, diagnostics)]));
  return { files, diagnostics };
}

/** The text of a file; what cannot be written is reported for each object. */
function written(objects: readonly PlacedObject[], diagnostics: Diagnostic[]): string {
  try {
    return writeDocuments(objects.map(({ manifest }) => manifest));
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
  return '';
}

/** Our bundles are named by their ids; charts of cdk8s as cdk8s names them. */
function chartName(chart: Chart): string {
  if (!(chart instanceof Bundle)) return Names.toDnsLabel(chart);
  return chart.node.scopes.slice(1).map((scope) => (scope instanceof Bundle ? scope.fileName : scope.node.id)).join('-');
}

function chartOwner(chart: Chart): string {
  const location = chart instanceof Bundle ? chart.trace.location : undefined;
  return location === undefined ? `chart ${chart.node.path}` : `the bundle at ${formatLocation(location)}`;
}

function objectName({ manifest: { kind, metadata } }: PlacedObject): string {
  const namespace = metadata?.namespace === undefined ? '' : `${metadata.namespace}.`;
  return `${namespace}${kind}.${metadata?.name ?? ''}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function objectOwner(chart: Chart, { manifest }: PlacedObject): string {
  return `${formatObjectId(idOf(manifest))} of ${chart.node.path}`;
}
