import { checkEach } from '../check/check';
import type { CheckInput } from '../check/check-options';
import { isDefinition } from '../check/custom/custom-definitions';
import { defaulted } from '../check/defaults/defaulted';
import { expandList } from '../check/expand-list';
import type { Finding } from '../check/finding';
import { fromPointer, toPointer } from '../core/json-pointer';
import { sameData } from '../schema/plain-data';
import { loadRelease } from '../schema/release';
import { DEFAULT_RELEASE, type KubernetesRelease, RELEASES } from '../schema/releases';
import { ANY } from '../schema/schema';
import { acknowledge } from './acknowledge';
import { reasonCodes } from './codes';
import type { ReasonFacts } from './codes/facts';
import { compare } from './compare';
import { aftermathOf } from './consequences';
import { EFFECTS, type Effect, worst } from './effect';
import { DataInConfig } from './effects/config-data';
import { describeUpdate } from './effects/kinds';
import { describeCreation, describeRemoval, forcedBy, type Reclaiming, reclaimingOf } from './effects/lifecycle';
import { Scaling, type ScalingOfSides } from './effects/scaling';
import { match, type Pair, type Side } from './match';
import { minorOf, type Reported, type Reporter } from './reason';
import { optionIn, withoutSecrets } from './secret-values';
import { inOneVersion } from './translate';
import type { Plan, PlanChange, PlanOptions, Reason } from './types';
import { type Expansion, expansionOf } from './update/claim-class';
import { refusingGeneratedName } from './update/generated-name';
import { keptByServer, withAddress, withoutLeftovers } from './update/kept-by-server';
import { checkUpdate } from './update/rules';
import { at, textAt, Update } from './update/update';

/**
 * Says what applying new objects does to a cluster that runs the old ones: which updates the API server refuses, which pods are
 * replaced, which data is in danger, and what follows for other objects. Exact about the rules of the server, careful about data.
 * @param base the objects that the cluster runs
 * @param next the objects that are going to be applied
 */
export function plan(base: readonly CheckInput[], next: readonly CheckInput[], options: PlanOptions = {}): Plan {
  const kubernetes = RELEASES.filter((release) => (options.kubernetes ?? [DEFAULT_RELEASE]).includes(release));
  const after = next.flatMap(expandList);
  const pairs = match(base.flatMap(expandList), after);
  const changed = pairs.filter(({ from, to }) => from === undefined || to === undefined || !sameData(from.manifest, to.manifest));
  const scaling = { from: new Scaling(pairs.flatMap(({ from }) => from ?? [])), to: new Scaling(pairs.flatMap(({ to }) => to ?? [])) };
  const dataInConfig = new DataInConfig(pairs.flatMap(({ to }) => to ?? []));
  const reclaiming = reclaimingOf(pairs.flatMap(({ from, to }) => (to ?? from) ?? []));
  const expansion = expansionOf(pairs);
  const refusals = invalid(changed, kubernetes, after);
  const around = { reclaiming, expansion, scaling, dataInConfig };
  const reasons = changed.map((pair): Reason[] => reasonsOf(pair, kubernetes, around, refusals.get(pair) ?? []));
  const { unmatched } = acknowledge(changed, reasons, options.acknowledged ?? []);
  const changes = changed.map((pair, index): PlanChange => ({
    object: (pair.to ?? pair.from)!.id,
    ...((pair.to ?? pair.from)!.input.cluster === undefined ? undefined : { cluster: (pair.to ?? pair.from)!.input.cluster }),
    effect: worst(reasons[index]!.map(({ effect }) => effect)),
    reasons: reasons[index]!,
  }));
  const changeOf = new Map(changed.map((pair, index) => [pair, changes[index]!]));
  const aftermath = [...byCluster(pairs).values()].map((of) => aftermathOf(of, changeOf, scaling));
  const summary = Object.fromEntries(EFFECTS.map((effect) => [effect, 0])) as { [E in Effect]: number };
  summary.none = pairs.length - changed.length;
  for (const { effect } of changes) summary[effect]++;
  return {
    kubernetes,
    summary,
    changes: changes.filter(({ reasons: { length } }) => length > 0).sort((a, b) => EFFECTS.indexOf(b.effect) - EFFECTS.indexOf(a.effect)),
    consequences: aftermath.flatMap(({ consequences }) => consequences),
    order: aftermath.flatMap(({ order }) => order),
    runbook: aftermath.flatMap(({ runbook }) => runbook),
    unmatched,
  };
}

