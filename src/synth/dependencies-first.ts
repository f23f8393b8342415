import type { IConstruct } from 'constructs';
import { depthFirst } from './depth-first';
import type { PlacedObject } from './placed-object';

/**
 * Puts objects behind those that they depend on, and keeps their order otherwise. An object belongs to every construct around
 * it: a dependency on a construct is one on all that it holds, and what a construct depends on, all in it depends on.
 */
export function dependenciesFirst(sorted: PlacedObject[]): PlacedObject[] {
  const sources = dependingScopes(sorted);
  if (sources.size === 0) return sorted;
  const graph = new ObjectGraph(sorted, sources);
  if (graph.isEmpty) return sorted;
  const result: PlacedObject[] = [];
  depthFirst<Vertex>(sorted, (vertex) => (isGroup(vertex) ? vertex.edges() : graph.edgesOf(vertex)), (vertex) => {
    if (!isGroup(vertex)) result.push(vertex);
  });
  return result;
}

/** Objects that others depend on as one: a vertex of their own, so that no edge is needed for each pair. */
interface Group {
  readonly edges: () => readonly Vertex[];
}

type Vertex = PlacedObject | Group;

function isGroup(vertex: Vertex): vertex is Group {
  return 'edges' in vertex;
}

/** The constructs around objects, and those that made them, that depend on something. The objects of one definition stand together. */
function dependingScopes(objects: readonly PlacedObject[]): Set<IConstruct> {
  const seen = new Set<IConstruct>();
  const found = new Set<IConstruct>();
  let last: IConstruct | undefined;
  for (const { origin } of objects) {
    if (origin === last) continue;
    last = origin;
    if (origin.node.dependencies.length > 0) found.add(origin);
    for (let { scope } = origin.node; scope !== undefined && !seen.has(scope); { scope } = scope.node) {
      if (scope.node.dependencies.length > 0) found.add(scope);
      seen.add(scope);
    }
  }
  return found;
}

class ObjectGraph {
  /** What each construct depends on, as far as it holds one of the objects. */
  private readonly targets = new Map<IConstruct, readonly IConstruct[]>();
  private readonly objectsIn = new Map<IConstruct, PlacedObject[]>();
  /** Constructs that depend on something inside of them. */
  private readonly inner = new Set<IConstruct>();
  private readonly groups = new Map<IConstruct, Group>();
  private readonly surroundings = new Map<IConstruct, Group>();

  constructor(objects: readonly PlacedObject[], sources: ReadonlySet<IConstruct>) {
    const wanted = new Set([...sources].flatMap((source) => source.node.dependencies));
    for (const object of objects) {
      for (const scope of scopesOf(object.origin)) {
        if (!wanted.has(scope)) continue;
        const list = this.objectsIn.get(scope);
        if (list === undefined) this.objectsIn.set(scope, [object]);
        else list.push(object);
      }
    }
    for (const source of sources) {
      const targets = source.node.dependencies.filter((target) => target !== source && this.objectsIn.has(target));
      if (targets.length > 0) this.targets.set(source, targets);
      if (targets.some((target) => isWithin(target, source))) this.inner.add(source);
    }
  }

  get isEmpty(): boolean {
    return this.targets.size === 0;
  }

  edgesOf({ origin }: PlacedObject): readonly Vertex[] {
    if (this.inner.size === 0) return [this.around(origin)];
    const scopes = [...scopesOf(origin)].reverse();
    if (!scopes.some((scope) => this.inner.has(scope))) return [this.around(origin)];
    // Not those that this object is one of.
    return scopes.flatMap((scope) => this.groupsOf(scope, (target) => !isWithin(origin, target)));
  }

  /** What an object depends on because a construct around it does. */
  private around(construct: IConstruct): Group {
    let group = this.surroundings.get(construct);
    if (group === undefined) {
      const { scope } = construct.node;
      const edges = (): Vertex[] => [...(scope === undefined ? [] : [this.around(scope)]), ...this.groupsOf(construct, () => true)];
      this.surroundings.set(construct, (group = { edges }));
    }
    return group;
  }

  private groupsOf(source: IConstruct, isMeant: (target: IConstruct) => boolean): Group[] {
    return (this.targets.get(source) ?? []).flatMap((target) => {
      if (isWithin(source, target)) return [this.allBut(target, source)];
      return isMeant(target) ? [this.all(target)] : [];
    });
  }

  private all(target: IConstruct): Group {
    let group = this.groups.get(target);
    if (group === undefined) this.groups.set(target, (group = { edges: () => this.objectsIn.get(target)! }));
    return group;
  }

  private allBut(target: IConstruct, source: IConstruct): Group {
    return { edges: () => this.objectsIn.get(target)!.filter(({ origin }) => !isWithin(origin, source)) };
  }
}

/** A construct and those around it, from the inside to the outside. */
function* scopesOf(construct: IConstruct): Iterable<IConstruct> {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; { scope } = scope.node) yield scope;
}

/** Whether a construct is another one or stands in it. */
function isWithin(construct: IConstruct, outer: IConstruct): boolean {
  for (const scope of scopesOf(construct)) if (scope === outer) return true;
  return false;
}
