import type { HostAlias, LocalObjectReference, PodDNSConfig, PodResourceClaim, PodSpec } from '../../generated/kubernetes';
import { checkBoolean, checkExclusive, checkFields, checkInteger, checkMap, checkOneOf, entriesOf, isPlainMap } from '../core/checks';
import { checkLabelKey } from '../core/label-selector';
import { checkName, dnsLabel, dnsSubdomain, type NameRule } from '../core/names';
import type { Problems } from '../core/problems';
import type { Quantity } from '../core/quantity';
import { itemsOf, readField, readList } from '../core/read-field';
import type { Consumer } from '../core/references';
import { type Referable, referredName } from '../core/targeted';
import { type DnsConfigProps, type HostAliasesInput, normalizeDnsConfig, normalizeHostAliases } from './dns';
import { normalizeAmounts } from './resources';

/** When containers are started again. */
export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** Claim of devices: by the name of a ResourceClaim, or of the template that makes one for each pod. */
export interface PodResourceClaimProps {
  /** A ResourceClaim that all pods share. @default - none */
  readonly resourceClaimName?: string | undefined;
  /** A ResourceClaimTemplate; each pod gets a claim of its own. @default - none */
  readonly resourceClaimTemplateName?: string | undefined;
}

/** Settings of a pod that are none of containers, volumes, security and scheduling. They stand inline in the props of whatever has pods. */
export interface PodOptionsProps {
  /**
   * Where names are resolved.
   * @default 'ClusterFirst'; 'ClusterFirstWithHostNet' for a pod in the network of its node
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
   */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | undefined;
  /** How names are resolved, in detail. @default - as `dnsPolicy` says */
  readonly dnsConfig?: DnsConfigProps | undefined;
  /** Names for addresses, in `/etc/hosts`. @default - none */
  readonly hostAliases?: HostAliasesInput | undefined;
  /** Host name of the pod. @default - the pod's name */
  readonly hostname?: string | undefined;
  /** Name of the headless Service that gives the pod a name in the DNS. @default - none */
  readonly subdomain?: string | undefined;
  /** Whether the host name is the full name in the DNS. @default false */
  readonly setHostnameAsFQDN?: boolean | undefined;
  /** Host name that processes see, whatever the DNS says; at most 64 characters. Needs Kubernetes 1.34. @default - none */
  readonly hostnameOverride?: string | undefined;
  /** How long a pod may take to stop, in seconds; 0 kills at once. @default 30 */
  readonly terminationGracePeriodSeconds?: number | undefined;
  /** Whether each Service of the namespace puts its address into the environment of the pod. @default true */
  readonly enableServiceLinks?: boolean | undefined;
  /** Whether containers see each other's processes. @default false */
  readonly shareProcessNamespace?: boolean | undefined;
  /** How long a pod may run, in seconds, before it is stopped as failed. @default - for ever */
  readonly activeDeadlineSeconds?: number | undefined;
  /** Operating system of the images. @default - not said, treated as Linux */
  readonly os?: 'linux' | 'windows' | { readonly name: 'linux' | 'windows' } | undefined;
  /** What the pod needs besides its containers, such as `{ memory: '120Mi' }`; a RuntimeClass sets it by itself. @default - none */
  readonly overhead?: { readonly [resource: string]: Quantity } | undefined;
  /**
   * Claims of devices, by the name that containers use in `resources.claims`.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
   */
  readonly resourceClaims?: { readonly [name: string]: PodResourceClaimProps } | undefined;
  /**
   * Secrets of type `kubernetes.io/dockerconfigjson` that images are pulled with.
   * @default - those of the service account
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly Referable<'Secret'>[] | undefined;
  /** When containers are started again. @default - as the kind of workload has it */
  readonly restartPolicy?: RestartPolicy | undefined;
  /**
   * Conditions that something outside sets on the pod before it counts as ready.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
   */
  readonly readinessGates?: readonly string[] | undefined;
}

/** Names of the fields above, for whoever looks for unknown ones. */
export const podOptionNames: readonly (keyof PodOptionsProps)[] = [
  'dnsPolicy', 'dnsConfig', 'hostAliases', 'hostname', 'subdomain', 'setHostnameAsFQDN', 'hostnameOverride', 'terminationGracePeriodSeconds',
  'enableServiceLinks', 'shareProcessNamespace', 'activeDeadlineSeconds', 'os', 'overhead', 'resourceClaims', 'imagePullSecrets',
  'restartPolicy', 'readinessGates',
];

/** What the options need to know of the workload. */
export interface PodOptionsContext {
  /** Restart policies that the kind of workload takes. The first holds when none is given, and is written unless it is `Always`, the default. */
  readonly restartPolicies: readonly RestartPolicy[];
  /** Takes note of references. */
  readonly consumer: Consumer;
}

