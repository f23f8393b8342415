import type { Bundle } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import { type Inventory, inventory, since } from '../cluster/inventory';
import type { Particulars } from '../systems/particulars';
import { accounts } from './accounts';
import { applied } from './applied';
import { claims } from './claims';
import { type Context, contextOf } from './context';
import { deleted } from './deleted';
import { endpoints } from './endpoints';
import { podSecurity } from './pod-security';
import { quotas } from './quotas';
import { ready } from './ready';
import { references } from './references';
import { routes } from './routes';
import { scaling } from './scaling';
import { unchanged } from './unchanged';

/** What a system showed, each in words. */
export interface Shown {
  /** How many objects the server accepted. */
  readonly objects: number;
  /** The levels of Pod Security that its namespaces enforce. */
  readonly levels: readonly string[];
  /** What runs, such as `Deployment web: 3 pods`. */
  readonly workloads: readonly string[];
  readonly services: readonly string[];
  readonly claims: readonly string[];
  /** Autoscalers, budgets, routes, accounts, and what pods read. */
  readonly others: readonly string[];
  /** What was there after everything was deleted. */
  readonly stays: readonly string[];
}

/** Takes a system through its life: applied, ready, applied again, deleted. Leaves the cluster as it was, whatever happens. */
export async function proveSystem(cluster: Cluster, bundle: Bundle, particulars: Particulars, patience?: number): Promise<Shown> {
  const context = contextOf(cluster, bundle, particulars, patience);
  return leavingNothing(cluster, bundle, async (before) => {
    await comesToLife(context);
    const shown = await lives(context);
    await unchanged(context);
    return { ...shown, stays: await deleted(context, before) };
  });
}

/** The file applied, with what it expects to be there. */
export async function comesToLife({ cluster: { kubectl }, bundle, particulars: { warnings, given = [] } }: Context): Promise<void> {
  const own = bundle.of('v1/Namespace').map(({ metadata }) => metadata.name);
  for (const name of bundle.namespaces().filter((namespace) => !own.includes(namespace))) {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await kubectl.ok(['apply', '--server-side', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
  }
  await applied(kubectl, bundle, warnings);
  for (const object of given) await kubectl.ok(['apply', '--server-side', '-f', '-'], JSON.stringify(object));
}

/** Everything that can be seen of a system at rest. */
export async function lives(context: Context): Promise<Omit<Shown, 'stays'>> {
  const pods = await ready(context);
  return {
    objects: context.bundle.objects.length,
    levels: await podSecurity(context),
    workloads: context.workloads.map(describe),
    services: await endpoints(context, pods),
    claims: await claims(context),
    others: [
      ...await scaling(context),
      ...await quotas(context),
      ...await routes(context),
      ...await accounts(context),
      ...(await references(context)).map((name) => `${name} has what its pods read`),
    ],
  };
}

/** Does something with a bundle, and takes away what is left of it when that fails. */
export async function leavingNothing<T>(cluster: Cluster, bundle: Bundle, prove: (before: Inventory) => Promise<T>): Promise<T> {
  const before = await inventory(cluster.kubectl);
  try {
    return await prove(before);
  } catch (error) {
    await sweep(cluster, bundle, before);
    throw error;
  }
}

/** Takes away what is there of a bundle, and whatever else was not there before. */
export async function sweep(cluster: Cluster, bundle: Bundle, before: Inventory): Promise<void> {
  if (bundle.objects.length > 0) await cluster.kubectl.run(['delete', '-f', '-', '--ignore-not-found', '--timeout=60s'], bundle.text);
  for (const { kind, name, namespace } of since(before, await inventory(cluster.kubectl))) {
    await cluster.kubectl.run([
      'delete', kind, name, '--ignore-not-found', '--timeout=30s', ...namespace === undefined ? [] : ['-n', namespace],
    ]);
  }
}

function describe({ kind, name, pods, ends }: Context['workloads'][number]): string {
  if (kind === 'CronJob') return `${kind} ${name}: a Job of its template is complete`;
  if (kind === 'Pod') return `${kind} ${name} is Ready`;
  const count = pods === 1 ? '1 pod' : `${pods} pods`;
  return `${kind} ${name}: ${count} ${ends ? 'complete' : 'Ready'}`;
}
