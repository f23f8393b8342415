import { each, fields, isMap, list, text } from '../graph/read';
import type { AdvisedPods, PodAdvice } from './practice';

/** Kinds whose pods are replicas of each other, for which `replicas` can be raised. */
const scalable: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/ReplicaSet', '/ReplicationController']);
const replicated: ReadonlySet<string> = new Set([...scalable, 'apps/StatefulSet']);

/** Advice about how many pods there are, where they run and what they are called. */
export const podAdvice = {
  'practice/single-replica': (of, advise) => {
    const { pods, facts } = of;
    if (!scalable.has(pods.kind) || pods.replicas !== 1 || facts.isScaled(pods.node) || facts.budgetsOf(pods).length > 0 || isSingleton(of)) return;
    const [service] = facts.servicesOf(pods);
    if (service !== undefined) advise({ service: service.node.id.name }, '/spec/replicas');
  },
  'practice/no-disruption-budget': ({ pods, facts }, advise) => {
    const replicas = facts.mostReplicas(pods);
    if (!replicated.has(pods.kind) || replicas === undefined || replicas < 2 || facts.budgetsOf(pods).length > 0) return;
    advise({ replicas }, '/spec/replicas');
  },
  'practice/no-spread': ({ pods, facts }, advise) => {
    const { kind, spec, pointer } = pods;
    const replicas = facts.mostReplicas(pods);
    if (!replicated.has(kind) || replicas === undefined || replicas < 2) return;
    if (list(spec.topologySpreadConstraints).length > 0 || isMap(fields(spec.affinity).podAntiAffinity)) return;
    advise({ replicas }, pointer);
  },
  'practice/missing-labels': ({ pods: { labels, metadataPointer } }, advise) => {
    if (!Object.keys(labels).some((key) => key.startsWith('app.kubernetes.io/'))) advise({}, metadataPointer, `${metadataPointer}/labels`);
  },
  'practice/no-priority-class': ({ pods: { spec, pointer } }, advise) => {
    if (text(spec.priorityClassName) === undefined) advise({}, pointer, `${pointer}/priorityClassName`);
  },
  'practice/no-network-policy': ({ pods, facts }, advise) => {
    if (pods.spec.hostNetwork !== true && facts.policiesOf(pods).length === 0) advise({}, pods.metadataPointer);
  },
} satisfies PodAdvice;

/** Whether a second pod would harm: the old one is to end before the new one starts, or both would write to one volume. */
function isSingleton({ pods: { node, spec } }: AdvisedPods): boolean {
  const { strategy } = fields((node.manifest as { readonly spec?: { readonly strategy?: { readonly type?: unknown } } } | undefined)?.spec);
  if (fields(strategy).type === 'Recreate') return true;
  let keepsData = false;
  each(spec.volumes, ({ persistentVolumeClaim, hostPath }) => (keepsData ||= isMap(persistentVolumeClaim) || isMap(hostPath)));
  return keepsData;
}
