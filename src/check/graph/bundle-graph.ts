import type { LabelSelector } from '../../../generated/kubernetes';
import { isPlainMap } from '../../core/checks';
import type { Manifest } from '../../core/manifest';
import type { ExternalObject } from '../check-options';
import type { EdgeType } from './edge';
import { isInEveryCluster } from './cluster-objects';
import { dataKeys, derivedObjects } from './derived';
import { type Declared, ExternalObjects } from './external';
import { bareKind, groupOfKind, type KindKey, kindKey, livesOutsideOfNamespaces } from './kinds';
import { objectReferences } from './kind-references';
import { LabelIndex } from './label-index';
import type { DataKeys, ObjectNode } from './node';
import { ObjectIndex } from './object-index';
import { podReferences } from './pod-references';
import { type PodSource, podSource } from './pods';
import { each, fields, text } from './read';
import { type Reference, References } from './reference';

/** Two objects of one identity. */
export interface Twins {
  readonly first: ObjectNode;
  readonly second: ObjectNode;
}

/**
 * The objects of one cluster, what they refer to, and how they are found: by identity and by labels. Everything in it grows with
 * the number of objects and references, not with their square.
 */
export class BundleGraph {
  readonly nodes: ObjectNode[] = [];
  readonly pods: PodSource[] = [];
  readonly twins: Twins[] = [];
  readonly index = new ObjectIndex();
  readonly external: ExternalObjects;
  private readonly byType = new Map<EdgeType, Reference[]>();
  private readonly referencesOfNode = new References(this.byType);
  private readonly podsByNode = new Map<ObjectNode, PodSource>();
  private readonly absent = new Map<string, ObjectNode>();
  private readonly anyNamespace = new ObjectIndex();
  private readonly claimTemplates = new Map<string, ObjectNode>();
  private readonly customClusterScoped = new Set<KindKey>();
  private readonly kindFacts = new Map<string, Map<string, KindFacts>>();
  private labelIndex: LabelIndex | undefined;
  private referencesByTarget: Map<ObjectNode, Reference[]> | undefined;
  private namespacesByName: Map<string, string[]> | undefined;

  constructor(objects: readonly unknown[], external: readonly ExternalObject[] = []) {
    this.external = new ExternalObjects(external);
    for (const object of objects) if (isPlainMap(object)) this.noteDefinition(object as unknown as Manifest);
    objects.forEach((object, position) => this.addObject(object, position));
    for (const references of this.byType.values()) for (const reference of references) reference.to = this.resolve(reference);
  }

  /** Finds pods by labels. */
  get labels(): LabelIndex {
    return (this.labelIndex ??= new LabelIndex(this.pods));
  }

  /** The pods that an object is, or makes. */
  podsOf(node: ObjectNode): PodSource | undefined {
    return this.podsByNode.get(node);
  }

  /** The pods that a selector matches in a namespace. */
  select(namespace: string, selector: LabelSelector): readonly PodSource[] {
    return this.labels.select(namespace, selector);
  }

  /** The references of one type. */
  references(type: EdgeType): readonly Reference[] {
    return this.byType.get(type) ?? [];
  }

  /** All references, those of one type after those of another. */
  *allReferences(): Generator<Reference> {
    for (const references of this.byType.values()) yield* references;
  }

  /** The references that lead to an object. */
  referencesTo(node: ObjectNode): readonly Reference[] {
    if (this.referencesByTarget === undefined) {
      this.referencesByTarget = new Map<ObjectNode, Reference[]>();
      for (const reference of this.allReferences()) {
        if (reference.to === undefined) continue;
        const others = this.referencesByTarget.get(reference.to);
        if (others === undefined) this.referencesByTarget.set(reference.to, [reference]);
        else others.push(reference);
      }
    }
    return this.referencesByTarget.get(node) ?? [];
  }

  /**
   * The object of a kind and name, among those that are given and those that controllers make of them. An object that says no
   * namespace is put where it is applied, mostly into `default`.
   */
  find(kind: KindKey, namespace: string, name: string): ObjectNode | undefined {
    return this.index.get(kind, namespace, name)
      ?? (namespace === '' ? this.index.get(kind, 'default', name) : namespace === 'default' ? this.index.get(kind, '', name) : undefined)
      ?? this.anyNamespace.get(kind, '', name)
      ?? this.derivedClaim(kind, namespace, name);
  }

  /** The keys of a ConfigMap or Secret; `undefined` for other objects, and those of which they are not known. */
  keysOf(node: ObjectNode): DataKeys | undefined {
    if (node.origin !== 'given' || node.keys !== undefined) return node.keys;
    return (node.keys = dataKeys(node.key, node.manifest!));
  }

  /** What is declared about an object that is not here. */
  declared(kind: KindKey, namespace: string, name: string): Declared {
    return this.external.find(kind, namespace, name);
  }

  /** Whether every cluster has it. */
  isInCluster(kind: KindKey, namespace: string, name: string): boolean {
    return isInEveryCluster(kind, namespace, name);
  }

  /** The namespaces that have an object of a kind and name. */
  namespacesWith(kind: KindKey, name: string): readonly string[] {
    if (this.namespacesByName === undefined) {
      this.namespacesByName = new Map<string, string[]>();
      for (const { key, namespace, id } of this.nodes) {
        if (namespace === '') continue;
        const place = `${key}/${id.name}`;
        const others = this.namespacesByName.get(place);
        if (others === undefined) this.namespacesByName.set(place, [namespace]);
        else others.push(namespace);
      }
    }
    return this.namespacesByName.get(`${kind}/${name}`) ?? [];
  }

