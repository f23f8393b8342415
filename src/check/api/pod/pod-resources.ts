import type { Container, PodSpec, Quantity } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { amount } from '../shared/numbers';
import { isHugePages } from '../shared/resources';
import { podResources } from './resources';
import { isSidecar } from './restart';

type Sums = Map<string, bigint>;

/** Resources of the pod as a whole, from Kubernetes 1.34 on: what its containers need together must fit. Stands at the spec. */
export function resourcesOfPod(spec: PodSpec, at: Context): void {
  const { resources, os } = spec;
  if (resources === undefined) return;
  if (os?.name === 'windows') return at.reportAt('resources', 'api/forbidden', { field: 'resources', when: 'for a pod of Windows' });
  const { requests = {}, limits = {}, claims } = resources;
  if (claims !== undefined) at.reportAt(['resources', 'claims'], 'api/forbidden', { field: 'claims', when: 'for a whole pod' });
  at.enter('resources');
  podResources(resources, at);
  at.leave();
  for (const [name, needed] of together(spec, 'requests')) containersFit('requests', name, requests[name], needed, at);
  for (const [name, needed] of together(spec, 'limits')) {
    // Pages are given to containers for good: limits of other resources can exceed that of the pod together.
    if (isHugePages(name)) containersFit('limits', name, limits[name], needed, at);
  }
  eachLimitFits(spec, limits, at);
}

function containersFit(field: 'requests' | 'limits', resource: string, given: Quantity | undefined, needed: bigint, at: Context): void {
  if (given !== undefined && needed > amount(given)) at.reportAt(['resources', field, resource], 'api/containers-above-pod', { found: given, field, resource });
}

/** The server's path of the limit is a mixture of two. */
function eachLimitFits({ containers = [] }: PodSpec, limits: { readonly [resource: string]: Quantity }, at: Context): void {
  containers.forEach(({ resources }, index) => {
    const own = resources?.limits ?? {};
    for (const name in own) {
      const limit = limits[name];
      if (limit === undefined || amount(own[name]) <= amount(limit)) continue;
      at.reportAt(
        ['resources', 'containers', index, name, 'limits'], 'api/greater-than', { found: own[name], limit, of: 'the limit of the pod' },
        ['containers', index, 'resources', 'limits', name],
      );
    }
  });
}

/** What all containers need together: those that run side by side, or as much as the start of one init container needs. */
function together(spec: PodSpec, field: 'requests' | 'limits'): Sums {
  const sum: Sums = new Map();
  const sidecars: Sums = new Map();
  const start: Sums = new Map();
  for (const container of spec.containers ?? []) add(sum, container, field);
  for (const container of spec.initContainers ?? []) {
    if (isSidecar(container)) {
      add(sum, container, field);
      add(sidecars, container, field);
      raise(start, sidecars);
    } else {
      const alone = new Map(sidecars);
      add(alone, container, field);
      raise(start, alone);
    }
  }
  raise(sum, start);
  return sum;
}

function add(sum: Sums, { resources }: Container, field: 'requests' | 'limits'): void {
  const own = resources?.[field] ?? {};
  for (const name in own) sum.set(name, (sum.get(name) ?? 0n) + amount(own[name]));
}

function raise(sum: Sums, other: Sums): void {
  for (const [name, value] of other) {
    if (!sum.has(name) || value > sum.get(name)!) sum.set(name, value);
  }
}
