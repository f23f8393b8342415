import type { DaemonSet } from '../../generated/kubernetes';
import { podTemplate, type WorkloadModel } from './pod-template';
import { daemonSetRolloutFields, type RolloutModel } from './rollout';

/**
 * A DaemonSet from its model: one pod on every node that fits.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function daemonSet(model: WorkloadModel, rollout: RolloutModel): DaemonSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: model.metadata,
    spec: { selector: model.identity.selector, ...daemonSetRolloutFields(rollout), template: podTemplate(model) },
  };
}
