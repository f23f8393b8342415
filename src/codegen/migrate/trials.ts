import { idOf, type Manifest } from '../../core/manifest';
import { identityKey } from '../../core/object-id';
import { DEFAULT_RELEASE, loadRelease } from '../../schema/release';
import { type Code, map, type MapCode, name, value } from '../print/code';
import type { Scope } from '../print/evaluate';
import { camelCase, type Names } from '../print/identifiers';
import type { ObjectGroup } from './bundles';
import { overrideFor } from './override-for';
import { countFields, isSame } from './same';
import type { SourceObject } from './sources';
import type { PlanOptions } from './plan-options';
import { type Unit, withEntries, type Workshop } from './unit';

/** A definition that may give some objects. */
export interface Candidate {
  readonly objects: readonly SourceObject[];
  /** A class of the SDK, or a static function of one. */
  readonly callee: string | Code;
  /** @default true */
  readonly isNew?: boolean | undefined;
  readonly id: string;
  readonly props: MapCode;
  /** How it takes overrides. @default - it takes none */
  readonly override?: 'object' | 'by-kind' | undefined;
  /** What the variable is called by. @default - the id */
  readonly label?: string | undefined;
  /** @default - the comments before its objects */
  readonly comment?: string | undefined;
}

/** A definition that gives exactly its objects. */
export interface Proven {
  readonly unit: Unit;
  readonly instance: unknown;
}

/** So many values of an object may stand in an override: where there are more, the object itself is the better definition. */
const mostOverridden = 0.5;
const mostRepairs = 12;
/** Definitions that say `{}` where they have nothing to say. */
const needingProps: ReadonlySet<string | Code> = new Set(['ConfigMapData', 'SecretData']);

/** Tries definitions out, and keeps those that give exactly the objects that they stand for. */
export class Trials {
  /** What the definitions that were kept are called, and what they are. */
  private readonly scope: Map<string, unknown>;

  constructor(
    readonly group: ObjectGroup, private readonly workshop: Workshop, private readonly names: Names,
    private readonly options: Pick<PlanOptions, 'lowered' | 'stored'>,
    scope: Scope = new Map(),
  ) {
    this.scope = new Map(scope);
  }

  /** Whether an object may still be part of a definition. */
  isOpen(object: SourceObject): boolean {
    const level = this.options.lowered?.get(object);
    return level !== 'object' && level !== 'file';
  }

  /** Adds something that definitions may name. */
  define(variable: string, instance: unknown): void {
    this.scope.set(variable, instance);
  }

  /** The first of the candidates that is exact without an override; else the one with the smallest override. */
  best(candidates: readonly Candidate[]): Proven | undefined {
    let best: Proven | undefined;
    for (const candidate of candidates) {
      const proven = this.prove(candidate);
      if (proven === undefined) continue;
      if (proven.unit.overridden === 0) return this.keep(proven);
      if (best === undefined || proven.unit.overridden < best.unit.overridden) best = proven;
    }
    return best === undefined ? undefined : this.keep(best);
  }

  /** Whether a unit gives exactly its objects. */
  isExact(unit: Unit): boolean {
    const made = this.workshop.make(this.group.namespace, unit, this.scope);
    return !('wrong' in made) && this.differences(unit, made.objects)?.size === 0;
  }

  /** What a definition that was kept says of itself. */
  facts(variable: string, field: string): unknown {
    const instance = this.scope.get(variable);
    return typeof instance === 'object' && instance !== null && field in instance ? (instance as { readonly [field: string]: unknown })[field] : undefined;
  }

  /** The objects besides the given one that a candidate gives exactly as they are; `undefined` where it cannot be made. */
  exactMembers(candidate: Candidate | undefined, main: SourceObject): ReadonlySet<SourceObject> | undefined {
    if (candidate === undefined) return undefined;
    const made = this.make(candidate, candidate.props);
    if ('wrong' in made) return undefined;
    const differences = this.differences(candidate, made.objects);
    return new Set(candidate.objects.filter((object) => object !== main && differences !== undefined && !differences.has(object)));
  }

  private keep(proven: Proven): Proven {
    const { unit } = proven;
    const variable = this.names.take(...variableNames(unit.variable, unit.objects[0]?.manifest.kind));
    this.scope.set(variable, proven.instance);
    return { ...proven, unit: { ...unit, variable } };
  }

  /** A definition that gives exactly the objects, with an override where it must be. Fields that it does not take are left to that. */
  private prove(given: Candidate): Proven | undefined {
    if (!given.objects.every((object) => this.isOpen(object))) return undefined;
    let candidate = given;
    for (let repairs = 0; repairs < mostRepairs; repairs++) {
      const made = this.make(candidate, candidate.props);
      if ('wrong' in made) {
        const fewer = withoutFields(candidate.props, made.wrong);
        if (fewer === undefined || candidate.override === undefined) return undefined;
        candidate = { ...candidate, props: fewer };
        continue;
      }
      const differences = this.differences(candidate, made.objects);
      if (differences === undefined) return undefined;
      if (differences.size === 0) return { unit: this.unit(candidate, candidate.props, 0), instance: made.instance };
      return this.overridden(candidate, differences);
    }
    return undefined;
  }

