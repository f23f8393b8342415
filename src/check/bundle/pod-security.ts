import type { Namespace, PodSpec } from '../../../generated/kubernetes';
import { placeOf, type PodSecurityLevel, podSecurityViolations, type Violation } from '../../core/pod-security-standards';
import { show } from '../../core/show';
import { toPointer } from '../../core/json-pointer';
import type { ObjectNode } from '../graph/node';
import { type PodSource, podSource } from '../graph/pods';
import { fields, own, type Texts, texts } from '../graph/read';
import type { Bundle } from './bundle';

const prefix = 'pod-security.kubernetes.io/';
const modes = ['enforce', 'audit', 'warn'] as const;
const levels: readonly string[] = ['privileged', 'baseline', 'restricted'];

/** A level, and the version of Kubernetes as which it is read. */
interface Policy {
  readonly level: PodSecurityLevel;
  readonly version: number;
}

/** The labels of namespaces, and the pods in them. */
export function podSecurityRule(bundle: Bundle): void {
  for (const [node, { metadata }] of bundle.ofKind<Namespace>('/Namespace')) {
    const labels = texts(fields(metadata).labels);
    checkLabels(bundle, node, labels);
    const enforced = policyOf(labels, 'enforce', bundle.minor);
    const warned = policyOf(labels, 'warn', bundle.minor);
    if (enforced === undefined && warned === undefined) continue;
    for (const pods of bundle.graph.labels.inNamespace(node.id.name)) checkPods(bundle, node, pods, enforced, warned);
  }
}

function checkLabels(bundle: Bundle, node: ObjectNode, labels: Texts): void {
  for (const mode of modes) {
    const level = own(labels, prefix + mode);
    const version = own(labels, `${prefix}${mode}-version`);
    if (level !== undefined && !levels.includes(level)) report(bundle, node, prefix + mode, level, '"privileged", "baseline" or "restricted"');
    if (version !== undefined && minorOf(version) === undefined) report(bundle, node, `${prefix}${mode}-version`, version, '"latest" or a release such as "v1.36"');
  }
}

function report(bundle: Bundle, node: ObjectNode, label: string, found: unknown, expected: string): void {
  bundle.report(node, 'pod-security/label', { label, found, expected }, '/metadata/labels', { focus: toPointer(['metadata', 'labels', label]) });
}

/** What a namespace holds its pods to; nothing where every pod may be there. A level that is none counts as the strictest. */
function policyOf(labels: Texts, mode: (typeof modes)[number], minor: number): Policy | undefined {
  const level = own(labels, prefix + mode);
  if (level === undefined || level === 'privileged') return undefined;
  const version = own(labels, `${prefix}${mode}-version`);
  return { level: level === 'baseline' ? level : 'restricted', version: Math.min(minorOf(version ?? 'latest') ?? minor, minor) };
}

function minorOf(version: string): number | undefined {
  if (version === 'latest') return Infinity;
  const minor = typeof version === 'string' ? /^v1\.(0|[1-9]\d{0,4})$/.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}

const mostViolations = 10;

function checkPods(bundle: Bundle, namespace: ObjectNode, pods: PodSource, enforced: Policy | undefined, warned: Policy | undefined): void {
  const checked = bundle.checked(pods.node);
  // What cannot be decoded is refused before its security is looked at.
  if (!checked.decoded) return;
  const { spec } = podSource(pods.node, checked.value) ?? pods;
  const violations = (policy: Policy | undefined): Violation[] =>
    (policy === undefined ? [] : [...podSecurityViolations(policy.level, spec as PodSpec, policy.version), ...annotationViolations(pods)]);
  const refused = violations(enforced);
  const name = namespace.id.name;
  if (refused.length > 0) {
    bundle.report(pods.node, 'pod-security/refused', { level: enforced!.level, namespace: name, ...words(refused) }, pods.pointer, { focus: focusOf(pods, refused[0]!) });
    return;
  }
  const doubtful = violations(warned);
  if (doubtful.length > 0) {
    bundle.report(pods.node, 'pod-security/warned', { level: warned!.level, namespace: name, ...words(doubtful) }, pods.pointer, { focus: focusOf(pods, doubtful[0]!) });
  }
}

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';

/** Profiles of AppArmor in annotations, from before there were fields for them. */
function annotationViolations({ annotations }: PodSource): Violation[] {
  return Object.keys(annotations).flatMap((key): Violation[] => {
    const profile = key.startsWith(appArmor) ? String(annotations[key]) : '';
    if (profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/')) return [];
    return [{ path: ['metadata', 'annotations', key], expected: '"runtime/default" or "localhost/…"', found: profile }];
  });
}

function focusOf({ pointer, metadataPointer }: PodSource, { path }: Violation): string {
  return path[0] === 'metadata' ? metadataPointer + toPointer(path.slice(1)) : pointer + toPointer(path);
}

function words(violations: readonly Violation[]): { violations: string[]; more: number } {
  const shown = violations.slice(0, mostViolations).map(({ path, expected, found }) => `${placeOf(path)} is ${found === undefined ? 'not set' : show(found)}, expected ${expected}`);
  return { violations: shown, more: violations.length - shown.length };
}
