import type { KindKey } from './kinds';
import type { ObjectNode } from './node';

const nobody: readonly ObjectNode[] = [];

/** Finds objects by who they are. */
export class ObjectIndex {
  private readonly byName = new Map<KindKey, Map<string, ObjectNode>>();
  private readonly given = new Map<KindKey, ObjectNode[]>();

  /**
   * Adds an object, unless one of the same identity was given before. One that was given goes before one that a controller makes.
   * @returns the one that was given before
   */
  add(node: ObjectNode): ObjectNode | undefined {
    const isGiven = node.origin === 'given';
    if (node.id.name !== '') {
      let names = this.byName.get(node.key);
      if (names === undefined) this.byName.set(node.key, (names = new Map<string, ObjectNode>()));
      const place = placeOf(node.namespace, node.id.name);
      const known = names.get(place);
      if (known?.origin === 'given') return isGiven ? known : undefined;
      if (known === undefined || isGiven) names.set(place, node);
    }
    if (!isGiven) return undefined;
    const others = this.given.get(node.key);
    if (others === undefined) this.given.set(node.key, [node]);
    else others.push(node);
    return undefined;
  }

  /** The object of a kind, namespace and name. */
  get(key: KindKey, namespace: string, name: string): ObjectNode | undefined {
    return this.byName.get(key)?.get(placeOf(namespace, name));
  }

  /** All objects of a kind that were given, in their order; of several of one identity the first. */
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
