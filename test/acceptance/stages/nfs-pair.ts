import { Pod, PersistentVolumeClaim } from 'kubeloom';
import { nfsPair } from '../../../examples/nfs-pair';
import type { Cluster } from '../cluster/cluster';
import { eventually } from '../cluster/eventually';
import { fail } from '../failure';
import { comesToLife } from '../proof/system';
import { claims } from '../proof/claims';
import { contextOf } from '../proof/context';
import { ready } from '../proof/ready';
import type { Particulars, Stage } from '../systems/particulars';
import { bundleOf } from './program';

const NAMESPACE = 'nfs-pair';
const LARGE = 'claim-archive';

/** What becomes of the pair: a pod gives way to its replacement, and a claim comes that no volume can satisfy. */
export function nfsPairStages(particulars: Particulars): readonly Stage[] {
  const example = bundleOf(nfsPair);
  return [
    {
      name: 'replacement',
      run: async (cluster) => {
        const context = contextOf(cluster, example, particulars);
        await comesToLife(context);
        await ready(context);
        await cluster.kubectl.ok(['delete', 'pod', 'www', '-n', NAMESPACE]);
        await ready(contextOf(cluster, example.map((object) => object.metadata.name === 'www' ? undefined : object), particulars));
        await claims(context);
        return 'pod www was deleted: www2 serves on, and claim-http keeps its volume';
      },
    },
    { name: 'unsatisfiable claim', run: async (cluster) => unsatisfiable(cluster, particulars) },
  ];
}

async function unsatisfiable(cluster: Cluster, particulars: Particulars): Promise<string> {
  const { api, kubectl } = cluster;
  const both = bundleOf((app) => {
    const bundle = nfsPair(app);
    const claim = new PersistentVolumeClaim(bundle, LARGE, { size: '10Gi', accessModes: ['ReadWriteOnce'], storageClass: '' });
    new Pod(bundle, 'archive', { image: 'nginx:1.27', mounts: { '/archive': claim } });
  });
  const added = both.map((object) => ['archive', LARGE].includes(object.metadata.name) ? object : undefined);
  await kubectl.ok(['apply', '--server-side', '-f', '-'], both.text);
  const { answer, good } = await eventually(
    async () => {
      const [pod, claim, events] = await Promise.all([
        api.read('v1/Pod', 'archive', NAMESPACE), api.read('v1/PersistentVolumeClaim', LARGE, NAMESPACE), api.list('v1/Event', NAMESPACE),
      ]);
      const scheduled = pod?.status?.conditions?.find(({ type }) => type === 'PodScheduled');
      const binding = events.find(({ involvedObject }) => involvedObject.name === LARGE);
      return { claim: claim?.status?.phase, binding: binding?.reason, pod: pod?.status?.phase, scheduled: `${scheduled?.reason}: ${scheduled?.message}` };
    },
    ({ claim, binding, pod, scheduled }) => claim === 'Pending' && binding === 'FailedBinding' && pod === 'Pending'
      && scheduled.startsWith('Unschedulable') && scheduled.includes('unbound immediate PersistentVolumeClaims'),
    { seconds: 30 },
  );
  if (!good) fail(`PersistentVolumeClaim ${NAMESPACE}/${LARGE}`, 'is not left Pending with its pod', JSON.stringify(answer));
  await claims(contextOf(cluster, bundleOf(nfsPair), particulars));
  await kubectl.ok(['delete', '-f', '-', '--timeout=30s'], added.text);
  return 'a claim of 10Gi stays Pending (FailedBinding) and so does its pod (Unschedulable); the other claims keep their volumes';
}
