import type { Container, LimitRange, LimitRangeItem, PodSpec, RuntimeClass } from '../../../generated/kubernetes';
import { isQuantity, quantityValue } from '../../core/quantity';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap } from '../graph/read';
import { type Bundle, read } from './bundle';

/** Amounts of resources, in billionths. */
export type Amounts = Map<string, bigint>;

/** What one container, or a whole pod, asks for. */
export interface Demand {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The demand of a container, with its name and JSON pointer. */
export interface ContainerDemand extends Demand {
  readonly name: string;
  readonly pointer: string;
  readonly role: 'main' | 'sidecar' | 'init';
}

/** The demands of pods as admission sees them: with the defaults of the server and of limit ranges. */
export interface PodDemand extends Demand {
  readonly containers: readonly ContainerDemand[];
  /** Whether the pod as a whole says what it wants, so that its containers need not. */
  readonly ofPod: boolean;
}

/** Amounts as they are written. What is no amount counts as not there. */
export function amountsOf(map: unknown): Amounts {
  const amounts: Amounts = new Map();
  if (!isMap(map)) return amounts;
  for (const [name, value] of Object.entries(map)) if (isQuantity(value)) amounts.set(name, quantityValue(value)!);
  return amounts;
}

/** The items of the limit ranges of a namespace. */
export function limitsOf(bundle: Bundle, namespace: string): readonly LimitItem[] {
  return limitsByNamespace(bundle).get(namespace) ?? [];
}

/** One item of a LimitRange, with its defaults. */
export interface LimitItem {
  readonly node: ObjectNode;
  readonly type: 'Container' | 'Pod' | 'PersistentVolumeClaim';
  readonly min: Amounts;
  readonly max: Amounts;
  readonly ratio: Amounts;
  readonly defaultLimit: Amounts;
  readonly defaultRequest: Amounts;
}

function limitsByNamespace(bundle: Bundle): ReadonlyMap<string, readonly LimitItem[]> {
  return bundle.once(limitsByNamespace, () => {
    const found = new Map<string, LimitItem[]>();
    for (const [node, { spec }] of bundle.ofKind<LimitRange>('/LimitRange')) {
      const items = found.get(node.namespace) ?? [];
      each(fields(spec).limits, (item) => items.push(limitItem(node, item)));
      found.set(node.namespace, items);
    }
    return found;
  });
}

/** With what the server fills in: the maximum is the default limit, the default limit the default request, else the minimum. */
function limitItem(node: ObjectNode, { type, min, max, maxLimitRequestRatio, default: limit, defaultRequest }: Fields<LimitRangeItem>): LimitItem {
  const item = {
    node, type: type as LimitItem['type'], min: amountsOf(min), max: amountsOf(max), ratio: amountsOf(maxLimitRequestRatio),
    defaultLimit: amountsOf(limit), defaultRequest: amountsOf(defaultRequest),
  };
  if (type === 'Container') {
    fillIn(item.defaultLimit, item.max);
    fillIn(item.defaultRequest, item.defaultLimit);
    fillIn(item.defaultRequest, item.min);
  }
  return item;
}

function fillIn(amounts: Amounts, defaults: Amounts): void {
  for (const [name, value] of defaults) if (!amounts.has(name)) amounts.set(name, value);
}

/** What pods ask for. */
export function podDemand(bundle: Bundle, pods: PodSource): PodDemand {
  return demands(bundle, pods);
}

const noted = new WeakMap<Bundle, Map<PodSource, PodDemand>>();

function demands(bundle: Bundle, pods: PodSource): PodDemand {
  let known = noted.get(bundle);
  if (known === undefined) noted.set(bundle, (known = new Map<PodSource, PodDemand>()));
  let demand = known.get(pods);
  if (demand === undefined) known.set(pods, (demand = demandOf(bundle, pods)));
  return demand;
}

function demandOf(bundle: Bundle, pods: PodSource): PodDemand {
  const items = limitsOf(bundle, pods.namespace);
  const containers: ContainerDemand[] = [];
  eachContainer(pods, (container, pointer, role) => {
    if (role !== 'ephemeral') containers.push({ ...containerDemand(container, items), name: String(container.name), pointer, role });
  });
  const sum: Demand = { requests: total(containers, 'requests'), limits: total(containers, 'limits') };
  const ofPod = bundle.minor >= 34 && isMap(pods.spec.resources) && applyPodLevel(pods.spec, sum);
  addOverhead(bundle, pods.spec, sum);
  return { ...sum, containers, ofPod };
}

function containerDemand({ resources }: Fields<Container>, items: readonly LimitItem[]): Demand {
  const { requests, limits } = fields(resources);
  const demand: Demand = { requests: amountsOf(requests), limits: amountsOf(limits) };
  fillIn(demand.requests, demand.limits);
  for (const { type, defaultLimit, defaultRequest } of items) {
    if (type !== 'Container') continue;
    fillIn(demand.limits, defaultLimit);
    fillIn(demand.requests, defaultRequest);
  }
  return demand;
}

/** Containers that run together add up; those that run before them need no more than the largest step. */
function total(containers: readonly ContainerDemand[], what: 'requests' | 'limits'): Amounts {
  const sum: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const start: Amounts = new Map();
  for (const container of containers) {
    const own = container[what];
    if (container.role !== 'init') add(sum, own);
    if (container.role === 'sidecar') add(sidecars, own);
    if (container.role === 'main') continue;
    const step: Amounts = new Map(sidecars);
    if (container.role === 'init') add(step, own);
    raise(start, step);
  }
  raise(sum, start);
  return sum;
}

function add(amounts: Amounts, more: Amounts): void {
  for (const [name, value] of more) amounts.set(name, (amounts.get(name) ?? 0n) + value);
}

function raise(amounts: Amounts, least: Amounts): void {
  for (const [name, value] of least) if (value > (amounts.get(name) ?? -1n)) amounts.set(name, value);
}

/** What the pod says as a whole stands for what its containers say. Returns whether it says anything. */
function applyPodLevel({ resources }: Fields<PodSpec>, sum: Demand): boolean {
  const { requests, limits } = fields(resources);
  const [ownRequests, ownLimits] = [amountsOf(requests), amountsOf(limits)];
  for (const [name, value] of ownLimits) {
    sum.limits.set(name, value);
    if (!ownRequests.has(name) && !sum.requests.has(name)) sum.requests.set(name, value);
  }
  for (const [name, value] of ownRequests) sum.requests.set(name, value);
  return ownRequests.size > 0 || ownLimits.size > 0;
}

/** What the runtime itself takes, by the RuntimeClass. */
function addOverhead(bundle: Bundle, { overhead, runtimeClassName }: Fields<PodSpec>, sum: Demand): void {
  const runtimeClass = typeof runtimeClassName === 'string' ? bundle.graph.find('node.k8s.io/RuntimeClass', '', runtimeClassName) : undefined;
  const fixed = runtimeClass?.manifest === undefined ? overhead : (fields(read<RuntimeClass>(runtimeClass).overhead).podFixed ?? overhead);
  if (!isMap(fixed)) return;
  const own = amountsOf(fixed);
  add(sum.requests, own);
  for (const [name, value] of own) if (sum.limits.has(name)) sum.limits.set(name, sum.limits.get(name)! + value);
}

const units: readonly (readonly [string, bigint])[] = [
  ['Ei', 1n << 60n], ['Pi', 1n << 50n], ['Ti', 1n << 40n], ['Gi', 1n << 30n], ['Mi', 1n << 20n], ['Ki', 1n << 10n],
];
const one = 1_000_000_000n;

/** An amount as a person writes it: `500m`, `3`, `1536Mi`. */
export function formatAmount(resource: string, amount: bigint): string {
  if (amount % one !== 0n) return amount % 1_000_000n === 0n ? `${amount / 1_000_000n}m` : `${amount}n`;
  const whole = amount / one;
  if (/memory|storage|hugepages/.test(resource) && whole !== 0n) {
    for (const [unit, size] of units) if (whole % size === 0n) return `${whole / size}${unit}`;
  }
  return String(whole);
}
