import { didYouMean } from '../../core/codes/code';
import { formatObjectId, type ObjectId } from '../../core/object-id';
import { bare, listed, listedBare, show } from '../../core/show';
import { scalingExamples } from './examples/scaling';
import { findTarget, type MissingTarget, notHere } from './missing';
import { broken, fragile } from './rule-facts';

const autoscaling = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const disruptions = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';

/** Autoscalers and disruption budgets, and the workloads that they are for. */
export const bundleScalingCodes = {
  'autoscaler/target-missing': broken<MissingTarget>({
    title: 'An autoscaler is for a workload that is not there.',
    why: 'It reports FailedGetScale and scales nothing.',
    see: autoscaling,
    message: notHere,
    help: (args) => findTarget(args),
    example: scalingExamples.targetMissing,
  }),
  'autoscaler/not-scalable': broken<{ target: ObjectId }>({
    title: 'An autoscaler is for an object that has no number of replicas.',
    why: 'It reports FailedGetScale and scales nothing: the kind has no scale subresource.',
    see: autoscaling,
    message: ({ target }) => `${formatObjectId(target)} cannot be scaled, expected a Deployment, StatefulSet, ReplicaSet or ReplicationController`,
    help: () => 'name a workload that has replicas, or remove the autoscaler',
    example: scalingExamples.notScalable,
  }),
  'autoscaler/fixed-replicas': fragile<{ autoscaler: string; replicas: number }>({
    title: 'A workload has a fixed number of replicas and an autoscaler.',
    why: 'Each time the manifest is applied, the workload jumps to the fixed number, whatever the load.',
    see: `${autoscaling}#migrating-deployments-and-statefulsets-to-horizontal-autoscaling`,
    message: ({ autoscaler, replicas }) => `replicas is ${replicas}, and HorizontalPodAutoscaler ${bare(autoscaler)} sets it`,
    help: () => 'leave replicas out',
    example: scalingExamples.fixedReplicas,
  }),
  'autoscaler/no-requests': broken<{ target: ObjectId; resource: string; containers: readonly string[] }>({
    title: 'An autoscaler measures against requests that the containers do not have.',
    why: 'A share of nothing cannot be computed: it reports FailedGetResourceMetric and scales nothing.',
    see: `${autoscaling}#support-for-resource-metrics`,
    message: ({ target, resource, containers }) => `${listedBare(containers)} of ${formatObjectId(target)} ${containers.length === 1 ? 'requests' : 'request'} no ${bare(resource)}`,
    help: ({ resource }) => `set resources.requests.${bare(resource)}, or measure by averageValue`,
    example: scalingExamples.noRequests,
  }),
  'autoscaler/container-missing': broken<{ target: ObjectId; container: string; known: readonly string[]; nearest?: string | undefined }>({
    title: 'An autoscaler measures a container that the pods do not have.',
    why: 'It reports FailedGetContainerResourceMetric and scales nothing.',
    see: `${autoscaling}#container-resource-metrics`,
    message: ({ target, container, known }) => `${formatObjectId(target)} has no container ${show(container)}; it has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'name one of them'),
    example: scalingExamples.containerMissing,
  }),
  'autoscaler/shared-target': broken<{ target: ObjectId; other: string }>({
    title: 'Two autoscalers are for one workload.',
    why: 'Each undoes what the other does; both report AmbiguousSelector and scale nothing.',
    see: autoscaling,
    message: ({ target, other }) => `${formatObjectId(target)} is scaled by HorizontalPodAutoscaler ${bare(other)} as well`,
    help: () => 'put the metrics of both into one autoscaler',
    example: scalingExamples.sharedTarget,
  }),
  'disruption-budget/no-pods': fragile<Record<string, never>>({
    title: 'A PodDisruptionBudget protects no pods.',
    why: 'Draining a node takes all pods of the app that it was meant for.',
    see: disruptions,
    message: () => 'the selector matches no pods of this bundle',
    help: () => 'select by the labels of the pod template',
    example: scalingExamples.noPods,
  }),
  'disruption-budget/overlap': broken<{ other: string; workload: ObjectId }>({
    title: 'Two PodDisruptionBudgets protect the same pods.',
    why: 'The API server refuses to evict a pod that has two budgets: draining its node hangs.',
    see: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
    message: ({ other, workload }) => `PodDisruptionBudget ${bare(other)} protects the pods of ${formatObjectId(workload)} as well`,
    help: () => 'let each pod have one budget',
    example: scalingExamples.overlap,
  }),
  'disruption-budget/zero': fragile<{ rule: string; count: number }>({
    title: 'A PodDisruptionBudget lets nobody evict any pod.',
    why: 'Draining a node hangs until somebody removes the budget or the pods.',
    see: `${disruptions}#specifying-a-poddisruptionbudget`,
    message: ({ rule, count }) => `${rule} of ${count === 1 ? 'one pod' : `${count} pods`} allows no disruption`,
    help: () => 'allow one pod to be missing (maxUnavailable: 1), and run one more than are needed',
    example: scalingExamples.zero,
  }),
  'disruption-budget/no-scale': fragile<{ workload: ObjectId; rule: string }>({
    title: 'A PodDisruptionBudget counts against a number of pods that nobody knows.',
    why: 'For maxUnavailable and percentages the controller asks the workload how many pods there should be: those without an answer allow no disruption.',
    see: `${disruptions}#arbitrary-controllers-and-selectors`,
    message: ({ workload, rule }) => `${rule} needs a number of replicas, which ${formatObjectId(workload)} does not have`,
    help: () => 'give minAvailable as a number',
    example: scalingExamples.noScale,
  }),
};
