import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { type Code, type Entry, map, name as variableOf, value } from '../../print/code';
import type { PlanOptions } from '../plan-options';
import type { SourceObject } from '../sources';
import type { Candidate, Proven, Trials } from '../trials';
import { staticOf, type Unit } from '../unit';
import { keysUsed, optionalKeys } from './keys-used';

/** The definitions of a bundle that are decided, and how others refer to them. */
export class Shelf {
  readonly units: Unit[] = [];
  /** Objects that a definition gives, and Secrets that nothing gives. */
  readonly taken = new Set<SourceObject>();
  private readonly variables = new Map<string, string>();
  private readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly optional: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(readonly trials: Trials, readonly options: PlanOptions) {
    this.keys = keysUsed(trials.group.objects);
    this.optional = optionalKeys(trials.group.objects);
  }

  /** Objects of a kind that nothing gives yet. */
  open(apiVersion: string | readonly string[], kind: string): readonly SourceObject[] {
    const versions = typeof apiVersion === 'string' ? [apiVersion] : apiVersion;
    const isMeant = ({ manifest }: SourceObject): boolean => manifest.kind === kind && versions.includes(manifest.apiVersion);
    return this.trials.group.objects.filter((object) => isMeant(object) && !this.taken.has(object));
  }

  /** Keeps the best of the candidates, if one is exact. */
  place(candidates: readonly Candidate[]): Proven | undefined {
    const proven = this.trials.best(candidates);
    if (proven === undefined) return undefined;
    const { unit } = proven;
    this.units.push(unit);
    for (const object of unit.objects) {
      this.taken.add(object);
      const { kind, metadata } = object.manifest;
      if (object === unit.objects[0]) this.variables.set(`${kind}/${metadata?.name ?? ''}`, unit.variable);
    }
    return proven;
  }

  /** What stands for an object of the bundle that a definition gives. */
  definition(kind: string, name: string): Code | undefined {
    const variable = this.variables.get(`${kind}/${name}`);
    return variable === undefined ? undefined : variableOf(variable);
  }

  /** What stands for configuration data: its definition, or one for what exists already. */
  data(kind: 'ConfigMap' | 'Secret', name: string): Code | undefined {
    const known = this.definition(kind, name);
    if (known !== undefined) return known;
    const keys = [...this.keys.get(`${kind}/${name}`) ?? []];
    return this.existing(kind, name, kind === 'ConfigMap' ? 'ConfigMapData' : 'SecretData', { keys: value(keys) });
  }

  /** Keys that objects of the bundle take from configuration data where they are there, besides those that it has. */
  optionalKeys(kind: 'ConfigMap' | 'Secret', name: string, own: readonly string[]): Code | undefined {
    const keys = [...this.optional.get(`${kind}/${name}`) ?? []].filter((key) => !own.includes(key));
    return keys.length === 0 ? undefined : map(keys.map((key): Entry => ({ key, value: value(true) })));
  }

  /** What stands for a claim. */
  claim(name: string): Code | undefined {
    return this.definition('PersistentVolumeClaim', name) ?? this.existing('PersistentVolumeClaim', name, 'PersistentVolumeClaim', {});
  }

  private existing(kind: string, name: string, className: string, props: { readonly [field: string]: Code }): Code | undefined {
    const object = this.trials.group.objects.find(({ manifest }) => manifest.kind === kind && manifest.metadata?.name === name);
    const comment = object?.comments.get('');
    const candidate = { objects: [], callee: staticOf(className, 'existing'), isNew: false, id: name, props: map(props), label: name, comment };
    const proven = this.trials.best([candidate]);
    if (proven === undefined) return undefined;
    this.units.push(proven.unit);
    this.variables.set(`${kind}/${name}`, proven.unit.variable);
    return variableOf(proven.unit.variable);
  }
}

/** The name of an object, and what its metadata says besides it. */
export function metadataProps({ manifest }: SourceObject, without: ReadonlySet<string> = new Set()): { readonly [field: string]: Code | undefined } {
  const metadata = (manifest.metadata ?? {}) as PlainMap;
  const fields: { [field: string]: Code | undefined } = {};
  for (const field of ['labels', 'annotations', 'finalizers', 'ownerReferences']) {
    const given = metadata[field];
    if (given === undefined) continue;
    const rest: unknown = field === 'labels' && isPlainMap(given) ? Object.fromEntries(Object.entries(given).filter(([key]) => !without.has(key))) : given;
    if (isPlainMap(rest) && Object.keys(rest).length === 0 && field === 'labels') continue;
    fields[field] = value(rest);
  }
  return fields;
}

/** The name of an object. */
export function nameOf({ manifest }: SourceObject): string {
  return manifest.metadata?.name ?? '';
}

/** The specification of an object, or all of its fields for a kind without one. */
export function specOf({ manifest }: SourceObject): PlainMap {
  const { spec } = manifest as { readonly spec?: unknown };
  return isPlainMap(spec) ? spec : {};
}

/** Code of a value that may not be there. */
export function optionalValue(given: unknown): Code | undefined {
  return given === undefined ? undefined : value(given);
}

/** The given fields that are there, each as a value of the same name. */
export function sameFields(given: PlainMap, fields: readonly string[]): { readonly [field: string]: Code | undefined } {
  return Object.fromEntries(fields.map((field) => [field, optionalValue(given[field])]));
}

/** A map of texts: what is none is not looked into. */
export function textMap(given: unknown): { readonly [key: string]: string } | undefined {
  if (!isPlainMap(given) || !Object.values(given).every((text) => typeof text === 'string')) return undefined;
  return given as { readonly [key: string]: string };
}

/** The items of a list that are maps. */
export function mapsIn(given: unknown): readonly PlainMap[] {
  return Array.isArray(given) ? given.filter((item): item is PlainMap => isPlainMap(item)) : [];
}
