import type { AppArmorProfile, Container, LabelSelector, Pod, PodAffinityTerm, PodSpec, PodStatus, WeightedPodAffinityTerm } from '../../../generated/kubernetes';
import { quantityValue } from '../../core/quantity';
import { map, set } from './fill';

type Labels = { readonly [key: string]: string } | undefined;
type Amounts = { readonly [resource: string]: string };

/** What the server does to a pod that it creates. */
export function preparePod(pod: Pod, minor: number): Pod {
  const { spec, metadata } = pod;
  if (spec === undefined) return pod;
  const labels = metadata?.labels;
  const { affinity } = spec;
  const prepared = set(spec, {
    affinity: affinity === undefined ? undefined : set(affinity, {
      podAffinity: affinity.podAffinity === undefined ? undefined : withLabelKeys(affinity.podAffinity, labels),
      podAntiAffinity: affinity.podAntiAffinity === undefined ? undefined : withLabelKeys(affinity.podAntiAffinity, labels),
    }),
    topologySpreadConstraints: minor < 34 ? spec.topologySpreadConstraints : map(spec.topologySpreadConstraints, (constraint) =>
      set(constraint, { labelSelector: merged(constraint.labelSelector, constraint.matchLabelKeys, undefined, labels) })),
  });
  const annotations = minor < 34 ? profileAnnotations(prepared, metadata?.annotations) : metadata?.annotations;
  return set(pod, {
    spec: withProfiles(prepared, metadata?.annotations),
    metadata: set(metadata ?? {}, { annotations }),
    status: status(prepared, minor),
  });
}

interface Terms {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[] | undefined;
}

/** Labels of the pod itself that its terms name become part of their selectors. */
function withLabelKeys<T extends Terms>(terms: T, labels: Labels): T {
  const term = (one: PodAffinityTerm): PodAffinityTerm =>
    set(one, { labelSelector: merged(one.labelSelector, one.matchLabelKeys, one.mismatchLabelKeys, labels) });
  return set<Terms>(terms, {
    requiredDuringSchedulingIgnoredDuringExecution: map(terms.requiredDuringSchedulingIgnoredDuringExecution, term),
    preferredDuringSchedulingIgnoredDuringExecution: map(terms.preferredDuringSchedulingIgnoredDuringExecution, (one) =>
      set(one, { podAffinityTerm: term(one.podAffinityTerm) })),
  }) as T;
}

function merged(
  selector: LabelSelector | undefined, matching: readonly string[] | undefined, mismatching: readonly string[] | undefined, labels: Labels,
): LabelSelector | undefined {
  if (selector === undefined || labels === undefined) return selector;
  const requirements = (keys: readonly string[] | undefined, operator: string): { key: string; operator: string; values: string[] }[] =>
    (keys ?? []).flatMap((key) => (Object.hasOwn(labels, key) ? [{ key, operator, values: [labels[key]!] }] : []));
  const added = [...requirements(matching, 'In'), ...requirements(mismatching, 'NotIn')];
  return added.length === 0 ? selector : { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...added] };
}

const profileAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

/** Profiles of AppArmor that only an annotation names become fields. */
function withProfiles(spec: PodSpec, annotations: Labels): PodSpec {
  if (annotations === undefined || spec.os?.name === 'windows') return spec;
  if (!Object.keys(annotations).some((key) => key.startsWith(profileAnnotation))) return spec;
  const ofPod = spec.securityContext?.appArmorProfile;
  const container = (one: Container): Container => {
    const profile = profileOf(annotations[profileAnnotation + one.name]);
    if (profile === undefined || one.securityContext?.appArmorProfile !== undefined) return one;
    if (ofPod?.type === profile.type && ofPod.localhostProfile === profile.localhostProfile) return one;
    return { ...one, securityContext: { ...one.securityContext, appArmorProfile: profile } };
  };
  return set(spec, { containers: map(spec.containers, container)!, initContainers: map(spec.initContainers, container) });
}

/** Releases whose nodes may know the annotation alone repeat the field there. */
function profileAnnotations(spec: PodSpec, annotations: Labels): Labels {
  if (spec.os?.name === 'windows') return annotations;
  let result = annotations;
  for (const { name, securityContext } of [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])]) {
    const profile = securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
    const key = profileAnnotation + name;
    if (profile === undefined || annotations?.[key] !== undefined) continue;
    const annotation = annotationOf(profile);
    if (annotation !== undefined) result = { ...result, [key]: annotation };
  }
  return result;
}

function annotationOf({ type, localhostProfile }: AppArmorProfile): string | undefined {
  if (type === 'Localhost') return localhostProfile === undefined ? undefined : `localhost/${localhostProfile}`;
  return type === 'RuntimeDefault' ? 'runtime/default' : type === 'Unconfined' ? 'unconfined' : undefined;
}

function profileOf(annotation: string | undefined): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation?.startsWith('localhost/') === true ? annotation.slice('localhost/'.length) : '';
  return name === '' || name.length > 4095 || name.trim() !== name ? undefined : { type: 'Localhost', localhostProfile: name };
}

function status(spec: PodSpec, minor: number): PodStatus {
  const gated = (spec.schedulingGates ?? []).length > 0;
  const condition = {
    type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates',
    lastProbeTime: null, lastTransitionTime: null,
  };
  const base = { phase: 'Pending', qosClass: qosClass(spec, minor) };
  return (gated ? { ...base, conditions: [condition] } : base) as PodStatus;
}

const counted = ['cpu', 'memory'];

/**
 * How soon a pod is evicted when its node runs out of memory.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
function qosClass(spec: PodSpec, minor: number): string {
  const ofPod = minor >= 34 && spec.resources !== undefined;
  const all = ofPod ? [spec.resources] : [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ resources }) => resources ?? {});
  const [requests, limits] = [new Map<string, bigint>(), new Map<string, bigint>()];
  let limited = true;
  for (const resources of all) {
    add(requests, resources.requests as Amounts | undefined);
    const found = add(limits, resources.limits as Amounts | undefined);
    // Of a whole pod, only limits that are there are looked at.
    if (found < counted.length && !(ofPod && resources.limits === undefined)) limited = false;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const same = requests.size === limits.size && [...requests].every(([resource, amount]) => limits.get(resource) === amount);
  return limited && same ? 'Guaranteed' : 'Burstable';
}

/** Adds the amounts that count; returns how many there were. */
function add(sum: Map<string, bigint>, amounts: Amounts | undefined): number {
  let found = 0;
  for (const resource of counted) {
    const amount = quantityValue(amounts?.[resource] ?? '0') ?? 0n;
    if (amount <= 0n) continue;
    found++;
    sum.set(resource, (sum.get(resource) ?? 0n) + amount);
  }
  return found;
}
