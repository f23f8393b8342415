import type { DaemonSetSpec, DeploymentSpec, StatefulSetSpec } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkOneOf } from '../core/checks';
import type { Problems } from '../core/problems';
import { checkCountOrPercent } from './count-or-percent';

/** A number of pods, or a share of the wanted ones: `1`, `'25%'`. */
export type CountOrPercent = number | `${number}%`;

/** What every kind of rollout has. */
interface CommonRollout {
  /**
   * Old revisions that are kept for `kubectl rollout undo`.
   * @default - Kubernetes keeps 10
   */
  readonly revisionHistoryLimit?: number | undefined;
  /**
   * Seconds that a new pod must be ready, without a container crashing, before it counts as available.
   * @default - Kubernetes counts it at once (0)
   */
  readonly minReadySeconds?: number | undefined;
}

/**
 * How a Deployment replaces its pods when their template changes.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export interface DeploymentRollout extends CommonRollout {
  /**
   * `RollingUpdate` replaces pods little by little; `Recreate` stops all old ones first, which is an outage.
   * @default - Kubernetes uses RollingUpdate
   */
  readonly strategy?: 'RollingUpdate' | 'Recreate' | undefined;
  /** Pods above the wanted number during the update. @default - Kubernetes uses 25%, rounded up */
  readonly maxSurge?: CountOrPercent | undefined;
  /** Pods that may be missing during the update. @default - Kubernetes uses 25%, rounded down */
  readonly maxUnavailable?: CountOrPercent | undefined;
  /**
   * Seconds after which an update that makes no progress is reported as failed.
   * @default - Kubernetes uses 600
   */
  readonly progressDeadlineSeconds?: number | undefined;
  /** Whether changes of the template wait: `kubectl rollout pause`. @default false */
  readonly paused?: boolean | undefined;
}

/**
 * How a StatefulSet replaces its pods: from the highest ordinal down, one after the other.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export interface StatefulSetRollout extends CommonRollout {
  /** `OnDelete` waits until somebody deletes the pods. @default - Kubernetes uses RollingUpdate */
  readonly strategy?: 'RollingUpdate' | 'OnDelete' | undefined;
  /** Only pods with this ordinal or a higher one are updated: a canary, or a staged update. @default - Kubernetes updates all (0) */
  readonly partition?: number | undefined;
  /** Pods that may be missing during the update. @default - Kubernetes uses 1 */
  readonly maxUnavailable?: CountOrPercent | undefined;
}

/**
 * How a DaemonSet replaces its pods.
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
export interface DaemonSetRollout extends CommonRollout {
  /** `OnDelete` waits until somebody deletes the pods. @default - Kubernetes uses RollingUpdate */
  readonly strategy?: 'RollingUpdate' | 'OnDelete' | undefined;
  /** Nodes that may have an old and a new pod at once. @default - Kubernetes uses 0 */
  readonly maxSurge?: CountOrPercent | undefined;
  /** Nodes that may be without their pod during the update. @default - Kubernetes uses 1 */
  readonly maxUnavailable?: CountOrPercent | undefined;
}

type AnyRollout = DeploymentRollout & StatefulSetRollout & DaemonSetRollout;
type AnyStrategy = 'RollingUpdate' | 'Recreate' | 'OnDelete';

/** A rollout after normalization: the fields that were given, all checked. */
export interface RolloutModel extends Omit<AnyRollout, 'strategy'> {
  readonly strategy?: AnyStrategy | undefined;
}

interface RolloutKind {
  readonly strategies: readonly AnyStrategy[];
  readonly fields: ReadonlySet<string>;
  /** Fields that only a rolling update has. */
  readonly rolling: readonly ('maxSurge' | 'maxUnavailable' | 'partition')[];
  /** Kubernetes' own values, for the rule that not both of them are zero. */
  readonly defaults: { readonly maxSurge: CountOrPercent; readonly maxUnavailable: CountOrPercent };
}

const kinds = {
  Deployment: {
    strategies: ['RollingUpdate', 'Recreate'],
    fields: new Set(['strategy', 'maxSurge', 'maxUnavailable', 'progressDeadlineSeconds', 'paused', 'revisionHistoryLimit', 'minReadySeconds']),
    rolling: ['maxSurge', 'maxUnavailable'],
    defaults: { maxSurge: '25%', maxUnavailable: '25%' },
  },
  StatefulSet: {
    strategies: ['RollingUpdate', 'OnDelete'],
    fields: new Set(['strategy', 'partition', 'maxUnavailable', 'revisionHistoryLimit', 'minReadySeconds']),
    rolling: ['partition', 'maxUnavailable'],
    defaults: { maxSurge: 0, maxUnavailable: 1 },
  },
  DaemonSet: {
    strategies: ['RollingUpdate', 'OnDelete'],
    fields: new Set(['strategy', 'maxSurge', 'maxUnavailable', 'revisionHistoryLimit', 'minReadySeconds']),
    rolling: ['maxSurge', 'maxUnavailable'],
    defaults: { maxSurge: 0, maxUnavailable: 1 },
  },
} as const satisfies { readonly [kind: string]: RolloutKind };

const maxInt32 = 2_147_483_647;
/** The rollout of most workloads. */
const nothingSaid: RolloutModel = {};