  private overridden(candidate: Candidate, differences: ReadonlyMap<SourceObject, Manifest>): Proven | undefined {
    if (candidate.override === undefined) return undefined;
    const entries: { [kind: string]: Code } = {};
    let count = 0;
    for (const [{ manifest }, actual] of differences) {
      const schema = loadRelease(DEFAULT_RELEASE).kind(manifest.apiVersion, manifest.kind);
      const override = overrideFor(actual, manifest, schema);
      if (override === undefined) return undefined;
      const fields = countFields(override);
      if (fields > countFields(manifest) * mostOverridden) return undefined;
      count += fields;
      const { kind } = manifest;
      const several = candidate.objects.filter((object) => object.manifest.kind === kind).length > 1;
      entries[several ? `${kind}/${idOf(manifest).name}` : kind] = value(override);
    }
    const override = candidate.override === 'object' ? Object.values(entries)[0] : map(entries);
    const props = withEntries(candidate.props, { override });
    const made = this.make(candidate, props);
    if ('wrong' in made || this.differences(candidate, made.objects)?.size !== 0) return undefined;
    return { unit: this.unit(candidate, props, count), instance: made.instance };
  }

  private make({ callee, isNew = true, id }: Candidate, props: MapCode): ReturnType<Workshop['make']> {
    return this.workshop.make(this.group.namespace, { callee: typeof callee === 'string' ? name(callee) : callee, isNew, id, props }, this.scope);
  }

  /** What was made of each object that is not as it was given; `undefined` where there are other objects. */
  private differences({ objects }: Pick<Candidate, 'objects'>, made: readonly Manifest[]): ReadonlyMap<SourceObject, Manifest> | undefined {
    if (made.length !== objects.length) return undefined;
    const byIdentity = new Map(made.map((manifest) => [`${manifest.apiVersion} ${identityKey(idOf(manifest))}`, manifest]));
    const different = new Map<SourceObject, Manifest>();
    for (const object of objects) {
      const { manifest } = object;
      const actual = byIdentity.get(`${manifest.apiVersion} ${identityKey(idOf(manifest))}`);
      if (actual === undefined) return undefined;
      if (!isSame(actual, manifest) && !this.isStoredAlike(actual, object)) different.set(object, actual);
    }
    return different;
  }

  /** Whether a server makes the same of both: fields that say what it fills in by itself were taken out of the object. */
  private isStoredAlike(actual: Manifest, { given }: SourceObject): boolean {
    const { stored } = this.options;
    return stored !== undefined && given !== undefined && isSame(stored(actual), stored(given));
  }

  private unit({ objects, callee, isNew = true, id, label = id, comment }: Candidate, props: MapCode, overridden: number): Unit {
    const comments = objects.flatMap((object) => object.comments.get('') ?? []);
    return {
      objects, level: overridden > 0 ? 'override' : 'definition', callee: typeof callee === 'string' ? name(callee) : callee, isNew, id,
      props: props.entries.length === 0 && !needingProps.has(callee) ? undefined : props,
      variable: label, overridden, comment: comment ?? (comments.length === 0 ? undefined : comments.join('\n')),
    };
  }
}

function variableNames(label: string, kind: string | undefined): [string, ...string[]] {
  const plain = camelCase(label, 'definition');
  return kind === undefined ? [plain] : [plain, camelCase(`${label} ${kind}`, 'definition')];
}

/** The props without the fields that are wrong, the deepest map entry of each; `undefined` where there is nothing to take away. */
function withoutFields(props: MapCode, wrong: readonly string[]): MapCode | undefined {
  let changed = false;
  let result = props;
  for (const pointer of wrong) {
    const path = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const fewer = withoutPath(result, path);
    if (fewer === undefined) continue;
    changed = true;
    result = fewer;
  }
  return changed ? result : undefined;
}

/** Short forms of the props stand under other names than those of the pointer: then all of the outermost field goes. */
function withoutPath(code: MapCode, path: readonly string[]): MapCode | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const index = code.entries.findIndex((entry) => entry.key === key);
  const entry = code.entries[index];
  if (entry === undefined) return undefined;
  const inner = entry.value.type === 'map' && rest.length > 0 ? withoutPath(entry.value, rest) : undefined;
  const entries = [...code.entries];
  if (inner !== undefined && inner.entries.length > 0) entries[index] = { ...entry, value: inner };
  else entries.splice(index, 1);
  return { type: 'map', entries };
}
