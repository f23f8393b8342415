import type { Tree } from './tree';

/** The places that each construct depends on, in the order in which that was said. */
export type Dependencies = Map<number, Set<number>>;

/**
 * What the program says with `node.addDependency`, and what follows from it for charts, as cdk8s has it: a chart depends on
 * the charts directly in it, and on every other chart that one of its constructs depends on. The tree itself stays as it is.
 */
export function statedDependencies(tree: Tree): Dependencies {
  const stated: Dependencies = new Map();
  const { constructs, charts, chartOf, parents } = tree;
  for (let place = 0; place < constructs.length; place++) {
    for (const target of constructs[place]!.node.dependencies) {
      const found = tree.placeOf(target);
      // On itself: says nothing. cdk8s drops such a construct without a word.
      if (found !== undefined && found !== place) add(stated, place, found);
    }
  }
  for (const chart of charts) {
    const parent = parents[chart]!;
    if (parent >= 0 && chartOf[parent] === parent) add(stated, parent, chart);
  }
  const said = [...stated].sort(([a], [b]) => a - b).map(([place, targets]) => [place, [...targets]] as const);
  for (const [place, targets] of said) {
    const chart = chartOf[place]!;
    if (chart < 0) continue;
    for (const target of targets) {
      const targetChart = chartOf[target]!;
      if (targetChart >= 0 && targetChart !== chart) add(stated, chart, targetChart);
    }
  }
  return new Map([...stated].sort(([a], [b]) => a - b));
}

function add(dependencies: Dependencies, from: number, to: number): void {
  const known = dependencies.get(from);
  if (known === undefined) dependencies.set(from, new Set([to]));
  else known.add(to);
}
