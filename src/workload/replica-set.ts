import type { ReplicaSet, ReplicationController } from '../../generated/kubernetes';
import { podTemplate, type WorkloadModel } from './pod-template';
import type { RolloutModel } from './rollout';

/**
 * A ReplicaSet from its model: keeps a number of pods, and replaces none when their template changes.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
export function replicaSet(model: WorkloadModel, replicas: number | undefined, { minReadySeconds }: RolloutModel): ReplicaSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: model.metadata,
    spec: {
      ...(replicas === undefined ? undefined : { replicas }),
      ...(minReadySeconds === undefined ? undefined : { minReadySeconds }),
      selector: model.identity.selector,
      template: podTemplate(model),
    },
  };
}

/**
 * A ReplicationController from its model: the forerunner of the ReplicaSet, whose selector is a plain map of labels.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
 */
export function replicationController(model: WorkloadModel, replicas: number | undefined, { minReadySeconds }: RolloutModel): ReplicationController {
  return {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: model.metadata,
    spec: {
      ...(replicas === undefined ? undefined : { replicas }),
      ...(minReadySeconds === undefined ? undefined : { minReadySeconds }),
      selector: model.identity.matchLabels,
      template: podTemplate(model),
    },
  };
}