/** The options after normalization. */
export interface PodOptionsModel extends Pick<PodSpec,
  'dnsPolicy' | 'hostname' | 'subdomain' | 'setHostnameAsFQDN' | 'hostnameOverride' | 'terminationGracePeriodSeconds' | 'enableServiceLinks'
  | 'shareProcessNamespace' | 'activeDeadlineSeconds' | 'overhead'> {
  readonly os?: 'linux' | 'windows' | undefined;
  readonly dnsConfig?: PodDNSConfig | undefined;
  readonly hostAliases: readonly HostAlias[];
  readonly resourceClaims: readonly PodResourceClaim[];
  readonly imagePullSecrets: readonly LocalObjectReference[];
  readonly restartPolicy?: RestartPolicy | undefined;
  readonly readinessGates: readonly string[];
}

/** Fields of a pod that come from its options. */
export type PodOptionsFields = Pick<PodSpec,
  'dnsPolicy' | 'dnsConfig' | 'hostAliases' | 'hostname' | 'subdomain' | 'setHostnameAsFQDN' | 'hostnameOverride'
  | 'terminationGracePeriodSeconds' | 'enableServiceLinks' | 'shareProcessNamespace' | 'activeDeadlineSeconds' | 'os' | 'overhead'
  | 'resourceClaims' | 'imagePullSecrets' | 'restartPolicy' | 'readinessGates'>;

const maxInt32 = 2_147_483_647;
const claimFields: ReadonlySet<string> = new Set(['resourceClaimName', 'resourceClaimTemplateName']);
const dnsPolicies = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] as const;
/** The options of most pods. */
const nothingSaid: PodOptionsModel = { hostAliases: [], resourceClaims: [], imagePullSecrets: [], readinessGates: [] };
const noFields: PodOptionsFields = {};
const optionNames: ReadonlySet<string> = new Set(podOptionNames);
const hostnameOverrideRule: NameRule = { ...dnsSubdomain, max: 64 };

/** Reports what the API server refuses. `problems` is at the path of the props that hold the options (they stand among others). */
export function normalizePodOptions(props: PodOptionsProps, problems: Problems, context: PodOptionsContext): PodOptionsModel {
  const fallback = fallbackRestartPolicy(context.restartPolicies);
  if (fallback === undefined && !saysAnything(props)) return nothingSaid;
  const os = normalizeOs(props.os, problems.at('os'));
  return {
    ...normalizeNames(props, problems),
    ...normalizeTimes(props, problems),
    os,
    enableServiceLinks: readField(problems, props, 'enableServiceLinks', checkBoolean),
    shareProcessNamespace: normalizeShare(props, os, problems),
    overhead: normalizeAmounts(props.overhead, problems.at('overhead')),
    hostAliases: normalizeHostAliases(props.hostAliases, problems.at('hostAliases')),
    resourceClaims: normalizeClaims(props.resourceClaims, problems.at('resourceClaims')),
    imagePullSecrets: normalizePullSecrets(props, problems, context.consumer),
    restartPolicy: normalizeRestartPolicy(props.restartPolicy, context.restartPolicies, problems.at('restartPolicy')),
    readinessGates: readList(problems, props, 'readinessGates', checkLabelKey) ?? [],
  };
}

function saysAnything(props: object): boolean {
  for (const field in props) if (optionNames.has(field)) return true;
  return false;
}

function normalizeNames(props: PodOptionsProps, problems: Problems): Pick<PodOptionsModel,
  'dnsPolicy' | 'dnsConfig' | 'hostname' | 'subdomain' | 'setHostnameAsFQDN' | 'hostnameOverride'> {
  const dnsPolicy = readField(problems, props, 'dnsPolicy', isDnsPolicy);
  const dnsConfig = normalizeDnsConfig(props.dnsConfig, problems.at('dnsConfig'));
  if (dnsPolicy === 'None' && (dnsConfig?.nameservers ?? []).length === 0) {
    problems.at('dnsPolicy').report('value/needs-other', { field: "dnsPolicy: 'None'", needs: 'at least one address in dnsConfig.nameservers' });
  }
  if (props.setHostnameAsFQDN === true && props.hostnameOverride !== undefined) {
    problems.at('hostnameOverride').report('pod/conflict', {
      field: 'hostnameOverride', with: 'setHostnameAsFQDN: true', why: 'each says what the host name is',
    });
  }
  return {
    dnsPolicy,
    dnsConfig,
    hostname: readField(problems, props, 'hostname', isHostname),
    subdomain: readField(problems, props, 'subdomain', isSubdomain),
    setHostnameAsFQDN: readField(problems, props, 'setHostnameAsFQDN', checkBoolean),
    hostnameOverride: readField(problems, props, 'hostnameOverride', isHostnameOverride),
  };
}

