import type { Severity } from '../../core/codes/code';
import { formatObjectId, identityKey, type ObjectId } from '../../core/object-id';
import { listed, show } from '../../core/show';
import { kubectlDelete, kubectlName } from './commands';

/** What is known of a consequence of a change. */
export interface ConsequenceFacts<A> {
  readonly severity: Severity;
  /** What the code means, in one sentence, for its documentation. */
  readonly title: string;
  /** Page of the Kubernetes documentation that tells more. */
  readonly see: string;
  message(args: A): string;
  remedy(args: A): readonly string[];
}

/** The object that a consequence is for. */
export interface OfObject {
  readonly id: ObjectId;
  /** The object whose change is the cause. */
  readonly cause: ObjectId;
}

function of(severity: Severity) {
  return <A>(words: Omit<ConsequenceFacts<A>, 'severity'>): ConsequenceFacts<A> => ({ severity, ...words });
}

const warning = of('warning');
const error = of('error');
const info = of('info');

/** Keys of a ConfigMap or Secret. */
export interface KeysOfObject {
  readonly of: ObjectId;
  readonly keys: readonly string[];
}

/** How pods are made to start anew: by a rollout, once that is resumed, by hand one after the other, or as a whole. */
export type Restart = 'rollout' | 'paused' | 'pods' | 'pod' | 'job';

function restartSteps(id: ObjectId, restart: Restart): readonly string[] {
  const again = `kubectl rollout restart ${kubectlName(id)}`;
  switch (restart) {
    case 'rollout': return [again];
    case 'paused': return ['it is paused, so resume it before:', `kubectl rollout resume ${kubectlName(id)}`, again];
    case 'pods': return [`delete the pods of ${kubectlName(id)} one after the other: each comes back with the new values`];
    case 'pod': return ['make the pod anew:', kubectlDelete(id), 'then apply'];
    case 'job': return ['pods that it still starts read the new values'];
  }
}

/** So many names are read; the rest is counted. */
const MOST_NAMED = 3;

