import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { Bundle } from './bundle';
import { addReferences, type ReferringChart } from './chart-order';
import { clearSecrets } from './clear-secrets';
import { DependencyOrder } from './dependency-order';
import { ObjectIndex } from './duplicates';
import { foreignObjects } from './foreign-chart';
import type { PlacedObject } from './placed-object';
import { statedDependencies } from './stated-dependencies';
import { Tree } from './tree';

/** A chart as plain data: one of our bundles, or a chart of cdk8s that stands in the same tree. */
export interface AssembledChart {
  readonly chart: Chart;
  /** The cluster whose folder it is written to. */
  readonly cluster?: string | undefined;
  readonly objects: readonly PlacedObject[];
}

/** A whole program as plain data. */
export interface Assembly {
  readonly bundles: readonly AssembledChart[];
  readonly diagnostics: readonly Diagnostic[];
}

let assembling = false;

/** Whether a program is being gathered: validations that constructs have of their own are asked then, too. */
export function isAssembling(): boolean {
  return assembling;
}

/** Gathers every chart of the tree, and everything that is wrong in it, in one walk. */
export function assembleApp(root: IConstruct): Assembly {
  const outer = assembling;
  assembling = true;
  try {
    return assemble(root);
  } finally {
    assembling = outer;
  }
}

function assemble(root: IConstruct): Assembly {
  const tree = new Tree(root);
  const diagnostics: Diagnostic[] = validations(tree);
  const dependencies = statedDependencies(tree);
  const isItem = itemTest(tree);
  const order = new DependencyOrder(tree, dependencies, isItem);
  const index = new ObjectIndex();
  const found: Diagnostic[] = [];
  const assembled = new Map<number, AssembledChart>();
  const referring: ReferringChart[] = [];
  for (const place of tree.charts) {
    const chart = tree.constructs[place] as Chart;
    const bundle = chart instanceof Bundle ? chart : undefined;
    const { cluster } = bundle ?? {};
    const objects = bundle === undefined
      ? foreignObjects(chart, apiObjectsIn(tree, order.itemsOf(place)), diagnostics)
      : bundleObjects(bundle, apiObjectsIn(tree, tree.ownConstructs(place)), diagnostics);
    assembled.set(place, { chart, cluster, objects });
    if (bundle !== undefined) referring.push({ place, cluster, targets: bundle.targets });
    index.add({ cluster, home: bundle === undefined ? chart.node.path : undefined, objects });
    found.push(...clearSecrets(objects));
  }
  diagnostics.push(...index.duplicates, ...found);
  addReferences(tree, referring, index, dependencies);
  const bundles = new DependencyOrder(tree, dependencies, isItem).charts((circle) => {
    const path = circle.map((place) => tree.constructs[place]!.node.path);
    diagnostics.push(diagnostic('construct/circle', { path }));
  }).map((place) => assembled.get(place)!);
  return { bundles, diagnostics };
}

function validations({ constructs }: Tree): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { node } of constructs) {
    for (const message of node.validate()) found.push(diagnostic('construct/invalid', { path: node.path, message }));
  }
  return found;
}

function bundleObjects(bundle: Bundle, apiObjects: readonly ApiObject[], diagnostics: Diagnostic[]): readonly PlacedObject[] {
  const assembled = bundle.assemble(apiObjects);
  for (const one of assembled.diagnostics) diagnostics.push(one);
  return assembled.objects;
}

function apiObjectsIn(tree: Tree, places: readonly number[]): ApiObject[] {
  return places.filter((place) => tree.isApiObject(place)).map((place) => tree.constructs[place] as ApiObject);
}

/** Whether a construct gives objects itself; asked only where constructs depend on each other. */
function itemTest(tree: Tree): (place: number) => boolean {
  let definitions: ReadonlySet<IConstruct> | undefined;
  return (place) => {
    definitions ??= new Set(tree.charts.flatMap((chart) => {
      const bundle = tree.constructs[chart];
      return bundle instanceof Bundle ? bundle.sources : [];
    }));
    return tree.isApiObject(place) || definitions.has(tree.constructs[place]!);
  };
}
