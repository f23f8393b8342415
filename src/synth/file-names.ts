import { type Chart, Names } from 'cdk8s';
import { groupOf } from '../core/object-id';
import { Bundle } from './bundle';
import type { PlacedObject } from './placed-object';

/** Our bundles are named by their ids; charts of cdk8s as cdk8s names them, without its numbers. */
export function chartName(chart: Chart): string {
  if (!(chart instanceof Bundle)) return Names.toDnsLabel(chart);
  return chart.node.scopes.slice(1).map((scope) => (scope instanceof Bundle ? scope.fileName : scope.node.id)).join('-');
}

/**
 * Names for files that hold one object each, as short as they can be in their folder: `Deployment.web`, with the namespace before
 * it where several namespaces have one, with the group in it where there are two kinds of one name.
 */
export function objectNames(objects: readonly PlacedObject[]): string[] {
  const names = objects.map(shortName);
  for (const longer of [withNamespace, withGroup]) {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
    names.forEach((name, index) => {
      if (counts.get(name.toLowerCase())! > 1) names[index] = longer(objects[index]!);
    });
  }
  return names;
}

function shortName({ manifest: { kind, metadata } }: PlacedObject): string {
  return safe(`${kind}.${metadata?.name ?? ''}`);
}

function withNamespace(object: PlacedObject): string {
  const namespace = object.manifest.metadata?.namespace;
  return namespace === undefined ? shortName(object) : `${safe(namespace)}.${shortName(object)}`;
}

function withGroup(object: PlacedObject): string {
  const { apiVersion, kind, metadata } = object.manifest;
  const group = groupOf(apiVersion);
  if (group === '') return withNamespace(object);
  const namespace = metadata?.namespace === undefined ? '' : `${metadata.namespace}.`;
  return safe(`${namespace}${kind}.${group}.${metadata?.name ?? ''}`);
}

function safe(text: string): string {
  return text.replace(/[^0-9a-zA-Z-_.]/g, '');
}