  private resolve({ from, kind, namespace, name }: Reference): ObjectNode | undefined {
    const found = this.find(kind, namespace, name) ?? (from.namespace === '' ? this.findAnywhere(from, kind, namespace, name) : undefined);
    if (found !== undefined) return found;
    const place = `${kind}/${namespace}/${name}`;
    const known = this.absent.get(place);
    if (known !== undefined) return known;
    const inCluster = isInEveryCluster(kind, namespace, name);
    if (!inCluster && this.declared(kind, namespace, name) !== 'declared') return undefined;
    const id = { apiVersion: groupOfKind(kind), kind: bareKind(kind), namespace: namespace === '' ? undefined : namespace, name };
    const node: ObjectNode = { id, key: kind, namespace, clusterScoped: false, index: -1, origin: inCluster ? 'cluster' : 'external' };
    this.absent.set(place, node);
    return node;
  }

  /** What an object refers to that says no namespace itself. */
  private findAnywhere(from: ObjectNode, kind: KindKey, namespace: string, name: string): ObjectNode | undefined {
    // Whoever names the namespace of objects that say none knows where they will be applied.
    if (namespace !== '') return this.index.get(kind, '', name);
    // The secret of a volume may go without a namespace: it is that of the claim then.
    const [other] = from.clusterScoped ? this.namespacesWith(kind, name) : [];
    return other === undefined ? undefined : this.index.get(kind, other, name);
  }

  /** Objects of custom resources that a definition among the objects puts outside of namespaces. */
  private noteDefinition(manifest: Manifest): void {
    if (manifest.kind !== 'CustomResourceDefinition') return;
    const { group, names, scope } = fields((manifest as { spec?: { group?: unknown; names?: { kind?: unknown }; scope?: unknown } }).spec);
    if (scope === 'Cluster') this.customClusterScoped.add(`${String(group)}/${String(fields(names).kind)}`);
  }

  private addObject(object: unknown, position: number): void {
    if (!isPlainMap(object)) return;
    const manifest = object as unknown as Manifest;
    const { apiVersion, kind } = manifest;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return;
    const metadata = fields(manifest.metadata);
    const [name, given] = [text(metadata.name) ?? '', text(metadata.namespace)];
    const { key, clusterScoped } = this.factsOf(apiVersion, kind);
    const namespace = clusterScoped ? undefined : given;
    const node: ObjectNode = {
      id: { apiVersion, kind, namespace, name }, key, namespace: namespace ?? '', clusterScoped, index: position, origin: 'given', manifest,
    };
    this.nodes.push(node);
    const twin = this.index.add(node);
    if (twin !== undefined) {
      // What the cluster has is one of the two: the second takes part in nothing else.
      this.twins.push({ first: twin, second: node });
      return;
    }
    this.addDerived(node, manifest);
    const references = this.referencesOfNode;
    references.from = node;
    const pods = podSource(node, manifest);
    if (pods !== undefined) {
      this.pods.push(pods);
      this.podsByNode.set(node, pods);
      podReferences(pods, references);
    }
    objectReferences(key, manifest, references);
  }

  private addDerived(node: ObjectNode, manifest: Manifest): void {
    if (node.key === 'apps/StatefulSet') {
      const { volumeClaimTemplates } = fields((manifest as { spec?: { volumeClaimTemplates?: Manifest[] } }).spec);
      each(volumeClaimTemplates, ({ metadata }) => {
        const template = text(fields(metadata).name);
        if (template !== undefined) this.claimTemplates.set(`${node.namespace}/${template}-${node.id.name}`, node);
      });
      return;
    }
    for (const { kind, name, keys, type, anyNamespace } of derivedObjects(node.key, manifest, node.id.name)) {
      const namespace = anyNamespace === true ? '' : node.namespace;
      const made: Manifest = { apiVersion: 'v1', kind, metadata: { name }, ...(type === undefined ? undefined : { type }) };
      this.addDerivedNode(anyNamespace === true ? this.anyNamespace : this.index, node, `/${kind}`, namespace, name, keys, type === undefined ? undefined : made);
    }
  }

  private addDerivedNode(
    index: ObjectIndex, madeOf: ObjectNode, key: KindKey, namespace: string, name: string, keys: DataKeys | undefined, manifest?: Manifest,
  ): ObjectNode {
    const id = { apiVersion: 'v1', kind: bareKind(key), namespace: namespace === '' ? undefined : namespace, name };
    const node: ObjectNode = { id, key, namespace, clusterScoped: false, index: -1, origin: 'derived', madeOf, keys, manifest };
    if (index.get(key, namespace, name) === undefined) index.add(node);
    return node;
  }

  /** The claim that a StatefulSet makes of its template: `<template>-<set>-<ordinal>`. */
  private derivedClaim(kind: KindKey, namespace: string, name: string): ObjectNode | undefined {
    if (kind !== '/PersistentVolumeClaim' || this.claimTemplates.size === 0) return undefined;
    const dash = name.lastIndexOf('-');
    if (dash < 0 || !/^\d+$/.test(name.slice(dash + 1))) return undefined;
    const set = this.claimTemplates.get(`${namespace}/${name.slice(0, dash)}`);
    return set === undefined ? undefined : this.addDerivedNode(this.index, set, kind, namespace, name, undefined);
  }

  private factsOf(apiVersion: string, kind: string): KindFacts {
    let kinds = this.kindFacts.get(apiVersion);
    if (kinds === undefined) this.kindFacts.set(apiVersion, (kinds = new Map<string, KindFacts>()));
    let facts = kinds.get(kind);
    if (facts === undefined) {
      const key = kindKey(apiVersion, kind);
      facts = { key, clusterScoped: livesOutsideOfNamespaces(key) || this.customClusterScoped.has(key) };
      kinds.set(kind, facts);
    }
    return facts;
  }
}

interface KindFacts {
  readonly key: KindKey;
  readonly clusterScoped: boolean;
}
