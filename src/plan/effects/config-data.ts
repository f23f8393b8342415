import type { ObjectId } from '../../core/object-id';
import type { Side } from '../match';
import type { Reporter } from '../reason';
import { at, listAt, textAt } from '../update/update';
import { claimTemplatesOf, kindKey, templatePathOf } from './kinds';
import { dataVariable, storedVolumes } from './pod-data';

/** A variable that says where data lies, and takes its value from a ConfigMap. */
interface Told {
  readonly workload: ObjectId;
  readonly container: string;
  readonly variable: string;
}

/** The variables of a bundle that are told by ConfigMaps where the data of their pods lies. */
export class DataInConfig {
  private readonly told = new Map<string, Told[]>();

  constructor(sides: Iterable<Side>) {
    for (const { id, manifest, input } of sides) {
      const path = kindKey(id) === 'Pod' ? ['spec'] : [...templatePathOf(id) ?? [], 'spec'];
      const spec = path.length === 1 && kindKey(id) !== 'Pod' ? undefined : at(manifest, ...path);
      if (spec === undefined || (storedVolumes(spec).length === 0 && claimTemplatesOf(manifest).length === 0)) continue;
      for (const container of listAt(spec, 'containers')) {
        for (const one of listAt(container, 'env')) {
          const variable = dataVariable(one);
          const [name, key] = ['name', 'key'].map((field) => textAt(one, 'valueFrom', 'configMapKeyRef', field));
          if (variable === undefined || name === undefined || key === undefined) continue;
          const place = placeOf(input.cluster, id.namespace, name, key);
          this.told.set(place, [...this.told.get(place) ?? [], { workload: id, container: textAt(container, 'name') ?? '', variable }]);
        }
      }
    }
  }

  /** Reports the keys of a ConfigMap that say where data lies and get another value. */
  report(from: Side, to: Side, reporter: Reporter): void {
    if (this.told.size === 0 || to.id.apiVersion !== 'v1' || to.id.kind !== 'ConfigMap') return;
    for (const [key, value] of Object.entries(at(to.manifest, 'data') ?? {})) {
      const before = at(from.manifest, 'data', key);
      if (before === undefined || typeof value !== 'string' || before === value) continue;
      for (const { workload, container, variable } of this.told.get(placeOf(to.input.cluster, to.id.namespace, to.id.name, key)) ?? []) {
        reporter.report('data/variable', { id: to.id, container, variable, of: workload }, { path: ['data', key], from: before, to: value });
      }
    }
  }
}

function placeOf(...parts: readonly (string | undefined)[]): string {
  return parts.join('\n');
}
