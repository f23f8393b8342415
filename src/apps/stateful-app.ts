import type { Construct } from 'constructs';
import type { StatefulSet } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import { checkInteger } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import type { NameRule } from '../core/names';
import { dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { isServiceOwner, type HostRef, type ServiceOwner, ServicePortRef, type ServiceRef } from '../network/service-ref';
import {
  type ClaimRetention, normalizeClaimRetention, normalizeStorage, storageFields, type StorageModel, type StorageProps,
} from '../storage/claim-template';
import { normalizeRollout, type RolloutModel, type StatefulSetRollout } from '../workload/rollout';
import { normalizeStatefulSet, statefulSet, statefulSetFields, type StatefulSetOptions } from '../workload/stateful-set';
import { type AnyAppProps, appFields, type AppModel, type AppProps, mainService, normalizeApp, type ReplicatedKinds, surroundings } from './app-model';
import { appScaleFields, type AppScaleModel, appScaleObjects, type AppScaleProps, normalizeAppScale } from './app-scale';
import { type AppServiceProps, checkServedPods } from './app-services';
import { buildPure } from './build';
import { WorkloadApp } from './workload-app';

/** Objects that a stateful app may make. */
export interface StatefulKinds extends ReplicatedKinds {
  /** The workload. */
  readonly StatefulSet: StatefulSet;
}

/**
 * An app whose pods have names and storage of their own.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `storage` and `volumes`
 */
export interface StatefulAppProps<P extends string = never, V extends string = never>
  extends Omit<AppProps<P, V, StatefulKinds>, 'service'>, AppScaleProps, StatefulSetOptions {
  /**
   * The headless Service that gives each pod its stable DNS name: its options, one that exists already, or `false` for none.
   * @default - a headless Service named as the app
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
   */
  readonly service?: AppServiceProps<NoInfer<P>> | ServiceOwner | false | undefined;
  /**
   * Storage of each pod, by the name of its volume: claim templates. It outlives the pods, and the StatefulSet.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
   */
  readonly storage?: StorageProps<V> | undefined;
  /** What happens to the claims when pods go for good. @default - Kubernetes keeps them */
  readonly claimRetention?: ClaimRetention | undefined;
  /** How the pods are replaced when their template changes. @default - as Kubernetes does: one by one, from the highest number down */
  readonly rollout?: StatefulSetRollout | undefined;
}

/** What a stateful app has besides what all apps have. */
interface StatefulModel {
  readonly app: AppModel;
  readonly rollout: RolloutModel;
  readonly scale: AppScaleModel;
  readonly options: StatefulSetOptions;
  readonly storage: readonly StorageModel[];
  readonly retention: ClaimRetention | undefined;
  /** Name of the governing Service. */
  readonly serviceName: string | undefined;
}

const fields: ReadonlySet<string> = new Set([
  ...appFields, ...appScaleFields, ...statefulSetFields, 'storage', 'claimRetention', 'rollout',
]);
/** The label `controller-revision-hash` holds the name and a hash behind it. */
const nameRule: NameRule = { ...dnsSubdomain, max: 52, words: `${dnsSubdomain.words}; at most 52 characters, since pods get the name and a hash as a label` };
const kind = { apiVersion: 'apps/v1', kind: 'StatefulSet', nameRule } as const;

function normalize(identity: Identity, props: StatefulAppProps<string, string>, problems: Problems, consumer: Consumer): StatefulModel {
  const given = props ?? {};
  const storage = given.storage === undefined ? [] : normalizeStorage(given.storage, problems.at('storage'), consumer);
  const existing = isServiceOwner(given.service) ? given.service.serviceRef : undefined;
  const own = (existing === undefined ? props : { ...props, service: false }) as AnyAppProps;
  const app = normalizeApp(identity, own, { workload: kind, fields, fallbackService: 'headless', restartPolicies: ['Always'], claimVolumes: storage, existingService: existing }, problems, consumer);
  if (existing !== undefined) consumer.use(problems.at('service'), existing.target);
  const options = normalizeStatefulSet(given, problems);
  const scale = normalizeAppScale(given, app, problems);
  checkServedPods(app.services, ordinalsOf(options, scale), problems);
  return {
    app,
    storage,
    serviceName: existing?.name ?? mainService(app)?.name,
    options,
    retention: normalizeClaimRetention(given.claimRetention, problems.at('claimRetention'), consumer),
    rollout: normalizeRollout('StatefulSet', given.rollout, problems.at('rollout')),
    scale,
  };
}

/** Numbers of the first and the last pod; the last one is not known where something else says how many there are, or nobody does. */
function ordinalsOf(
  { ordinals }: StatefulSetOptions, { replicas: { replicas = 0 } }: AppScaleModel,
): readonly [first: number, last: number | undefined] {
  const first = typeof ordinals?.start === 'number' ? ordinals.start : 0;
  return [first, replicas > 0 ? first + replicas - 1 : undefined];
}

function objectsOf({ app, scale, serviceName, rollout, options, storage, retention }: StatefulModel, problems: Problems): Manifest[] {
  const set = statefulSet(app, { replicas: scale.replicas.replicas, serviceName, rollout, options, claims: storageFields(storage, retention) });
  return [set, ...surroundings(app, problems), ...appScaleObjects(app, scale, set, problems)];
}

/**
 * Builds the objects of a stateful app: a StatefulSet, its headless Service and what belongs to them.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export function buildStatefulApp<P extends string = never, V extends string = never>(identity: Identity, props: StatefulAppProps<P, V>): Built {
  return buildPure(kind, identity, props, (problems, consumer, self) => objectsOf(normalize(self, props, problems, consumer), problems), 'by-kind');
}

/**
 * An app whose pods have names and storage of their own, kept when a pod moves: a StatefulSet and the headless Service
 * that gives the pods their DNS names.
 *
 * ```ts
 * const db = new StatefulApp(shop, 'db', {
 *   image: 'mysql:8.4',
 *   ports: { mysql: 3306 },
 *   env: { MYSQL_ROOT_PASSWORD: password.key('root') },
 *   storage: { data: { mountPath: '/var/lib/mysql', size: '8Gi' } },
 * });
 * ```
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulApp<P extends string = never, V extends string = never> extends WorkloadApp<P> {
  protected override readonly model: AppModel;
  private readonly stateful: StatefulModel;
  private readonly existingService: ServiceRef | undefined;

  constructor(scope: Construct, id: string, props: StatefulAppProps<P, V>) {
    super(scope, id, kind, props);
    this.existingService = isServiceOwner(props?.service) ? props.service.serviceRef : undefined;
    this.stateful = normalize(this.identity, props, this.problems, this.consumer);
    this.model = this.stateful.app;
  }

  /** The Service that gives the pods their names. Reported when the app has none. */
  override get serviceRef(): ServiceRef<P> {
    return (this.existingService as ServiceRef<P> | undefined) ?? super.serviceRef;
  }

  override dynamicPort(name: string): ServicePortRef {
    const given = this.existingService;
    // `host` leads there, too.
    return given?.ports.some((port) => port.name === name) === true ? new ServicePortRef(given, name) : super.dynamicPort(name);
  }

  /**
   * The stable DNS name of one pod: `db-0.db`.
   * @param ordinal number of the pod, counted from 0 (from `ordinals.start`, where that is given); one that `replicas` has no pod
   * for is reported
   */
  podHost(ordinal: number): HostRef {
    const [first, last] = ordinalsOf(this.stateful.options, this.stateful.scale);
    checkInteger(this.problemsOfCall().at('podHost'), ordinal, first, last);
    // Not by `host`, which a system of the catalogue leads to its primary.
    return this.serviceRef.host.ofPod(`${this.name}-${ordinal}`);
  }

  /** The stable DNS names of all pods, where their number is fixed (1 unless given). */
  get podHosts(): readonly HostRef[] {
    const [first] = ordinalsOf(this.stateful.options, this.stateful.scale);
    return Array.from({ length: this.stateful.scale.replicas.replicas ?? 1 }, (_, index) => this.podHost(first + index));
  }

  /** The name of the claim that a pod has for one of its volumes: `data-db-0`. */
  claimName(volume: V, ordinal: number): string {
    return `${volume}-${this.name}-${ordinal}`;
  }

  protected override build(problems: Problems): readonly Manifest[] {
    return objectsOf(this.stateful, problems);
  }
}
