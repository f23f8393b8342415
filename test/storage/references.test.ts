import { Problems } from '../../src/core/problems';
import { Consumer, type Target } from '../../src/core/references';
import type { Read } from '../../src/storage/read-fields';
import { claimAnywhere, localSecret, persistentVolumeName, secretAnywhere, storageClass, volumeAttributesClass } from '../../src/storage/references';
import { facts } from './fixtures';

function read(reader: Read<unknown>, value: unknown): { found: unknown; targets: readonly Target[]; facts: unknown[] } {
  const problems = new Problems();
  const consumer = new Consumer('shop', 'staging');
  const found = reader(problems, value, consumer);
  return { found, targets: consumer.targets, facts: facts(problems.reported) };
}

const definition = (kind: string, namespace?: string): object => {
  const target = { apiVersion: 'v1', kind, name: 'one', namespace, cluster: 'staging' };
  return { name: 'one', target };
};

describe('what is referred to by name', () => {
  test.each<[string, { by: Read<unknown>; given: unknown; want: unknown }]>([
    ['a class', { by: storageClass, given: 'fast', want: 'fast' }],
    ['no class', { by: storageClass, given: '', want: '' }],
    ['a class that has a name', { by: storageClass, given: { name: 'fast' }, want: 'fast' }],
    ['attributes', { by: volumeAttributesClass, given: 'gold', want: 'gold' }],
    ['a volume', { by: persistentVolumeName, given: 'pv', want: 'pv' }],
    ['a Secret of the namespace', { by: localSecret, given: 'keys', want: { name: 'keys' } }],
    ['a Secret that has a name', { by: localSecret, given: { name: 'keys' }, want: { name: 'keys' } }],
  ])('%s is its name, and nothing is known of it', (_name, { by, given, want }) => {
    expect(read(by, given)).toEqual({ found: want, targets: [], facts: [] });
  });

  test.each<[string, { by: Read<unknown>; kind: string; want: unknown }]>([
    ['a Secret', { by: secretAnywhere, kind: 'Secret', want: { name: 'one', namespace: 'other' } }],
    ['a claim', { by: claimAnywhere, kind: 'PersistentVolumeClaim', want: { name: 'one', namespace: 'other' } }],
    ['a class, as far as somebody says so', { by: storageClass, kind: 'StorageClass', want: 'one' }],
  ])('%s of a namespace is noted, whether it is defined or not', (_name, { by, kind, want }) => {
    const noted = { found: want, targets: [{ apiVersion: 'v1', kind, name: 'one', namespace: 'other', cluster: 'staging' }], facts: [] };
    expect(read(by, { name: 'one', namespace: 'other' })).toEqual(noted);
    expect(read(by, definition(kind, 'other'))).toEqual(noted);
  });

  test('a definition without a namespace is noted', () => {
    expect(read(storageClass, definition('StorageClass'))).toMatchObject({ found: 'one', targets: [{ kind: 'StorageClass', name: 'one' }] });
  });

  test.each<[string, { by: Read<unknown>; given: unknown; want: [string, object] }]>([
    ['the name of a class', { by: storageClass, given: 'Fast', want: ['name/invalid ', { what: 'name of the StorageClass', found: 'Fast' }] }],
    ['the name of a class that has one', { by: storageClass, given: { name: 'Fast' }, want: ['name/invalid /name', { what: 'name of the StorageClass' }] }],
    ['the empty name, but of a class', { by: volumeAttributesClass, given: '', want: ['name/invalid ', { what: 'name of the VolumeAttributesClass', found: '' }] }],
    ['the name of a volume', { by: persistentVolumeName, given: 'a b', want: ['name/invalid ', { what: 'name of the PersistentVolume' }] }],
    ['the name of a Secret', { by: localSecret, given: 'a b', want: ['name/invalid ', { what: 'name of the Secret' }] }],
    ['a namespace', {
      by: secretAnywhere, given: { name: 'keys', namespace: 'a.b' }, want: ['name/invalid /namespace', { what: 'namespace', found: 'a.b' }],
    }],
    ['no namespace', { by: claimAnywhere, given: 'data', want: ['value/missing /namespace', { field: 'namespace' }] }],
    ['nothing', { by: storageClass, given: null, want: ['value/wrong-type ', { expected: 'the name of a StorageClass, or its definition', found: null }] }],
    ['a number', { by: persistentVolumeName, given: 7, want: ['value/wrong-type ', { expected: 'the name of a PersistentVolume, or its definition', found: 7 }] }],
    ['a name that is no text', { by: storageClass, given: { name: 7 }, want: ['value/wrong-type ', { found: { name: 7 } }] }],
    ['a class of JavaScript', { by: storageClass, given: Consumer, want: ['value/wrong-type ', { found: Consumer }] }],
    ['the definition of something else', {
      by: volumeAttributesClass, given: definition('StorageClass'),
      want: ['value/wrong-kind ', { expected: 'VolumeAttributesClass', found: { apiVersion: 'v1', kind: 'StorageClass', name: 'one', cluster: 'staging' } }],
    }],
    ['a Secret of another namespace', { by: localSecret, given: definition('Secret', 'other'), want: ['reference/other-namespace ', { from: 'shop' }] }],
    ['a definition of another cluster', {
      by: storageClass,
      given: { name: 'one', target: { apiVersion: 'v1', kind: 'StorageClass', name: 'one' } },
      want: ['reference/other-cluster ', { cluster: 'staging', targetCluster: undefined }],
    }],
  ])('%s is judged', (_name, { by, given, want: [place, args] }) => {
    expect(read(by, given)).toEqual({ found: undefined, targets: [], facts: [[place, expect.objectContaining(args)]] });
  });

  test('the name of a definition is judged where it is defined', () => {
    const target = { apiVersion: 'v1', kind: 'StorageClass', name: 'Fast', cluster: 'staging' };
    expect(read(storageClass, { name: 'Fast', target })).toEqual({ found: 'Fast', targets: [target], facts: [] });
  });
});
