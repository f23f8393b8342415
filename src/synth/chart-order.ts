import { Chart } from 'cdk8s';
import type { Target } from '../core/references';
import { findCircles } from './circles';
import type { ObjectIndex } from './duplicates';
import type { Dependencies } from './stated-dependencies';
import type { Tree } from './tree';

/** A chart by its place in the tree, and what its objects refer to. */
export interface ReferringChart {
  readonly place: number;
  readonly cluster?: string | undefined;
  readonly targets: readonly Target[];
}

/**
 * Makes every bundle depend on those that hold what it refers to. Bundles that refer to each other, or whose order the program
 * has said to be another one, do not depend on each other: they keep the order of the tree.
 */
export function addReferences(tree: Tree, charts: readonly ReferringChart[], index: ObjectIndex, dependencies: Dependencies): void {
  const references = referencesBetween(tree, charts, index, dependencies);
  if (references.size === 0) return;
  const targetsOf = (from: number): number[] => [...dependencies.get(from) ?? [], ...references.get(from) ?? []];
  const circles = findCircles(tree.charts, (from) => targetsOf(from).filter((to) => tree.chartOf[to] === to));
  for (const [from, targets] of references) {
    for (const to of targets) {
      if (circles.get(from) === circles.get(to)) continue;
      const known = dependencies.get(from);
      if (known === undefined) dependencies.set(from, new Set([to]));
      else known.add(to);
      tree.constructs[from]!.node.addDependency(tree.constructs[to]!);
    }
  }
}

function referencesBetween(tree: Tree, charts: readonly ReferringChart[], index: ObjectIndex, dependencies: Dependencies): Map<number, Set<number>> {
  const references = new Map<number, Set<number>>();
  if (tree.charts.length < 2) return references;
  for (const { place, cluster, targets } of charts) {
    for (const target of targets) {
      const found = target.cluster === cluster ? index.find(target) : undefined;
      const owner = found === undefined ? undefined : tree.placeOf(Chart.of(found.origin));
      if (owner === undefined || owner === place || dependencies.get(place)?.has(owner) === true) continue;
      const known = references.get(place);
      if (known === undefined) references.set(place, new Set([owner]));
      else known.add(owner);
    }
  }
  return references;
}
