/**
 * Visits what can be reached, each after all that it leads to, without recursion: chains of dependencies may be as long as
 * a program likes.
 * @param leave called once for each, after those behind its edges
 * @param circle called with those that lead to each other in a circle, the first one once more at the end; the edge that
 * closes the circle counts for nothing then
 */
export function depthFirst<V>(
  roots: Iterable<V>,
  edgesOf: (vertex: V) => readonly V[],
  leave: (vertex: V) => void,
  circle: (vertices: readonly V[]) => void = () => undefined,
): void {
  /** Whether it was left; those that were entered and not left are on the way to the present one. */
  const states = new Map<V, boolean>();
  const way: { readonly vertex: V; readonly edges: readonly V[]; next: number }[] = [];
  const enter = (vertex: V): void => {
    const edges = edgesOf(vertex);
    if (edges.length === 0) {
      states.set(vertex, true);
      leave(vertex);
      return;
    }
    states.set(vertex, false);
    way.push({ vertex, edges, next: 0 });
  };
  for (const root of roots) {
    if (states.has(root)) continue;
    enter(root);
    for (let present = way.at(-1); present !== undefined; present = way.at(-1)) {
      const { vertex, edges } = present;
      if (present.next === edges.length) {
        way.pop();
        states.set(vertex, true);
        leave(vertex);
        continue;
      }
      const target = edges[present.next++]!;
      const state = states.get(target);
      if (state === undefined) enter(target);
      else if (!state) circle([...way.slice(way.findIndex((step) => step.vertex === target)).map((step) => step.vertex), target]);
    }
  }
}
