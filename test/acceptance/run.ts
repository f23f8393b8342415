import { Chooser } from './changes/choose';
import { type Observed, proveChanges } from './changes/prove-changes';
import { Bundle } from './bundle/bundle';
import type { Cluster } from './cluster/cluster';
import { installCustomKinds } from './cluster/custom-kinds';
import { inventory } from './cluster/inventory';
import { type Failure, ProofError } from './failure';
import type { Lines } from './lines';
import { contextOf } from './proof/context';
import { deleted } from './proof/deleted';
import { nothingLeft } from './proof/last';
import { leavingNothing, proveSystem, type Shown, sweep } from './proof/system';
import { selfCheck } from './self-check';
import type { System } from './systems/system';

/** What a run showed. */
export interface Proof {
  readonly systems: readonly ProvedSystem[];
  /** What the plan said of changes of the systems, and what became of them; nothing of systems that failed. */
  readonly changes: readonly Observed[];
  /** What became of the broken systems; nothing where the self-check did not run. */
  readonly selfCheck: readonly string[] | undefined;
}

/** What one system showed. */
export interface ProvedSystem {
  readonly system: System;
  readonly shown: Shown;
  readonly stages: readonly { readonly name: string; readonly shown: string }[];
}

/** Proves systems one after the other: two at a time could take each other's volumes. */
export async function run(
  cluster: Cluster,
  systems: readonly System[],
  { schemas, checkSelf, lines }: { readonly schemas: string; readonly checkSelf: boolean; readonly lines: Lines },
): Promise<Proof> {
  await installCustomKinds(cluster.kubectl, schemas, systems.map(({ bundle }) => bundle));
  const before = await inventory(cluster.kubectl);
  const proved: ProvedSystem[] = [];
  for (const system of systems) {
    const { name, bundle, particulars } = system;
    const shown = await attempt(cluster, lines, name, async () => proveSystem(cluster, bundle, particulars), summary);
    const stages = shown === undefined ? skipStages(system, lines) : await proveStages(cluster, system, lines);
    if (shown !== undefined && stages !== undefined) proved.push({ system, shown, stages });
  }
  const chooser = new Chooser();
  const changes: Observed[] = [];
  const unchanged = await inventory(cluster.kubectl);
  for (const system of systems) {
    changes.push(...await attempt(cluster, lines, `${system.name}: changes`, async () => proveChanges(cluster, chooser, system), changesSummary) ?? []);
  }
  await sweep(cluster, new Bundle(''), unchanged);
  const checked = checkSelf
    ? await attempt(cluster, lines, 'self-check', () => selfCheck(cluster, systems), (shown) => `${shown.length} broken labels, each found`)
    : undefined;
  await attempt(cluster, lines, 'namespaces', async () => nothingLeft(cluster, before), () => 'deleted: nothing is left in the cluster');
  return { systems: proved, changes, selfCheck: checked };
}

/** The stages of a system's life, each going on from the one before, and its end. */
async function proveStages(cluster: Cluster, { name, bundle, particulars }: System, lines: Lines): Promise<ProvedSystem['stages'] | undefined> {
  const stages = particulars.stages ?? [];
  if (stages.length === 0) return [];
  try {
    return await leavingNothing(cluster, bundle, async (before) => {
      const shown: { readonly name: string; readonly shown: string }[] = [];
      for (const [index, stage] of stages.entries()) {
        const words = await attempt(cluster, lines, `${name}: ${stage.name}`, async () => stage.run(cluster), (text) => text);
        if (words === undefined) {
          for (const next of stages.slice(index + 1)) lines.skipped(`${name}: ${next.name}`);
          throw new Stopped();
        }
        shown.push({ name: stage.name, shown: words });
      }
      const end = await attempt(cluster, lines, `${name}: deleted`, async () => deleted(contextOf(cluster, bundle, particulars), before), () => (
        'nothing is left but what stays'));
      if (end === undefined) throw new Stopped();
      return shown;
    });
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}

/** A stage failed and was reported: those after it have nothing to start from. */
class Stopped extends Error {}

function skipStages({ name, particulars }: System, lines: Lines): undefined {
  for (const stage of particulars.stages ?? []) lines.skipped(`${name}: ${stage.name}`);
  return undefined;
}

/** Runs a proof, prints its line, and goes on, unless the cluster itself is in trouble. */
async function attempt<T>(
  cluster: Cluster, lines: Lines, what: string, prove: () => Promise<T>, words: (shown: T) => string,
): Promise<T | undefined> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  let shown: T | undefined;
  try {
    shown = await prove();
    lines.ok(what, words(shown), seconds());
  } catch (error) {
    lines.failure(what, failuresIn(error), seconds());
  }
  const trouble = cluster.trouble();
  if (trouble !== undefined) throw new Error(`the control plane is in trouble:\n${trouble}`);
  return shown;
}

function failuresIn(error: unknown): readonly Failure[] {
  if (error instanceof ProofError) return error.failures;
  return [{ object: 'the run', message: error instanceof Error ? error.stack ?? error.message : String(error) }];
}

function changesSummary(seen: readonly Observed[]): string {
  const count = (actual: Observed['actual']): number => seen.filter((one) => one.actual === actual).length;
  return `${seen.length} changes, as the plan said: ${count('refused')} refused, ${count('replaced')} replaced pods, ${count('kept')} did not`;
}

function summary({ objects, workloads, services, claims, levels }: Shown): string {
  const count = (list: readonly unknown[], one: string, many: string): string[] => (
    list.length === 0 ? [] : [`${list.length} ${list.length === 1 ? one : many}`]);
  return [
    `${objects} objects`,
    ...count(workloads, 'workload', 'workloads'),
    ...count(services, 'service', 'services'),
    ...count(claims, 'claim', 'claims'),
    `Pod Security ${levels.join(', ')}`,
  ].join(', ');
}
