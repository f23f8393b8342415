import type { Deployment } from '../../generated/kubernetes';
import { podTemplate, type WorkloadModel } from './pod-template';
import { deploymentRolloutFields, type RolloutModel } from './rollout';

/**
 * A Deployment from its model.
 * @param replicas left out where an autoscaler decides
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function deployment(model: WorkloadModel, replicas: number | undefined, rollout: RolloutModel): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: model.metadata,
    spec: {
      ...(replicas === undefined ? undefined : { replicas }),
      selector: model.identity.selector,
      ...deploymentRolloutFields(rollout),
      template: podTemplate(model),
    },
  };
}
