import type { Container, ContainerResizePolicy, CoreV1ResourceClaim, Quantity, ResourceRequirements } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { dnsLabel, labelKey } from '../shared/names';
import { amount } from '../shared/numbers';
import { isContainerResource, isExtendedResource, isHugePages, isNativeResource, isOvercommitAllowed, resourceAmount } from '../shared/resources';
import { quantityValue } from '../../../core/quantity';

type Amounts = { readonly [resource: string]: Quantity };

/** Names without prefix that stand for something in Kubernetes, if not in a container. */
const standard: ReadonlySet<string> = new Set([
  'cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage',
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'storage', 'requests.storage',
  'services.nodeports', 'services.loadbalancers',
]);

/** What can be asked for. */
type NameOfResource = (name: string, at: Context) => void;

const anyResource = (name: string, at: Context): boolean => {
  if (!labelKey.accepts(name)) at.report('api/label-key', { found: name });
  else if (!name.includes('/') && !standard.has(name) && !isHugePages(name) && !name.startsWith('requests.hugepages-')) {
    at.report('resource/unknown', { found: name, of: 'a container' });
  } else return true;
  return false;
};

const ofContainer: NameOfResource = (name, at) => {
  if (!anyResource(name, at)) return;
  if (!name.includes('/')) {
    if (!isContainerResource(name)) at.report('resource/unknown', { found: name, of: 'a container' });
  } else if (!isNativeResource(name) && !isExtendedResource(name)) at.report('resource/no-extended', { found: name });
};

const ofPod: NameOfResource = (name, at) => {
  if (!anyResource(name, at)) return;
  if (name !== 'cpu' && name !== 'memory' && !isHugePages(name)) at.report('api/not-supported', { found: name, known: ['cpu', 'hugepages-*', 'memory'] });
};

/** What is needed at least and used at most. Stands at both together. */
function requirements(nameOf: NameOfResource): Rule<ResourceRequirements> {
  return ({ limits = {}, requests = {}, claims = [] }, at) => {
    amounts('limits', limits, nameOf, at);
    amounts('requests', requests, nameOf, at);
    for (const name in requests) requestWithinLimit(name, requests[name]!, limits[name], at);
    if ((hasHugePages(limits) || hasHugePages(requests)) && !hasMain(limits) && !hasMain(requests)) at.report('api/hugepages-alone', {});
    if (claims.length > 0) {
      at.enter('claims');
      deviceClaims(claims, at);
      at.leave();
    }
  };
}

function amounts(field: 'limits' | 'requests', given: Amounts, nameOf: NameOfResource, at: Context): void {
  for (const name in given) {
    const quantity = given[name]!;
    // What nearly all of them are, and nothing can be wrong with.
    if ((name === 'cpu' || name === 'memory') && !String(quantity).startsWith('-')) continue;
    at.enter(field);
    at.enter(name);
    amountOf(name, quantity, nameOf, at);
    at.leave();
    at.leave();
  }
}

function amountOf(name: string, quantity: Quantity, nameOf: NameOfResource, at: Context): void {
  nameOf(name, at);
  resourceAmount(name, quantity, at);
  if (isHugePages(name)) wholePages(name, quantity, at);
}

function wholePages(name: string, found: Quantity, at: Context): void {
  const size = quantityValue(name.slice('hugepages-'.length)) ?? 0n;
  const whole = size > 0n && size % 1_000_000_000n === 0n;
  if (!whole || wholeBytes(found) % size !== 0n) at.report('api/hugepages', { found, resource: name, size: whole ? name.slice('hugepages-'.length) : undefined });
}

/** In billionths, rounded up to whole ones. */
function wholeBytes(quantity: Quantity): bigint {
  const value = amount(quantity);
  const rest = value % 1_000_000_000n;
  return rest > 0n ? value + 1_000_000_000n - rest : value - rest;
}

