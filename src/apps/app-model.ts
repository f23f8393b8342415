import type { HorizontalPodAutoscaler, HTTPRoute, Ingress, NetworkPolicy, PodDisruptionBudget, Service } from '../../generated/kubernetes';
import { checkFields, isPlainMap } from '../core/checks';
import type { Manifest } from '../core/manifest';
import { type Identity, metadataFields } from '../core/metadata';
import type { PodSet } from '../core/pod-set';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { type ExposedService, type ExposeModel, exposeObjects, type ExposeProps, normalizeExpose } from '../network/expose';
import type { ServiceRef } from '../network/service-ref';
import { networkPolicyObject, type NetworkRulesProps, normalizeNetworkRules, PolicyRules } from '../network/network-policy';
import { normalizePod, type PodContext, podFields, type PodProps, runningContainers } from '../pod/pod';
import type { OverrideOf } from '../schema/override-type';
import { type AppIdentityProps, identityFields, normalizeAppIdentity } from '../workload/app-identity';
import type { WorkloadModel } from '../workload/pod-template';
import {
  type AppService, appServiceObjects, appServicesFields, type AppServicesProps, type DefaultService, normalizeAppServices,
} from './app-services';

/** Objects that an app of any kind may make beside its workload. */
export interface CommonKinds {
  /** Its Services. */
  readonly Service: Service;
  /** What opens its ports to the outside. */
  readonly Ingress: Ingress;
  /** What opens its ports to the outside, by a Gateway. */
  readonly HTTPRoute: HTTPRoute;
  /** Who may connect to whom. */
  readonly NetworkPolicy: NetworkPolicy;
}

/** Objects that an app with several replicas may make. */
export interface ReplicatedKinds extends CommonKinds {
  /** How many pods there are. */
  readonly HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  /** How many pods may be away. */
  readonly PodDisruptionBudget: PodDisruptionBudget;
}

/**
 * Partial objects (or JSON Patches) by kind, merged into what the app builds; by `Kind/name` where it makes several of a
 * kind. Lists merge as Kubernetes merges them: containers by name, ports by number and protocol; `null` deletes a field.
 */
export type AppOverrides<Kinds> = {
  readonly [K in keyof Kinds & string as K | `${K}/${string}`]?: OverrideOf<Kinds[K]> | undefined;
};

/**
 * What every kind of app can say: its identity, its pods, how others reach them.
 * @typeParam P names of the ports, inferred from `ports`
 * @typeParam V names of the volumes, inferred from `volumes` (and `storage`)
 */
export interface AppProps<P extends string = never, V extends string = never, Kinds = CommonKinds>
  extends PodProps<P, V>, AppIdentityProps, AppServicesProps<NoInfer<P>> {
  /** `metadata.name`, where it differs from the construct's id. @default - the construct's id */
  readonly name?: string | undefined;
  /**
   * Ports that are open to the outside, by name: by an Ingress, or by a Gateway API HTTPRoute where a gateway is named.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
   */
  readonly expose?: ExposeProps<NoInfer<P>> | undefined;
  /**
   * Which connections the pods take part in; `allowFrom` and `allowTo` of the app add to it.
   * @default - every connection
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  readonly network?: NetworkRulesProps<NoInfer<P>> | undefined;
  /**
   * Changes to what is built, for what the definition has no word for. One that changes nothing, or names an unknown
   * field, is an error.
   * @default - none
   */
  readonly override?: AppOverrides<Kinds> | undefined;
}

/** Every field of `AppProps`. */
export const appFields: readonly string[] = [...podFields, ...identityFields, ...appServicesFields, 'expose', 'network'];

/** An app after normalization. */
export interface AppModel extends WorkloadModel {
  readonly podSet: PodSet;
  /** Which connections are let through; `allowFrom` and `allowTo` add to it until the objects are built. */
  readonly rules: PolicyRules;
  readonly services: readonly AppService[];
  /** @default - nothing is open to the outside */
  readonly expose: ExposeModel | undefined;
}

/** What the kind of workload decides. */
export interface AppKind extends Pick<PodContext, 'restartPolicies' | 'claimVolumes'> {
  /** The object that makes the pods. */
  readonly workload: { readonly apiVersion: string; readonly kind: string };
  readonly fields: ReadonlySet<string>;
  readonly fallbackService: DefaultService;
  /** The Service that stands in place of its own. @default - it has its own */
  readonly existingService?: ServiceRef | undefined;
}

/** The props of an app of any kind, as far as normalization reads them. */
export type AnyAppProps = Omit<AppProps<string, string>, 'override'>;

/** Brings what all kinds of app share into its full form. */
export function normalizeApp(identity: Identity, props: AnyAppProps, kind: AppKind, problems: Problems, consumer: Consumer): AppModel {
  // Where there are none, who asks has said so, and an image stands in.
  const given: AnyAppProps = isPlainMap(props) ? props : { image: 'none:none' };
  checkFields(problems, given, kind.fields);
  const app = normalizeAppIdentity(identity, given, kind.workload.kind, problems);
  const pod = normalizePod<string, string>(given, problems, {
    consumer,
    appName: app.name,
    selectorLabels: app.matchLabels,
    restartPolicies: kind.restartPolicies,
    claimVolumes: kind.claimVolumes,
  });
  const services = normalizeAppServices(given, { identity: app, ports: pod.ports, fallback: kind.fallbackService }, problems);
  const { apiVersion, kind: workload } = kind.workload;
  const { name, namespace } = identity;
  const target = { apiVersion, kind: workload, name, namespace, cluster: consumer.cluster };
  const podSet: PodSet = { target, selector: app.matchLabels, ports: pod.ports, containers: runningContainers(pod) };
  const rules = new PolicyRules();
  if (given.network !== undefined) normalizeNetworkRules(given.network, rules, { podSet, ports: pod.ports }, problems.at('network'), consumer);
  return {
    identity: app,
    metadata: metadataFields(identity, given, problems, { labels: app.labels }),
    pod,
    consumer,
    services,
    podSet,
    rules,
    account: given.serviceAccount as WorkloadModel['account'],
    expose: given.expose === undefined ? undefined : normalizeExpose(given.expose, exposedServices(services, kind.existingService), problems.at('expose'), consumer),
  };
}

/** The Services that a port may be opened by: first the one that is found under the app's name. */
function exposedServices(services: readonly AppService[], existing: ServiceRef | undefined): readonly ExposedService[] {
  const own = services.map(({ name, model }) => ({ name, ports: model.ports }));
  return existing === undefined ? own : [existing, ...own];
}

/** The Service that bears the app's name, if there is one. */
export function mainService({ services }: AppModel): AppService | undefined {
  return services.find(isMain);
}

function isMain({ part }: AppService): boolean {
  return part === undefined;
}

/** The objects around the workload: Services first, then what opens them to the outside, then who may connect. */
export function surroundings({ identity, services, expose, rules }: AppModel, problems: Problems): Manifest[] {
  const inherited = { labels: identity.labels };
  const own = { name: identity.name, namespace: identity.namespace };
  const objects: Manifest[] = appServiceObjects(services, own, problems, inherited);
  if (expose !== undefined) objects.push(...exposeObjects(expose, own, problems.at('expose'), inherited));
  const policy = networkPolicyObject(rules, identity.selector, own, problems.at('network'), {}, inherited);
  if (policy !== undefined) objects.push(policy);
  return objects;
}
