import { isDeepStrictEqual } from 'node:util';
import type { Severity } from '../core/codes/code';
import { isPlainMap } from '../core/checks';
import { idOf, type Manifest } from '../core/manifest';
import type { ObjectId } from '../core/object-id';
import type { SourceLocation } from '../core/source';
import { loadRelease } from '../schema/release';
import { DEFAULT_RELEASE, type KubernetesRelease, RELEASES } from '../schema/releases';
import { bundleRules } from './bundle/bundle-rules';
import type { CheckInput, CheckLayer, CheckOptions, CheckReport } from './check-options';
import { type CheckedObject, type Cluster, report } from './cluster';
import { checkCodes } from './codes';
import { checkCustom, checkUndescribed } from './custom/check-custom';
import { CustomDefinitions, isDefinition } from './custom/custom-definitions';
import { decode, type Decoded } from './decode/decode';
import { minorOf } from './decode/minor';
import { expandList } from './expand-list';
import { type Finding, finding } from './finding';
import { BundleGraph } from './graph/bundle-graph';
import { Kinds } from './kinds';
import { practiceRules } from './practice/practice-rules';
import { withoutSecretValues } from './redact';
import { Context, type Reported } from './rule/context';
import { suppress } from './suppress/suppress';

const allLayers: readonly CheckLayer[] = ['schema', 'api', 'bundle', 'practice'];

/**
 * Says what an API server would refuse, what would not work in a cluster, and what is good to do otherwise.
 *
 * Never throws for what is wrong with an object.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
export function check(inputs: readonly CheckInput[], options: CheckOptions = {}): CheckReport {
  const flat = inputs.flatMap(expandList);
  const { kubernetes, found, skipped } = checkAll(flat, options);
  const all = flat.map((input, index) => ({ input, findings: findingsOf(input, found[index]!, kubernetes, options) }));
  const ofBaseline = suppress(all, options, (code, args, input, pointer = '') =>
    findingOf({ code, args: args as Reported['args'], pointer, releases: [...kubernetes] }, input, kubernetes, options));
  const diagnostics = [...all.flatMap(({ findings }) => findings), ...ofBaseline];
  const count = (severity: Severity): number =>
    diagnostics.reduce((sum, one) => sum + (one.severity === severity && one.suppressed === undefined ? 1 : 0), 0);
  return {
    kubernetes,
    summary: { objects: flat.length, errors: count('error'), warnings: count('warning'), infos: count('info'), skipped },
    diagnostics,
  };
}

/** What is found in each of the inputs, none of which is a list; nothing is suppressed. */
export function checkEach(inputs: readonly CheckInput[], options: CheckOptions = {}): readonly (readonly Finding[])[] {
  const { kubernetes, found } = checkAll(inputs, options);
  return inputs.map((input, index) => findingsOf(input, found[index]!, kubernetes, options));
}

interface Checked {
  readonly kubernetes: readonly KubernetesRelease[];
  /** By the place of the input. */
  readonly found: readonly Found[][];
  readonly skipped: number;
}

function checkAll(inputs: readonly CheckInput[], options: CheckOptions): Checked {
  const kubernetes = RELEASES.filter((release) => (options.kubernetes ?? [DEFAULT_RELEASE]).includes(release));
  const found = inputs.map((): Found[] => []);
  const graphs: Graphs = new Map<string | undefined, BundleGraph>();
  const definitions = new CustomDefinitions([...(options.crds ?? []), ...inputs.map(({ manifest }) => manifest).filter(isDefinition)]);
  let skipped = 0;
  for (const release of kubernetes) skipped = Math.max(skipped, checkRelease(inputs, release, options, found, graphs, definitions));
  return { kubernetes, found, skipped };
}

/** What was found in an object, and for which releases. */
interface Found extends Reported {
  readonly releases: KubernetesRelease[];
}

/** The graph of the objects of each cluster: it is the same for all releases. */
type Graphs = Map<string | undefined, BundleGraph>;

/** Checks everything for one release; returns how many objects it knows nothing about. */
function checkRelease(
  inputs: readonly CheckInput[], version: KubernetesRelease, options: CheckOptions, found: readonly Found[][], graphs: Graphs,
  definitions: CustomDefinitions,
): number {
  const layers = new Set(options.layers ?? allLayers);
  const release = loadRelease(version);
  const minor = minorOf(version);
  const kinds = new Kinds(release, minor, definitions);
  const clusters = new Map<string | undefined, CheckedObject[]>();
  const checked: (CheckedObject | undefined)[] = [];
  let skipped = 0;
  for (let index = 0; index < inputs.length; index++) {
    const input = inputs[index]!;
    const { manifest } = input;
    const unread: Reported[] = [];
    if (!isObject(manifest, input, unread)) {
      checked.push(undefined);
    } else {
      if (kinds.of(manifest).unknown) skipped++;
      // What nobody describes is still something that others refer to.
      const object = checkObject(manifest, input, kinds, minor, options);
      checked.push(object);
      const others = clusters.get(input.cluster);
      if (others === undefined) clusters.set(input.cluster, [object]);
      else others.push(object);
    }
    if (checked[index] === undefined) merge(found[index]!, unread, version);
  }
  for (const [name, objects] of clusters) {
    const cluster: Cluster = {
      objects,
      release: version,
      minor,
      options,
      get graph() {
        let graph = graphs.get(name);
        if (graph === undefined) graphs.set(name, (graph = new BundleGraph(objects.map(({ manifest }) => manifest), options.external)));
        return graph;
      },
    };
    if (layers.has('bundle')) for (const rule of bundleRules) rule(cluster, report);
    if (layers.has('practice')) for (const rule of practiceRules) rule(cluster, report);
  }
  checked.forEach((object, index) => {
    if (object !== undefined) merge(found[index]!, object.reported, version);
  });
  return skipped;
}

