import type { Container, KubernetesKinds, PodTemplateSpec } from '../../generated/kubernetes';
import type { Manifest } from '../../src/core/manifest';

/** The object of a kind, by its plain word: `Deployment`. */
export type Kind<K extends string> = {
  [Key in keyof KubernetesKinds]: Key extends `${string}/${K}` ? KubernetesKinds[Key] : never;
}[keyof KubernetesKinds];

/** Data whose fields are there: for tests that fail where they are not. */
export type Whole<T> = T extends readonly (infer I)[] ? readonly Whole<I>[]
  : T extends object ? { readonly [F in keyof T]-?: Whole<NonNullable<T[F]>> }
    : T;

interface Named {
  readonly kind: string;
  readonly metadata?: { readonly name?: string | undefined } | undefined;
}

/** An object as messages call it. */
export function nameOf({ kind, metadata }: Named): string {
  return `${kind} ${metadata?.name}`;
}

/** All objects of a kind. */
export function allOf<K extends string>(objects: readonly Manifest[], kind: K): readonly Kind<K>[] {
  return objects.filter((object) => object.kind === kind) as unknown as readonly Kind<K>[];
}

/** The one object of a kind and name; of a kind alone, the only one. */
export function oneOf<K extends string>(objects: readonly Manifest[], kind: K, name?: string): Whole<Kind<K>> {
  const found = objects.filter((object) => object.kind === kind && (name === undefined || object.metadata?.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}; there are ${objects.map(nameOf).join(', ')}`);
  return found[0] as unknown as Whole<Kind<K>>;
}

/** Pods of a bundle, and the object that makes them. */
export interface PodsOf {
  readonly owner: Manifest;
  readonly labels: { readonly [key: string]: string };
  readonly spec: NonNullable<PodTemplateSpec['spec']>;
}

interface Workload extends Manifest {
  readonly spec?: { readonly template?: PodTemplateSpec; readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplateSpec } } };
}

const workloads = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod']);

/** Everything in a bundle that has pods. */
export function podsOf(objects: readonly Manifest[]): PodsOf[] {
  return objects.filter(({ kind }) => workloads.has(kind)).flatMap((owner) => {
    const { spec } = owner as Workload;
    const template = owner.kind === 'Pod' ? (owner as PodTemplateSpec) : spec?.template ?? spec?.jobTemplate?.spec?.template;
    return template?.spec === undefined ? [] : [{ owner, labels: template.metadata?.labels ?? {}, spec: template.spec }];
  });
}

/** All containers of a pod, those that start it included. */
export function containersOf({ containers, initContainers = [] }: PodsOf['spec']): readonly Container[] {
  return [...initContainers, ...containers];
}
