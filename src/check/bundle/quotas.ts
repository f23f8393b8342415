import type { ResourceQuota } from '../../../generated/kubernetes';
import { formatObjectId } from '../../core/object-id';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { fields } from '../graph/read';
import { type Amounts, amountsOf, formatAmount, podDemand } from './amounts';
import type { Bundle } from './bundle';
import { isInScope, type QuotaScopes, scopesOf } from './quota-scopes';
import { countedUsage, type Usage } from './quota-usage';
import { workloadSize } from './workload-size';

const one = 1_000_000_000n;
/** Resources of which each container must say how much it wants, once they have a quota. */
const mustBeSaid: ReadonlySet<string> = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']);

/** What the objects of a namespace take of its quotas. */
export function quotaRule(bundle: Bundle): void {
  for (const [node, { spec }] of bundle.ofKind<ResourceQuota>('/ResourceQuota')) {
    const quota = fields(spec);
    const hard = amountsOf(quota.hard);
    const scopes = scopesOf(quota);
    const pods = bundle.graph.labels.inNamespace(node.namespace).filter((each) => isInScope(bundle, each, scopes));
    checkSaid(bundle, node, hard, pods);
    for (const [resource, allowed] of hard) checkUsage(bundle, node, resource, allowed, usages(bundle, node, resource, pods, scopes));
  }
}

/** Containers that do not say what they want. */
function checkSaid(bundle: Bundle, node: ObjectNode, hard: Amounts, pods: readonly PodSource[]): void {
  const required = [...hard.keys()].filter((name) => mustBeSaid.has(name));
  if (required.length === 0) return;
  for (const each of pods) {
    const { containers, ofPod } = podDemand(bundle, each);
    if (ofPod) continue;
    for (const { name, pointer, requests, limits } of containers) {
      const missing = required.filter((resource) => !(resource.startsWith('limits.') ? limits : requests).has(resource.replace(/^(limits|requests)\./, '')));
      if (missing.length > 0) bundle.report(each.node, 'quota/requests-missing', { quota: node.id.name, resources: missing, container: name }, `${pointer}/resources`);
    }
  }
}

/** What each object takes of a resource. */
function usages(bundle: Bundle, node: ObjectNode, resource: string, pods: readonly PodSource[], scopes: QuotaScopes): readonly Usage[] {
  const ofOnePod = podUsage(resource);
  if (ofOnePod === undefined) return scopes.length > 0 ? [] : countedUsage(bundle, node.namespace, resource);
  return pods.flatMap((each): Usage[] => {
    const amount = ofOnePod(bundle, each);
    if (amount === undefined || amount === 0n) return [];
    const { atLeast, atMost } = workloadSize(bundle, each);
    const [least, most] = runsAtOnce(each, atLeast, atMost);
    return [{ node: each.node, pointer: each.pointer, one: amount, least: amount * BigInt(least), most: amount * BigInt(most) }];
  });
}

/** Jobs on a schedule run now and then, and not beside all others. */
function runsAtOnce({ kind, node }: PodSource, least: number, most: number): readonly [number, number] {
  if (kind === 'batch/CronJob') return [0, 0];
  const { suspend, completions } = fields((node.manifest as { readonly spec?: { readonly suspend?: unknown; readonly completions?: unknown } }).spec);
  if (kind !== 'batch/Job') return [Math.max(0, least), Math.max(0, most)];
  const count = suspend === true ? 0 : typeof completions === 'number' ? Math.min(completions, least) : least;
  return [Math.max(0, count), Math.max(0, count)];
}

/** How much one pod takes of a resource; `undefined` for what pods do not count for. */
function podUsage(resource: string): ((bundle: Bundle, pods: PodSource) => bigint | undefined) | undefined {
  if (resource === 'pods' || resource === 'count/pods') return () => one;
  if (resource === 'requests.storage') return undefined;
  if (resource.startsWith('limits.')) return (bundle, pods) => podDemand(bundle, pods).limits.get(resource.slice('limits.'.length));
  const name = resource.startsWith('requests.') ? resource.slice('requests.'.length) : resource;
  const isAmount = name !== resource || name === 'cpu' || name === 'memory' || name === 'ephemeral-storage' || name.startsWith('hugepages-');
  return isAmount ? (bundle, pods) => podDemand(bundle, pods).requests.get(name) : undefined;
}

const mostUsers = 5;

function checkUsage(bundle: Bundle, node: ObjectNode, resource: string, allowed: bigint, users: readonly Usage[]): void {
  let [least, most] = [0n, 0n];
  for (const usage of users) {
    if (usage.one > allowed) reportExceeded(bundle, usage.node, node, resource, allowed, usage.one, [usage], usage.pointer);
    else {
      least += usage.least;
      most += usage.most;
    }
  }
  const wanted = least > allowed ? least : most;
  if (wanted <= allowed) return;
  const biggest = users.filter((usage) => usage.one <= allowed && usage.most > 0n).sort((a, b) => (a.most < b.most ? 1 : a.most > b.most ? -1 : 0));
  const pointer = `/spec/hard/${resource.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  reportExceeded(bundle, node, node, resource, allowed, wanted, biggest, pointer, least > allowed ? undefined : 'warning');
}

function reportExceeded(
  bundle: Bundle, at: ObjectNode, quota: ObjectNode, resource: string, allowed: bigint, wanted: bigint, users: readonly Usage[], pointer: string, severity?: 'warning',
): void {
  const names = users.slice(0, mostUsers).map((usage) => formatObjectId(usage.node.id));
  if (users.length > mostUsers) names.push(`${users.length - mostUsers} more`);
  const args = { quota: quota.id.name, resource, hard: formatAmount(resource, allowed), wanted: formatAmount(resource, wanted), users: names };
  bundle.report(at, 'quota/exceeded', args, pointer, { severity });
}
