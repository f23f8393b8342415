import type { LabelSelector } from '../../../generated/kubernetes';
import type { Manifest } from '../../../src/core/manifest';
import { allOf, containersOf, nameOf, podsOf } from '../objects';

type Labels = { readonly [key: string]: string };

/** Selectors that miss the pods they are for, or catch those of others. */
export function brokenSelectors(objects: readonly Manifest[]): string[] {
  const pods = podsOf(objects);
  const broken: string[] = [];
  for (const { owner, labels } of pods) {
    const selector = selectorOf(owner);
    if (selector === undefined) continue;
    if (!selects(selector, labels)) broken.push(`${nameOf(owner)} does not select its own pods`);
    for (const other of pods) if (other.owner !== owner && selects(selector, other.labels)) broken.push(`${nameOf(owner)} selects pods of ${nameOf(other.owner)}`);
  }
  for (const service of allOf(objects, 'Service')) {
    const { selector, ports = [] } = service.spec ?? {};
    if (selector === undefined) continue;
    const { 'statefulset.kubernetes.io/pod-name': one, ...wanted } = selector;
    const found = pods.filter(({ owner, labels }) => selects({ matchLabels: wanted }, labels) && (one === undefined || hasPod(owner, one)));
    if (found.length !== 1) broken.push(`${nameOf(service)} leads to ${found.length} workloads`);
    const declared = new Set(found.flatMap(({ spec }) => containersOf(spec)).flatMap((container) => container.ports ?? []).map(({ name }) => name));
    for (const { targetPort } of ports) {
      if (typeof targetPort === 'string' && !declared.has(targetPort)) broken.push(`${nameOf(service)} leads to port ${targetPort}, which its pods do not have`);
    }
  }
  const others = [
    ...allOf(objects, 'NetworkPolicy').map((policy) => [nameOf(policy), policy.spec?.podSelector] as const),
    ...allOf(objects, 'PodDisruptionBudget').map((budget) => [nameOf(budget), budget.spec?.selector] as const),
  ];
  for (const [name, selector] of others) if (!pods.some(({ labels }) => selects(selector ?? {}, labels))) broken.push(`${name} selects no pods`);
  return broken;
}

/** Whether one of the pods of a StatefulSet has that name. */
function hasPod({ kind, metadata, spec }: Manifest & { readonly spec?: { readonly replicas?: number } }, pod: string): boolean {
  return kind === 'StatefulSet' && Array.from({ length: spec?.replicas ?? 1 }, (_, ordinal) => `${metadata?.name}-${ordinal}`).includes(pod);
}

function selectorOf(owner: Manifest): LabelSelector | undefined {
  if (owner.kind === 'ReplicationController') return { matchLabels: (owner as { readonly spec?: { readonly selector?: Labels } }).spec?.selector ?? {} };
  if (!['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(owner.kind)) return undefined;
  return (owner as { readonly spec?: { readonly selector?: LabelSelector } }).spec?.selector;
}

function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case 'In': return value !== undefined && values.includes(value);
        case 'NotIn': return value === undefined || !values.includes(value);
        case 'Exists': return value !== undefined;
        case 'DoesNotExist': return value === undefined;
        default: return false;
      }
    });
}
