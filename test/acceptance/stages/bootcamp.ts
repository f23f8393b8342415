import { bootcamp, type BootcampStage } from '../../../examples/bootcamp';
import type { Cluster } from '../cluster/cluster';
import { fail } from '../failure';
import type { Stage } from '../systems/particulars';
import { images } from './pod-history';
import { bundleOf } from './program';
import { settle } from './settle';

const NAMESPACE = 'bootcamp';
const IMAGE = 'gcr.io/google-samples/kubernetes-bootcamp';

/** The tutorial: scaled up and down, then updated, while its addresses stay what they are. */
export const BOOTCAMP_STAGES: readonly Stage[] = [
  { name: 'first', run: async (cluster) => reach(cluster, 'first', 1, 'v1') },
  { name: 'scaled-up', run: async (cluster) => reach(cluster, 'scaled-up', 4, 'v1') },
  { name: 'scaled-down', run: async (cluster) => reach(cluster, 'scaled-down', 2, 'v1') },
  { name: 'updated', run: async (cluster) => reach(cluster, 'updated', 2, 'v2') },
];

async function reach(cluster: Cluster, stage: BootcampStage, count: number, version: string): Promise<string> {
  const before = await addresses(cluster);
  const pods = await settle(cluster, bundleOf((app) => bootcamp(app, stage)));
  if (pods.length !== count || images(pods).join() !== `${IMAGE}:${version}`) {
    fail(`Namespace ${NAMESPACE}`, `has ${pods.length} pods of ${images(pods).join(' and ')} instead of ${count} of ${version}`);
  }
  const after = await addresses(cluster);
  if (before.length > 0 && after.join() !== before.join()) fail(`Namespace ${NAMESPACE}`, 'its Services got other addresses', after.join('\n'));
  return `${count === 1 ? 'the pod' : `${count} pods`} of ${version} behind ${after.length} Services${before.length === 0 ? '' : ', whose addresses and ports stay'}`;
}

async function addresses({ api }: Cluster): Promise<string[]> {
  const services = await api.list('v1/Service', NAMESPACE);
  return services
    .map(({ metadata, spec }) => `${metadata?.name} ${spec?.clusterIP} ${spec?.ports?.map(({ port, nodePort }) => `${port}:${nodePort}`).join(' ')}`)
    .sort();
}
