import type { Quantity } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { labelKey } from './names';
import { notNegativeQuantity, unitsOf } from './numbers';

/** `hugepages-2Mi` and its like. */
export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** A resource of Kubernetes itself: without a prefix, or with one of kubernetes.io. */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** A resource that somebody else defined, such as `example.com/gpu`. */
export function isExtendedResource(name: string): boolean {
  return !isNativeResource(name) && !name.startsWith('requests.') && labelKey.accepts(`requests.${name}`);
}

/** Whether a container can have a limit above its request of the resource. */
export function isOvercommitAllowed(name: string): boolean {
  return isNativeResource(name) && !isHugePages(name);
}

const containerResources: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** A resource without prefix that a container can ask for. */
export function isContainerResource(name: string): boolean {
  return containerResources.has(name) || isHugePages(name);
}

const countedResources: ReadonlySet<string> = new Set([
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
]);

/** A resource that is counted in whole numbers. */
export function isCountedResource(name: string): boolean {
  return countedResources.has(name) || isExtendedResource(name);
}

/** An amount of a resource: 0 or more, and whole where the resource is counted. Stands at the amount. */
export function resourceAmount(resource: string, found: Quantity, at: Context): void {
  notNegativeQuantity(found, at);
  if (isCountedResource(resource) && !isWhole(found)) at.report('api/not-whole', { found, resource });
}

/** Whether an amount is a whole number: the server looks at thousandths. */
export function isWhole(quantity: Quantity): boolean {
  return unitsOf(quantity, 1_000_000n) % 1000n === 0n;
}
