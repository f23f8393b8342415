import type { Job, ObjectMeta, Pod, ReplicaSet } from '../../../generated/kubernetes';
import type { Api } from './api';

/** A pod of the cluster, and what it belongs to in the file. */
export interface LivePod {
  readonly name: string;
  readonly uid: string;
  /** `Deployment shop/web`, although a ReplicaSet stands between them; the pod itself where nothing owns it. */
  readonly owner: string;
  /** On its way out. */
  readonly leaving: boolean;
  readonly ready: boolean;
  readonly pod: Pod;
}

/** The pods of a namespace. */
export async function livePods(api: Api, namespace: string): Promise<LivePod[]> {
  const [pods, sets, jobs] = await Promise.all([
    api.list('v1/Pod', namespace),
    api.list('apps/v1/ReplicaSet', namespace),
    api.list('batch/v1/Job', namespace),
  ]);
  return pods.map((pod) => livePod(pod, ownerOf(pod, sets, jobs)));
}

export function livePod(pod: Pod, owner: string): LivePod {
  const { metadata, status } = pod;
  return {
    name: metadata?.name ?? '',
    uid: metadata?.uid ?? '',
    owner,
    leaving: metadata?.deletionTimestamp !== undefined,
    ready: status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false,
    pod,
  };
}

function ownerOf({ metadata }: Pod, sets: readonly ReplicaSet[], jobs: readonly Job[]): string {
  const own = controllerOf(metadata);
  if (own === undefined) return `Pod ${metadata?.namespace}/${metadata?.name}`;
  const between = [...own.kind === 'ReplicaSet' ? sets : [], ...own.kind === 'Job' ? jobs : []].find((object) => object.metadata?.name === own.name);
  const { kind, name } = controllerOf(between?.metadata) ?? own;
  return `${kind} ${metadata?.namespace}/${name}`;
}

function controllerOf(metadata: ObjectMeta | undefined): { readonly kind: string; readonly name: string } | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true);
}

/** The image of the first container. */
export function imageOf({ pod }: LivePod): string {
  return pod.spec?.containers[0]?.image ?? '';
}
