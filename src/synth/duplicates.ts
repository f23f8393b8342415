import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { formatLocation } from '../core/format-diagnostic';
import { idOf } from '../core/manifest';
import { identityKey } from '../core/object-id';
import type { PlacedObject } from './placed-object';

/** Objects of one bundle or chart, and the cluster that they are for. */
export interface ObjectsOfCluster {
  readonly cluster?: string | undefined;
  readonly objects: readonly PlacedObject[];
}

/** Two objects of one identity in one cluster: the second would overwrite the first. */
export function duplicates(bundles: readonly ObjectsOfCluster[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  const clusters = new Map<string | undefined, Map<string, PlacedObject>>();
  for (const { cluster, objects } of bundles) {
    let seen = clusters.get(cluster);
    if (seen === undefined) clusters.set(cluster, (seen = new Map<string, PlacedObject>()));
    for (const object of objects) {
      const id = idOf(object.manifest);
      if (id.name === '') continue;
      const key = identityKey(id);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, object);
      else {
        found.push(diagnostic('identity/duplicate', { id, first: place(first), second: place(object) }, { object: id, source: object.trace?.location }));
      }
    }
  }
  return found;
}

function place({ origin, trace }: PlacedObject): string {
  const location = trace?.location;
  return location === undefined ? origin.node.path : formatLocation(location);
}
