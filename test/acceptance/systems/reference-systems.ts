import { BOOTCAMP_STAGES } from '../stages/bootcamp';
import { nfsPairStages } from '../stages/nfs-pair';
import { ROLLING_WEB_STAGES } from '../stages/rolling-web';
import { existingSecret } from './given';
import type { IntendedWarning, Particulars } from './particulars';

const NO_CLOUD = 'the address of a load balancer comes from a cloud provider';

const recycle = (name: string): IntendedWarning => ({
  object: `PersistentVolume ${name}`,
  warning: 'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated.',
  reason: 'the published system recycles its volumes',
});

const DATABASE = ['servers of databases and brokers run in `npm run acceptance:processes`: see the catalogue', 'network policies are enforced by the network plug-in of a cluster'];

const NFS_PAIR: Particulars = {
  given: [existingSecret('nfs-pair', 'mysql-password', ['root'])],
  warnings: [recycle('nfs-0001'), recycle('nfs-0002')],
  bindings: { 'claim-mysql': 'nfs-0002', 'claim-http': 'nfs-0001' },
};

/** The reference systems in their order, with what their bundles do not tell. */
export const REFERENCE_SYSTEMS: { readonly [slug: string]: Particulars } = {
  'single-pod': {},
  'replica-set': {},
  'rolling-web': { stages: ROLLING_WEB_STAGES },
  'replication-controller': {},
  'bootcamp': { stages: BOOTCAMP_STAGES, notShown: [NO_CLOUD] },
  'front-and-back': { notShown: [NO_CLOUD, 'network policies are enforced by the network plug-in of a cluster', 'an Ingress is served by a controller'] },
  'multi-container': {},
  'config-and-secrets': {},
  'agents-and-jobs': { privileged: 'the agent reads a folder of its node, which "baseline" refuses' },
  'stateful-web': {},
  'nfs-pair': { ...NFS_PAIR, stages: nfsPairStages(NFS_PAIR) },
  'nfs-server': { privileged: 'an NFS server in a container is privileged' },
  'mysql-hostpath': { notShown: ['that both replicas write to one folder of a node: the faults of the published system'] },
  'mariadb': { given: [existingSecret('mariadb', 'mariadb-passwords', ['root'])] },
  'mysql-replicated': { given: [existingSecret('mysql-replicated', 'db-passwords', ['root', 'app', 'replication', 'backup', 'metrics'])], notShown: DATABASE },
  'postgresql': { given: [existingSecret('postgresql', 'db-passwords', ['app', 'replication', 'metrics'])], notShown: DATABASE },
  'volume-backends': { notShown: ['no volume is mounted: drivers run on real nodes'] },
};
