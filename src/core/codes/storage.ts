import { formatObjectId, type ObjectId } from '../object-id';
import { bare, barePath, listedBare, show, showPath } from '../show';
import { doubtful, notable, type Phrase, wrong } from './code';

/** Volumes, claims, storage classes and what backs them. */
export const storageCodes = {
  'storage/removed-backend': wrong<{ backend: Phrase; version: Phrase; instead: Phrase }>({
    title: 'A kind of volume that Kubernetes no longer has: the API server still accepts it, and no pod can mount it.',
    message: ({ backend, version }) => `${backend} volumes were removed in Kubernetes ${version}: they are accepted and cannot be mounted`,
    help: ({ instead }) => `use ${instead}`,
  }),
  'storage/in-tree-provisioner': doubtful<{ provisioner: string; driver: string }>({
    title: 'A provisioner that was built into Kubernetes and lives on only as another name of a CSI driver.',
    message: ({ provisioner, driver }) => `provisioner ${show(provisioner)} was built into Kubernetes and is now served by the CSI driver ${show(driver)}`,
    help: ({ driver }) => `use ${show(driver)}, with the parameters of that driver`,
  }),
  'storage/not-inline': wrong<{ backend: Phrase }>({
    title: 'A volume that a pod can use only through a claim stands in a pod directly.',
    message: ({ backend }) => `${backend} cannot be mounted into a pod directly`,
    help: () => 'define a PersistentVolume with it and a PersistentVolumeClaim with { volume }, and mount the claim',
  }),
  'storage/not-persistent': wrong<{ backend: Phrase }>({
    title: 'A volume that lives and dies with its pod cannot back a PersistentVolume.',
    message: ({ backend }) => `${backend} lives as long as its pod, so it cannot back a PersistentVolume`,
    help: () => 'mount it into the pod directly',
  }),
  'storage/recycle-deprecated': doubtful<Record<string, never>>({
    title: 'The reclaim policy Recycle is deprecated.',
    message: () => 'reclaim policy "Recycle" is deprecated: it deletes all files once the claim is gone, and offers the volume to the next one',
    help: () => 'use "Retain", or a StorageClass that provisions volumes',
  }),
  'storage/recycle-unsupported': wrong<{ backend: Phrase }>({
    title: 'The reclaim policy Recycle works for NFS and hostPath volumes only.',
    message: ({ backend }) => `${backend} volumes cannot be recycled: only NFS and hostPath can`,
    help: () => 'use "Retain" or "Delete"',
  }),
  'storage/recycle-root': wrong<Record<string, never>>({
    title: 'A volume that is the root of a node would be emptied.',
    message: () => 'a hostPath volume of "/" cannot have the reclaim policy "Recycle"',
    help: () => 'use "Retain"',
  }),
  'storage/needs-node-affinity': wrong<{ backend: Phrase }>({
    title: 'A volume that exists on some nodes only must name them.',
    message: ({ backend }) => `a ${backend} volume needs the nodes that have it, found none`,
    help: () => "name them: local(path, { nodes: ['worker-1'] }), or give nodeAffinity",
  }),
  'storage/exclusive-access-mode': wrong<{ modes: readonly Phrase[] }>({
    title: 'ReadWriteOncePod stands beside other access modes.',
    message: ({ modes }) => `ReadWriteOncePod excludes other access modes, found ${listedBare(modes)}`,
    help: () => 'keep ReadWriteOncePod alone, or use ReadWriteOnce',
  }),
  'storage/access-mode-unsupported': doubtful<{ backend: Phrase; mode: Phrase }>({
    title: 'A disk that one node attaches at a time is offered to several.',
    message: ({ backend, mode }) => `${mode} is offered, but ${backend} with a file system is attached to one node at a time`,
    help: () => 'use ReadWriteOnce, or a shared file system such as NFS',
  }),
  'storage/block-unsupported': wrong<{ backend: Phrase }>({
    title: 'A file system cannot be used as a block device.',
    message: ({ backend }) => `volumeMode "Block" was asked for, but ${backend} volumes are file systems`,
    help: () => 'use volumeMode "Filesystem"',
  }),
  'storage/mount-options-unsupported': wrong<{ backend: Phrase }>({
    title: 'Mount options for a volume that is not mounted.',
    message: ({ backend }) => `${backend} volumes take no mount options: a pod with one would not start`,
    help: () => 'remove mountOptions',
  }),
  'storage/needs-csi': wrong<{ field: string; backend: Phrase }>({
    title: 'A field that only volumes of a CSI driver have.',
    message: ({ field, backend }) => `${show(field)} needs a volume of a CSI driver, found ${backend}`,
    help: ({ field }) => `remove ${show(field)}`,
  }),
  'storage/tiny-size': doubtful<{ found: unknown }>({
    title: 'A size of less than 1 MiB: most likely its unit is missing.',
    message: ({ found }) => `a size of ${show(found)} is less than 1Mi; without a unit it counts bytes`,
    help: ({ found }) => (/^\d{1,9}$/.test(String(found)) ? `did you mean "${String(found)}Gi"?` : 'write the unit: "8Gi"'),
  }),
  'storage/volume-taken': wrong<{ volume: ObjectId; first: ObjectId }>({
    title: 'Two claims ask for one volume; a volume is bound to one claim.',
    message: ({ volume, first }) => `${formatObjectId(volume)} is already bound to ${formatObjectId(first)}`,
    help: () => 'share that claim between the pods, or define a second volume',
  }),
  'storage/claim-does-not-fit': wrong<{ volume: string; what: Phrase; wanted: string; found: string }>({
    title: 'A claim asks of the volume that it names what the volume does not offer.',
    message: ({ volume, what, wanted, found }) => `${what}: the claim wants ${bare(wanted)}, ${barePath(volume)} has ${bare(found)}`,
    help: ({ what }) => `make the ${what} of the claim and of the volume agree`,
  }),
  'storage/reservation-needs-namespace': doubtful<{ volume: string }>({
    title: 'A volume cannot be reserved for a claim whose namespace is not known.',
    message: ({ volume }) => `${barePath(volume)} cannot name this claim, since the claim has no namespace: another claim could take the volume first`,
    help: () => 'give the bundle of the claim a namespace',
  }),
  'storage/cross-namespace-source': doubtful<{ namespace: string }>({
    title: 'Data of another namespace is copied only where an alpha feature is switched on.',
    message: ({ namespace }) =>
      `the data source in namespace ${show(namespace)} is dropped silently, and the volume starts empty, unless the cluster has the alpha feature CrossNamespaceVolumeDataSource`,
    help: () => 'take the snapshot or claim in the namespace of this claim',
  }),
  'storage/selector-with-class': doubtful<{ storageClass: string }>({
    title: 'A claim with a selector gets no volume from a provisioner.',
    message: ({ storageClass }) => `a claim with a selector waits for a volume that exists: class ${show(storageClass)} provisions none for it`,
    help: () => 'remove the selector, or make sure that volumes of this class exist',
  }),
  'storage/server-without-namespace': wrong<{ target: ObjectId }>({
    title: 'A node cannot find a Service whose namespace is not known.',
    message: ({ target }) => `${formatObjectId(target)} has no namespace, so the name by which a node finds it is not known`,
    help: () => 'give its bundle a namespace, or give the server by its address',
  }),
  'storage/path-not-absolute': wrong<{ found: string }>({
    title: 'A path that must start at the root does not.',
    message: ({ found }) => `expected an absolute path, found ${show(found)}`,
    help: ({ found }) => `did you mean ${showPath(`/${found.replace(/^\.?\/*/, '')}`)}?`,
  }),
  'storage/path-not-relative': wrong<{ found: string }>({
    title: 'A path within a volume starts at the root.',
    message: ({ found }) => `expected a path within the volume, found ${show(found)}`,
    help: ({ found }) => `did you mean ${showPath(found.replace(/^\/+/, ''))}?`,
  }),
  'storage/path-goes-up': wrong<{ found: string }>({
    title: 'A path holds a ".." step.',
    message: ({ found }) => `expected a path without "..", found ${show(found)}`,
    help: () => 'write the path as it is after all its steps',
  }),
  'storage/invalid-format': wrong<{ what: Phrase; expected: Phrase; found: string }>({
    title: 'A text is not written as the field wants it.',
    message: ({ what, expected, found }) => `${what} ${show(found)} is not valid: expected ${expected}`,
    help: ({ what }) => `copy the ${what} as the storage system itself shows it`,
  }),
  'storage/duplicate-topology': wrong<Record<string, never>>({
    title: 'Two topologies of a StorageClass are the same.',
    message: () => 'these nodes are given twice',
    help: () => 'remove one of the two',
  }),
  'storage/claim-of-other-volume': wrong<{ volume: string; reserved: string; claim: string }>({
    title: 'A volume is reserved for another claim than the one that names it.',
    message: ({ volume, reserved, claim }) => `${barePath(volume)} is reserved for ${barePath(reserved)}, and cannot be bound to ${barePath(claim)}`,
    help: () => 'remove "claim" from the volume: a claim with { volume } reserves it',
  }),
  'storage/too-many-parameters': wrong<{ what: Phrase; max: number; found: number }>({
    title: 'The parameters of a StorageClass are more than Kubernetes allows.',
    message: ({ what, max, found }) => `the parameters have ${found} ${what}, expected at most ${max}`,
    help: () => 'keep what the driver reads: its documentation lists the parameters',
  }),
  'storage/needs-version': notable<{ what: Phrase; version: Phrase }>({
    title: 'A feature that older releases accept and silently drop.',
    message: ({ what, version }) => `${what} work from Kubernetes ${version} on: older releases drop them silently unless their feature gate is on`,
    help: ({ version }) => `make sure that the cluster runs Kubernetes ${version} or later`,
  }),
  'storage/wrong-place': wrong<{ field: string; volumeMode: string; instead: string }>({
    title: 'A place in the container that does not go with the mode of the volume.',
    message: ({ volumeMode, field, instead }) => `with volumeMode ${show(volumeMode)} expected ${show(instead)}, found ${show(field)}`,
    help: ({ field, instead }) => `replace ${show(field)} by ${show(instead)}`,
  }),
};
