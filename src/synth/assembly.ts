import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import { Bundle } from './bundle';
import { orderCharts, type ReferringChart } from './chart-order';
import { clearSecrets } from './clear-secrets';
import { duplicates } from './duplicates';
import type { PlacedObject } from './placed-object';

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

/** Gathers every chart of the tree, and everything that is wrong in it, in one walk. */
export function assembleApp(root: IConstruct): Assembly {
  const constructs = root.node.findAll();
  const diagnostics: Diagnostic[] = validations(constructs);
  // cdk8s validates the whole tree for each of its charts: what is known to be invalid needs no further words.
  const valid = diagnostics.length === 0;
  const charts = constructs.filter((construct): construct is Chart => construct instanceof Chart);
  const objectsOf = apiObjectsByChart(constructs);
  const bundles = charts.map((chart): AssembledChart & ReferringChart => {
    if (!(chart instanceof Bundle)) return { chart, objects: valid ? foreignObjects(chart, diagnostics) : [], targets: [] };
    const assembled = chart.assemble(objectsOf.get(chart) ?? []);
    diagnostics.push(...assembled.diagnostics);
    return { chart, cluster: chart.cluster, objects: assembled.objects, targets: chart.targets };
  });
  diagnostics.push(...duplicates(bundles), ...bundles.flatMap(({ objects }) => clearSecrets(objects)));
  return { bundles: orderCharts(bundles), diagnostics };
}

function validations(constructs: readonly IConstruct[]): Diagnostic[] {
  return constructs.flatMap((construct) =>
    construct.node.validate().map((message) => diagnostic('construct/invalid', { path: construct.node.path, message })));
}

function apiObjectsByChart(constructs: readonly IConstruct[]): Map<Chart, ApiObject[]> {
  const result = new Map<Chart, ApiObject[]>();
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    const chart = Chart.of(construct);
    const list = result.get(chart);
    if (list === undefined) result.set(chart, [construct]);
    else list.push(construct);
  }
  return result;
}

/** A chart of cdk8s comes out as cdk8s gives it, in its order; what keeps it from that is reported. */
function foreignObjects(chart: Chart, diagnostics: Diagnostic[]): PlacedObject[] {
  try {
    return (chart.toJson() as Manifest[]).map((manifest) => ({ manifest, origin: chart }));
  } catch (error) {
    diagnostics.push(diagnostic('construct/unserializable', { path: chart.node.path, why: (error as Error).message.split('\n')[0]! }));
    return [];
  }
}
