import type { HorizontalPodAutoscaler, PersistentVolumeClaim, PodSpec, PodTemplateSpec } from '../../../generated/kubernetes';
import { NODE_COUNT } from '../cluster/nodes';
import { type Bundle, type KubeObject, nameOf } from './bundle';

/** Something of a file that runs pods. */
export interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** How messages name it. */
  readonly ref: string;
  /** The labels of its pods. */
  readonly labels: { readonly [key: string]: string };
  readonly pod: PodSpec;
  /** How many pods it has at rest. A CronJob has none of its own. */
  readonly pods: number;
  /** Its pods take a change of the template only when somebody deletes them. */
  readonly onDelete: boolean;
  /** Jobs run to an end; what they leave serves nobody. */
  readonly ends: boolean;
  /** The names of the claims that it makes for its pods. */
  readonly claims: readonly string[];
  /** The templates of these claims. */
  readonly claimTemplates: readonly PersistentVolumeClaim[];
  /** The Service that gives its pods their host names. */
  readonly hostService?: string | undefined;
}

/** Everything in a file that runs pods, in the order of the file. */
export function workloadsOf(bundle: Bundle): Workload[] {
  const autoscalers = bundle.of('autoscaling/v2/HorizontalPodAutoscaler');
  return bundle.objects.flatMap((object) => workload(object, autoscalers) ?? []);
}

interface Fields {
  readonly replicas?: number | undefined;
  readonly template?: PodTemplateSpec | undefined;
  readonly completions?: number | undefined;
  readonly parallelism?: number | undefined;
  readonly suspend?: boolean | undefined;
  readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplateSpec | undefined } | undefined } | undefined;
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[] | undefined;
  readonly serviceName?: string | undefined;
  readonly updateStrategy?: { readonly type?: string | undefined } | undefined;
  readonly ordinals?: { readonly start?: number | undefined } | undefined;
}

const REPLICATED = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

function workload(object: KubeObject, autoscalers: readonly HorizontalPodAutoscaler[]): Workload | undefined {
  const { kind, metadata } = object;
  const spec = (object as KubeObject & { readonly spec?: Fields }).spec ?? {};
  const template = kind === 'Pod' ? object as PodTemplateSpec : spec.template ?? spec.jobTemplate?.spec?.template;
  if (template?.spec === undefined || !(REPLICATED.has(kind) || ['Pod', 'DaemonSet', 'Job', 'CronJob'].includes(kind))) return undefined;

  const pods = podCount(kind, metadata.name, spec, autoscalers);
  const claimTemplates = spec.volumeClaimTemplates ?? [];
  const first = spec.ordinals?.start ?? 0;
  const ordinals = Array.from({ length: pods }, (_, index) => first + index);
  return {
    kind,
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    ref: nameOf(object),
    labels: template.metadata?.labels ?? {},
    pod: template.spec,
    pods,
    onDelete: spec.updateStrategy?.type === 'OnDelete',
    ends: kind === 'Job' || kind === 'CronJob',
    claimTemplates,
    claims: claimTemplates.flatMap((claim) => ordinals.map((ordinal) => `${claim.metadata?.name}-${metadata.name}-${ordinal}`)),
    hostService: spec.serviceName,
  };
}

function podCount(kind: string, name: string, spec: Fields, autoscalers: readonly HorizontalPodAutoscaler[]): number {
  if (kind === 'Pod') return 1;
  if (kind === 'DaemonSet') return NODE_COUNT;
  if (kind === 'CronJob' || spec.suspend === true) return 0;
  if (kind === 'Job') return spec.completions ?? spec.parallelism ?? 1;
  const replicas = spec.replicas ?? 1;
  const scaled = autoscalers.find(({ spec: target }) => target?.scaleTargetRef.kind === kind && target.scaleTargetRef.name === name)?.spec;
  return scaled === undefined ? replicas : Math.max(replicas, scaled.minReplicas ?? 1);
}

/** The claims by which a pod gets its volumes, by their names in the cluster. */
export function claimNames({ volumes = [] }: PodSpec): string[] {
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}
