import { show } from '../../core/show';
import { advice, hint } from './rule-facts';

/** Advice about Services, Ingresses, policies, autoscalers and schedules. */
export const practiceObjectCodes = {
  'practice/no-network-policy': hint<Record<string, never>>({
    title: 'Every pod of the cluster may talk to these pods.',
    why: 'Without a NetworkPolicy that selects a pod all traffic to it and from it is allowed.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    message: () => 'no NetworkPolicy selects these pods',
    help: () => 'add a NetworkPolicy that allows what is needed',
  }),
  'practice/node-port': hint<Record<string, never>>({
    title: 'A Service opens a port on every node.',
    why: 'Clients have to know nodes and an odd port, and the port passes by what an Ingress or a load balancer would check.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
    message: () => 'the Service has type "NodePort"',
    help: () => 'use an Ingress, an HTTPRoute or type LoadBalancer',
  }),
  'practice/ingress-without-tls': hint<{ hosts: string }>({
    title: 'An Ingress serves without encryption.',
    why: 'Passwords and cookies travel in clear text, unless something in front of the Ingress encrypts.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    message: ({ hosts }) => `no certificate covers ${hosts}`,
    help: () => 'add spec.tls with the hosts and a Secret',
  }),
  'practice/cron-deadline': hint<Record<string, never>>({
    title: 'A run that was missed is started however late it is.',
    why: 'After a long outage of the controller a CronJob without a deadline may start a run hours late, and none at all after 100 missed ones.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    message: () => 'startingDeadlineSeconds is not set',
    help: () => 'set startingDeadlineSeconds to the delay that a run can bear',
  }),
  'practice/fixed-autoscaler': advice<{ replicas: number }>({
    title: 'An autoscaler has nothing to decide.',
    why: 'Its least and its largest number of pods are equal.',
    see: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
    message: ({ replicas }) => `minReplicas and maxReplicas are both ${replicas}`,
    help: () => 'raise maxReplicas, or remove the autoscaler and set replicas',
  }),
  'practice/autoscaler-minimum': hint<Record<string, never>>({
    title: 'An autoscaler goes down to one pod.',
    why: 'At night, when it does, every eviction is an outage.',
    see: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
    message: () => 'minReplicas is 1',
    help: () => 'set minReplicas to 2 or more',
  }),
  'practice/unhealthy-eviction': hint<{ found: string }>({
    title: 'A pod that does not get ready keeps its node from being drained.',
    why: 'By default a PodDisruptionBudget also protects pods that are not ready, once there are too few of the others.',
    see: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
    message: ({ found }) => `unhealthyPodEvictionPolicy is ${show(found)}`,
    help: () => 'set unhealthyPodEvictionPolicy to "AlwaysAllow"',
  }),
};
