import { show } from '../../core/show';
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
  'claim/data-sources-differ': refused<Record<string, never>>({
    reason: 'FieldValueInvalid',
    title: 'The two fields that say what a claim is filled with differ.',
    why: 'dataSource and dataSourceRef mean the same; the second knows more kinds.',
    see: `${volumes}#data-source-references`,
    message: () => 'dataSource and dataSourceRef name different objects',
    help: () => 'keep dataSourceRef alone',
  }),
};
