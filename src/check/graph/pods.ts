import type { Container, LabelSelector, ObjectMeta, PodSpec, PodTemplateSpec, StatefulSet } from '../../../generated/kubernetes';
import type { Manifest } from '../../core/manifest';
import type { KindKey } from './kinds';
import type { ObjectNode } from './node';
import { each, type Fields, fields, isMap, list, type Texts, texts, whole } from './read';

/** The pods that an object is, or makes: all from one template. */
export interface PodSource {
  readonly node: ObjectNode;
  readonly kind: KindKey;
  readonly namespace: string;
  readonly spec: Fields<PodSpec>;
  /** JSON pointer to the pod's specification. */
  readonly pointer: string;
  /** Those that start first come first. */
  readonly containers: readonly ContainerOfPod[];
  readonly labels: Texts;
  readonly annotations: Texts;
  /** JSON pointer to the pod's metadata. */
  readonly metadataPointer: string;
  /** How the object finds its pods. @default - a pod itself, or a kind that makes its own selector */
  readonly selector?: LabelSelector | undefined;
  /** How many pods run at a time, as the object says it or by its default; `undefined` for one on each node. */
  readonly replicas: number | undefined;
  /** Whether the object itself says how many. */
  readonly fixed: boolean;
  /** The names of claim templates: they take the place of volumes with the same name. */
  readonly claimTemplates: ReadonlySet<unknown>;
}

interface PodKind {
  /** Fields that lead to the template; none where the object is the pod. */
  readonly path: readonly string[];
  readonly selector: 'selector' | 'labels' | 'none';
  /** The field that says how many. @default - one pod */
  readonly count?: string;
  readonly countPath?: readonly string[];
  readonly onEachNode?: boolean;
}

const template = ['spec', 'template'];
const podKinds: { readonly [kind: KindKey]: PodKind | undefined } = {
  '/Pod': { path: [], selector: 'none' },
  '/ReplicationController': { path: template, selector: 'labels', count: 'replicas' },
  'apps/Deployment': { path: template, selector: 'selector', count: 'replicas' },
  'apps/ReplicaSet': { path: template, selector: 'selector', count: 'replicas' },
  'apps/StatefulSet': { path: template, selector: 'selector', count: 'replicas' },
  'apps/DaemonSet': { path: template, selector: 'selector', onEachNode: true },
  'batch/Job': { path: template, selector: 'none', count: 'parallelism' },
  'batch/CronJob': { path: ['spec', 'jobTemplate', 'spec', 'template'], selector: 'none', count: 'parallelism', countPath: ['spec', 'jobTemplate', 'spec'] },
};
/** Kinds of other controllers that have a template like a Deployment's (rollouts, clone sets, Knative's services). */
const alike: PodKind = { path: template, selector: 'selector', count: 'replicas' };

/** The pods of an object; `undefined` for one without. */
export function podSource(node: ObjectNode, manifest: Manifest): PodSource | undefined {
  const kind = podKinds[node.key] ?? (isForeign(node.key) && hasTemplate(manifest) ? alike : undefined);
  if (kind === undefined) return undefined;
  const pod = along(manifest, kind.path) as Fields<PodTemplateSpec> | undefined;
  if (pod === undefined) return undefined;
  const prefix = kind.path.length === 0 ? '' : `/${kind.path.join('/')}`;
  const metadata = fields<ObjectMeta>(pod.metadata);
  const spec = fields<PodSpec>(pod.spec);
  const pointer = `${prefix}/spec`;
  const given = kind.count === undefined ? undefined : whole((along(manifest, kind.countPath ?? ['spec']) as Texts | undefined)?.[kind.count]);
  return {
    node,
    kind: node.key,
    namespace: node.namespace,
    spec,
    pointer,
    containers: containersOf(spec, pointer),
    labels: texts(metadata.labels),
    annotations: texts(metadata.annotations),
    metadataPointer: `${prefix}/metadata`,
    selector: selectorOf(kind, manifest),
    replicas: kind.onEachNode === true ? undefined : (given ?? 1),
    fixed: given !== undefined,
    claimTemplates: node.key === 'apps/StatefulSet' ? templateNames(manifest) : noTemplates,
  };
}

const noTemplates: ReadonlySet<unknown> = new Set();

function templateNames(manifest: Manifest): ReadonlySet<unknown> {
  const { volumeClaimTemplates } = fields((manifest as Partial<StatefulSet>).spec);
  if (list(volumeClaimTemplates).length === 0) return noTemplates;
  return new Set(list(volumeClaimTemplates).map((one) => fields(fields(one).metadata).name));
}

function selectorOf({ selector }: PodKind, manifest: Manifest): LabelSelector | undefined {
  if (selector === 'none') return undefined;
  const found = (along(manifest, ['spec']) as { selector?: unknown } | undefined)?.selector;
  if (!isMap(found)) return undefined;
  return selector === 'labels' ? { matchLabels: found as Texts } : found;
}

/** Groups of Kubernetes have no dot, or end in k8s.io. */
function isForeign(key: KindKey): boolean {
  const group = key.slice(0, key.indexOf('/'));
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function hasTemplate(manifest: Manifest): boolean {
  const spec = along(manifest, ['spec', 'template', 'spec']) as Fields<PodSpec> | undefined;
  return list(spec?.containers).length > 0;
}

function along(value: unknown, path: readonly string[]): object | undefined {
  let at = value;
  for (const key of path) {
    if (!isMap(at)) return undefined;
    at = (at as { readonly [key: string]: unknown })[key];
  }
  return isMap(at) ? at : undefined;
}

/**
 * What a container is for: `main` runs as long as the pod; `sidecar` too, and starts before; `init` ends before the others
 * start; `ephemeral` is for debugging.
 */
export type ContainerRole = 'main' | 'sidecar' | 'init' | 'ephemeral';

/** A container of pods. */
export interface ContainerOfPod {
  readonly container: Fields<Container>;
  /** JSON pointer to it. */
  readonly pointer: string;
  readonly role: ContainerRole;
}

/** The containers of a pod's specification: listed once, since most rules ask for them. */
export function containersOf(spec: Fields<PodSpec>, pointer: string): readonly ContainerOfPod[] {
  const found: ContainerOfPod[] = [];
  each(spec.initContainers, (container, index) => {
    found.push({ container, pointer: `${pointer}/initContainers/${index}`, role: container.restartPolicy === 'Always' ? 'sidecar' : 'init' });
  });
  each(spec.containers, (container, index) => {
    found.push({ container, pointer: `${pointer}/containers/${index}`, role: 'main' });
  });
  each(spec.ephemeralContainers, (container, index) => {
    found.push({ container: container, pointer: `${pointer}/ephemeralContainers/${index}`, role: 'ephemeral' });
  });
  return found;
}

/** Visits the containers of pods, each with its JSON pointer. */
export function eachContainer(
  { containers }: Pick<PodSource, 'containers'>, visit: (container: Fields<Container>, pointer: string, role: ContainerRole) => void,
): void {
  for (let index = 0; index < containers.length; index++) {
    const { container, pointer, role } = containers[index]!;
    visit(container, pointer, role);
  }
}
