import type {
  CronJobSpec, DaemonSetSpec, DaemonSetUpdateStrategy, DeploymentSpec, DeploymentStrategy, HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior, HPAScalingRules, Job, ReplicaSetSpec, ReplicationController, RollingUpdateDaemonSet,
  RollingUpdateDeployment, StatefulSetSpec, StatefulSetUpdateStrategy,
} from '../../../generated/kubernetes';
import { type Defaulter, type Defaulters, fill, set } from './fill';

const quarter = fill<RollingUpdateDeployment>({ maxUnavailable: '25%', maxSurge: '25%' });
const one = fill<RollingUpdateDaemonSet>({ maxUnavailable: 1, maxSurge: 0 });

const deploymentStrategy: Defaulter<DeploymentStrategy> = (strategy, minor) => {
  const type = strategy.type ?? 'RollingUpdate';
  return type === 'RollingUpdate' ? set(strategy, { type, rollingUpdate: quarter(strategy.rollingUpdate ?? {}, minor) }) : strategy;
};

const daemonSetStrategy: Defaulter<DaemonSetUpdateStrategy> = (strategy, minor) => {
  const type = strategy.type ?? 'RollingUpdate';
  return type === 'RollingUpdate' ? set(strategy, { type, rollingUpdate: one(strategy.rollingUpdate ?? {}, minor) }) : strategy;
};

const statefulSetStrategy: Defaulter<StatefulSetUpdateStrategy> = (strategy) => {
  const rolling = strategy.rollingUpdate ?? (strategy.type === undefined ? {} : undefined);
  const type = strategy.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate' || rolling === undefined) return strategy;
  return set(strategy, { type, rollingUpdate: set(rolling, { partition: rolling.partition ?? 0 }) });
};

const jobDefaults: Defaulter<Job> = (job) => {
  const { spec, metadata } = job;
  if (spec === undefined) return job;
  const { completions, parallelism, podFailurePolicy, template } = spec;
  const changed = set(spec, {
    completions: completions ?? (parallelism === undefined ? 1 : undefined),
    parallelism: parallelism ?? 1,
    backoffLimit: spec.backoffLimit ?? (spec.backoffLimitPerIndex === undefined ? 6 : 2147483647),
    completionMode: spec.completionMode ?? 'NonIndexed',
    suspend: spec.suspend ?? false,
    podReplacementPolicy: spec.podReplacementPolicy ?? (podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed'),
    manualSelector: spec.manualSelector ?? false,
  });
  return set(job, { spec: changed, metadata: set(metadata ?? {}, { labels: metadata?.labels ?? template?.metadata?.labels }) });
};

const replicationController: Defaulter<ReplicationController> = (controller) => {
  const labels = controller.spec?.template?.metadata?.labels;
  if (labels === undefined) return controller;
  const { metadata = {}, spec = {} } = controller;
  return set(controller, { metadata: set(metadata, { labels: metadata.labels ?? labels }), spec: set(spec, { selector: spec.selector ?? labels }) });
};

const scaleUp = fill<HPAScalingRules>({
  stabilizationWindowSeconds: 0, selectPolicy: 'Max',
  policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }],
});
const scaleDown = fill<HPAScalingRules>({ selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] });

const behavior: Defaulter<HorizontalPodAutoscalerBehavior> = (value, minor) =>
  set(value, { scaleUp: scaleUp(value.scaleUp ?? {}, minor), scaleDown: scaleDown(value.scaleDown ?? {}, minor) });

const autoscaler: Defaulter<HorizontalPodAutoscaler> = (value) => {
  if (value.spec === undefined) return value;
  const { minReplicas = 1, metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] } = value.spec;
  return set(value, { spec: set(value.spec, { minReplicas, metrics }) });
};

/** Defaults of what runs pods, by type. */
export const workloadDefaulters: Defaulters = {
  'apps.v1.DeploymentSpec': fill<DeploymentSpec>({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
  'apps.v1.DeploymentStrategy': deploymentStrategy,
  'apps.v1.DaemonSetSpec': fill<DaemonSetSpec>({ revisionHistoryLimit: 10 }),
  'apps.v1.DaemonSetUpdateStrategy': daemonSetStrategy,
  'apps.v1.ReplicaSetSpec': fill<ReplicaSetSpec>({ replicas: 1 }),
  'apps.v1.StatefulSetSpec': fill<StatefulSetSpec>({
    replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady',
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  }),
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': fill<{ whenDeleted?: string; whenScaled?: string }>({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
  'apps.v1.StatefulSetUpdateStrategy': statefulSetStrategy,
  'core.v1.ReplicationController': replicationController,
  'core.v1.ReplicationControllerSpec': fill<{ replicas?: number }>({ replicas: 1 }),
  'batch.v1.Job': jobDefaults,
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': fill<{ status?: string }>({ status: 'True' }),
  'batch.v1.CronJobSpec': fill<CronJobSpec>({ concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }),
  'autoscaling.v2.HorizontalPodAutoscaler': autoscaler,
  'autoscaling.v2.HorizontalPodAutoscalerBehavior': behavior,
  'autoscaling.v1.HorizontalPodAutoscalerSpec': fill<{ minReplicas?: number; targetCPUUtilizationPercentage?: number }>({ minReplicas: 1, targetCPUUtilizationPercentage: 80 }),
};
