import { buildPersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { Problems } from '../../src/core/problems';
import { Consumer, type Target } from '../../src/core/references';
import { claimObject, normalizeClaim } from '../../src/storage/claim';
import { snapshot } from '../../src/storage/data-source';
import type { VolumeFacts } from '../../src/core/volume-fit';
import type { BindableVolume } from '../../src/storage/volume-facts';
import { told } from './fixtures';

const identity = { name: 'data', namespace: 'shop' };

function build(props: object): { spec: unknown; told: string[] } {
  const { objects, diagnostics } = buildPersistentVolumeClaim(identity, props);
  return { spec: objects[0]?.spec, told: told(diagnostics) };
}

const rest = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } };

describe('buildPersistentVolumeClaim', () => {
  test('asks for a file system of one node, and says nothing else', () => {
    expect(buildPersistentVolumeClaim(identity, { size: '8Gi', labels: { tier: 'data' } })).toEqual({
      objects: [{
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace: 'shop', labels: { tier: 'data' } },
        spec: rest,
      }],
      diagnostics: [],
    });
  });

  test.each<[string, { given: object; want: object }]>([
    ['access modes', { given: { accessModes: ['ReadWriteMany', 'ReadOnlyMany'] }, want: { accessModes: ['ReadWriteMany', 'ReadOnlyMany'] } }],
    ['one access mode', { given: { accessModes: 'ReadWriteOncePod' }, want: { accessModes: ['ReadWriteOncePod'] } }],
    ['a class by name', { given: { storageClass: 'fast' }, want: { storageClassName: 'fast' } }],
    ['a class by reference', { given: { storageClass: { name: 'fast' } }, want: { storageClassName: 'fast' } }],
    ['no class', { given: { storageClass: '' }, want: { storageClassName: '' } }],
    ['a device', { given: { volumeMode: 'Block' }, want: { volumeMode: 'Block' } }],
    ['a selector, for volumes without a class', {
      given: { selector: 'type=local,tier in (a,b)' },
      want: {
        selector: { matchLabels: { type: 'local' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] }, storageClassName: '',
      },
    }],
    ['a snapshot', {
      given: { dataSource: snapshot('nightly') },
      want: { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'nightly' } },
    }],
    ['a clone', { given: { dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } }, want: { dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } } }],
    ['what a populator knows', {
      given: { dataSource: { apiGroup: 'example.com', kind: 'Dump', name: 'd' } },
      want: { dataSourceRef: { apiGroup: 'example.com', kind: 'Dump', name: 'd' } },
    }],
    ['a snapshot that this namespace has', {
      given: { dataSource: snapshot({ name: 'nightly', namespace: 'shop' }) },
      want: { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'nightly' } },
    }],
    ['attributes', { given: { volumeAttributesClass: 'gold' }, want: { volumeAttributesClassName: 'gold' } }],
    ['a volume by its name, without a class', { given: { volume: 'pv-1' }, want: { volumeName: 'pv-1', storageClassName: '' } }],
    ['a volume by its name, of a class', { given: { volume: 'pv-1', storageClass: 'manual' }, want: { volumeName: 'pv-1', storageClassName: 'manual' } }],
  ])('asks for %s', (_name, { given, want }) => {
    expect(build({ size: '8Gi', ...given })).toEqual({ spec: { ...rest, ...want }, told: [] });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['no size', { given: {}, want: ['value/missing /size'] }],
    ['no size of a volume that is known by name', { given: { volume: 'pv-1' }, want: ['value/missing /size'] }],
    ['a size that is none', { given: { size: 'big' }, want: ['quantity/invalid /size'] }],
    ['a size of nothing', { given: { size: '0Gi' }, want: ['quantity/too-small /size'] }],
    ['a size without a unit', { given: { size: '10' }, want: ['warning storage/tiny-size /size'] }],
    ['an access mode that there is none of', { given: { size: '1Gi', accessModes: 'ReadWrite' }, want: ['value/not-one-of /accessModes'] }],
    ['a volume mode that there is none of', { given: { size: '1Gi', volumeMode: 'block' }, want: ['value/not-one-of /volumeMode'] }],
    ['a volume that is none', { given: { size: '1Gi', volume: 5 }, want: ['value/wrong-type /volume'] }],
    ['a selector that is none', { given: { size: '1Gi', selector: 'a=(b' }, want: ['selector/syntax /selector'] }],
    ['a selector beside a class', { given: { size: '1Gi', selector: { a: 'b' }, storageClass: 'fast' }, want: ['warning storage/selector-with-class /selector'] }],
    ['a source that is none', { given: { size: '1Gi', dataSource: 'nightly' }, want: ['value/wrong-type /dataSource'] }],
    ['a source of no group', { given: { size: '1Gi', dataSource: { kind: 'Dump', name: 'd' } }, want: ['value/missing /dataSource/apiGroup'] }],
    ['a source of a bad group', { given: { size: '1Gi', dataSource: { apiGroup: 'A_', kind: 'Dump', name: 'd' } }, want: ['name/invalid /dataSource/apiGroup'] }],
    ['a snapshot without a name', { given: { size: '1Gi', dataSource: snapshot(undefined as never) }, want: ['value/missing /dataSource/name'] }],
    ['a source of another namespace', {
      given: { size: '1Gi', dataSource: snapshot({ name: 's', namespace: 'other' }) }, want: ['warning storage/cross-namespace-source /dataSource/namespace'],
    }],
    ['a field of a volume', { given: { size: '1Gi', reclaimPolicy: 'Retain' }, want: ['value/unknown-field /reclaimPolicy'] }],
    ['the size twice', { given: { size: '1Gi', resources: { requests: { storage: '1Gi' } } }, want: ['value/unknown-field /resources'] }],
  ])('reports %s', (_name, { given, want }) => {
    expect(build(given).told).toEqual(want);
  });

  test('writes no field that nobody has given', () => {
    expect(build({ size: '8Gi' }).spec).toStrictEqual(rest);
    expect(build({ size: '1Mi' }).told).toEqual([]);
    expect(build({ size: '8Gi', selector: { a: 'b' }, storageClass: '' }).told).toEqual([]);
  });

  const of = (apiVersion: string, kind: string, more: object = {}) => ({ name: 'old', target: { apiVersion, kind, name: 'old', namespace: 'shop', ...more } });
  const group = 'snapshot.storage.k8s.io';

  test.each<[string, { given: object; want: object; told?: string[]; noted?: number }]>([
    ['the definition of a claim', { given: of('v1', 'PersistentVolumeClaim'), want: { dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } }, noted: 1 }],
    ['a definition of what a populator knows', { given: of('example.com/v1', 'Dump'), want: { dataSourceRef: { apiGroup: 'example.com', kind: 'Dump', name: 'old' } }, noted: 1 }],
    ['the definition of a snapshot', { given: snapshot(of(`${group}/v1`, 'VolumeSnapshot')), want: { dataSource: { apiGroup: group, kind: 'VolumeSnapshot', name: 'old' } }, noted: 1 }],
    ['a definition elsewhere', {
      given: of('v1', 'PersistentVolumeClaim', { namespace: 'other' }),
      want: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'old', namespace: 'other' } },
      told: ['warning storage/cross-namespace-source /dataSource/namespace'],
      noted: 1,
    }],
    ['a claim of the core group by its empty name', { given: { apiGroup: '', kind: 'PersistentVolumeClaim', name: 'old' }, want: { dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } } }],
    ['a claim of another group', {
      given: { apiGroup: 'example.com', kind: 'PersistentVolumeClaim', name: 'old' },
      want: { dataSourceRef: { apiGroup: 'example.com', kind: 'PersistentVolumeClaim', name: 'old' } },
    }],
    ['a snapshot of another group', { given: { apiGroup: 'example.com', kind: 'VolumeSnapshot', name: 'old' }, want: { dataSourceRef: { apiGroup: 'example.com', kind: 'VolumeSnapshot', name: 'old' } } }],
    ['something else of the group of snapshots', { given: { apiGroup: group, kind: 'Group', name: 'old' }, want: { dataSourceRef: { apiGroup: group, kind: 'Group', name: 'old' } } }],
  ])('is filled from %s', (_name, { given, want, told: reported = [], noted = 0 }) => {
    const problems = new Problems();
    const consumer = new Consumer('shop', undefined);
    const model = normalizeClaim({ size: '8Gi', dataSource: given }, problems, consumer, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...identity });
    expect(claimObject(model!).spec).toStrictEqual({ ...rest, ...want });
    expect([told(problems.reported), consumer.targets.length]).toEqual([reported, noted]);
  });

  test('is not filled from what another cluster has', () => {
    expect(build({ size: '8Gi', dataSource: of('v1', 'PersistentVolumeClaim', { cluster: 'staging' }) }).told).toEqual(['reference/other-cluster /dataSource']);
  });

  test('of a snapshot says what it was given, and nothing else', () => {
    const made = { apiGroup: group, kind: 'VolumeSnapshot' };
    expect(snapshot('nightly')).toStrictEqual({ ...made, name: 'nightly' });
    expect(snapshot({ name: 'nightly', namespace: 'other' })).toStrictEqual({ ...made, name: 'nightly', namespace: 'other' });
    expect(build({ size: '8Gi', dataSource: snapshot(null as never) }).told).toEqual(['value/wrong-type /dataSource/name']);
  });

  test.each<[string, unknown]>([['a name', 'pv'], ['an object with a name', { name: 'pv' }]])('is bound in one direction to a volume that is known by %s', (_name, volume) => {
    expect(build({ size: '8Gi', volume })).toEqual({ spec: { ...rest, storageClassName: '', volumeName: 'pv' }, told: [] });
    expect(build({ volume }).told).toEqual(['value/missing /size']);
  });

  test('keeps what stands in another namespace, for clusters that can', () => {
    expect(build({ size: '8Gi', dataSource: snapshot({ name: 's', namespace: 'other' }) }).spec)
      .toEqual({ ...rest, dataSourceRef: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's', namespace: 'other' } });
  });
});