function isObject(manifest: unknown, input: CheckInput, reported: Reported[]): manifest is Manifest {
  if (input.problems !== undefined && input.problems.length > 0) {
    for (const { problem, message, source } of input.problems) {
      reported.push({ code: 'schema/unreadable', args: { problem, message }, pointer: '', source });
    }
    return false;
  }
  if (!isPlainMap(manifest)) {
    reported.push({ code: 'schema/no-object', args: { found: manifest }, pointer: '' });
    return false;
  }
  for (const field of ['apiVersion', 'kind'] as const) {
    if (typeof manifest[field] === 'string' && manifest[field] !== '') continue;
    reported.push({ code: 'schema/no-kind', args: { field, found: manifest[field] }, pointer: '' });
    return false;
  }
  return true;
}

/** Checks one object alone. */
function checkObject(manifest: Manifest, input: CheckInput, kinds: Kinds, minor: number, options: CheckOptions): CheckedObject {
  const { rule, problems, unknown } = kinds.of(manifest);
  const reported = [...problems];
  const { apiVersion, kind } = manifest;
  if (unknown && options.strict === true) reported.push({ code: 'schema/no-description', args: { apiVersion, kind }, pointer: '' });
  const { value, ok } = decodeAs(kinds, manifest, new Context(manifest, minor, reported));
  const decoded = ok && !unknown;
  if (decoded) rule?.(value, new Context(value, minor, reported));
  return new CheckedManifest(manifest, input, decoded, reported, kinds, minor);
}

/** Reads an object as its kind is described, if it is. */
function decodeAs(kinds: Kinds, manifest: Manifest, at: Context): Decoded {
  const { reader, custom, unknown } = kinds.of(manifest);
  if (reader !== undefined) return decode(manifest, reader, at);
  if (custom !== undefined) return checkCustom(manifest, custom, kinds.metadata, at);
  return unknown ? checkUndescribed(manifest, kinds.metadata, at) : { value: manifest, ok: false };
}

class CheckedManifest implements CheckedObject {
  readonly id: ObjectId;

  constructor(
    readonly manifest: Manifest, readonly input: CheckInput, readonly decoded: boolean, readonly reported: Reported[],
    private readonly kinds: Kinds, private readonly minor: number,
  ) {
    this.id = decoded ? idOf(manifest) : objectOf(manifest)!;
  }

  /** Made again for the few that ask: to keep a copy of everything until the end costs more, in time and memory. */
  get value(): Manifest {
    return this.decoded ? decodeAs(this.kinds, this.manifest, new Context(this.manifest, this.minor)).value : this.manifest;
  }
}

/** Adds what one release says; the same words of several releases are one finding. */
function merge(found: Found[], reported: readonly Reported[], release: KubernetesRelease): void {
  const before = found.length;
  for (const one of reported) {
    const same = before === 0 ? undefined : found.slice(0, before).find((other) => sameFinding(one, other));
    if (same === undefined) found.push({ ...one, releases: [release] });
    else if (!same.releases.includes(release)) same.releases.push(release);
  }
}

function sameFinding(one: Reported, other: Reported): boolean {
  return one.code === other.code && one.pointer === other.pointer && one.focus === other.focus
    && isDeepStrictEqual(one.args, other.args);
}

function findingsOf(input: CheckInput, found: readonly Found[], kubernetes: readonly KubernetesRelease[], options: CheckOptions): Finding[] {
  return found.flatMap((one) => {
    const { layer } = checkCodes[one.code];
    if (options.layers !== undefined && !(options.layers as readonly string[]).includes(layer)) return [];
    return findingOf(one, input, kubernetes, options) ?? [];
  });
}

/** A finding with its object, its line and its severity; `undefined` where its rule is off. */
function findingOf(
  found: Found, input: CheckInput | undefined, kubernetes: readonly KubernetesRelease[], options: CheckOptions,
): Finding | undefined {
  const { code, args, pointer, focus, releases, severity: own, source } = found;
  const severity = options.rules?.[code] ?? own;
  if (severity === 'off') return undefined;
  const made = finding(code, withoutSecretValues(args, input?.manifest, pointer) as never, {
    object: objectOf(input?.manifest),
    pointer,
    locate: () => source ?? (input === undefined ? undefined : locateNear(input, focus ?? pointer)),
    kubernetes: releases.length === kubernetes.length ? kubernetes : releases,
  });
  return severity === undefined ? made : withSeverity(made, severity);
}

/** A getter of a finding that nobody asks costs nothing, so it is kept. */
function withSeverity(made: Finding, severity: Severity): Finding {
  return Object.defineProperty(made, 'severity', { value: severity, enumerable: true });
}

/** The line of a value, or of the nearest one around it that is there. */
function locateNear(input: CheckInput, pointer: string): SourceLocation | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const source = input.locate?.(at);
    if (source !== undefined || at === '') return source;
  }
}

function objectOf(manifest: unknown): ObjectId | undefined {
  if (!isPlainMap(manifest) || typeof manifest.apiVersion !== 'string' || typeof manifest.kind !== 'string') return undefined;
  const metadata = isPlainMap(manifest.metadata) ? manifest.metadata : {};
  const { name, namespace } = metadata;
  return {
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    namespace: typeof namespace === 'string' ? namespace : undefined,
    name: typeof name === 'string' ? name : '',
  };
}