function some(names: readonly string[]): string {
  const left = names.length - MOST_NAMED;
  return left > 1 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${left} more` : names.join(', ');
}

const UPDATES = 'https://kubernetes.io/docs/tutorials/configuration/updating-configuration-via-a-configmap/';
const SERVICES = 'https://kubernetes.io/docs/concepts/services-networking/service/';
const BUDGETS = 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/';

/** What a change of one object means for another. */
export const consequenceCodes = {
  'config/stale': warning<OfObject & { keys: readonly KeysOfObject[]; how: 'variables' | 'files'; restart: Restart }>({
    title: 'A ConfigMap or Secret changes in place and pods that read it only when they start go on with the old values.',
    see: UPDATES,
    message: ({ keys, how }) =>
      `nothing restarts its pods: ${how === 'variables' ? 'their variables' : 'files that they mount by subPath'} keep the old values of ${some(keys.map((one) => `${listed(one.keys)} of ${formatObjectId(one.of)}`))}`,
    remedy: ({ id, restart }) => [
      ...restartSteps(id, restart),
      'a definition does that by itself for ConfigMaps (rollOnConfigChange), and for a Secret whose "version" changes',
    ],
  }),
  'config/next-run': info<OfObject & { read: readonly ObjectId[] }>({
    title: 'The next pods of a CronJob read the new values of a ConfigMap or Secret.',
    see: UPDATES,
    message: ({ read }) => `its next runs read the new values of ${some(read.map(formatObjectId))}; one that is under way goes on with the old ones`,
    remedy: () => [],
  }),
  'config/refreshed': info<OfObject & { read: readonly ObjectId[]; restart: Restart }>({
    title: 'Pods that mount a ConfigMap or Secret as a folder see its new files after a while, without a restart.',
    see: UPDATES,
    message: ({ read }) => `the files of ${some(read.map(formatObjectId))} change in its running pods within about a minute: programs that read them only once go on with the old ones`,
    remedy: ({ id, restart }) => ['if the program does not watch its files:', ...restartSteps(id, restart)],
  }),
  'config/restarts': info<OfObject & { read: readonly ObjectId[]; reloader: boolean }>({
    title: 'The pods that read a changed configuration are replaced as well: by its checksum in their template, for another change of it, or by Reloader.',
    see: UPDATES,
    message: ({ read, reloader }) => (reloader
      ? `Reloader, where it runs, replaces its pods for the new values of ${some(read.map(formatObjectId))}`
      : `its pods are replaced, and start with the new values of ${some(read.map(formatObjectId))}`),
    remedy: () => [],
  }),
  'config/missing': error<OfObject & { what: string }>({
    title: 'A ConfigMap, Secret, claim or account goes away that pods still need.',
    see: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    message: ({ cause, what }) => `it still ${what} ${formatObjectId(cause)}, which goes away: running pods go on, new ones do not start`,
    remedy: ({ cause }) => [`keep ${formatObjectId(cause)}, or change this object first`],
  }),
  'config/missing-key': error<OfObject & { key: string }>({
    title: 'A key of a ConfigMap or Secret goes away that pods still read.',
    see: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    message: ({ cause, key }) => `it still needs ${show(key)} of ${formatObjectId(cause)}, which goes away: running pods go on, new ones do not start`,
    remedy: ({ cause }) => [`keep the key in ${formatObjectId(cause)}, or change this object first`],
  }),
  'service/no-pods': error<OfObject & { kept: readonly string[] }>({
    title: 'A Service that led to pods leads to none any more.',
    see: SERVICES,
    message: ({ id, cause, kept }) => {
      if (kept.length > 0) return `it selects no pods any more: the server refuses the change of ${kept.join(', ')}, whose pods keep their old labels; clients get no answer`;
      return `it selects no pods any more${identityKey(id) === identityKey(cause) ? '' : ` because of ${formatObjectId(cause)}`}: clients get no answer`;
    },
    remedy: ({ kept }) => [kept.length > 0 ? 'change its selector only once pods with the new labels are ready' : 'make its selector and the labels of the pods fit'],
  }),
  'service/no-port': error<OfObject & { port: string; target: string }>({
    title: 'A port of a Service leads to no port of its pods any more.',
    see: SERVICES,
    message: ({ port, target }) => `port ${/^\d+$/.test(port) ? port : show(port)} leads to a port named ${show(target)}, which its pods do not have any more: clients get no answer`,
    remedy: ({ target }) => [`name a port of the container ${show(target)}, or lead to another one by targetPort`],
  }),
  'service/gap': warning<OfObject & { target: string | undefined }>({
    title: 'A Service and its pods change together, so that it does not find the pods that still run.',
    see: SERVICES,
    message: ({ cause, target }) => `it does not find the pods of ${formatObjectId(cause)} that run now${target === undefined ? '' : `: they have no port named ${show(target)}`}; until new ones are ready, clients get no answer`,
    remedy: ({ target }) => (target === undefined
      ? ['in two steps: give the pods the new labels beside the old ones, and change the selector once they are rolled out']
      : ['in two steps: lead to the port by its number, and to its new name once the pods are rolled out']),
  }),
  'service/other-pods': warning<OfObject & { gained: readonly string[]; lost: readonly string[] }>({
    title: 'A Service leads to other pods than before.',
    see: SERVICES,
    message: ({ gained, lost }) => `it leads to other pods: ${[...gained.map((name) => `to ${name} now`), ...lost.map((name) => `no longer to ${name}`)].join(', ')}`,
    remedy: () => ['see that this is meant: traffic moves as soon as it is applied'],
  }),
  'ingress/no-backend': error<OfObject & { service: string }>({
    title: 'An Ingress or route loses the Service that it leads to.',
    see: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    message: ({ service }) => `its backend ${service} goes away: requests are answered with an error`,
    remedy: () => ['lead it to another Service first, or keep this one'],
  }),
  'autoscaler/fights': warning<OfObject & { replicas: number }>({
    title: 'A manifest sets the number of replicas that an autoscaler sets as well.',
    see: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    message: ({ replicas, id }) => `each apply sets ${replicas} replicas and ${formatObjectId(id)} changes them back`,
    remedy: () => ['leave replicas out of the workload'],
  }),
  'budget/blocks': warning<OfObject & { budget: string }>({
    title: 'A disruption budget that allows no pod to be missing stops what evicts pods, such as draining a node.',
    see: BUDGETS,
    message: ({ budget }) => `PodDisruptionBudget ${show(budget)} allows none of its pods to be evicted; the rollout itself goes on, draining nodes under it does not`,
    remedy: ({ budget }) => [`let ${show(budget)} allow at least one: maxUnavailable: 1`],
  }),
  'volume/deadlock': warning<OfObject & { claim: string }>({
    title: 'A new pod waits for a volume that only the old one lets go of, and the old one waits for the new to be ready.',
    see: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    message: ({ claim }) => `the rollout can hang: the new pod needs claim ${show(claim)} (ReadWriteOnce), which the old pod keeps until the new one is ready`,
    remedy: () => ['use strategy Recreate, or maxSurge: 0 with maxUnavailable: 1'],
  }),
  'quota/surge': error<OfObject & { quota: string; resource: string; needed: string; hard: string; together: boolean; waits: boolean }>({
    title: 'While pods are replaced there are more of them than the quota of the namespace allows.',
    see: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    message: ({ quota, resource, needed, hard, together, waits }) =>
      `while it rolls${together ? ' together with others' : ''}, ${resource} would be ${needed}, and ResourceQuota ${show(quota)} allows ${hard}: new pods are refused ${waits ? 'until old ones are gone' : 'and the rollout hangs'}`,
    remedy: ({ quota, together }) => [`raise ${show(quota)} first, ${together ? 'apply them one after the other, ' : ''}or set maxSurge: 0`],
  }),
  'account/removed': error<OfObject>({
    title: 'A role or account goes away that something still uses.',
    see: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    message: ({ cause }) => `it still refers to ${formatObjectId(cause)}, which goes away`,
    remedy: () => ['keep it, or change this object first'],
  }),
};

/** What a change of one object means for another: `area/what-happens`. */
export type ConsequenceCode = Extract<keyof typeof consequenceCodes, string>;

/** The facts that a consequence's words are made of. */
export type ConsequenceArgs<C extends ConsequenceCode> = (typeof consequenceCodes)[C] extends ConsequenceFacts<infer A> ? A : never;
