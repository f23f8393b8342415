import type { StatefulSet, StatefulSetSpec } from '../../generated/kubernetes';
import { checkInteger, checkMap, checkOneOf } from '../core/checks';
import type { Problems } from '../core/problems';
import type { Writable } from '../core/writable';
import { podTemplate, type WorkloadModel } from './pod-template';
import { type RolloutModel, statefulSetRolloutFields } from './rollout';

/**
 * How a StatefulSet numbers, starts and forgets its pods.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export interface StatefulSetOptions {
  /**
   * `OrderedReady` starts one pod after the other and waits until each is ready; `Parallel` starts all at once.
   * @default - Kubernetes uses OrderedReady
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies
   */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel' | undefined;
  /**
   * The number of the first pod.
   * @default - Kubernetes starts at 0
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal
   */
  readonly ordinals?: { readonly start: number } | undefined;
}

/** Every field of `StatefulSetOptions`. */
export const statefulSetFields = ['podManagementPolicy', 'ordinals'] as const satisfies readonly (keyof StatefulSetOptions)[];

/** Checks the options of a StatefulSet. */
export function normalizeStatefulSet(options: StatefulSetOptions, problems: Problems): StatefulSetOptions {
  const { podManagementPolicy, ordinals } = options;
  if (podManagementPolicy !== undefined) checkOneOf(problems.at('podManagementPolicy'), podManagementPolicy, ['OrderedReady', 'Parallel']);
  if (ordinals !== undefined && checkMap(problems.at('ordinals'), ordinals)) checkInteger(problems.at('ordinals', 'start'), ordinals.start, 0, 2_147_483_647);
  return options;
}

/** What a StatefulSet has besides its pods. */
export interface StatefulSetParts {
  /** Left out where an autoscaler decides. */
  readonly replicas: number | undefined;
  /** Name of the governing Service; none where pods need no stable DNS names. */
  readonly serviceName: string | undefined;
  readonly rollout: RolloutModel;
  readonly options: StatefulSetOptions;
  readonly claims: Pick<StatefulSetSpec, 'volumeClaimTemplates' | 'persistentVolumeClaimRetentionPolicy'>;
}

/** A StatefulSet from its model. */
export function statefulSet(model: WorkloadModel, { replicas, serviceName, rollout, options, claims }: StatefulSetParts): StatefulSet {
  const { podManagementPolicy, ordinals } = options;
  const spec = {} as Writable<StatefulSetSpec>;
  if (serviceName !== undefined) spec.serviceName = serviceName;
  if (replicas !== undefined) spec.replicas = replicas;
  if (podManagementPolicy !== undefined) spec.podManagementPolicy = podManagementPolicy;
  if (ordinals !== undefined) spec.ordinals = ordinals;
  spec.selector = model.identity.selector;
  Object.assign(spec, statefulSetRolloutFields(rollout), claims);
  spec.template = podTemplate(model);
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: model.metadata, spec };
}
