import type { PersistentVolume, PersistentVolumeClaim, StatefulSet, StorageClass } from '../../../generated/kubernetes';
import { bindClaims, classOfVolume, type ClaimBinding } from '../../core/volume-binding';
import type { BundleGraph } from './bundle-graph';
import type { ObjectNode } from './node';
import { each, fields, isMap, text, whole } from './read';

/** How many of the claims that a StatefulSet makes of one template are looked at. */
const mostOrdinals = 20;

/** A claim, and the volume that it is bound to. */
export interface BoundClaim {
  /** The claim, or the StatefulSet that makes it. */
  readonly node: ObjectNode;
  readonly name: string;
  /** JSON pointer to the specification of the claim. */
  readonly pointer: string;
  readonly binding: ClaimBinding;
}

/** What the binder does with the claims and volumes of a graph. */
export interface Bindings {
  readonly claims: readonly BoundClaim[];
  readonly byClaim: ReadonlyMap<ObjectNode, BoundClaim>;
  readonly nodeOf: ReadonlyMap<PersistentVolume, ObjectNode>;
  /** The claim that gets a volume. */
  readonly takers: ReadonlyMap<ObjectNode, BoundClaim>;
  /** The classes of volumes that are reserved for nobody. */
  readonly offered: ReadonlySet<string>;
}

/** Binds the claims: those that are given, and then those that StatefulSets make. */
export function claimBindings({ index }: BundleGraph): Bindings {
  const nodeOf = new Map<PersistentVolume, ObjectNode>();
  for (const node of index.ofKind('/PersistentVolume')) nodeOf.set(readable<PersistentVolume>(node), node);
  const claims = index.ofKind('/PersistentVolumeClaim').map((node): Claim => ({ node, name: node.id.name, pointer: '/spec', claim: readable(node) }));
  const volumes = [...nodeOf.keys()];
  const offered = new Set(volumes.filter(({ spec }) => spec?.claimRef === undefined).map(classOfVolume));
  // What no volume is for, the binder need not be asked about.
  const forSets = offered.size > 0 || volumes.some(({ spec }) => /-\d+$/.test(String(spec?.claimRef?.name)));
  if (forSets) for (const node of index.ofKind('apps/StatefulSet')) addTemplates(node, claims);
  const classes = index.ofKind('storage.k8s.io/StorageClass').map((node) => readable<StorageClass>(node));
  const bound = bindClaims(claims.map(({ claim }) => claim), volumes, classes).map((binding, at): BoundClaim => {
    const { node, name, pointer } = claims[at]!;
    return { node, name, pointer, binding };
  });
  return {
    claims: bound,
    nodeOf,
    byClaim: new Map(bound.filter(({ node }) => node.key === '/PersistentVolumeClaim').map((claim) => [claim.node, claim])),
    takers: new Map(bound.flatMap((claim) => (claim.binding.volume === undefined ? [] : [[nodeOf.get(claim.binding.volume)!, claim]]))),
    offered,
  };
}

interface Claim extends Omit<BoundClaim, 'binding'> {
  readonly claim: PersistentVolumeClaim;
}

/** An object whose metadata and specification are maps, whatever was given; their fields are mostly compared with something. */
function readable<M>({ manifest = { apiVersion: '', kind: '' } }: ObjectNode): M {
  const { metadata, spec } = manifest as { readonly metadata?: unknown; readonly spec?: unknown };
  const isReadable = (part: unknown): boolean => part === undefined || isMap(part);
  const usual = isReadable(metadata) && isReadable(spec);
  return (usual ? manifest : { ...manifest, metadata: fields(metadata as object), spec: fields(spec as object) }) as M;
}

function addTemplates(node: ObjectNode, claims: Claim[]): void {
  const { volumeClaimTemplates, replicas, ordinals } = fields((node.manifest as Partial<StatefulSet>).spec);
  const first = whole(fields(ordinals).start) ?? 0;
  const count = Math.min(whole(replicas) ?? 1, mostOrdinals);
  each(volumeClaimTemplates, ({ metadata, spec }, index) => {
    const template = text(fields(metadata).name);
    if (template === undefined || !isMap(spec)) return;
    const { annotations } = fields(metadata);
    for (let ordinal = first; ordinal < first + count; ordinal++) {
      const name = `${template}-${node.id.name}-${ordinal}`;
      const claim: PersistentVolumeClaim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: node.id.namespace, annotations }, spec };
      claims.push({ node, name, pointer: `/spec/volumeClaimTemplates/${index}/spec`, claim });
    }
  });
}
