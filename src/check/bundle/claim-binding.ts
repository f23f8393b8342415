import type { PersistentVolume, PersistentVolumeClaim, StatefulSet, StorageClass } from '../../../generated/kubernetes';
import { formatObjectId } from '../../core/object-id';
import { bindClaims, classOfVolume, type ClaimBinding, isDefaultClass } from '../../core/volume-binding';
import type { Misfit } from '../../core/volume-fit';
import type { ObjectNode } from '../graph/node';
import { each, fields, isMap, list, text, texts } from '../graph/read';
import type { Reference } from '../graph/reference';
import { type Bundle, read } from './bundle';

/** How many of the claims that a StatefulSet makes of one template are looked at. */
const mostOrdinals = 20;
/** How many refused volumes a finding names. */
const mostRefused = 5;

/** A claim, and the volume that it is bound to. */
export interface BoundClaim {
  /** The claim, or the StatefulSet that makes it. */
  readonly node: ObjectNode;
  readonly name: string;
  /** JSON pointer to the specification of the claim. */
  readonly pointer: string;
  readonly binding: ClaimBinding;
}

/** What the binder does with the claims and volumes of the bundle. */
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
export function bindings(bundle: Bundle): Bindings {
  return bundle.once(bindings, () => {
    const nodeOf = new Map<PersistentVolume, ObjectNode>();
    for (const [node] of bundle.ofKind('/PersistentVolume')) nodeOf.set(readable(node.manifest) as PersistentVolume, node);
    const wanted: Omit<BoundClaim, 'binding'>[] = [];
    const claims: PersistentVolumeClaim[] = [];
    for (const [node] of bundle.ofKind('/PersistentVolumeClaim')) {
      wanted.push({ node, name: node.id.name, pointer: '/spec' });
      claims.push(readable(node.manifest) as PersistentVolumeClaim);
    }
    if (nodeOf.size > 0) for (const [node] of bundle.ofKind('apps/StatefulSet')) addTemplates(node, wanted, claims);
    const classes = bundle.graph.index.ofKind('storage.k8s.io/StorageClass').map((node) => readable(node.manifest) as StorageClass);
    const found = bindClaims(claims, [...nodeOf.keys()], classes).map((binding, index): BoundClaim => ({ ...wanted[index]!, binding }));
    return {
      claims: found,
      nodeOf,
      byClaim: new Map(found.filter(({ node }) => node.key === '/PersistentVolumeClaim').map((claim) => [claim.node, claim])),
      takers: new Map(found.flatMap((claim) => (claim.binding.volume === undefined ? [] : [[nodeOf.get(claim.binding.volume)!, claim]]))),
      offered: new Set([...nodeOf.keys()].filter(({ spec }) => spec?.claimRef === undefined).map(classOfVolume)),
    };
  });
}

/** An object whose metadata and specification are maps, whatever was given; their fields are mostly compared with something. */
function readable(manifest: ObjectNode['manifest']): object {
  if (manifest === undefined) return {};
  const { metadata, spec } = manifest as { metadata?: unknown; spec?: unknown };
  return (metadata === undefined || isMap(metadata)) && (spec === undefined || isMap(spec)) ? manifest : { ...manifest, metadata: fields(metadata as object), spec: fields(spec as object) };
}

function addTemplates(node: ObjectNode, wanted: Omit<BoundClaim, 'binding'>[], claims: PersistentVolumeClaim[]): void {
  const { volumeClaimTemplates, replicas, ordinals } = fields(read<StatefulSet>(node).spec);
  const first = fields(ordinals).start ?? 0;
  const count = Math.min(typeof replicas === 'number' ? replicas : 1, mostOrdinals);
  each(volumeClaimTemplates, (template, index) => {
    const { metadata, spec } = template;
    const name = text(fields(metadata).name);
    if (name === undefined || !isMap(spec)) return;
    for (let ordinal = first; ordinal < first + count; ordinal++) {
      const claim = `${name}-${node.id.name}-${ordinal}`;
      wanted.push({ node, name: claim, pointer: `/spec/volumeClaimTemplates/${index}/spec` });
      claims.push({
        apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: claim, namespace: node.id.namespace, annotations: fields(metadata).annotations }, spec,
      } as PersistentVolumeClaim);
    }
  });
}

/** Claims that no volume fits, that name a volume in vain, and which volume the others get. */
export function claimBindingRule(bundle: Bundle): void {
  const said = new Set<string>();
  for (const claim of bindings(bundle).claims) {
    const { binding, node, pointer } = claim;
    const place = `${node.index}${pointer}`;
    // The claims of one template want the same: what is wrong is said once.
    if (said.has(place) || binding.undecided) continue;
    if (wantsVolume(binding)) checkNamedVolume(bundle, claim);
    else if (binding.volume !== undefined) reportBinding(bundle, claim);
    else if (reportNoVolume(bundle, claim)) said.add(place);
  }
}

function wantsVolume({ claim }: ClaimBinding): boolean {
  return text(claim.spec?.volumeName) !== undefined;
}

function checkNamedVolume(bundle: Bundle, claim: BoundClaim): void {
  const { binding, node, pointer } = claim;
  if (binding.volume !== undefined) return;
  const name = binding.claim.spec!.volumeName!;
  const found = bundle.graph.find('/PersistentVolume', '', name);
  const at = `${pointer}/volumeName`;
  if (found === undefined) {
    const missing = bundle.missing({ type: 'binds', from: node, pointer: at, kind: '/PersistentVolume', namespace: '', name, optional: false } satisfies Reference);
    if (missing !== undefined) bundle.report(node, 'claim/volume-missing', missing.args, at, missing);
    return;
  }
  const other = ownerOf(bundle, found, claim);
  if (other !== undefined) bundle.report(node, 'claim/volume-taken', { volume: name, claim: other }, at);
  else reportRefused(bundle, claim, at);
}

