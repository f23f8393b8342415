import type { PersistentVolume, StorageClass } from '../../../generated/kubernetes';
import { formatObjectId } from '../../core/object-id';
import { classOfVolume, type ClaimBinding, isDefaultClass } from '../../core/volume-binding';
import type { Misfit } from '../../core/volume-fit';
import { type Bindings, type BoundClaim, claimBindings } from '../graph/claim-bindings';
import type { ObjectNode } from '../graph/node';
import { fields, isMap, list, text, texts } from '../graph/read';
import type { Reference } from '../graph/reference';
import { type Bundle, read } from './bundle';

/** How many refused volumes a finding names. */
const mostRefused = 5;

/** What the binder does with the claims and volumes of the bundle. */
export function bindings(bundle: Bundle): Bindings {
  return bundle.once(bindings, () => claimBindings(bundle.graph));
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
  // A volume of this class that nobody takes shows that such volumes are made by hand.
  const free = offered && hasFreeVolume(bundle, storageClass);
  // A claim that names no class gets one of the cluster's default class, where all volumes are for others.
  if (!free && !explicit && !known && !selector) return false;
  const certain = (free && explicit && !external) || (known && bindings(bundle).nodeOf.size > 0);
  return reportRefused(bundle, claim, pointer, certain ? undefined : 'warning');
}

function hasFreeVolume(bundle: Bundle, storageClass: string): boolean {
  const { nodeOf, takers } = bindings(bundle);
  if (!bundle.mayCompare(nodeOf.size)) return false;
  for (const [volume, node] of nodeOf) {
    if (volume.spec?.claimRef === undefined && classOfVolume(volume) === storageClass && !takers.has(node)) return true;
  }
  return false;
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
  const more = Math.max(0, (looked ? reasons.length : volumes) - mostRefused);
  const args = { wanted: wants(binding), refused: reasons.slice(0, mostRefused), more, pods: pods.slice(0, 5) };
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
