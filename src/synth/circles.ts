/**
 * Which circle each vertex is part of, as a number: two of one number lead to each other. Tarjan's algorithm, without recursion.
 */
export function findCircles<V>(vertices: Iterable<V>, edgesOf: (vertex: V) => Iterable<V>): ReadonlyMap<V, number> {
  const circles = new Map<V, number>();
  const entered = new Map<V, number>();
  const lowest = new Map<V, number>();
  const open: V[] = [];
  const way: { readonly vertex: V; readonly edges: Iterator<V> }[] = [];
  const enter = (vertex: V): void => {
    entered.set(vertex, entered.size);
    lowest.set(vertex, entered.size - 1);
    open.push(vertex);
    way.push({ vertex, edges: edgesOf(vertex)[Symbol.iterator]() });
  };
  const lower = (vertex: V, to: number): void => {
    if (to < lowest.get(vertex)!) lowest.set(vertex, to);
  };
  for (const root of vertices) {
    if (entered.has(root)) continue;
    enter(root);
    for (let present = way.at(-1); present !== undefined; present = way.at(-1)) {
      const { vertex, edges } = present;
      const edge = edges.next();
      if (edge.done !== true) {
        const target = edge.value;
        if (!entered.has(target)) enter(target);
        else if (!circles.has(target)) lower(vertex, entered.get(target)!);
        continue;
      }
      way.pop();
      const above = way.at(-1);
      if (above !== undefined) lower(above.vertex, lowest.get(vertex)!);
      if (lowest.get(vertex) !== entered.get(vertex)) continue;
      const circle = entered.get(vertex)!;
      for (let member = open.pop(); member !== undefined; member = member === vertex ? undefined : open.pop()) circles.set(member, circle);
    }
  }
  return circles;
}
