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
  const clusters = new Map<string | undefined, Namesakes>();
  for (const { cluster, objects } of bundles) {
    let seen = clusters.get(cluster);
    if (seen === undefined) clusters.set(cluster, (seen = new Map<string, Map<string, PlacedObject[]>>()));
    for (const object of objects) {
      const first = addTo(seen, object);
      if (first === undefined) continue;
      const id = idOf(object.manifest);
      found.push(diagnostic('identity/duplicate', { id, first: place(first), second: place(object) }, { object: id, source: object.trace?.location }));
    }
  }
  return found;
}

/** Objects by kind and name. Hardly ever is there more than one of both: then they are told apart by namespace and group. */
type Namesakes = Map<string, Map<string, PlacedObject[]>>;

/** Adds an object, unless there is one of the same identity, which is the answer then. */
function addTo(seen: Namesakes, object: PlacedObject): PlacedObject | undefined {
  const { kind, metadata } = object.manifest;
  const name = metadata?.name ?? '';
  if (name === '') return undefined;
  let ofKind = seen.get(kind);
  if (ofKind === undefined) seen.set(kind, (ofKind = new Map<string, PlacedObject[]>()));
  const namesakes = ofKind.get(name);
  if (namesakes === undefined) {
    ofKind.set(name, [object]);
    return undefined;
  }
  const key = identityKey(idOf(object.manifest));
  const twin = namesakes.find((other) => identityKey(idOf(other.manifest)) === key);
  if (twin === undefined) namesakes.push(object);
  return twin;
}

function place({ origin, trace }: PlacedObject): string {
  const location = trace?.location;
  return location === undefined ? origin.node.path : formatLocation(location);
}
