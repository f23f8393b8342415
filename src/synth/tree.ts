import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * The constructs of a program as lists, each parent before its children: what is asked of each of thousands of constructs is
 * read once. Constructs are named by their place in the list.
 */
export class Tree {
  readonly constructs: IConstruct[] = [];
  /** The place of the scope of each construct, -1 for the root. */
  readonly parents: number[] = [];
  /** Where the constructs inside of each one end: they follow it without a gap. */
  readonly ends: number[] = [];
  /** The nearest chart of each construct, itself where it is one; -1 where it stands in none. */
  readonly chartOf: number[] = [];
  /** Every chart. */
  readonly charts: number[] = [];
  private places: Map<IConstruct, number> | undefined;

  constructor(root: IConstruct) {
    const waiting: { readonly construct: IConstruct; readonly parent: number }[] = [{ construct: root, parent: -1 }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { construct, parent } = next;
      const place = this.constructs.push(construct) - 1;
      this.parents.push(parent);
      if (Chart.isChart(construct)) {
        this.charts.push(place);
        this.chartOf.push(place);
      } else this.chartOf.push(parent < 0 ? -1 : this.chartOf[parent]!);
      const { children } = construct.node;
      for (let index = children.length - 1; index >= 0; index--) waiting.push({ construct: children[index]!, parent: place });
    }
    this.findEnds();
  }

  /** Where a construct stands; `undefined` for one of another tree. */
  placeOf(construct: IConstruct): number | undefined {
    this.places ??= new Map(this.constructs.map((known, place) => [known, place]));
    return this.places.get(construct);
  }

  isApiObject(place: number): boolean {
    return ApiObject.isApiObject(this.constructs[place]);
  }

  /** Whether a construct is another one or stands in it. */
  isWithin(place: number, outer: number): boolean {
    return place >= outer && place < this.ends[outer]!;
  }

  /** A construct and all within it but what stands in a chart of its own. */
  ownConstructs(place: number): number[] {
    const { chartOf, ends } = this;
    const own: number[] = [];
    for (let at = place; at < ends[place]!;) {
      if (chartOf[at] === at && at !== place) at = ends[at]!;
      else own.push(at++);
    }
    return own;
  }

  private findEnds(): void {
    const { parents, ends } = this;
    const count = parents.length;
    for (let place = 0; place < count; place++) ends.push(place + 1);
    for (let place = count - 1; place > 0; place--) {
      const parent = parents[place]!;
      if (ends[parent]! < ends[place]!) ends[parent] = ends[place]!;
    }
  }
}