describe('a claim that is bound to a volume', () => {
  const self: Target = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...identity };
  const target: Target = { apiVersion: 'v1', kind: 'PersistentVolume', name: 'pv' };
  const offered: VolumeFacts = { capacity: '5Gi', accessModes: ['ReadWriteOnce', 'ReadWriteMany'], volumeMode: 'Filesystem', storageClass: 'manual' };

  function bind(props: object, facts = offered, volumeTarget = target): { spec: unknown; told: string[]; reserved: unknown[] } {
    const reserved: Target[] = [];
    const volume: BindableVolume = {
      name: volumeTarget.name,
      target: volumeTarget,
      reserveFor(claim) {
        reserved.push(claim);
        return facts;
      },
    };
    const problems = new Problems();
    const model = normalizeClaim({ ...props, volume }, problems, new Consumer('shop', undefined), self);
    return { spec: model === undefined ? undefined : claimObject(model).spec, told: told(problems.reported), reserved };
  }

  test('takes over what it does not say, and reserves the volume', () => {
    expect(bind({})).toEqual({
      spec: {
        accessModes: ['ReadWriteOnce', 'ReadWriteMany'], storageClassName: 'manual', resources: { requests: { storage: '5Gi' } }, volumeName: 'pv',
      },
      told: [],
      reserved: [self],
    });
  });

  test('has no class where the volume has none, so that the default class does not get it', () => {
    expect(bind({}, { ...offered, storageClass: '' }).spec).toMatchObject({ storageClassName: '' });
  });

  test('has the attributes of the volume', () => {
    expect(bind({}, { ...offered, volumeAttributesClass: 'gold' }).spec).toMatchObject({ volumeAttributesClassName: 'gold' });
  });

  test('is a device where the volume is one', () => {
    expect(bind({}, { ...offered, volumeMode: 'Block' }).spec).toMatchObject({ volumeMode: 'Block' });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['less', { given: { size: '3Gi', accessModes: 'ReadWriteOnce' }, want: [] }],
    ['the same in other words', { given: { size: '5120Mi', storageClass: 'manual', volumeMode: 'Filesystem' }, want: [] }],
    ['more room', { given: { size: '6Gi' }, want: ['storage/claim-does-not-fit /size'] }],
    ['another access mode', { given: { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] }, want: ['storage/claim-does-not-fit /accessModes'] }],
    ['another class', { given: { storageClass: 'fast' }, want: ['storage/claim-does-not-fit /storageClass'] }],
    ['a device', { given: { volumeMode: 'Block' }, want: ['storage/claim-does-not-fit /volumeMode'] }],
    ['everything else', {
      given: { size: '6Gi', storageClass: '' }, want: ['storage/claim-does-not-fit /size', 'storage/claim-does-not-fit /storageClass'],
    }],
  ])('may want %s, or is told', (_name, { given, want }) => {
    expect(bind(given).told).toEqual(want);
  });

  test('says nothing of its size when the definition of the volume has errors of its own', () => {
    const problems = new Problems();
    const volume: BindableVolume = { name: 'pv', target, reserveFor: () => undefined };
    expect(normalizeClaim({ volume }, problems, new Consumer('shop', undefined), self)).toBeUndefined();
    expect(problems.reported).toEqual([]);
  });

  test('is told when the volume is in another cluster, and does not reserve it', () => {
    expect(bind({ size: '1Gi' }, offered, { ...target, cluster: 'staging' })).toMatchObject({ told: ['reference/other-cluster /volume'], reserved: [] });
  });

  test('is told when the definition is not one of a volume', () => {
    expect(bind({ size: '1Gi' }, offered, { ...target, kind: 'StorageClass' })).toMatchObject({ told: ['value/wrong-kind /volume'], reserved: [] });
  });
});
