import { depthFirst } from './depth-first';
import { ItemGraph } from './item-graph';
import type { Dependencies } from './stated-dependencies';
import type { Tree } from './tree';

/** Told the constructs that depend on each other in a circle, the first one once more at the end. */
export type OnCircle = (places: readonly number[]) => void;

/**
 * The order in which cdk8s gives charts and the objects of a chart, each after those that it depends on: all that stands in
 * a construct depends on all that stands in the one that it depends on.
 */
export class DependencyOrder {
  /** How many items stand in each construct, those of charts in it left out. */
  private readonly counts: readonly number[];
  /** Charts that a construct depends on which stands in a chart inside of them. */
  private readonly fromWithin: ReadonlySet<number>;
  private graph: ItemGraph | undefined;

  /**
   * @param dependencies as `statedDependencies` gives them
   * @param isItem whether a construct gives objects itself
   */
  constructor(
    private readonly tree: Tree,
    private readonly dependencies: Dependencies,
    private readonly isItem: (place: number) => boolean,
  ) {
    const { chartOf } = tree;
    this.counts = dependencies.size === 0 ? [] : countItems(tree, isItem);
    this.fromWithin = new Set([...dependencies].flatMap(([place, targets]) =>
      [...targets].map((target) => chartOf[target]!).filter((chart) => chart >= 0 && chart !== chartOf[place] && tree.isWithin(place, chart))));
  }

  /** Every chart, in order. */
  charts(circle: OnCircle = () => undefined): readonly number[] {
    const { tree, dependencies } = this;
    if (dependencies.size === 0) return tree.charts;
    const isChart = (place: number): boolean => tree.chartOf[place] === place;
    // What is no chart does not count where charts depend on charts only.
    const chartsOnly = [...dependencies].every(([place, targets]) => isChart(place) && [...targets].every(isChart));
    const isCounted = chartsOnly ? isChart : () => true;
    return this.sorted(tree.parents.map((_, place) => place).filter(isCounted), isCounted, circle).filter(isChart);
  }

  /** The items of a chart itself, in order. */
  itemsOf(chart: number): readonly number[] {
    const { chartOf } = this.tree;
    const isOwn = (place: number): boolean => chartOf[place] === chart;
    const own = this.tree.ownConstructs(chart);
    if (this.dependencies.size === 0) return own.filter(this.isItem);
    if (this.fromWithin.has(chart)) {
      // The order of charts inside of this one counts: they depend on parts of it.
      const all = Array.from({ length: this.tree.ends[chart]! - chart }, (_, index) => chart + index);
      return this.sorted(all, (place) => this.tree.isWithin(place, chart)).filter((place) => isOwn(place) && this.isItem(place));
    }
    const isOrdered = !own.some((place) => this.targetsOf(place).some(isOwn));
    return (isOrdered ? own : this.sorted(own, isOwn)).filter(this.isItem);
  }

  private sorted(places: readonly number[], isVisible: (place: number) => boolean, circle: OnCircle = () => undefined): number[] {
    const graph = (this.graph ??= new ItemGraph(this.tree, this.dependencies, this.isItem));
    const result: number[] = [];
    const told = new Set<string>();
    depthFirst(this.rootsFirst(places, isVisible), (vertex) => graph.edgesOf(vertex, isVisible), (vertex) => {
      if (graph.isConstruct(vertex)) result.push(vertex);
    }, (vertices) => {
      // The last vertex is the first one again. Each circle is told once, whichever way round it was found.
      const constructs = vertices.slice(1).filter((vertex) => graph.isConstruct(vertex));
      const first = constructs.indexOf(constructs.reduce((least, place) => Math.min(least, place), Infinity));
      const turned = [...constructs.slice(first), ...constructs.slice(0, first + 1)];
      const key = turned.join(' ');
      if (!told.has(key)) circle(turned);
      told.add(key);
    });
    return result;
  }

  /** cdk8s starts at what nobody depends on. What comes last here is part of a circle, or done by then. */
  private rootsFirst(places: readonly number[], isVisible: (place: number) => boolean): number[] {
    const dependedOn = this.dependedOn(places, isVisible);
    const roots = places.filter((place) => !dependedOn.has(place));
    // It keeps constructs by their paths, as keys of an object: those that are numbers come first.
    const numbered = roots.filter((place) => this.hasNumberAsPath(place));
    return [...numbered, ...roots, ...places];
  }

  private hasNumberAsPath(place: number): boolean {
    if (this.tree.parents[place]! > 0) return false;
    const { path } = this.tree.constructs[place]!.node;
    return /^(?:0|[1-9][0-9]{0,9})$/.test(path) && Number(path) < 2 ** 32 - 1;
  }

  /** The constructs that another one depends on: itself, or as an item of what it depends on. */
  private dependedOn(places: readonly number[], isVisible: (place: number) => boolean): ReadonlySet<number> {
    const { tree, counts } = this;
    const result = new Set<number>();
    const wholly = new Set<number>();
    for (const place of places) {
      for (const target of this.targetsOf(place)) {
        if (target === place || !isVisible(target)) continue;
        result.add(target);
        if (counts[place] === 0) continue;
        const sameChart = tree.chartOf[place] === tree.chartOf[target];
        if (sameChart && tree.isWithin(place, target)) {
          for (const other of tree.ownConstructs(target)) if (!tree.isWithin(other, place) && this.isItem(other)) result.add(other);
        } else if (!sameChart || !tree.isWithin(target, place) || counts[place]! > counts[target]!) wholly.add(target);
      }
    }
    if (wholly.size === 0) return result;
    const covered: boolean[] = [];
    for (const place of places) {
      covered[place] = wholly.has(place) || (tree.chartOf[place] !== place && covered[tree.parents[place]!] === true);
      if (covered[place] && this.isItem(place)) result.add(place);
    }
    return result;
  }

  private targetsOf(place: number): readonly number[] {
    const targets = this.dependencies.get(place);
    return targets === undefined ? [] : [...targets];
  }
}

function countItems({ parents, chartOf }: Tree, isItem: (place: number) => boolean): number[] {
  const counts = parents.map((_, place) => (isItem(place) ? 1 : 0));
  for (let place = parents.length - 1; place > 0; place--) {
    if (chartOf[place] !== place) counts[parents[place]!]! += counts[place]!;
  }
  return counts;
}
