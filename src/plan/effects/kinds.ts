import { groupOf } from '../../core/object-id';
import type { Change } from '../compare';
import type { PodCount } from '../pod-count';
import { at, listAt, textAt, type Update } from '../update/update';
import { podData } from './pod-data';
import { rolloutOfDaemonSet, rolloutOfDeployment, rolloutOfNone, rolloutOfStatefulSet, type RolloutOf } from './rollout';
import { writtenReplicas } from './scaling';
import { statefulSetData } from './stateful-set-data';

const TEMPLATE = ['spec', 'template'];

/** Where the pods of a workload are described, and what becomes of those that run when that changes. */
const WORKLOADS: { readonly [kind: string]: { readonly template: readonly string[]; readonly rollout: RolloutOf } } = {
  'apps/Deployment': { template: TEMPLATE, rollout: rolloutOfDeployment },
  'apps/StatefulSet': { template: TEMPLATE, rollout: rolloutOfStatefulSet },
  'apps/DaemonSet': { template: TEMPLATE, rollout: rolloutOfDaemonSet },
  'apps/ReplicaSet': { template: TEMPLATE, rollout: rolloutOfNone },
  'ReplicationController': { template: TEMPLATE, rollout: rolloutOfNone },
  'batch/CronJob': { template: ['spec', 'jobTemplate', 'spec', 'template'], rollout: rolloutOfNone },
  'batch/Job': { template: TEMPLATE, rollout: rolloutOfNone },
};

/** Kinds whose labels or annotations are read by controllers as settings. */
const ANNOTATIONS_ARE_SETTINGS: ReadonlySet<string> = new Set(['Ingress', 'Service', 'Gateway', 'HTTPRoute', 'StorageClass', 'IngressClass', 'ServiceAccount', 'PersistentVolumeClaim']);
const LABELS_ARE_SETTINGS: ReadonlySet<string> = new Set(['Pod', 'Namespace', 'Node']);

/** `apps/Deployment`, `Service`. */
export function kindKey({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${group}/${kind}`;
}

/** Where a workload describes its pods; `undefined` for other kinds. */
export function templatePathOf(id: { readonly apiVersion: string; readonly kind: string }): readonly string[] | undefined {
  return WORKLOADS[kindKey(id)]?.template;
}

/** Reports what an update that the server accepts does: to pods, to data, or to nothing that runs. */
export function describeUpdate(update: Update): void {
  const { id } = update;
  const workload = WORKLOADS[kindKey(id)];
  const isPod = kindKey(id) === 'Pod';
  for (const change of update.changes) {
    if (workload !== undefined && workload.template.every((key, index) => change.path[index] === key)) continue;
    // What the server refuses takes no effect.
    if (!update.isRefused(change) && update.isWritten(change)) other(update, change, isPod);
  }
  if (workload !== undefined && update.first(workload.template) !== undefined) {
    workload.rollout(update, workload.template);
    podData(update, [...workload.template, 'spec'], claimTemplatesOf(update.from));
  }
  if (isPod && update.first(['spec']) !== undefined) podData(update, ['spec']);
  if (kindKey(id) === 'apps/StatefulSet') statefulSetData(update);
}

/** The number of pods that a manifest says itself. */
function writtenCount(workload: unknown): PodCount | undefined {
  const replicas = writtenReplicas(workload);
  return replicas === undefined ? undefined : { least: replicas, most: replicas };
}

/** Names of the claim templates of a StatefulSet. */
export function claimTemplatesOf(workload: unknown): string[] {
  return listAt(workload, 'spec', 'volumeClaimTemplates').map((template) => textAt(template, 'metadata', 'name') ?? '');
}

function other(update: Update, change: Change, isPod: boolean): void {
  const { id, from, to } = update;
  const [first, second] = change.path;
  const field = change.path.filter((key) => typeof key === 'string').slice(0, 3).join('.');
  if (first === 'status') return;
  if (first === 'metadata') {
    const settings = second === 'annotations' ? ANNOTATIONS_ARE_SETTINGS : second === 'labels' ? LABELS_ARE_SETTINGS : undefined;
    if (settings?.has(id.kind) === true) update.reportChange(change, 'object/changed', { field });
    else update.reportChange(change, 'object/metadata', { what: `metadata.${String(second)}` });
    return;
  }
  if (isPod && change.path[3] === 'image') {
    update.reportChange(change, 'pod/image', { container: textAt(to, ...change.path.slice(0, 3), 'name') ?? '' });
    return;
  }
  switch (`${kindKey(id)} ${field}`) {
    case 'apps/Deployment spec.replicas': case 'apps/StatefulSet spec.replicas': case 'apps/ReplicaSet spec.replicas': case 'ReplicationController spec.replicas': {
      const pods = { from: writtenCount(update.written.from) ?? update.pods.from, to: writtenCount(update.written.to) ?? update.pods.to };
      if (pods.to.most === 0) update.reportChange(change, 'pods/scaled-to-none', { id, from: pods.from });
      else if (pods.to.autoscaler !== undefined) update.reportChange(change, 'pods/handed-over', { id, ...pods });
      else update.reportChange(change, 'pods/scaled', { id, ...pods });
      return;
    }
    case 'apps/Deployment spec.paused':
      if (at(to, 'spec', 'paused') === true) update.reportChange(change, 'object/changed', { field });
      else update.reportChange(change, 'pods/resumed', { id });
      return;
    case 'apps/StatefulSet spec.updateStrategy.rollingUpdate': {
      const [before, after] = [from, to].map((set) => Number(at(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0)) as [number, number];
      if (after < before) update.reportChange(change, 'pods/partition-lowered', { id, from: before, to: after });
      else update.reportChange(change, 'object/changed', { field });
      return;
    }
    case 'Service spec.type':
      update.reportChange(change, 'service/type', { from: textAt(from, 'spec', 'type') ?? 'ClusterIP', to: textAt(to, 'spec', 'type') ?? 'ClusterIP' });
      return;
    case 'PersistentVolumeClaim spec.resources.requests':
      update.reportChange(change, 'claim/grows', { id, from: String(change.from), to: String(change.to) });
      return;
    case 'PersistentVolume spec.persistentVolumeReclaimPolicy':
      if (change.to === 'Delete') update.reportChange(change, 'data/reclaim-delete', { id });
      else update.reportChange(change, 'object/changed', { field });
      return;
    default:
      update.reportChange(change, 'object/changed', { field });
  }
}
