import type { Quantity } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { labelKey } from './names';
import { isContainerResource, isExtendedResource, isHugePages, isNativeResource, resourceAmount } from './resources';

const counted = [
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
];
const measured = [
  'cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'requests.storage',
  'limits.cpu', 'limits.memory', 'limits.ephemeral-storage',
];
const quotaResources: ReadonlySet<string> = new Set([...measured, ...counted]);

function isHugePagesOfQuota(name: string): boolean {
  return isHugePages(name) || name.startsWith('requests.hugepages-');
}

/** A resource of Kubernetes itself that a quota can limit. */
export function isQuotaResource(name: string): boolean {
  return quotaResources.has(name) || isHugePagesOfQuota(name);
}

/** A qualified name, without a prefix only those of Kubernetes itself. Says whether it is one. */
function standardOrQualified(found: string, at: Context): boolean {
  if (!labelKey.accepts(found)) at.report('api/label-key', { found });
  else if (found.includes('/') || found === 'storage' || isQuotaResource(found)) return true;
  else at.report('resource/unknown', { found, of: 'Kubernetes' });
  return false;
}

/** The name of any resource. */
export const resourceName: Rule<string> = (found, at) => void standardOrQualified(found, at);

/** The name of a resource that a container can ask for. */
export const containerResourceName: Rule<string> = (found, at) => {
  const known = standardOrQualified(found, at);
  if (!found.includes('/')) {
    if (known && !isContainerResource(found)) at.report('resource/unknown', { found, of: 'a container' });
  } else if (known && !isNativeResource(found) && !isExtendedResource(found)) at.report('resource/no-extended', { found });
};

/** The name of a resource that a quota can limit. */
export const quotaResourceName: Rule<string> = (found, at) => {
  if (standardOrQualified(found, at) && !found.includes('/') && !isQuotaResource(found)) at.report('resource/unknown', { found, of: 'a quota' });
};

type Amounts = { readonly [resource: string]: Quantity };

/** Rules for the entries of a map of amounts, each at its own place. */
export function amounts(...rules: readonly ((resource: string, amount: Quantity, at: Context) => void)[]): Rule<Amounts> {
  return (map, at) => {
    for (const resource in map) {
      at.enter(resource);
      for (const rule of rules) rule(resource, map[resource]!, at);
      at.leave();
    }
  };
}

/** The limits of a quota: known resources, amounts of 0 or more. */
export const quotaAmounts: Rule<Amounts> = amounts((resource, _, at) => quotaResourceName(resource, at), resourceAmount);
