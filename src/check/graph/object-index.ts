import type { KindKey } from './kinds';
import type { ObjectNode } from './node';

const nobody: readonly ObjectNode[] = [];

/** Finds objects by who they are. */
export class ObjectIndex {
  private readonly byName = new Map<KindKey, Map<string, ObjectNode>>();
  private readonly given = new Map<KindKey, ObjectNode[]>();

  /**
   * Adds an object. One that was given goes before one that a controller makes.
   * @returns another one of the same identity that was given
   */
  add(node: ObjectNode): ObjectNode | undefined {
    if (node.origin === 'given') {
      const others = this.given.get(node.key);
      if (others === undefined) this.given.set(node.key, [node]);
      else others.push(node);
    }
    if (node.id.name === '') return undefined;
    let names = this.byName.get(node.key);
    if (names === undefined) this.byName.set(node.key, (names = new Map<string, ObjectNode>()));
    const place = placeOf(node.namespace, node.id.name);
    const known = names.get(place);
    if (known === undefined || (known.origin !== 'given' && node.origin === 'given')) names.set(place, node);
    return known?.origin === 'given' && node.origin === 'given' ? known : undefined;
  }

  /** The object of a kind, namespace and name. */
  get(key: KindKey, namespace: string, name: string): ObjectNode | undefined {
    return this.byName.get(key)?.get(placeOf(namespace, name));
  }

  /** All objects of a kind that were given, in their order. */
  ofKind(key: KindKey): readonly ObjectNode[] {
    return this.given.get(key) ?? nobody;
  }

  /** The names of the objects of a kind and namespace. */
  names(key: KindKey, namespace: string): string[] {
    const names: string[] = [];
    for (const node of this.byName.get(key)?.values() ?? nobody) if (node.namespace === namespace) names.push(node.id.name);
    return names;
  }
}

/** Neither namespaces nor names hold a slash. */
function placeOf(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
