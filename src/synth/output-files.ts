import { type Chart, Names, YamlOutputType } from 'cdk8s';
import type { Diagnostic } from '../core/diagnostic';
import { diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import { writeDocuments } from '../yaml/write';
import type { AssembledChart } from './assembly';
import { Bundle } from './bundle';

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

/** Divides assembled charts into files: readable, stable names, never numbered. */
export function outputFiles(charts: readonly AssembledChart[], { layout, extension }: OutputOptions): OutputFiles {
  const contents = new Map<string, { readonly objects: Manifest[]; readonly owner: string }>();
  const diagnostics: Diagnostic[] = [];
  const spelt = new Map<string, string>();
  const add = (file: string, owner: string, objects: readonly Manifest[]): void => {
    const existing = contents.get(file);
    const twin = spelt.get(file.toLowerCase());
    if (twin !== undefined) {
      if (existing !== undefined && existing.owner === owner) existing.objects.push(...objects);
      else diagnostics.push(diagnostic('output/collision', { file: twin, first: contents.get(twin)!.owner, second: owner }));
      return;
    }
    spelt.set(file.toLowerCase(), file);
    contents.set(file, { owner, objects: [...objects] });
  };
  for (const { chart, cluster, objects } of charts) {
    const manifests = objects.map(({ manifest }) => manifest);
    const folder = cluster === undefined ? '' : `${cluster}/`;
    const name = chartName(chart);
    switch (layout) {
      case YamlOutputType.FILE_PER_APP:
        add(`${folder}app${extension}`, 'the app', manifests);
        break;
      case YamlOutputType.FILE_PER_CHART:
        add(`${folder}${name}${extension}`, chart.node.path, manifests);
        break;
      case YamlOutputType.FILE_PER_RESOURCE:
        for (const manifest of manifests) add(`${folder}${objectName(manifest)}${extension}`, objectOwner(chart, manifest), [manifest]);
        break;
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        for (const manifest of manifests) add(`${folder}${name}/${objectName(manifest)}${extension}`, objectOwner(chart, manifest), [manifest]);
    }
  }
  const files = new Map([...contents].map(([file, { objects }]) => [file, writeDocuments(objects)]));
  return { files, diagnostics };
}

/** Our bundles are named by their ids; charts of cdk8s as cdk8s names them. */
function chartName(chart: Chart): string {
  if (!(chart instanceof Bundle)) return Names.toDnsLabel(chart);
  return chart.node.scopes.slice(1).map(({ node }) => node.id).join('-');
}

function objectName({ kind, metadata }: Manifest): string {
  const namespace = metadata?.namespace === undefined ? '' : `${metadata.namespace}.`;
  return `${namespace}${kind}.${metadata?.name ?? ''}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function objectOwner(chart: Chart, { kind, metadata }: Manifest): string {
  return `${kind} ${metadata?.name} of ${chart.node.path}`;
}
