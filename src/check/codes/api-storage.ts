import { listed, show } from '../../core/show';
import { refused } from './rule-facts';

const volumes = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/';

/** What the API server says about volumes and claims. */
export const apiStorageCodes = {
  'claim/data-source-group': refused<{ kind: string }>({
    reason: 'FieldValueInvalid',
    title: 'A claim is filled from an object of the core group that is no claim.',
    why: 'Of the core group, volumes can be copied from claims alone; snapshots and others are of groups of their own.',
    see: `${volumes}#volume-populators-and-data-sources`,
    message: ({ kind }) => `expected a PersistentVolumeClaim where no apiGroup is given, found ${show(kind)}`,
    help: ({ kind }) => (kind === 'VolumeSnapshot' ? 'set apiGroup to snapshot.storage.k8s.io' : 'set apiGroup to the group of the object'),
    example: { wrong: 'dataSource:\n  kind: VolumeSnapshot\n  name: nightly', right: 'dataSource:\n  apiGroup: snapshot.storage.k8s.io\n  kind: VolumeSnapshot\n  name: nightly' },
  }),
  'volume/no-source': refused<Record<string, never>>({
    reason: 'FieldValueRequired',
    title: 'A PersistentVolume does not say where its data is.',
    why: 'There would be nothing to mount.',
    see: `${volumes}#types-of-persistent-volumes`,
    message: () => 'a type of volume is missing, such as csi, nfs, local or hostPath',
    help: () => 'set one type of volume',
    example: { wrong: 'spec:\n  capacity:\n    storage: 1Gi', right: 'spec:\n  capacity:\n    storage: 1Gi\n  nfs:\n    server: nfs.example.com\n    path: /data' },
  }),
  'volume/capacity': refused<{ found: readonly string[] }>({
    reason: 'FieldValueNotSupported',
    title: 'The capacity of a PersistentVolume says something else than its size.',
    why: 'Claims ask for storage alone.',
    see: `${volumes}#capacity`,
    message: ({ found }) => `expected "storage" alone, found ${listed(found)}`,
    help: () => 'set storage, and nothing else',
    example: { wrong: 'capacity:\n  size: 1Gi', right: 'capacity:\n  storage: 1Gi' },
  }),
  'volume/recycles-root': refused<Record<string, never>>({
    reason: 'FieldValueForbidden',
    title: 'A PersistentVolume is the root of a node, and would be emptied.',
    why: 'The reclaim policy Recycle deletes every file of the volume.',
    see: `${volumes}#recycle`,
    message: () => 'the reclaim policy "Recycle" would delete every file of the node',
    help: () => 'use the reclaim policy Retain, and a directory of its own',
  }),
  'volume/iscsi-length': refused<{ found: string; length: number; max: number }>({
    reason: 'FieldValueInvalid',
    title: 'The name of a volume and the address of its iSCSI portal are too long together.',
    why: 'Both together become the name of a network interface of the initiator.',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/#iscsi',
    message: ({ found, length, max }) => `expected at most ${max} characters in ${show(found)}, found ${length}`,
    help: () => 'shorten the name of the volume',
  }),
  'claim/data-sources-differ': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'The two fields that say what a claim is filled with differ.',
    why: 'dataSource and dataSourceRef mean the same; the second knows more kinds.',
    see: `${volumes}#data-source-references`,
    message: () => 'dataSource and dataSourceRef name different objects',
    help: () => 'keep dataSourceRef alone',
  }),
};
