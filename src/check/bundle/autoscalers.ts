import type { Container, HorizontalPodAutoscaler, MetricSpec } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap, list, text } from '../graph/read';
import { limitsOf } from './amounts';
import { type Bundle, read } from './bundle';
import { autoscalers } from './workload-size';

const noScale: ReadonlySet<string> = new Set(['/Pod', 'apps/DaemonSet', 'batch/Job', 'batch/CronJob']);

/** The workloads of autoscalers, and what they are measured by. */
export function autoscalerRule(bundle: Bundle): void {
  for (const reference of bundle.graph.references('scales')) {
    const { from, to, kind, pointer } = reference;
    if (noScale.has(kind)) bundle.report(from, 'autoscaler/not-scalable', { target: targetOf(reference) }, pointer);
    else if (to === undefined) {
      const missing = bundle.missing(reference);
      if (missing !== undefined) bundle.report(from, 'autoscaler/target-missing', missing.args, pointer, missing);
    } else checkWorkload(bundle, from, to, pointer);
  }
}

function targetOf({ kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string }): ObjectNode['id'] {
  const slash = kind.indexOf('/');
  return { apiVersion: kind.slice(0, slash), kind: kind.slice(slash + 1), namespace: namespace === '' ? undefined : namespace, name };
}

function checkWorkload(bundle: Bundle, autoscaler: ObjectNode, target: ObjectNode, pointer: string): void {
  const all = autoscalers(bundle).get(target) ?? [];
  const other = all[0];
  if (other !== undefined && other !== autoscaler) bundle.report(autoscaler, 'autoscaler/shared-target', { target: target.id, other: other.id.name }, pointer);
  const pods = bundle.graph.podsOf(target);
  if (pods === undefined) return;
  if (pods.fixed && other === autoscaler) {
    bundle.report(target, 'autoscaler/fixed-replicas', { autoscaler: autoscaler.id.name, replicas: pods.replicas ?? 0 }, '/spec/replicas');
  }
  if (autoscaler.key === 'autoscaling/HorizontalPodAutoscaler') checkMetrics(bundle, autoscaler, pods);
}

interface Spec {
  readonly metrics?: readonly MetricSpec[];
  /** Of autoscaling/v1. */
  readonly targetCPUUtilizationPercentage?: unknown;
}

function checkMetrics(bundle: Bundle, autoscaler: ObjectNode, pods: PodSource): void {
  const { metrics, targetCPUUtilizationPercentage } = fields(read<HorizontalPodAutoscaler>(autoscaler).spec) as Spec;
  const version = autoscaler.id.apiVersion.slice('autoscaling/'.length);
  if (version === 'v1' || list(metrics).length === 0) {
    // Without any metric the API server sets a share of the processor.
    checkRequests(bundle, autoscaler, pods, 'cpu', targetCPUUtilizationPercentage === undefined ? '/spec' : '/spec/targetCPUUtilizationPercentage');
    return;
  }
  each(metrics, (metric, index) => {
    const { resource, containerResource } = metric;
    if (isMap(resource) && isShare(resource)) {
      checkRequests(bundle, autoscaler, pods, String(resource.name), `/spec/metrics/${index}/resource`);
    } else if (isMap(containerResource)) {
      const { container, name } = containerResource;
      const pointer = `/spec/metrics/${index}/containerResource`;
      if (checkContainer(bundle, autoscaler, pods, container, `${pointer}/container`) && isShare(containerResource)) {
        checkRequests(bundle, autoscaler, pods, String(name), pointer, container);
      }
    }
  });
}

/** Whether a goal is a percentage of what is requested. Versions before v2 have it beside the name. */
function isShare(metric: object): boolean {
  const { target, targetAverageUtilization } = metric as { readonly target?: object; readonly targetAverageUtilization?: unknown };
  return typeof targetAverageUtilization === 'number' || (isMap(target) && (target as { readonly type?: unknown }).type === 'Utilization');
}

function checkContainer(bundle: Bundle, autoscaler: ObjectNode, pods: PodSource, container: unknown, pointer: string): boolean {
  const name = text(container);
  if (name === undefined) return false;
  const known: string[] = [];
  eachContainer(pods, (one, _pointer, role) => {
    if (role === 'main' || role === 'sidecar') known.push(String(one.name));
  });
  if (known.includes(name)) return true;
  const near = bundle.nearest(name, () => known);
  bundle.report(autoscaler, 'autoscaler/container-missing', { target: pods.node.id, container: name, known: known.slice(0, 20), nearest: near }, pointer);
  return false;
}

function checkRequests(bundle: Bundle, autoscaler: ObjectNode, pods: PodSource, resource: string, pointer: string, only?: string): void {
  const ofPod = fields(pods.spec.resources);
  // Requests of the whole pod stand for those of its containers, once a release knows them.
  if (only === undefined && bundle.minor >= 34 && (Object.keys(fields(ofPod.requests)).length > 0 || Object.keys(fields(ofPod.limits)).length > 0)) {
    if (Object.hasOwn(fields(ofPod.requests), resource) || Object.hasOwn(fields(ofPod.limits), resource)) return;
  }
  if (limitsOf(bundle, pods.namespace).some(({ type, defaultRequest, defaultLimit }) => type === 'Container' && (defaultRequest.has(resource) || defaultLimit.has(resource)))) return;
  const without: string[] = [];
  eachContainer(pods, (container, _pointer, role) => {
    if ((role === 'main' || role === 'sidecar') && (only === undefined || container.name === only) && !requests(container, resource)) without.push(String(container.name));
  });
  if (without.length > 0) bundle.report(autoscaler, 'autoscaler/no-requests', { target: pods.node.id, resource, containers: without.slice(0, 10) }, pointer);
}

/** A limit stands for the request that is not given. */
function requests({ resources }: Fields<Container>, resource: string): boolean {
  const { requests: requested, limits } = fields(resources);
  return Object.hasOwn(fields(requested), resource) || Object.hasOwn(fields(limits), resource);
}
