import type { PersistentVolume, PersistentVolumeClaim } from '../../generated/kubernetes';
import { nfs } from '../../src/storage/backends/nfs';
import { bindClaims } from '../../src/storage/binding';
import { buildPersistentVolumeClaim, type PersistentVolumeClaimProps } from '../../src/storage/claim';
import { buildPersistentVolume, type PersistentVolumeProps } from '../../src/storage/persistent-volume';

function volume(name: string, capacity: string, props: Partial<PersistentVolumeProps> = {}): PersistentVolume {
  return buildPersistentVolume({ name }, { source: nfs({ server: 's', path: '/p' }), capacity, ...props }).objects[0]!;
}

function claim(name: string, size: string, props: Partial<PersistentVolumeClaimProps> = {}): PersistentVolumeClaim {
  return buildPersistentVolumeClaim({ name, namespace: 'shop' }, { size, ...props }).objects[0]!;
}

function bound(claims: readonly PersistentVolumeClaim[], volumes: readonly PersistentVolume[], defaultClass?: string): Record<string, string> {
  return Object.fromEntries(bindClaims(claims, volumes, defaultClass)
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

  test.each<[string, { claims: PersistentVolumeClaim[]; volumes: PersistentVolume[]; defaultClass?: string; want: Record<string, string> }]>([
    ['no volume twice', { claims: [claim('a', '1Gi'), claim('b', '1Gi')], volumes: [volume('v', '1Gi')], want: { a: 'v', b: 'none' } }],
    ['equal sizes in other words', { claims: [claim('a', '1024Mi')], volumes: [volume('v', '1Gi')], want: { a: 'v' } }],
    ['the class that a claim gets by default', {
      claims: [claim('a', '1Gi'), claim('b', '1Gi', { storageClass: '' })],
      volumes: [volume('plain', '1Gi'), volume('classy', '1Gi', { storageClass: 'standard' })],
      defaultClass: 'standard',
      want: { a: 'classy', b: 'plain' },
    }],
    ['a device only as a device', {
      claims: [claim('a', '1Gi', { volumeMode: 'Block' })], volumes: [volume('v', '1Gi')], want: { a: 'none' },
    }],
    ['labels that the selector wants', {
      claims: [claim('a', '1Gi', { selector: { type: 'local' } })],
      volumes: [volume('x', '1Gi'), volume('y', '2Gi', { labels: { type: 'local' } })],
      want: { a: 'y' },
    }],
    ['a volume that is reserved for another', {
      claims: [claim('a', '1Gi'), claim('b', '1Gi')], volumes: [volume('v', '1Gi', { claim: { name: 'b', namespace: 'shop' } })], want: { a: 'none', b: 'v' },
    }],
    ['the volume that a claim names', {
      claims: [claim('a', '1Gi', { storageClass: '' }), claim('b', '1Gi', { volume: 'small' })],
      volumes: [volume('small', '1Gi'), volume('large', '2Gi')],
      want: { a: 'large', b: 'small' },
    }],
    ['a claim of another namespace with the same name', {
      claims: [claim('a', '1Gi')], volumes: [volume('v', '1Gi', { claim: { name: 'a', namespace: 'other' } })], want: { a: 'none' },
    }],
  ])('%s', (_name, { claims, volumes, defaultClass, want }) => {
    expect(bound(claims, volumes, defaultClass)).toEqual(want);
  });

  test('survives manifests that say nothing', () => {
    const empty = { apiVersion: 'v1', kind: 'PersistentVolume' } as const;
    expect(bindClaims([{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }], [empty, volume('v', '1Gi')])[0]!.volume).toBeUndefined();
  });
});