/** The objects of the clusters in which anything changes. */
function byCluster(pairs: readonly Pair[]): Map<string | undefined, Pair[]> {
  const clusters = new Map<string | undefined, Pair[]>();
  for (const pair of pairs) {
    const { cluster } = (pair.to ?? pair.from)!.input;
    const list = clusters.get(cluster);
    if (list === undefined) clusters.set(cluster, [pair]);
    else list.push(pair);
  }
  const changes = ({ from, to }: Pair): boolean => from === undefined || to === undefined || !sameData(from.manifest, to.manifest);
  for (const [cluster, list] of clusters) if (!list.some(changes)) clusters.delete(cluster);
  return clusters;
}

/** What the server says of new objects by themselves, where it did not say that of the old ones already. */
function invalid(pairs: readonly Pair[], kubernetes: readonly KubernetesRelease[], next: readonly CheckInput[]): Map<Pair, Finding[]> {
  const found = new Map<Pair, Finding[]>();
  const options = { kubernetes, layers: ['schema', 'api'], crds: next.map(({ manifest }) => manifest).filter(isDefinition) } as const;
  const candidates = pairs.filter(({ to }) => to !== undefined);
  checkEach(candidates.map(effective), options).forEach((findings, index) => {
    const pair = candidates[index]!;
    const after = findings.filter((one) => one.severity === 'error').flatMap((one) => ofUpdate(pair, one));
    if (after.length === 0) return;
    const words = ({ code, pointer, message }: Finding): string => [code, pointer, message].join('\n');
    const known = new Set(pair.from === undefined ? [] : checkEach([pair.from.input], options)[0]!.map(words));
    const fresh = after.filter((one) => !known.has(words(one)));
    if (fresh.length > 0) found.set(pair, fresh);
  });
  return found;
}

/** The new object as an update makes it: without what a Service of another type lets go of by itself, and with the address it keeps. */
function effective({ from, to }: Pair): CheckInput {
  const manifest = from === undefined ? to!.manifest : withAddress(from.manifest, withoutLeftovers(from.manifest, to!.manifest));
  return manifest === to!.manifest ? to!.input : { ...to!.input, manifest };
}

/** What of a finding about an object holds when it changes one that exists; nothing where the update leaves a field as it was. */
function ofUpdate({ from, to }: Pair, one: Finding): Finding[] {
  if (from === undefined || one.layer === 'schema') return [one];
  if (one.pointer === '/metadata/generation' || (to!.id.kind === 'Namespace' && one.pointer.startsWith('/spec'))) return [];
  if (one.pointer !== '/metadata/generateName') return [one];
  const kubernetes = refusingGeneratedName(to!.id, at(to!.manifest, 'metadata', 'generateName'), one.kubernetes);
  return kubernetes.length === 0 ? [] : [Object.defineProperty(one, 'kubernetes', { value: kubernetes })];
}

/** What the rest of a bundle means for single objects. */
interface Around {
  readonly scaling: ScalingOfSides;
  readonly dataInConfig: DataInConfig;
  readonly reclaiming: Reclaiming;
  readonly expansion: Expansion;
}

function reasonsOf(pair: Pair, kubernetes: readonly KubernetesRelease[], around: Around, refusals: readonly Finding[]): Reason[] {
  const { reclaiming, expansion, scaling, dataInConfig } = around;
  const { from, to, other } = pair;
  const collector = new Collector(from, to);
  if (from === undefined || to === undefined) {
    collector.release = kubernetes;
    if (to !== undefined) describeCreation(to, other, collector);
    else describeRemoval(from!, other, reclaiming, collector);
  } else {
    for (const release of kubernetes) {
      // What the server cannot decode it neither compares nor fills in.
      if (refusals.some(({ layer, kubernetes: releases }) => layer === 'schema' && releases.includes(release))) continue;
      collector.release = [release];
      compareSides(from, to, release, { from: scaling.from.podsOf(from), to: scaling.to.podsOf(to) }, collector);
    }
    growth(to, kubernetes, expansion, collector);
    collector.release = kubernetes;
    dataInConfig.report(from, to, collector);
  }
  for (const { code, message, help, pointer, source, kubernetes: releases } of refusals) {
    const facts = reasonCodes['update/invalid'];
    const args = { code, message, help: help ?? '' };
    collector.reasons.push({ code: 'update/invalid', effect: facts.effect, pointer, message: facts.message(args), remedy: facts.remedy(args), source, kubernetes: releases });
  }
  if (to !== undefined && collector.reasons.some(({ effect }) => effect === 'refused')) asForced(collector, to, kubernetes);
  return collector.reasons.sort((a, b) => EFFECTS.indexOf(b.effect) - EFFECTS.indexOf(a.effect));
}