/** Checks a rollout for the kind of workload that it is for. */
export function normalizeRollout(kind: keyof typeof kinds, input: unknown, problems: Problems): RolloutModel {
  if (input === undefined || !checkMap(problems, input, 'a rollout')) return nothingSaid;
  const { strategies, fields, rolling, defaults }: RolloutKind = kinds[kind];
  checkFields(problems, input, fields);
  const rollout = input as unknown as AnyRollout;
  if (rollout.strategy !== undefined) checkOneOf(problems.at('strategy'), rollout.strategy, strategies);
  for (const field of ['revisionHistoryLimit', 'minReadySeconds', 'partition', 'progressDeadlineSeconds'] as const) {
    if (fields.has(field) && rollout[field] !== undefined) checkInteger(problems.at(field), rollout[field], 0, maxInt32);
  }
  if (rollout.paused !== undefined && typeof rollout.paused !== 'boolean') {
    problems.at('paused').report('value/wrong-type', { expected: 'true or false', found: rollout.paused });
  }
  checkDeadline(rollout, problems);
  const strategy: AnyStrategy = rollout.strategy ?? 'RollingUpdate';
  for (const field of rolling) {
    if (rollout[field] === undefined) continue;
    if (strategy !== 'RollingUpdate') problems.at(field).report('rollout/not-rolling', { field, strategy });
    else if (field !== 'partition') checkCountOrPercent(problems.at(field), rollout[field], { maxPercent: field === 'maxUnavailable' ? 100 : undefined });
  }
  if (strategy === 'RollingUpdate') checkProgress(kind, rollout, defaults, problems);
  return rollout;
}

function checkDeadline({ progressDeadlineSeconds, minReadySeconds = 0 }: AnyRollout, problems: Problems): void {
  const deadline = progressDeadlineSeconds ?? 600;
  if (typeof deadline !== 'number' || typeof minReadySeconds !== 'number' || (progressDeadlineSeconds === undefined && minReadySeconds < 600)) return;
  if (deadline <= minReadySeconds) problems.at('progressDeadlineSeconds').report('rollout/deadline-too-short', { deadline, minReadySeconds });
}

/** An update that may neither add a pod nor miss one can never start. */
function checkProgress(kind: string, rollout: AnyRollout, defaults: RolloutKind['defaults'], problems: Problems): void {
  const surge = rollout.maxSurge ?? defaults.maxSurge;
  const unavailable = rollout.maxUnavailable ?? defaults.maxUnavailable;
  if (isZero(surge) && isZero(unavailable)) problems.at('maxUnavailable').report('rollout/cannot-progress', { kind, surge, unavailable });
  if (kind === 'DaemonSet' && !isZero(surge) && !isZero(unavailable)) problems.at('maxSurge').report('rollout/surge-and-unavailable', { surge, unavailable });
}

/** Whether an update starts pods before it stops those that they replace. */
export function surges({ maxSurge }: RolloutModel): boolean {
  return maxSurge !== undefined && !isZero(maxSurge);
}

function isZero(value: CountOrPercent): boolean {
  return value === 0 || value === '0%';
}

/** `strategy` and its neighbours in the spec of a Deployment. */
export function deploymentRolloutFields(
  rollout: RolloutModel,
): Pick<DeploymentSpec, 'strategy' | 'minReadySeconds' | 'revisionHistoryLimit' | 'progressDeadlineSeconds' | 'paused'> {
  if (rollout === nothingSaid) return {};
  const { strategy, maxSurge, maxUnavailable, minReadySeconds, revisionHistoryLimit, progressDeadlineSeconds, paused } = rollout;
  const rollingUpdate = given({ maxSurge, maxUnavailable });
  return given({
    strategy: rolloutStrategy(strategy as DeploymentRollout['strategy'], rollingUpdate),
    minReadySeconds,
    revisionHistoryLimit,
    progressDeadlineSeconds,
    paused,
  }) ?? {};
}

/** `updateStrategy` and its neighbours in the spec of a StatefulSet. */
export function statefulSetRolloutFields(rollout: RolloutModel): Pick<StatefulSetSpec, 'updateStrategy' | 'minReadySeconds' | 'revisionHistoryLimit'> {
  if (rollout === nothingSaid) return {};
  const { strategy, partition, maxUnavailable, minReadySeconds, revisionHistoryLimit } = rollout;
  const updateStrategy = rolloutStrategy(strategy as StatefulSetRollout['strategy'], given({ partition, maxUnavailable }));
  return given({ updateStrategy, minReadySeconds, revisionHistoryLimit }) ?? {};
}

/** `updateStrategy` and its neighbours in the spec of a DaemonSet. */
export function daemonSetRolloutFields(rollout: RolloutModel): Pick<DaemonSetSpec, 'updateStrategy' | 'minReadySeconds' | 'revisionHistoryLimit'> {
  if (rollout === nothingSaid) return {};
  const { strategy, maxSurge, maxUnavailable, minReadySeconds, revisionHistoryLimit } = rollout;
  const updateStrategy = rolloutStrategy(strategy as DaemonSetRollout['strategy'], given({ maxSurge, maxUnavailable }));
  return given({ updateStrategy, minReadySeconds, revisionHistoryLimit }) ?? {};
}

function rolloutStrategy<S extends AnyStrategy, R>(
  type: S | undefined,
  rollingUpdate: R | undefined,
): { readonly type: S | 'RollingUpdate'; readonly rollingUpdate?: R } | undefined {
  if (rollingUpdate !== undefined) return { type: 'RollingUpdate', rollingUpdate };
  return type === undefined ? undefined : { type };
}

/** The fields that have a value; `undefined` when none has. */
function given<T extends object>(fields: T): T | undefined {
  let found = false;
  const result: Partial<T> = {};
  for (const key in fields) {
    if (fields[key] === undefined) continue;
    result[key] = fields[key];
    found = true;
  }
  return found ? (result as T) : undefined;
}