/** The claim that a volume belongs to, if that is another one. */
function ownerOf(bundle: Bundle, volume: ObjectNode, { binding, node, name }: BoundClaim): string | undefined {
  const taker = bindings(bundle).takers.get(volume);
  if (taker !== undefined && taker.binding !== binding) return fullName(taker.node.id.namespace, taker.name);
  const reserved = fields(fields(read<PersistentVolume>(volume).spec).claimRef);
  const reservedName = text(reserved.name);
  if (reservedName === undefined || (reservedName === name && (text(reserved.namespace) ?? '') === node.namespace)) return undefined;
  return fullName(text(reserved.namespace), reservedName);
}

function fullName(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Which volume a claim gets among several is worth a word; where either side names the other, it is known already. */
function reportBinding(bundle: Bundle, { binding, node, pointer }: BoundClaim): void {
  const volume = binding.volume!;
  if (volume.spec?.claimRef !== undefined || node.key !== '/PersistentVolumeClaim') return;
  const fits = binding.candidates.slice(0, 10).map(({ metadata }) => metadata?.name ?? '');
  bundle.report(node, 'claim/binding', { volume: volume.metadata?.name ?? '', fits }, pointer);
}

/** Reports a claim that waits for a volume in vain, unless its class makes one. Returns whether it did. */
function reportNoVolume(bundle: Bundle, claim: BoundClaim): boolean {
  const { binding, pointer } = claim;
  const { storageClass } = binding;
  const { graph } = bundle;
  const selector = isMap(binding.claim.spec?.selector) && !isEmpty(binding.claim.spec.selector);
  const found = storageClass === '' ? undefined : graph.find('storage.k8s.io/StorageClass', '', storageClass);
  const provisioner = found?.manifest === undefined ? undefined : read<StorageClass>(found).provisioner;
  if (provisioner !== undefined && provisioner !== noProvisioner && !selector) return false;
  const explicit = text(storageClass) !== undefined || binding.claim.spec?.storageClassName === '';
  const known = provisioner === noProvisioner || binding.claim.spec?.storageClassName === '';
  const offered = bindings(bundle).offered.has(storageClass);
  // Who makes the volumes is not known: a class of the cluster, or a person.
  const external = storageClass !== '' && found === undefined && graph.declared('storage.k8s.io/StorageClass', '', storageClass) !== 'not declared';
  if (!offered && !known && !(selector && provisioner !== undefined)) return false;
  const certain = (offered && explicit && !external) || (known && bindings(bundle).nodeOf.size > 0);
  return reportRefused(bundle, claim, pointer, certain ? undefined : 'warning');
}

const noProvisioner = 'kubernetes.io/no-provisioner';

function isEmpty({ matchLabels, matchExpressions }: { readonly matchLabels?: unknown; readonly matchExpressions?: unknown }): boolean {
  return Object.keys(texts(matchLabels)).length === 0 && list(matchExpressions as unknown[]).length === 0;
}

function reportRefused(bundle: Bundle, { binding, node, pointer }: BoundClaim, at: string, severity?: 'warning'): true {
  const volumes = bindings(bundle).nodeOf.size;
  const looked = bundle.mayCompare(volumes);
  // First the volumes that nearly fit.
  const refused = looked ? [...binding.misfits].sort(([, a], [, b]) => a.length - b.length) : [];
  const taken = (looked ? binding.candidates : []).map(({ metadata }) => `${metadata?.name ?? ''} is taken by another claim`);
  const reasons = [...taken, ...refused.map(([volume, misfits]) => `${volume.metadata?.name ?? ''} has ${misfits.map(reason).join(', ')}`)];
  const pods = node.key === '/PersistentVolumeClaim'
    ? [...new Set(bundle.graph.referencesTo(node).filter(({ type }) => type === 'claims').map(({ from }) => formatObjectId(from.id)))]
    : [formatObjectId(node.id)];
  const args = { wanted: wants(binding), refused: reasons.slice(0, mostRefused), more: Math.max(0, (looked ? reasons.length : volumes) - mostRefused), pods: pods.slice(0, 5) };
  bundle.report(node, 'claim/no-volume', args, at, { severity, focus: at === pointer ? undefined : at });
  return true;
}

function wants({ claim, storageClass }: ClaimBinding): string {
  const { resources, accessModes, volumeMode } = claim.spec ?? {};
  const parts = [
    String(resources?.requests?.['storage'] ?? 'no size'),
    list(accessModes).join(', '),
    storageClass === '' ? 'no class' : `class ${storageClass}`,
    volumeMode === 'Block' ? 'Block' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function reason({ what, found }: Misfit): string {
  return what === 'claim' ? `claim ${found}` : `${what} ${found}`;
}

/** Two classes that are both the default one. */
export function defaultClassRule(bundle: Bundle): void {
  let first: ObjectNode | undefined;
  for (const [node, manifest] of bundle.ofKind<StorageClass>('storage.k8s.io/StorageClass')) {
    if (!isMap(manifest.metadata) || !isDefaultClass(manifest as StorageClass)) continue;
    if (first !== undefined) bundle.report(node, 'storage-class/two-defaults', { other: first.id.name }, '/metadata/annotations');
    first ??= node;
  }
}
