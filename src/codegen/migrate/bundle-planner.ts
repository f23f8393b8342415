import { idOf } from '../../core/manifest';
import { formatObjectId } from '../../core/object-id';
import { camelCase, type Names } from '../print/identifiers';
import type { ObjectGroup } from './bundles';
import { definitionsOf } from './definitions';
import { fileUnit, objectUnit } from './plain-units';
import type { PlanOptions } from './plan-options';
import { safe } from './safe-path';
import { countFields } from './same';
import type { LeftOut, SourceObject } from './sources';
import { Trials } from './trials';
import { type BundlePlan, needsOf, type Unit, type Workshop } from './unit';

/** Decides how the objects of one bundle are expressed. */
export class BundlePlanner {
  readonly leftOut: LeftOut[] = [];
  private readonly units = new Map<SourceObject, Unit>();

  constructor(
    private readonly group: ObjectGroup, private readonly workshop: Workshop, private readonly names: Names, private readonly options: PlanOptions,
  ) {}

  plan(): BundlePlan {
    const { group, options } = this;
    const { id, namespace } = group;
    const hidden = new Set<SourceObject>();
    const trials = new Trials(group, this.workshop, this.names, options);
    const made = definitionsOf(trials, options);
    for (const unit of made.units) for (const object of unit.objects) this.units.set(object, unit);
    for (const object of made.existing) {
      hidden.add(object);
      this.leftOut.push({ what: formatObjectId(idOf(object.manifest)), why: 'its values stay where they are; --secrets file keeps them in files' });
    }
    for (const object of group.objects) {
      if (!this.units.has(object) && !hidden.has(object)) this.units.set(object, this.plain(object, trials));
    }
    return { id, namespace, units: this.inOrder(made.units) };
  }

  /** What stands for something that exists comes first; then every unit where its first object stood, behind what it needs. */
  private inOrder(definitions: readonly Unit[]): readonly Unit[] {
    const own = new Set(this.group.objects.flatMap((object) => this.units.get(object) ?? []));
    const existing = definitions.filter((unit) => !own.has(unit));
    return inOrderOfNeed([...existing, ...own]);
  }

  private plain(object: SourceObject, trials: Trials): Unit {
    const { apiVersion, kind, metadata } = object.manifest;
    const wanted = camelCase(metadata?.name ?? kind, 'object');
    const variable = this.names.take(wanted, camelCase(`${metadata?.name ?? ''} ${kind}`, 'object'));
    const lowered = this.options.lowered?.get(object);
    // A Secret as an object would have its values in the source.
    if (lowered !== 'file' && !(kind === 'Secret' && apiVersion === 'v1') && !isMadeElsewhere(object)) {
      const unit = objectUnit(object, this.group.namespace, variable);
      if (trials.isExact(unit)) return unit;
    }
    const folder = kind === 'Secret' ? 'secrets' : 'manifests';
    const namespace = this.group.namespace ?? this.group.id;
    const { unit, file } = fileUnit(object, variable, `${folder}/${safe(namespace)}/${safe(`${metadata?.name ?? kind}`)}-${safe(kind.toLowerCase())}.yaml`);
    this.options.files.set(file.path, file);
    return unit;
  }
}

/** Definitions of custom resources are what other builds make: nobody reads or changes them, and they are long. */
function isMadeElsewhere({ manifest }: SourceObject): boolean {
  return manifest.kind === 'CustomResourceDefinition' && countFields(manifest) > 200;
}

function inOrderOfNeed(units: readonly Unit[]): readonly Unit[] {
  const byVariable = new Map(units.map((unit) => [unit.variable, unit]));
  const placed = new Set<Unit>();
  const place = (unit: Unit): void => {
    if (placed.has(unit)) return;
    placed.add(unit);
    for (const need of needsOf(unit)) {
      const other = byVariable.get(need);
      if (other !== undefined) place(other);
    }
    result.push(unit);
  };
  const result: Unit[] = [];
  for (const unit of units) place(unit);
  return result;
}
