import type { Deployment, PersistentVolumeClaim } from '../../../generated/kubernetes';
import { formatObjectId } from '../../core/object-id';
import { selects } from '../graph/label-index';
import type { ObjectNode } from '../graph/node';
import { eachContainer, type PodSource } from '../graph/pods';
import { each, fields, isMap, list } from '../graph/read';
import type { Reference } from '../graph/reference';
import { type Bundle, read } from './bundle';
import { bindings } from './claim-binding';
import { shareOf } from './shares';
import { workloadSize } from './workload-size';

/** How many pods can use a claim: those of many nodes, of one node, or a single one. */
type Sharing = 'nodes' | 'one node' | 'one pod';

interface Use {
  readonly pods: PodSource;
  /** JSON pointer to the name of the claim. */
  readonly pointer: string;
  readonly readOnly: boolean;
}

/** Pods that share a claim which cannot be shared. */
export function claimSharingRule(bundle: Bundle): void {
  for (const [claim, uses] of usesOfClaims(bundle)) {
    const sharing = sharingOf(claim);
    if (sharing === 'nodes') continue;
    if (sharing === 'one pod') checkOnePod(bundle, claim, uses);
    else checkOneNode(bundle, claim, uses);
  }
}

function usesOfClaims(bundle: Bundle): Map<ObjectNode, Use[]> {
  const found = new Map<ObjectNode, Use[]>();
  for (const reference of bundle.graph.references('claims')) {
    const { kind, to, from, pointer } = reference;
    if (kind !== '/PersistentVolumeClaim' || to?.origin !== 'given') continue;
    const pods = bundle.graph.podsOf(from);
    if (pods === undefined) continue;
    const uses = found.get(to);
    const use: Use = { pods, pointer, readOnly: isReadOnly(pods, reference) };
    if (uses === undefined) found.set(to, [use]);
    // A pod may mount one claim through two volumes.
    else if (!uses.some((other) => other.pods === pods)) uses.push(use);
  }
  return found;
}

function sharingOf(claim: ObjectNode): Sharing {
  const modes = list<string>(fields(read<PersistentVolumeClaim>(claim).spec).accessModes);
  if (modes.includes('ReadWriteMany') || modes.includes('ReadOnlyMany')) return 'nodes';
  return modes.includes('ReadWriteOncePod') ? 'one pod' : modes.includes('ReadWriteOnce') ? 'one node' : 'nodes';
}

function isReadOnly(pods: PodSource, { pointer }: Reference): boolean {
  const index = Number(/\/volumes\/(\d+)\//.exec(pointer.slice(pods.pointer.length))?.[1]);
  const volume = fields(list(pods.spec.volumes)[index]);
  if (fields(volume.persistentVolumeClaim).readOnly === true) return true;
  let writes = false;
  eachContainer(pods, ({ volumeMounts, volumeDevices }) => {
    each(volumeMounts, ({ name, readOnly }) => (writes ||= name === volume.name && readOnly !== true));
    each(volumeDevices, ({ name }) => (writes ||= name === volume.name));
  });
  return !writes;
}

function checkOnePod(bundle: Bundle, claim: ObjectNode, uses: readonly Use[]): void {
  let count = 0;
  let most: Use = uses[0]!;
  for (const use of uses) {
    const size = workloadSize(bundle, use.pods);
    const own = size.onEachNode ? 2 : size.atMost;
    if (own > 1 && (use === uses[0] || workloadSize(bundle, most.pods).atMost < own)) most = use;
    count += own;
  }
  if (count > 1) bundle.report((count > uses.length ? most : uses[1]!).pods.node, 'claim/one-pod', { claim: claim.id.name, count }, (count > uses.length ? most : uses[1]!).pointer);
  else if (uses[0] !== undefined) checkSurge(bundle, claim, uses[0], 'ReadWriteOncePod');
}

function checkOneNode(bundle: Bundle, claim: ObjectNode, uses: readonly Use[]): void {
  // The claim asks for one node; the volume that it gets may be one that many can use, such as NFS.
  const shared = isSharedVolume(bundle, claim);
  for (const use of uses) {
    if (!use.readOnly) checkReplicas(bundle, claim, use, shared);
  }
  const [first, ...others] = uses.filter(({ pods }) => pods.kind !== 'batch/Job' || workloadSize(bundle, pods).atMost > 0);
  if (first === undefined || others.length === 0) return;
  const names = others.slice(0, 10).map(({ pods }) => formatObjectId(pods.node.id));
  bundle.report(first.pods.node, 'claim/several-workloads', { claim: claim.id.name, others: names }, first.pointer, { severity: shared ? 'info' : undefined });
}

function isSharedVolume(bundle: Bundle, claim: ObjectNode): boolean {
  const volume = bindings(bundle).byClaim.get(claim)?.binding.volume;
  const modes = list<string>(volume?.spec?.accessModes);
  return modes.includes('ReadWriteMany') || modes.includes('ReadOnlyMany');
}

function checkReplicas(bundle: Bundle, claim: ObjectNode, use: Use, shared: boolean): void {
  const { pods, pointer } = use;
  const { atMost: count, onEachNode } = workloadSize(bundle, pods);
  const name = claim.id.name;
  const severity = shared ? 'info' : undefined;
  if (onEachNode) {
    bundle.report(pods.node, 'claim/each-node', { claim: name }, pointer, { severity });
  } else if (count > 1 && pods.kind === 'apps/StatefulSet') {
    bundle.report(pods.node, 'claim/shared-by-replicas', { claim: name, count }, pointer, { severity: shared ? 'warning' : undefined });
  } else if (count > 1) {
    const apart = mustRunApart(pods);
    bundle.report(pods.node, 'claim/replicas', { claim: name, count, apart }, pointer, { severity: severity ?? (apart ? 'error' : undefined) });
  } else if (!shared) checkSurge(bundle, claim, use, 'ReadWriteOnce');
}

/** Whether no two of the pods may run on one node. */
function mustRunApart({ spec, labels }: PodSource): boolean {
  let apart = false;
  const { podAntiAffinity } = fields(spec.affinity);
  each(fields(podAntiAffinity).requiredDuringSchedulingIgnoredDuringExecution, ({ topologyKey, labelSelector }) => {
    apart ||= topologyKey === 'kubernetes.io/hostname' && isMap(labelSelector) && selects(labelSelector, labels);
  });
  return apart;
}

/** A rollout of one replica that starts the new pod before the old one is gone. */
function checkSurge(bundle: Bundle, claim: ObjectNode, { pods, pointer, readOnly }: Use, mode: 'ReadWriteOnce' | 'ReadWriteOncePod'): void {
  if (pods.kind !== 'apps/Deployment' || (readOnly && mode === 'ReadWriteOnce')) return;
  const size = workloadSize(bundle, pods);
  if (size.atMost !== 1) return;
  const { type, rollingUpdate } = fields(fields(read<Deployment>(pods.node).spec).strategy);
  if (type === 'Recreate') return;
  const { maxSurge, maxUnavailable } = fields(rollingUpdate);
  const surge = shareOf(maxSurge ?? '25%', 1, 'up');
  if (surge > 0 && shareOf(maxUnavailable ?? '25%', 1, 'down') === 0) {
    bundle.report(pods.node, 'claim/surge', { claim: claim.id.name, mode }, pointer, { severity: mode === 'ReadWriteOncePod' ? 'error' : undefined });
  }
}
