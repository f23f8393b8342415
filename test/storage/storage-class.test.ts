import { buildStorageClass } from '../../src/apps/storage-class';
import { type StorageClassProps } from '../../src/storage/storage-class';
import { told } from './fixtures';

const provisioner = 'ebs.csi.aws.com';

function reported(props: object): string[] {
  return told(buildStorageClass({ name: 'fast' }, props as StorageClassProps).diagnostics);
}

describe('buildStorageClass', () => {
  test('carries every field', () => {
    expect(buildStorageClass({ name: 'fast' }, {
      provisioner,
      parameters: { type: 'gp3', iops: 3000, encrypted: true },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      mountOptions: ['noatime'],
      allowedTopologies: [
        { 'topology.kubernetes.io/zone': ['a', 'b'] },
        { matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['c'] }] },
      ],
      default: true,
      labels: { tier: 'gold' },
      annotations: { note: 'x' },
    })).toEqual({
      objects: [{
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'fast', labels: { tier: 'gold' }, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true', 'note': 'x' } },
        provisioner,
        parameters: { type: 'gp3', iops: '3000', encrypted: 'true' },
        reclaimPolicy: 'Retain',
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        mountOptions: ['noatime'],
        allowedTopologies: [
          { matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] },
          { matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['c'] }] },
        ],
      }],
      diagnostics: [],
    });
  });

  test('says nothing that was not said', () => {
    expect(buildStorageClass({ name: 'fast' }, { provisioner }).objects)
      .toEqual([{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner }]);
  });

  test('says that it is not the default where that is wanted', () => {
    expect(buildStorageClass({ name: 'fast' }, { provisioner, default: false }).objects[0])
      .toMatchObject({ metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'false' } } });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['no provisioner', { given: {}, want: ['value/missing /provisioner'] }],
    ['a provisioner that is no name', { given: { provisioner: 'a/b/c' }, want: ['name/invalid /provisioner'] }],
    ['a provisioner in upper case', { given: { provisioner: 'Example.com/NFS' }, want: [] }],
    ['no provisioning', { given: { provisioner: 'kubernetes.io/no-provisioner' }, want: [] }],
    ['a provisioner that is gone', { given: { provisioner: 'kubernetes.io/glusterfs' }, want: ['storage/removed-backend /provisioner'] }],
    ['a provisioner that moved', { given: { provisioner: 'kubernetes.io/aws-ebs' }, want: ['warning storage/in-tree-provisioner /provisioner'] }],
    ['a name that every object has', { given: { provisioner: 'constructor' }, want: [] }],
    ['Recycle', { given: { provisioner, reclaimPolicy: 'Recycle' }, want: ['value/not-one-of /reclaimPolicy'] }],
    ['a binding mode that there is none of', { given: { provisioner, volumeBindingMode: 'Late' }, want: ['value/not-one-of /volumeBindingMode'] }],
    ['parameters that are no texts', { given: { provisioner, parameters: { a: {}, b: NaN } }, want: ['value/wrong-type /parameters/a', 'value/wrong-type /parameters/b'] }],
    ['a parameter without a name', { given: { provisioner, parameters: { '': 'x' } }, want: ['value/wrong-type /parameters/'] }],
    ['512 parameters', { given: { provisioner, parameters: Object.fromEntries(Array.from({ length: 512 }, (_, n) => [`k${n}`, ''])) }, want: [] }],
    ['513 parameters', {
      given: { provisioner, parameters: Object.fromEntries(Array.from({ length: 513 }, (_, n) => [`k${n}`, ''])) }, want: ['storage/too-many-parameters /parameters'],
    }],
    ['256 KiB of parameters', { given: { provisioner, parameters: { k: 'x'.repeat(256 * 1024 - 1) } }, want: [] }],
    ['a byte more', { given: { provisioner, parameters: { k: 'x'.repeat(256 * 1024) } }, want: ['storage/too-many-parameters /parameters'] }],
    ['a topology without labels', { given: { provisioner, allowedTopologies: [{}] }, want: ['value/wrong-type /allowedTopologies/0'] }],
    ['a topology without values', { given: { provisioner, allowedTopologies: [{ zone: [] }] }, want: ['value/wrong-type /allowedTopologies/0/zone'] }],
    ['a value twice', { given: { provisioner, allowedTopologies: [{ zone: ['a', 'a'] }] }, want: ['value/duplicate /allowedTopologies/0/zone/1'] }],
    ['a label twice', {
      given: { provisioner, allowedTopologies: [{ matchLabelExpressions: [{ key: 'z', values: ['a'] }, { key: 'z', values: ['b'] }] }] },
      want: ['value/duplicate /allowedTopologies/0/matchLabelExpressions/1/key'],
    }],
    ['a topology twice, in another order', {
      given: { provisioner, allowedTopologies: [{ z: ['a', 'b'], r: 'x' }, { r: 'x', z: ['b', 'a'] }] }, want: ['storage/duplicate-topology /allowedTopologies/1'],
    }],
    ['a default that is no answer', { given: { provisioner, default: 'yes' }, want: ['value/wrong-type /default'] }],
    ['a misspelt field', { given: { provisioner, allowVolumeExpansions: true }, want: ['value/unknown-field /allowVolumeExpansions'] }],
  ])('judges %s', (_name, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });

  test('names the release that removed a provisioner, and what to use', () => {
    const [found] = buildStorageClass({ name: 'fast' }, { provisioner: 'kubernetes.io/glusterfs' }).diagnostics;
    expect(found?.message).toContain('1.26');
    const [moved] = buildStorageClass({ name: 'fast' }, { provisioner: 'kubernetes.io/gce-pd' }).diagnostics;
    expect(moved?.help).toContain('pd.csi.storage.gke.io');
  });
});
