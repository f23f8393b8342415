import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { formatLocation } from '../core/format-diagnostic';
import { idOf } from '../core/manifest';
import { identityKey, type ObjectId } from '../core/object-id';
import type { Target } from '../core/references';
import type { PlacedObject } from './placed-object';

/** Objects of one bundle or chart, and where their identities count. */
export interface IdentifiedObjects {
  /** The cluster that they are for. @default - the unnamed cluster */
  readonly cluster?: string | undefined;
  /**
   * Stands for the namespace of objects that name none. A chart of cdk8s may be applied anywhere, so that only its own objects
   * can be in each other's way.
   * @default - objects that name no namespace are in one
   */
  readonly home?: string | undefined;
  readonly objects: readonly PlacedObject[];
}

/** Every object of a program by its identity, for finding what a reference leads to and what is there twice. */
export class ObjectIndex {
  /** Two objects of one identity in one cluster: the second would overwrite the first. */
  readonly duplicates: Diagnostic[] = [];
  private readonly clusters = new Map<string, Namesakes>();

  add({ cluster = '', home, objects }: IdentifiedObjects): void {
    const ofCluster = this.namesakes(cluster);
    const atHome = home === undefined ? ofCluster : this.namesakes(`${cluster}\n${home}`);
    for (const object of objects) {
      const first = addTo(object.manifest.metadata?.namespace === undefined ? atHome : ofCluster, object);
      if (first === undefined) continue;
      const id = idOf(object.manifest);
      this.duplicates.push(diagnostic('identity/duplicate', { id, first: place(first), second: place(object) }, { object: id, source: object.trace?.location }));
    }
  }

  /** The object that a reference leads to. */
  find(target: Target): PlacedObject | undefined {
    const found = this.clusters.get(target.cluster ?? '')?.get(target.kind)?.get(target.name);
    if (found === undefined) return undefined;
    return (Array.isArray(found) ? found : [found]).find((object) => isSame(object, target));
  }

  private namesakes(key: string): Namesakes {
    let namesakes = this.clusters.get(key);
    if (namesakes === undefined) this.clusters.set(key, (namesakes = new Map<string, ByName>()));
    return namesakes;
  }
}

/** Two objects of one identity in one list of objects. */
export function duplicates(objects: readonly PlacedObject[]): readonly Diagnostic[] {
  const index = new ObjectIndex();
  index.add({ objects });
  return index.duplicates;
}

/** Objects by kind and name. Hardly ever is there more than one of both: then they are told apart by namespace and group. */
type Namesakes = Map<string, ByName>;
type ByName = Map<string, PlacedObject | PlacedObject[]>;

/** Adds an object, unless there is one of the same identity, which is the answer then. */
function addTo(seen: Namesakes, object: PlacedObject): PlacedObject | undefined {
  const { kind, metadata } = object.manifest;
  const name = metadata?.name ?? '';
  if (name === '') return undefined;
  let ofKind = seen.get(kind);
  if (ofKind === undefined) seen.set(kind, (ofKind = new Map<string, PlacedObject | PlacedObject[]>()));
  const known = ofKind.get(name);
  if (known === undefined) {
    ofKind.set(name, object);
    return undefined;
  }
  const namesakes = Array.isArray(known) ? known : [known];
  const id = idOf(object.manifest);
  const twin = namesakes.find((other) => isSame(other, id));
  if (twin === undefined) ofKind.set(name, [...namesakes, object]);
  return twin;
}

function isSame(object: PlacedObject, id: ObjectId): boolean {
  return identityKey(idOf(object.manifest)) === identityKey(id);
}

function place({ origin, trace }: PlacedObject): string {
  const location = trace?.location;
  return location === undefined ? origin.node.path : formatLocation(location);
}