function compareSides(from: Side, to: Side, version: KubernetesRelease, pods: Update['pods'], collector: Collector): void {
  const release = loadRelease(version);
  const sameVersion = from.id.apiVersion === to.id.apiVersion;
  if (!sameVersion) collector.report('object/api-version', { from: from.id.apiVersion, to: to.id.apiVersion }, { path: ['apiVersion'], from: from.id.apiVersion, to: to.id.apiVersion });
  const written = sameVersion ? { from: from.manifest, to: to.manifest } : inOneVersion(from, to);
  if (written === undefined) return;
  const schema = release.kind(written.to.apiVersion, to.id.kind) ?? ANY;
  const before = defaulted(written.from, version);
  const after = keptByServer(before, defaulted(withoutLeftovers(written.from, written.to), version));
  const changes = compare(schema, { ...before, apiVersion: written.to.apiVersion }, after);
  const update = new Update(to.id, { ...before }, { ...after }, changes, minorOf(version), collector, written, pods);
  checkUpdate(update);
  describeUpdate(update);
}

/** A claim grows only where its class allows that, which the server's admission asks it. */
function growth(to: Side, kubernetes: readonly KubernetesRelease[], expansion: Expansion, collector: Collector): void {
  const grows = collector.reasons.find(({ code }) => code === 'claim/grows');
  const storageClass = grows === undefined ? undefined : expansion.forbiddenBy(to.manifest);
  if (grows === undefined || storageClass === undefined) return;
  collector.release = kubernetes;
  const args = { id: to.id, field: 'spec.resources.requests.storage', storageClass };
  collector.report('update/claim-class', args, { path: fromPointer(grows.pointer), from: grows.from, to: grows.to });
}

/** An object that is made anew when an update is refused is only refused where it cannot be made either. */
function asForced(collector: Collector, to: Side, kubernetes: readonly KubernetesRelease[]): void {
  const by = forcedBy(to.manifest);
  if (by === undefined || collector.reasons.some(({ code }) => code === 'update/invalid')) return;
  collector.reasons.forEach((reason, index) => {
    if (reason.effect === 'refused') collector.reasons[index] = { ...reason, effect: 'recreate' };
  });
  collector.release = kubernetes;
  collector.report('object/forced', { id: to.id, by }, { path: [] });
}

/** Makes reasons of what the rules report: the same one of several releases is one. */
class Collector implements Reporter {
  readonly reasons: Reason[] = [];
  release: readonly KubernetesRelease[] = [];

  constructor(
    private readonly from: Side | undefined,
    private readonly to: Side | undefined,
  ) {}

  report(code: Reported['code'], args: unknown, { path, from, to }: { readonly path: Reported['path']; readonly from?: unknown; readonly to?: unknown }): void {
    const facts = reasonCodes[code] as unknown as ReasonFacts<unknown>;
    const pointer = toPointer(path);
    const message = facts.message(args);
    const same = this.reasons.findIndex((other) => other.code === code && other.pointer === pointer && other.message === message);
    if (same >= 0) {
      const known = this.reasons[same]!;
      this.reasons[same] = { ...known, kubernetes: [...new Set([...known.kubernetes, ...this.release])] };
      return;
    }
    const side = this.to ?? this.from!;
    this.reasons.push({
      code,
      effect: facts.effect,
      pointer,
      ...withoutSecrets(side.id, path, { from, to }, this.variableAt(path)),
      message,
      remedy: facts.remedy(args),
      get source() {
        return side.input.locate?.(pointer) ?? side.input.locate?.('');
      },
      kubernetes: this.release,
    });
  }

  /** The name of the variable, option, header or the like whose value stands at a path. */
  private variableAt(path: Reported['path']): string | undefined {
    const [around, last] = [path.slice(0, -1), path.at(-1)];
    const list = around.at(-1);
    if (typeof last === 'number' && (list === 'args' || list === 'command')) {
      return optionIn(at(this.to?.manifest, ...around, last - 1)) ?? optionIn(at(this.from?.manifest, ...around, last - 1));
    }
    if (last !== 'value') return undefined;
    return textAt(this.to?.manifest, ...around, 'name') ?? textAt(this.from?.manifest, ...around, 'name');
  }
}
