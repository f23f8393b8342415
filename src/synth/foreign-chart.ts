import { App as Cdk8sApp, type ApiObject, Chart } from 'cdk8s';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import { plainObject } from './plain-object';
import type { PlacedObject } from './placed-object';

/** A chart of cdk8s comes out as cdk8s gives it, in its order; what keeps it from that is reported. */
export function foreignObjects(chart: Chart, apiObjects: readonly ApiObject[], diagnostics: Diagnostic[]): PlacedObject[] {
  if (chart.toJson !== Chart.prototype.toJson) return changedObjects(chart, apiObjects, diagnostics);
  return apiObjects.flatMap((apiObject) => {
    const manifest = plainObject(apiObject, diagnostics);
    return manifest === undefined ? [] : [{ manifest, origin: apiObject }];
  });
}

/** What cdk8s asks for the objects of a chart. It resolves and validates the whole app again for each, which is done already. */
const synthesizer = Cdk8sApp as unknown as { _synthChart?: (chart: Chart) => unknown[] };

/** A chart whose class makes something else of its objects. */
function changedObjects(chart: Chart, apiObjects: readonly ApiObject[], diagnostics: Diagnostic[]): PlacedObject[] {
  const original = synthesizer._synthChart;
  try {
    if (original !== undefined) {
      const own = (): unknown[] => apiObjects.map((apiObject) => apiObject.toJson() as unknown);
      synthesizer._synthChart = (asked) => (asked === chart ? own() : original.call(Cdk8sApp, asked));
    }
    const manifests = chart.toJson() as (Manifest | undefined)[];
    return manifests.flatMap((manifest) => (manifest === undefined ? [] : [{ manifest, origin: chart }]));
  } catch (error) {
    diagnostics.push(diagnostic('construct/unserializable', { path: chart.node.path, why: (error as Error).message.split('\n')[0]! }));
    return [];
  } finally {
    if (original !== undefined) synthesizer._synthChart = original;
  }
}
