import type { Deployment, DeploymentSpec } from '../../generated/kubernetes';
import type { Writable } from '../core/writable';
import { podTemplate, type WorkloadModel } from './pod-template';
import { deploymentRolloutFields, type RolloutModel } from './rollout';

/**
 * A Deployment from its model.
 * @param replicas left out where an autoscaler decides
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function deployment(model: WorkloadModel, replicas: number | undefined, rollout: RolloutModel): Deployment {
  const spec = {} as Writable<DeploymentSpec>;
  if (replicas !== undefined) spec.replicas = replicas;
  spec.selector = model.identity.selector;
  Object.assign(spec, deploymentRolloutFields(rollout));
  spec.template = podTemplate(model);
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: model.metadata, spec };
}
