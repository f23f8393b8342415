import type { Bundle } from '../bundle/bundle';
import type { Cluster } from '../cluster/cluster';
import type { LivePod } from '../cluster/live-pods';
import { applied } from '../proof/applied';
import { contextOf } from '../proof/context';
import { endpoints } from '../proof/endpoints';
import { ready } from '../proof/ready';

/** Applies the next stage of a system, and waits until its workloads are ready and its Services lead to their pods. */
export async function settle(cluster: Cluster, bundle: Bundle): Promise<LivePod[]> {
  await applied(cluster.kubectl, bundle);
  return settled(cluster, bundle);
}

/** The same for what was changed by other means than a file. */
export async function settled(cluster: Cluster, bundle: Bundle): Promise<LivePod[]> {
  const context = contextOf(cluster, bundle, {});
  const pods = await ready(context);
  await endpoints(context, pods);
  return pods;
}
