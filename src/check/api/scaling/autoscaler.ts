import type {
  HorizontalPodAutoscaler, HorizontalPodAutoscalerBehavior, HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerSpecV1, HorizontalPodAutoscalerV1,
  HPAScalingPolicy, HPAScalingRules, MetricSpec,
} from '../../../../generated/kubernetes';
import { all, each, fields, numbers, objects, oneOf, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { atLeast, between, notNegativeQuantity, positive } from '../shared/numbers';
import { dnsSubdomain } from '../shared/names';
import { metricSpec } from './metrics';
import { scaledObject } from './scale-target';

const policy: Rule<HPAScalingPolicy> = all(
  texts<HPAScalingPolicy>({ type: oneOf('Pods', 'Percent') }),
  numbers<HPAScalingPolicy>({ value: positive, periodSeconds: between(1, 1800) }),
);

const scalingRules: Rule<HPAScalingRules> = all(
  ({ policies = [] }, at) => {
    if (policies.length === 0) at.reportAt('policies', 'api/required', { field: 'policies' });
  },
  fields<HPAScalingRules>({
    stabilizationWindowSeconds: between(0, 3600),
    selectPolicy: oneOf('Max', 'Min', 'Disabled'),
    policies: each(policy),
    tolerance: notNegativeQuantity,
  }),
);

interface Bounds {
  readonly minReplicas?: number | undefined;
  readonly maxReplicas: number;
}

const bounds: Rule<Bounds> = all(fields<Bounds>({ minReplicas: atLeast(1) }), ({ minReplicas, maxReplicas: found = 0 }, at) => {
  if (found === 0 && at.minor >= 36) at.reportAt('maxReplicas', 'api/required', { field: 'maxReplicas' });
  else if (found < 1) at.reportAt('maxReplicas', 'api/out-of-range', { found, min: 1 });
  if (minReplicas !== undefined && found < minReplicas) at.reportAt('maxReplicas', 'api/less-than', { found, limit: minReplicas, of: 'minReplicas' });
});

const metricsForZero: Rule<HorizontalPodAutoscalerSpec> = ({ minReplicas, metrics = [] }, at) => {
  const ofOthers = metrics.some(({ type }: MetricSpec) => type === 'Object' || type === 'External');
  if (minReplicas === 0 && !ofOthers) at.reportAt('metrics', 'scaling/zero-without-metric', {});
};

/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
export const autoscaler: Rule<HorizontalPodAutoscaler> = kind(dnsSubdomain, objects<HorizontalPodAutoscaler>({
  spec: all(
    bounds,
    metricsForZero,
    objects<HorizontalPodAutoscalerSpec>({ scaleTargetRef: scaledObject(false) }),
    fields<HorizontalPodAutoscalerSpec>({
      metrics: each(metricSpec),
      behavior: fields<HorizontalPodAutoscalerBehavior>({ scaleUp: scalingRules, scaleDown: scalingRules }),
    }),
  ),
}));

const averageUtilization = ['metrics', 0, 'resource', 'target', 'averageUtilization'];

/** The server turns the percentage into the metric of the newer version, and names that. */
const cpu: Rule<HorizontalPodAutoscalerSpecV1> = ({ targetCPUUtilizationPercentage: found, minReplicas }, at) => {
  if (found !== undefined && found < 1) at.reportAt(averageUtilization, 'api/not-positive', { found }, ['targetCPUUtilizationPercentage']);
  if (minReplicas === 0) at.reportAt('metrics', 'scaling/zero-without-metric', {}, ['minReplicas']);
};

/** The first version, which knows the processor alone. */
export const autoscalerV1: Rule<HorizontalPodAutoscalerV1> = kind(dnsSubdomain, objects<HorizontalPodAutoscalerV1>({
  spec: all(bounds, cpu, objects<HorizontalPodAutoscalerSpecV1>({ scaleTargetRef: scaledObject(false) })),
}));
