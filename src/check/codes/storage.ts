import { didYouMean, type Phrase } from '../../core/codes/code';
import { bare, listed, listedBare, show } from '../../core/show';
import { storageExamples } from './examples/storage';
import { findTarget, type MissingTarget, notHere } from './missing';
import { broken, fragile, noteworthy } from './rule-facts';

const volumes = 'https://kubernetes.io/docs/concepts/storage/volumes/';
const persistent = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/';
const classes = 'https://kubernetes.io/docs/concepts/storage/storage-classes/';
const accessModes = `${persistent}#access-modes`;

/** Volumes, the claims to them and the pods that use both. */
export const bundleStorageCodes = {
  'volume/removed': broken<{ volume: Phrase; release: Phrase; instead: Phrase }>({
    title: 'A kind of volume that Kubernetes no longer has.',
    why: 'The API server accepts it, and no kubelet can mount it: pods wait in ContainerCreating.',
    see: `${volumes}#volume-types`,
    message: ({ volume, release }) => `${volume} volumes cannot be mounted since Kubernetes ${release}`,
    help: ({ instead }) => `use ${instead}`,
    example: storageExamples.removed,
  }),
  'storage-class/provisioner-removed': broken<{ provisioner: string; release: Phrase }>({
    title: 'A StorageClass has a provisioner that Kubernetes no longer has.',
    why: 'Its claims stay Pending: nobody makes volumes for them.',
    see: `${classes}#provisioner`,
    message: ({ provisioner, release }) => `provisioner ${show(provisioner)} was removed in Kubernetes ${release}`,
    help: () => 'use the CSI driver of the storage system',
    example: storageExamples.provisioner,
  }),
  'storage-class/two-defaults': fragile<{ other: string }>({
    title: 'Two StorageClasses are both the default one.',
    why: 'Claims without a class get that which was made last.',
    see: 'https://kubernetes.io/docs/tasks/administer-cluster/change-default-storage-class/',
    message: ({ other }) => `StorageClass ${bare(other)} is marked as the default class as well`,
    help: () => 'keep storageclass.kubernetes.io/is-default-class: "true" on one of them',
    example: storageExamples.twoDefaults,
  }),
  'claim-template/not-mounted': fragile<{ template: string }>({
    title: 'A StatefulSet makes claims that no container mounts.',
    why: 'A volume is made for each pod, and paid for, and the data goes elsewhere.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
    message: ({ template }) => `no container mounts claim template ${show(template)}`,
    help: () => 'mount it by its name, or remove the template',
    example: storageExamples.notMounted,
  }),
  'claim-template/hides-volume': fragile<{ name: string }>({
    title: 'A claim template and a volume of the pod template have one name.',
    why: 'The claim takes the place of the volume, which nobody mounts then.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
    message: ({ name }) => `volume ${show(name)} of the pod template is replaced by the claim template of that name`,
    help: () => 'rename one of them',
    example: storageExamples.hidesVolume,
  }),
  'claim/no-volume': broken<{ wanted: string; refused: readonly string[]; more: number; pods: readonly string[] }>({
    title: 'No volume fits a claim.',
    why: 'The claim stays Pending, and with it every pod that uses it.',
    see: `${persistent}#binding`,
    message: ({ wanted, refused, more, pods }) => [
      `no volume fits (it wants ${wanted})`,
      ...refused,
      ...(more > 0 ? [`and ${more} more`] : []),
      ...(pods.length > 0 ? [`${listedBare(pods)} will stay Pending`] : []),
    ].join('; '),
    help: ({ refused }) => (refused.length > 0 ? 'make the claim and one of the volumes agree, or define a volume that fits' : 'define a PersistentVolume that fits, or name a class that provisions one'),
    example: storageExamples.noVolume,
  }),
  'claim/binding': noteworthy<{ volume: string; fits: readonly string[] }>({
    title: 'Which volume a claim will be bound to.',
    why: 'Among the volumes that fit, a claim gets the smallest, and no second claim gets that one.',
    see: `${persistent}#binding`,
    message: ({ volume, fits }) => (fits.length === 1
      ? `fits only PersistentVolume ${bare(volume)}, and gets it`
      : `fits PersistentVolumes ${listedBare(fits)}, and gets ${bare(volume)}`),
    help: () => 'to decide it yourself, name the volume (volumeName) and the claim (claimRef)',
    example: storageExamples.binding,
  }),
  'claim/volume-missing': broken<MissingTarget>({
    title: 'A claim names a PersistentVolume that is not there.',
    why: 'The claim waits for that volume alone: it stays Pending, and with it every pod that uses it.',
    see: `${persistent}#reserving-a-persistentvolume`,
    message: notHere,
    help: (args) => findTarget(args),
    example: storageExamples.volumeMissing,
  }),
  'claim/volume-taken': broken<{ volume: string; claim: string }>({
    title: 'A claim names a volume that belongs to another claim.',
    why: 'A volume is bound to one claim: this one stays Pending, and with it every pod that uses it.',
    see: `${persistent}#binding`,
    message: ({ volume, claim }) => `PersistentVolume ${bare(volume)} belongs to PersistentVolumeClaim ${bare(claim)}`,
    help: () => 'let the pods share that claim, or define a second volume',
    example: storageExamples.volumeTaken,
  }),
  'claim/node-conflict': broken<{ volume: string; claim: string; wanted: string; found: string }>({
    title: 'Pods must run on nodes that cannot use their volume.',
    why: 'No node fulfils both: the pods stay Pending.',
    see: `${persistent}#node-affinity`,
    message: ({ volume, claim, wanted, found }) =>
      `the pods want ${wanted}, PersistentVolume ${bare(volume)} of their claim ${bare(claim)} is on ${found}`,
    help: () => 'leave the choice of the node to the volume, or make a volume where the pods run',
    example: storageExamples.nodeConflict,
  }),
  'claim/replicas': fragile<{ claim: string; count: number; apart: boolean }>({
    title: 'Several replicas share a claim that one node at a time can use.',
    why: 'Replicas on other nodes wait for the volume (Multi-Attach error); replicas on one node write to the same files.',
    see: accessModes,
    message: ({ claim, count, apart }) =>
      `up to ${count} pods use ReadWriteOnce claim ${bare(claim)}${apart ? ', and must run on different nodes' : ''}`,
    help: () => 'run one replica, or use a StatefulSet with volumeClaimTemplates, or a ReadWriteMany volume',
    example: storageExamples.replicas,
  }),
  'claim/shared-by-replicas': broken<{ claim: string; count: number }>({
    title: 'All replicas of a StatefulSet share one claim that one node at a time can use.',
    why: 'Each replica takes the files for its own: databases corrupt them or do not start, and replicas on other nodes wait for the volume.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
    message: ({ claim, count }) => `${count} replicas share ReadWriteOnce claim ${bare(claim)}, expected a claim for each`,
    help: () => 'move it to volumeClaimTemplates, or run one replica',
    example: storageExamples.sharedByReplicas,
  }),
  'claim/surge': fragile<{ claim: string; mode: string }>({
    title: 'A rollout starts the new pod while the old one holds the volume.',
    why: 'On another node the new pod waits for the volume, and the old one is kept until the new one is ready: the rollout hangs.',
    see: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    message: ({ claim, mode }) => `a rollout needs ${mode} claim ${bare(claim)} in the old and the new pod at once`,
    help: () => 'set strategy.type: Recreate, or maxSurge: 0',
    example: storageExamples.surge,
  }),
  'claim/one-pod': broken<{ claim: string; count: number }>({
    title: 'Several pods use a claim that one pod at a time can use.',
    why: 'The scheduler places only one of them: the others stay Pending.',
    see: accessModes,
    message: ({ claim, count }) => `up to ${count} pods use ReadWriteOncePod claim ${bare(claim)}, expected one`,
    help: () => 'run one pod, or use another access mode',
    example: storageExamples.onePod,
  }),
  'claim/each-node': broken<{ claim: string }>({
    title: 'A DaemonSet uses a claim that one node at a time can use.',
    why: 'The pods of all nodes but one wait for the volume.',
    see: accessModes,
    message: ({ claim }) => `a pod on each node uses ReadWriteOnce claim ${bare(claim)}`,
    help: () => 'use a ReadWriteMany volume, or a hostPath or ephemeral volume for each pod',
    example: storageExamples.eachNode,
  }),
  'claim/several-workloads': fragile<{ claim: string; others: readonly string[] }>({
    title: 'Several workloads use a claim that one node at a time can use.',
    why: 'Pods on other nodes wait for the volume (Multi-Attach error), unless the storage itself can be shared.',
    see: accessModes,
    message: ({ claim, others }) => `ReadWriteOnce claim ${bare(claim)} is used by ${listedBare(others)} as well`,
    help: () => 'give each a claim of its own, or use a ReadWriteMany volume',
    example: storageExamples.severalWorkloads,
  }),
  'volume/node-local': fragile<{ volume: string; path: string; count: number }>({
    title: 'Replicas keep data on whichever node they run.',
    why: 'Each node has other files: replicas see different data, and lose theirs when they move.',
    see: `${volumes}#hostpath`,
    message: ({ volume, path, count }) => `${count} replicas write to ${show(path)} of their nodes (volume ${show(volume)}), and may run on any node`,
    help: () => 'use a claim, or tie the pods to one node by nodeSelector',
    example: storageExamples.nodeLocal,
  }),
  'volume/file-missing': broken<{ volume: string; path: string; known: readonly string[]; nearest: string | undefined }>({
    title: 'A container mounts one file of a volume, and the volume has no such file.',
    why: 'The kubelet makes an empty directory of that name: the program finds a directory in place of its file, or the container does not start.',
    see: `${volumes}#using-subpath`,
    message: ({ volume, path, known }) => `volume ${show(volume)} has no file ${show(path)}; it has ${listed(known)}`,
    help: ({ nearest }) => didYouMean(nearest, 'set subPath to a file of the volume, or add the key'),
    example: storageExamples.fileMissing,
  }),
  'volume/empty-dir-data': fragile<{ path: string; volume: string }>({
    title: 'A database keeps its data in a volume that ends with the pod.',
    why: 'All data is lost when the pod is deleted, evicted or replaced.',
    see: `${volumes}#emptydir`,
    message: ({ path, volume }) => `${show(path)} is an emptyDir (volume ${show(volume)}): its data ends with the pod`,
    help: () => 'mount a claim there, in a StatefulSet one of volumeClaimTemplates',
    example: storageExamples.emptyDirData,
  }),
  'volume/reclaim-delete': fragile<{ users: readonly string[] }>({
    title: 'Volumes with data are deleted together with their claims.',
    why: 'Whoever deletes a claim, or its namespace, deletes the data for good.',
    see: `${persistent}#delete`,
    message: ({ users }) => `reclaim policy "Delete" for the data of ${listedBare(users)}`,
    help: () => 'set the reclaim policy to Retain',
    example: storageExamples.reclaimDelete,
  }),
  'volume/recycle': fragile<{ volume: string }>({
    title: 'The reclaim policy Recycle is deprecated.',
    why: 'It runs rm -rf on the volume once its claim is gone, for NFS and hostPath only, and offers it to the next claim.',
    see: `${persistent}#recycle`,
    message: ({ volume }) => `PersistentVolume ${bare(volume)} has reclaim policy "Recycle", which is deprecated`,
    help: () => 'use Retain, or a StorageClass that provisions volumes',
    example: storageExamples.recycle,
  }),
};