function isDnsPolicy(problems: Problems, value: unknown): value is typeof dnsPolicies[number] {
  return checkOneOf(problems, value, dnsPolicies);
}

function isHostname(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsLabel, 'host name', value);
}

function isSubdomain(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsLabel, 'subdomain', value);
}

function isHostnameOverride(problems: Problems, value: unknown): value is string {
  return checkName(problems, hostnameOverrideRule, 'host name', value);
}

function normalizeTimes(props: PodOptionsProps, problems: Problems): Pick<PodOptionsModel, 'terminationGracePeriodSeconds' | 'activeDeadlineSeconds'> {
  return {
    terminationGracePeriodSeconds: readField(problems, props, 'terminationGracePeriodSeconds', isGracePeriod),
    activeDeadlineSeconds: readField(problems, props, 'activeDeadlineSeconds', isDeadline),
  };
}

function isGracePeriod(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 0, Number.MAX_SAFE_INTEGER);
}

function isDeadline(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 1, maxInt32);
}

function normalizeOs(os: unknown, problems: Problems): 'linux' | 'windows' | undefined {
  if (os === undefined) return undefined;
  const named = isPlainMap(os);
  if (named) checkFields(problems, os, new Set(['name']));
  const name = named ? os['name'] : os;
  return checkOneOf(named ? problems.at('name') : problems, name, ['linux', 'windows']) ? name : undefined;
}

function normalizeShare(props: PodOptionsProps, os: string | undefined, problems: Problems): boolean | undefined {
  const share = readField(problems, props, 'shareProcessNamespace', checkBoolean);
  if (share === undefined || os !== 'windows') return share;
  problems.at('shareProcessNamespace').report('pod/wrong-os', { field: 'shareProcessNamespace', os });
  return undefined;
}

function normalizeClaims(claims: unknown, problems: Problems): PodResourceClaim[] {
  if (claims === undefined || !checkMap(problems, claims, 'a map from name to { resourceClaimName } or { resourceClaimTemplateName }')) return [];
  return entriesOf(problems, claims).flatMap(([name, claim]) => {
    const at = problems.at(name);
    if (!checkName(at, dnsLabel, 'name of a resource claim', name) || !checkMap(at, claim)) return [];
    checkFields(at, claim, claimFields);
    const field = checkExclusive(at, claim, ['resourceClaimName', 'resourceClaimTemplateName'], true);
    if (field === undefined || !checkName(at.at(field), dnsSubdomain, field, claim[field])) return [];
    return [{ name, [field]: claim[field] }];
  });
}

function normalizePullSecrets({ imagePullSecrets }: PodOptionsProps, problems: Problems, consumer: Consumer): LocalObjectReference[] {
  return itemsOf(problems.at('imagePullSecrets'), imagePullSecrets).flatMap(([secret, at]) => {
    const name = referredName(secret, 'Secret', at, consumer);
    return name === undefined ? [] : [{ name }];
  });
}

function normalizeRestartPolicy(policy: unknown, allowed: readonly RestartPolicy[], problems: Problems): RestartPolicy | undefined {
  return policy !== undefined && checkOneOf(problems, policy, allowed) ? policy : fallbackRestartPolicy(allowed);
}

/** What is written where nothing is said: nothing, where Kubernetes' own default is right. */
function fallbackRestartPolicy(allowed: readonly RestartPolicy[]): RestartPolicy | undefined {
  return allowed[0] === 'Always' ? undefined : allowed[0];
}

/**
 * The fields of the pod.
 * @param hostNetwork whether the pod uses the network of its node, where names of the cluster resolve only with another `dnsPolicy`
 */
export function podOptionsFields(model: PodOptionsModel, hostNetwork = false): PodOptionsFields {
  if (model === nothingSaid && !hostNetwork) return noFields;
  const { os, dnsPolicy, hostAliases, resourceClaims, imagePullSecrets, readinessGates, ...plain } = model;
  const fields: { -readonly [F in keyof PodOptionsFields]: PodOptionsFields[F] } = {};
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) Object.assign(fields, { [name]: value });
  return {
    ...fields,
    ...(dnsPolicy !== undefined ? { dnsPolicy } : hostNetwork ? { dnsPolicy: 'ClusterFirstWithHostNet' } : undefined),
    ...(os === undefined ? undefined : { os: { name: os } }),
    ...(hostAliases.length === 0 ? undefined : { hostAliases }),
    ...(resourceClaims.length === 0 ? undefined : { resourceClaims }),
    ...(imagePullSecrets.length === 0 ? undefined : { imagePullSecrets }),
    ...(readinessGates.length === 0 ? undefined : { readinessGates: readinessGates.map((conditionType) => ({ conditionType })) }),
  };
}
