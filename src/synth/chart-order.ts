import { Chart } from 'cdk8s';
import { idOf } from '../core/manifest';
import { identityKey } from '../core/object-id';
import type { Target } from '../core/references';
import type { PlacedObject } from './placed-object';

/** A chart, its objects, and what they refer to. */
export interface ReferringChart {
  readonly chart: Chart;
  readonly cluster?: string | undefined;
  readonly objects: readonly PlacedObject[];
  readonly targets: readonly Target[];
}

/**
 * Makes every bundle depend on those that hold what it refers to, and puts them in order: as in the tree, each after those
 * that it depends on. Bundles that refer to each other keep the order of the tree.
 */
export function orderCharts<C extends ReferringChart>(charts: readonly C[]): C[] {
  const dependencies = new Map(charts.map((one) => [one.chart, statedDependencies(one.chart)]));
  addReferences(charts, dependencies);
  const byChart = new Map(charts.map((one) => [one.chart, one]));
  return sorted([...byChart.keys()], dependencies).map((chart) => byChart.get(chart)!);
}

/** What the program says: charts inside of it, and `node.addDependency`. */
function statedDependencies({ node }: Chart): Set<Chart> {
  return new Set([...node.children, ...node.dependencies].filter((construct): construct is Chart => construct instanceof Chart));
}

function addReferences(charts: readonly ReferringChart[], dependencies: ReadonlyMap<Chart, Set<Chart>>): void {
  if (charts.length < 2) return;
  const owners = new Map<string, Chart>();
  for (const { chart, cluster, objects } of charts) {
    for (const { manifest } of objects) owners.set(keyOf(cluster, identityKey(idOf(manifest))), chart);
  }
  for (const { chart, cluster, targets } of charts) {
    const known = dependencies.get(chart)!;
    for (const target of targets) {
      const owner = owners.get(keyOf(cluster, identityKey(target)));
      if (owner === undefined || owner === chart || known.has(owner) || reaches(owner, chart, dependencies)) continue;
      known.add(owner);
      chart.node.addDependency(owner);
    }
  }
}

function keyOf(cluster: string | undefined, identity: string): string {
  return `${cluster ?? ''}\n${identity}`;
}

function reaches(from: Chart, to: Chart, dependencies: ReadonlyMap<Chart, ReadonlySet<Chart>>, seen = new Set<Chart>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(dependencies.get(from) ?? [])].some((next) => reaches(next, to, dependencies, seen));
}

function sorted(charts: readonly Chart[], dependencies: ReadonlyMap<Chart, ReadonlySet<Chart>>): Chart[] {
  const result = new Set<Chart>();
  const entered = new Set<Chart>();
  const visit = (chart: Chart): void => {
    if (entered.has(chart)) return;
    entered.add(chart);
    for (const dependency of dependencies.get(chart) ?? []) visit(dependency);
    result.add(chart);
  };
  charts.forEach(visit);
  return [...result];
}
