import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../generated/kubernetes';
import { buildPersistentVolume } from '../../src/apps/persistent-volume';
import { buildPersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { buildStorageClass } from '../../src/apps/storage-class';
import { nfs } from '../../src/storage/backends/nfs';
import { bindClaims } from '../../src/core/volume-binding';
import { type PersistentVolumeClaimProps } from '../../src/storage/claim';
import { csi } from '../../src/storage/backends/csi';
import { type PersistentVolumeProps } from '../../src/storage/persistent-volume';
import { type StorageClassProps } from '../../src/storage/storage-class';

function volume(name: string, capacity: string, props: Partial<PersistentVolumeProps> = {}): PersistentVolume {
  return buildPersistentVolume({ name }, { source: nfs({ server: 's', path: '/p' }), capacity, ...props }).objects[0]!;
}

function claim(name: string, size: string, props: Partial<PersistentVolumeClaimProps> = {}): PersistentVolumeClaim {
  return buildPersistentVolumeClaim({ name, namespace: 'shop' }, { size, ...props }).objects[0]!;
}

function storageClass(name: string, props: Partial<StorageClassProps> = {}): StorageClass {
  return buildStorageClass({ name }, { provisioner: 'example.com', ...props }).objects[0]!;
}

function bound(
  claims: readonly PersistentVolumeClaim[], volumes: readonly PersistentVolume[], classes?: readonly StorageClass[],
): Record<string, string> {
  return Object.fromEntries(bindClaims(claims, volumes, classes)
    .map(({ claim: one, volume: found }) => [one.metadata!.name!, found?.metadata?.name ?? 'none']));
}

const nfsModes = { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] } as const;

describe('bindClaims', () => {
  test('gives the claims of the NFS example the only volumes that they fit, in whatever order', () => {
    const volumes = [volume('nfs-0002', '5Gi', nfsModes), volume('nfs-0001', '2Gi', nfsModes)];
    const claims = [claim('claim-mysql', '3Gi'), claim('claim-http', '1Gi')];
    const want = { 'claim-mysql': 'nfs-0002', 'claim-http': 'nfs-0001' };
    expect(bound(claims, volumes)).toEqual(want);
    expect(bound(claims.toReversed(), volumes.toReversed())).toEqual(want);
    expect(bindClaims(claims, volumes).map(({ candidates }) => candidates.map(({ metadata }) => metadata!.name)))
      .toEqual([['nfs-0002'], ['nfs-0001', 'nfs-0002']]);
  });

  test('says why a claim fits no volume', () => {
    const volumes = [volume('small', '1Gi'), volume('classy', '9Gi', { storageClass: 'fast' })];
    const [binding] = bindClaims([claim('data', '3Gi', { accessModes: 'ReadWriteMany' })], volumes);
    expect(binding!.volume).toBeUndefined();
    expect([...binding!.misfits].map(([one, found]) => [one.metadata!.name, found.map(({ what }) => what)])).toEqual([
      ['small', ['size', 'access modes']],
      ['classy', ['access modes', 'storage class']],
    ]);
    expect(binding!.misfits.get(volumes[0]!)![0]).toEqual({ what: 'size', wanted: '3Gi', found: '1Gi' });
  });

  const many = { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] } as const;
  const forA = { claim: { name: 'a', namespace: 'shop' } };
  const gold = { source: csi({ driver: 'd', volumeHandle: 'v' }), volumeAttributesClass: 'gold' };

  test.each<[string, { claims: PersistentVolumeClaim[]; volumes: PersistentVolume[]; classes?: StorageClass[]; want: Record<string, string> }]>([
    ['no volume twice', { claims: [claim('a', '1Gi'), claim('b', '1Gi')], volumes: [volume('v', '1Gi')], want: { a: 'v', b: 'none' } }],
    ['equal sizes in other words', { claims: [claim('a', '1024Mi')], volumes: [volume('v', '1Gi')], want: { a: 'v' } }],
    ['a large volume with just the modes before a small one with more', {
      claims: [claim('a', '1Gi')], volumes: [volume('small', '1Gi', many), volume('large', '9Gi')], want: { a: 'large' },
    }],
    ['the smallest volume, where the class waits for the first pod', {
      claims: [claim('a', '1Gi', { storageClass: 'late' })],
      volumes: [volume('small', '1Gi', { ...many, storageClass: 'late' }), volume('large', '9Gi', { storageClass: 'late' })],
      classes: [storageClass('late', { volumeBindingMode: 'WaitForFirstConsumer' })],
      want: { a: 'small' },
    }],
    ['the class that a claim gets by default', {
      claims: [claim('a', '1Gi'), claim('b', '1Gi', { storageClass: '' })],
      volumes: [volume('plain', '1Gi'), volume('classy', '1Gi', { storageClass: 'standard' })],
      classes: [storageClass('other'), storageClass('standard', { default: true })],
      want: { a: 'classy', b: 'plain' },
    }],
    ['a device only as a device', { claims: [claim('a', '1Gi', { volumeMode: 'Block' })], volumes: [volume('v', '1Gi')], want: { a: 'none' } }],
    ['labels that the selector wants', {
      claims: [claim('a', '1Gi', { selector: { type: 'local' } })],
      volumes: [volume('x', '1Gi'), volume('y', '2Gi', { labels: { type: 'local' } })],
      want: { a: 'y' },
    }],
    ['attributes that the claim wants', {
      claims: [claim('a', '1Gi', { volumeAttributesClass: 'gold' })], volumes: [volume('x', '1Gi'), volume('y', '2Gi', gold)], want: { a: 'y' },
    }],
    ['no volume that is reserved for another', {
      claims: [claim('b', '1Gi'), claim('a', '1Gi')], volumes: [volume('v', '1Gi', forA)], want: { a: 'v', b: 'none' },
    }],
    ['the volume that is reserved for it, larger and of another class', {
      claims: [claim('a', '1Gi', { selector: { x: 'y' } })],
      volumes: [volume('small', '1Gi'), volume('own', '2Gi', { ...forA, storageClass: 'other' })],
      want: { a: 'own' },
    }],
    ['nothing smaller though it is reserved', { claims: [claim('a', '2Gi')], volumes: [volume('own', '1Gi', forA)], want: { a: 'none' } }],
    ['each other, whatever they say', {
      claims: [claim('a', '2Gi', { volume: 'own', storageClass: 'x' })], volumes: [volume('own', '1Gi', forA)], want: { a: 'own' },
    }],
    ['only the volume that it names', {
      claims: [claim('a', '1Gi', { volume: 'large' }), claim('b', '1Gi', { storageClass: '' })],
      volumes: [volume('small', '1Gi'), volume('large', '2Gi')],
      want: { a: 'large', b: 'small' },
    }],
    ['a volume that is named too late to nobody', {
      claims: [claim('a', '1Gi', { storageClass: '' }), claim('b', '1Gi', { volume: 'v' })], volumes: [volume('v', '1Gi')], want: { a: 'v', b: 'none' },
    }],
    ['no volume that is reserved for a claim of the same name elsewhere', {
      claims: [claim('a', '1Gi')], volumes: [volume('v', '1Gi', { claim: { name: 'a', namespace: 'other' } })], want: { a: 'none' },
    }],
  ])('gives %s', (_name, { claims, volumes, classes, want }) => {
    expect(bound(claims, volumes, classes)).toEqual(want);
  });

  test('survives manifests that say nothing', () => {
    const empty = { apiVersion: 'v1', kind: 'PersistentVolume' } as const;
    expect(bindClaims([{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }], [empty, volume('v', '1Gi')])[0]!.volume).toBeUndefined();
  });
});
