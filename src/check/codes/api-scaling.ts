import { show } from '../../core/show';
import { refused } from './rule-facts';

const autoscaling = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';

/** What the API server says about autoscalers. */
export const apiScalingCodes = {
  'scaling/target-version': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'An autoscaler does not say of which group the object is that it scales.',
    why: 'Without its apiVersion the object could not be found. From Kubernetes 1.34 on the API server refuses it.',
    see: autoscaling,
    message: ({ found }) => `expected a group and a version such as apps/v1, found ${show(found)}`,
    help: () => 'set apiVersion to that of the object, such as apps/v1',
    example: { wrong: 'scaleTargetRef:\n  kind: Deployment\n  name: web', right: 'scaleTargetRef:\n  apiVersion: apps/v1\n  kind: Deployment\n  name: web' },
  }),
  'scaling/zero-without-metric': refused<Record<string, never>>({
    reason: 'FieldValueForbidden',
    title: 'An autoscaler goes down to no replica, and measures nothing but its own pods.',
    why: 'Without pods there would be nothing to measure, and it would never scale up again.',
    see: autoscaling,
    message: () => 'minReplicas is 0, and there is no Object or External metric',
    help: () => 'set minReplicas to 1 or more',
  }),
};