function requestWithinLimit(resource: string, request: Quantity, limit: Quantity | undefined, at: Context): void {
  const equal = !isOvercommitAllowed(resource);
  if (limit === undefined) {
    if (equal) at.reportAt('limits', 'api/limit-needed', { resource, request }, ['requests', resource]);
    return;
  }
  if (request === limit) return;
  const difference = amount(request) - amount(limit);
  if (difference > 0n || (equal && difference !== 0n)) {
    at.reportAt('requests', 'api/request-above-limit', { resource, request, limit, equal }, ['requests', resource]);
  }
}

function hasHugePages(given: Amounts): boolean {
  for (const name in given) if (isHugePages(name)) return true;
  return false;
}

function hasMain(given: Amounts): boolean {
  return given['cpu'] !== undefined || given['memory'] !== undefined;
}

/** Claims of a container to devices: each, or one request of each, once. */
function deviceClaims(list: readonly CoreV1ResourceClaim[], at: Context): void {
  const { claims } = at.pod!;
  const seen = new Set<string>();
  const partly = new Set<string>();
  list.forEach(({ name = '', request = '' }, index) => {
    if (name === '') return at.reportAt(index, 'api/required', { field: 'name' }, [index, 'name']);
    const key = request === '' ? name : `${name}/${request}`;
    if (!seen.has(name)) {
      if (request !== '' && !dnsLabel.accepts(request)) at.reportAt([index, 'request'], 'api/dns-label', { found: request });
      if (seen.has(key) || (request === '' && partly.has(name))) at.reportAt(index, 'api/duplicate', { found: key });
      seen.add(key);
      if (request !== '') partly.add(name);
    } else at.reportAt(index, 'api/duplicate', { found: name });
    if (!claims.has(name)) at.reportAt(index, 'api/not-found', { found: name, what: 'resource claim' }, [index, 'name']);
  });
}

/** What a container needs and may use. */
export const containerResources: Rule<ResourceRequirements> = requirements(ofContainer);

/** What all containers of a pod together need and may use. */
export const podResources: Rule<ResourceRequirements> = requirements(ofPod);

/** What a pod costs its node besides its containers. The server takes it for limits. */
export const overhead: Rule<Amounts> = (given, at) => {
  for (const name in given) at.enterAs(['limits', name], [name], () => amountOf(name, given[name]!, ofContainer, at));
  if (hasHugePages(given) && !hasMain(given)) at.report('api/hugepages-alone', {});
};

const resizable = ['cpu', 'memory'];
const onResize = ['NotRequired', 'RestartContainer'];

/** Whether a container starts again when its resources change. The server does not say which resource it means. */
export const resizePolicies: Rule<readonly ContainerResizePolicy[]> = (list, at) => {
  const seen = new Set<string>();
  const restarts = at.pod!.spec.restartPolicy !== 'Never';
  list.forEach(({ resourceName = '', restartPolicy = '' }, index) => {
    if (seen.has(resourceName)) at.reportAt(index, 'api/duplicate', { found: resourceName });
    seen.add(resourceName);
    policyField('resourceName', resourceName, resizable, index, at);
    policyField('restartPolicy', restartPolicy, onResize, index, at);
    if (!restarts && restartPolicy !== 'NotRequired') {
      at.reportAt([], 'api/not-allowed', { field: 'restartPolicy: RestartContainer', when: 'in a pod with restartPolicy: Never' }, [index, 'restartPolicy']);
    }
  });
};

function policyField(field: string, found: string, known: readonly string[], index: number, at: Context): void {
  if (found === '') at.reportAt([], 'api/required', { field }, [index, field]);
  else if (!known.includes(found)) at.reportAt([], 'api/not-supported', { found, known }, [index, field]);
}

/** Init containers that end by themselves are never started again for it. */
export function resizeOfInitContainer({ resizePolicy = [] }: Container, at: Context): void {
  resizePolicy.forEach(({ restartPolicy }, index) => {
    if (restartPolicy !== 'RestartContainer') return;
    at.reportAt(['resizePolicy', index, 'restartPolicy'], 'api/not-allowed', {
      field: 'restartPolicy: RestartContainer', when: 'for an init container without restartPolicy: Always',
    });
  });
}
