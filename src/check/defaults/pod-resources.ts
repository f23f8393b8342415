import type { Container, PodSpec } from '../../../generated/kubernetes';
import { compareQuantities } from '../../core/quantity';
import { addQuantities } from '../decode/quantity';
import { set } from './fill';

type Amounts = { readonly [resource: string]: string };

/** The release that first lets resources be set for a whole pod. */
const since = 34;

/**
 * Requests and limits of a whole pod, where some of them are set: from its containers, and from each other.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
 */
export function podResources(spec: PodSpec, minor: number): PodSpec {
  if (minor < since || spec.resources === undefined) return spec;
  const given = spec.resources as { readonly limits?: Amounts; readonly requests?: Amounts };
  const limits = hugePageLimits(spec, given.limits, given.requests);
  const requests = limits === undefined || Object.keys(limits).length === 0 ? given.requests : podRequests(spec, limits, given.requests);
  return set(spec, { resources: set(spec.resources, { limits, requests }) });
}

function hugePageLimits(spec: PodSpec, limits: Amounts | undefined, requests: Amounts | undefined): Amounts | undefined {
  if (limits === undefined && requests === undefined) return limits;
  let result = limits;
  const all = effective(spec, 'limits');
  for (const resource in all) {
    if (!resource.startsWith('hugepages-') || requests?.[resource] !== undefined || limits?.[resource] !== undefined) continue;
    result = { ...result, [resource]: all[resource]! };
  }
  return result;
}

function podRequests(spec: PodSpec, limits: Amounts, requests: Amounts | undefined): Amounts {
  const result: { [resource: string]: string } = { ...requests };
  const all = effective(spec, 'requests');
  for (const resource of ['cpu', 'memory']) if (result[resource] === undefined && all[resource] !== undefined) result[resource] = all[resource];
  for (const resource in limits) if (result[resource] === undefined && isOfPods(resource)) result[resource] = limits[resource]!;
  return result;
}

function isOfPods(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-');
}

/** What all containers need at once: the larger one of those that run together, and of any that starts before them. */
function effective({ containers, initContainers }: PodSpec, which: 'limits' | 'requests'): Amounts {
  const amounts = (container: Container): Amounts => (container.resources?.[which] ?? {}) as Amounts;
  let together = (containers ?? []).reduce<Amounts>((sum, container) => plus(sum, amounts(container)), {});
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  for (const container of initContainers ?? []) {
    const own = amounts(container);
    if (container.restartPolicy === 'Always') {
      together = plus(together, own);
      sidecars = plus(sidecars, own);
      starting = larger(starting, sidecars);
    } else starting = larger(starting, plus(own, sidecars));
  }
  return larger(together, starting);
}

function plus(a: Amounts, b: Amounts): Amounts {
  const sum: { [resource: string]: string } = { ...a };
  for (const resource in b) sum[resource] = sum[resource] === undefined ? b[resource]! : addQuantities(sum[resource], b[resource]!);
  return sum;
}

function larger(a: Amounts, b: Amounts): Amounts {
  const most: { [resource: string]: string } = { ...a };
  for (const resource in b) if (most[resource] === undefined || compareQuantities(b[resource]!, most[resource]) > 0) most[resource] = b[resource]!;
  return most;
}
