import type { Dependencies } from './stated-dependencies';
import type { Tree } from './tree';

const none: readonly never[] = [];

type Filter = (place: number) => boolean;

/**
 * What depends on what, as a graph. Each construct is a vertex. For the items (constructs that give objects) there are three more sorts,
 * so that "all of these depend on all of those" needs no edge for each pair: what an item owes to the constructs around it;
 * all items of a construct; and all items of a construct but those of another one in it.
 */
export class ItemGraph {
  private readonly size: number;
  /** For each construct, whether it or one around it in its chart depends on something. */
  private readonly owing: boolean[] = [];
  /** Constructs in which something lies that a construct around it depends on: their items do not depend on themselves. */
  private readonly inner: ReadonlySet<number>;
  private readonly others: { readonly within: number; readonly but: number }[] = [];
  private readonly otherPlaces = new Map<string, number>();

  constructor(
    private readonly tree: Tree,
    private readonly dependencies: Dependencies,
    private readonly isItem: (place: number) => boolean,
  ) {
    const { parents, chartOf } = tree;
    this.size = parents.length;
    this.inner = new Set([...dependencies].flatMap(([place, targets]) =>
      [...targets].filter((target) => target !== place && chartOf[target] === chartOf[place] && tree.isWithin(target, place))));
    for (let place = 0; place < this.size; place++) {
      this.owing.push(dependencies.has(place) || (chartOf[place] !== place && parents[place]! >= 0 && this.owing[parents[place]!]!));
    }
  }

  /** Whether a vertex is a construct, and so its place. */
  isConstruct(vertex: number): boolean {
    return vertex < this.size;
  }

  /** @param isVisible other constructs are left out, as if nobody depended on them */
  edgesOf(vertex: number, isVisible: Filter): readonly number[] {
    const { size } = this;
    if (vertex < size) return this.ofConstruct(vertex, isVisible);
    if (vertex < 2 * size) return this.ofSurroundings(vertex - size, isVisible);
    if (vertex < 3 * size) return this.ofAll(vertex - 2 * size);
    const { within, but } = this.others[vertex - 3 * size]!;
    return this.ofAllBut(within, but);
  }

  private ofConstruct(place: number, isVisible: Filter): readonly number[] {
    if (!this.owing[place]!) return none;
    const targets = this.targetsOf(place, isVisible);
    if (!this.isItem(place)) return targets;
    if (this.inner.size === 0) return [...targets, this.size + place];
    const around = this.around(place);
    if (!around.some((at) => this.inner.has(at))) return [...targets, this.size + place];
    return [...targets, ...around.flatMap((at) => this.groupsOf(at, isVisible, place))];
  }

  /** The constructs around one in its chart and itself, from the outside to the inside. */
  private around(place: number): number[] {
    const { parents, chartOf } = this.tree;
    const result = [place];
    for (let at = place; chartOf[at] !== at && parents[at]! >= 0;) result.push((at = parents[at]!));
    return result.reverse();
  }

  private ofSurroundings(place: number, isVisible: Filter): readonly number[] {
    const { parents, chartOf } = this.tree;
    const parent = parents[place]!;
    const outer = chartOf[place] !== place && parent >= 0 && this.owing[parent]! ? [this.size + parent] : none;
    return [...outer, ...this.groupsOf(place, isVisible)];
  }

  /** What the items of a construct depend on because it does; for one of them, what it does not stand in itself. */
  private groupsOf(place: number, isVisible: Filter, item?: number): readonly number[] {
    const { tree, size } = this;
    return this.targetsOf(place, isVisible).flatMap((target): readonly number[] => {
      if (target === place) return none;
      const sameChart = tree.chartOf[target] === tree.chartOf[place];
      if (sameChart && tree.isWithin(place, target)) return [this.allBut(target, place)];
      const isOwn = item !== undefined && sameChart && tree.isWithin(item, target);
      return isOwn ? none : [2 * size + target];
    });
  }

  private ofAll(place: number): readonly number[] {
    const all = this.childrenOf(place).map((child) => 2 * this.size + child);
    return this.isItem(place) ? [place, ...all] : all;
  }

  private allBut(within: number, but: number): number {
    const key = `${within} ${but}`;
    let index = this.otherPlaces.get(key);
    if (index === undefined) this.otherPlaces.set(key, (index = this.others.push({ within, but }) - 1));
    return 3 * this.size + index;
  }

  private ofAllBut(within: number, but: number): readonly number[] {
    if (within === but) return none;
    const all = this.childrenOf(within).flatMap((child): readonly number[] => {
      if (!this.tree.isWithin(but, child)) return [2 * this.size + child];
      return child === but ? none : [this.allBut(child, but)];
    });
    return this.isItem(within) ? [within, ...all] : all;
  }

  private childrenOf(place: number): number[] {
    const { chartOf, ends } = this.tree;
    const result: number[] = [];
    for (let at = place + 1; at < ends[place]!; at = ends[at]!) if (chartOf[at] !== at) result.push(at);
    return result;
  }

  private targetsOf(place: number, isVisible: Filter): readonly number[] {
    const targets = this.dependencies.get(place);
    return targets === undefined ? none : [...targets].filter(isVisible);
  }
}
