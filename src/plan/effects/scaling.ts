import { groupOf, identityKey } from '../../core/object-id';
import type { Side } from '../match';
import type { PodCount } from '../pod-count';
import { at, textAt } from '../update/update';

/** The number of replicas that a manifest says itself. */
export function writtenReplicas(workload: unknown): number | undefined {
  const replicas = at(workload, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : undefined;
}

/** A number, or a percentage of the replicas. */
export function amountOf(value: unknown, of: number, round: 'up' | 'down'): number {
  if (typeof value !== 'string' || !value.endsWith('%')) return Number(value ?? 0);
  const exact = (Number.parseInt(value, 10) * of) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

/** How many pods a rolling update of a Deployment adds and takes away, for a number of replicas. */
export function rollingAmounts(deployment: unknown, replicas: number): { readonly surge: number; readonly unavailable: number } {
  const rolling = at(deployment, 'spec', 'strategy', 'rollingUpdate');
  const surge = amountOf(at(rolling, 'maxSurge') ?? '25%', replicas, 'up');
  const unavailable = amountOf(at(rolling, 'maxUnavailable') ?? '25%', replicas, 'down');
  // Where neither leaves room for a step, the controller takes one pod away.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** The autoscalers of one side, and what they mean for the workloads of it. */
export class Scaling {
  private readonly ranges = new Map<string, PodCount>();

  constructor(sides: Iterable<Side>) {
    for (const { id, manifest, input } of sides) {
      if (id.kind !== 'HorizontalPodAutoscaler' || groupOf(id.apiVersion) !== 'autoscaling') continue;
      const [kind, name] = ['kind', 'name'].map((field) => textAt(manifest, 'spec', 'scaleTargetRef', field));
      const apiVersion = textAt(manifest, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'v1';
      const most = at(manifest, 'spec', 'maxReplicas');
      const least = at(manifest, 'spec', 'minReplicas') ?? 1;
      if (kind === undefined || name === undefined || typeof most !== 'number' || typeof least !== 'number') continue;
      this.ranges.set(keyOf(input.cluster, { ...id, apiVersion, kind, name }), { least, most: Math.max(least, most), autoscaler: id.name });
    }
  }

  /** How many pods a workload has. No replicas at all switch its autoscaler off. */
  podsOf({ id, manifest, input }: Side): PodCount {
    const written = writtenReplicas(manifest);
    const range = written === 0 ? undefined : this.ranges.get(keyOf(input.cluster, id));
    return range ?? { least: written ?? 1, most: written ?? 1 };
  }
}

function keyOf(cluster: string | undefined, id: Side['id']): string {
  return `${cluster ?? ''}\n${identityKey(id)}`;
}

/** The autoscalers before a change and after it. */
export interface ScalingOfSides {
  readonly from: Scaling;
  readonly to: Scaling;
}
