import { buildPersistentVolume } from '../../src/apps/persistent-volume';
import { awsEbs } from '../../src/storage/backends/aws-ebs';
import { azureFile } from '../../src/storage/backends/azure-file';
import { cephfs, cephRbd } from '../../src/storage/backends/ceph';
import { csi } from '../../src/storage/backends/csi';
import { emptyDir } from '../../src/storage/backends/empty-dir';
import { glusterfs } from '../../src/storage/backends/glusterfs';
import { hostPath } from '../../src/storage/backends/host-path';
import { local } from '../../src/storage/backends/local';
import { nfs } from '../../src/storage/backends/nfs';
import { type PersistentVolumeProps } from '../../src/storage/persistent-volume';
import type { VolumeBackend } from '../../src/storage/volume-backend';
import { told } from './fixtures';

const share = nfs({ server: '10.0.0.2', path: '/exports/data-0001' });
const secret = { name: 'keys', namespace: 'shop' };
const zoneA = { 'topology.kubernetes.io/zone': 'a' };

function build(props: object, name = 'pv'): { spec: unknown; told: string[] } {
  const { objects, diagnostics } = buildPersistentVolume({ name }, props as PersistentVolumeProps);
  return { spec: objects[0]?.spec, told: told(diagnostics) };
}

describe('buildPersistentVolume', () => {
  test('gives the volume of the NFS example, with a warning about its reclaim policy', () => {
    const { objects, diagnostics } = buildPersistentVolume({ name: 'nfs-0001' }, {
      source: share, capacity: '2Gi', accessModes: ['ReadWriteOnce', 'ReadWriteMany'], reclaimPolicy: 'Recycle',
    });
    expect(objects).toEqual([{
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'nfs-0001' },
      spec: {
        capacity: { storage: '2Gi' },
        accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
        persistentVolumeReclaimPolicy: 'Recycle',
        nfs: { server: '10.0.0.2', path: '/exports/data-0001' },
      },
    }]);
    expect(told(diagnostics)).toEqual(['warning storage/recycle-deprecated /reclaimPolicy']);
    expect(diagnostics[0]!.help).toContain('Retain');
  });

  test('gives the volume of the hostPath example, with its label and class', () => {
    const { objects, diagnostics } = buildPersistentVolume({ name: 'mysql-pv' }, {
      source: hostPath('/mnt/data/mysql'), capacity: '1Gi', storageClass: 'manual', labels: { type: 'local' },
    });
    expect(diagnostics).toEqual([]);
    expect(objects).toEqual([{
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'mysql-pv', labels: { type: 'local' } },
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'manual', hostPath: { path: '/mnt/data/mysql' } },
    }]);
  });

  test('carries every field', () => {
    const source = csi({ driver: 'example.com', volumeHandle: 'v' });
    expect(build({
      source, capacity: '8Gi', accessModes: 'ReadWriteOncePod', storageClass: { name: 'fast' }, reclaimPolicy: 'Retain', volumeMode: 'Block',
      mountOptions: ['noatime'], nodeAffinity: zoneA, volumeAttributesClass: 'gold', claim: { name: 'data', namespace: 'shop' },
    })).toEqual({
      spec: {
        capacity: { storage: '8Gi' },
        accessModes: ['ReadWriteOncePod'],
        storageClassName: 'fast',
        persistentVolumeReclaimPolicy: 'Retain',
        volumeMode: 'Block',
        mountOptions: ['noatime'],
        csi: { driver: 'example.com', volumeHandle: 'v' },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['a'] }] }] } },
        volumeAttributesClassName: 'gold',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
      },
      told: [],
    });
  });

  test('says nothing that was not said', () => {
    expect(build({ source: share, capacity: '8Gi' }).spec).toStrictEqual({
      capacity: { storage: '8Gi' }, accessModes: ['ReadWriteOnce'], nfs: { server: '10.0.0.2', path: '/exports/data-0001' },
    });
  });

  test.each(['Retain', 'Delete'])('may have the reclaim policy %s', (reclaimPolicy) => {
    expect(build({ source: share, capacity: '8Gi', reclaimPolicy })).toMatchObject({ spec: { persistentVolumeReclaimPolicy: reclaimPolicy }, told: [] });
  });

  test.each<[string, VolumeBackend, string[]]>([
    ['hostPath', hostPath('/data'), ['storage/block-unsupported /volumeMode']],
    ['Azure File', azureFile({ shareName: 's', volumeHandle: 'v', secret }), ['storage/block-unsupported /volumeMode']],
    ['CephFS', cephfs({ clusterId: 'c', fsName: 'f', volumeHandle: 'v', secret }), ['storage/block-unsupported /volumeMode']],
    ['Ceph RBD', cephRbd({ clusterId: 'c', pool: 'p', image: 'i', secret }), []],
    ['CSI', csi({ driver: 'd', volumeHandle: 'v' }), []],
  ])('%s is a device, or cannot be', (_name, source, want) => {
    expect(build({ source, capacity: '1Gi', volumeMode: 'Block' }).told).toEqual(want);
  });

  test.each<[string, VolumeBackend]>([
    ['Ceph RBD', cephRbd({ clusterId: 'c', pool: 'p', image: 'i', secret })], ['AWS EBS', awsEbs({ volumeId: 'v' })],
  ])('%s with a file system is attached to one node', (_name, source) => {
    expect(build({ source, capacity: '1Gi', accessModes: 'ReadWriteMany' }).told).toEqual(['warning storage/access-mode-unsupported /accessModes']);
  });

  test('takes every operator of node affinity, with as many values as it has', () => {
    const expressions = [['In', 'a', 'b'], ['NotIn', 'a'], ['Exists'], ['DoesNotExist'], ['Gt', '1'], ['Lt', '2']].map(([operator, ...values]) => ({ key: 'k', operator, values }));
    const fields = ['In', 'NotIn'].map((operator) => ({ key: 'metadata.name', operator, values: ['worker-1'] }));
    const nodeAffinity = { required: { nodeSelectorTerms: [{ matchExpressions: expressions, matchFields: fields }, { matchExpressions: [{ key: 'k', operator: 'Exists' }] }] } };
    expect(build({ source: share, capacity: '1Gi', nodeAffinity })).toMatchObject({ spec: { nodeAffinity }, told: [] });
  });

  test('sends pods to the nodes that the source names, unless the volume names others', () => {
    const source = awsEbs({ volumeId: 'v', zone: 'eu-west-1a' });
    const expression = (values: string[]) => ({ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values }] });
    expect(build({ source, capacity: '1Gi' }).spec).toMatchObject({ nodeAffinity: { required: { nodeSelectorTerms: [expression(['eu-west-1a'])] } } });
    expect(build({ source, capacity: '1Gi', nodeAffinity: { 'topology.kubernetes.io/zone': ['x', 'y'] } }).spec)
      .toMatchObject({ nodeAffinity: { required: { nodeSelectorTerms: [expression(['x', 'y'])] } } });
  });

  test('takes node affinity in Kubernetes\' own shape', () => {
    const nodeAffinity = {
      required: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'cpus', operator: 'Gt', values: ['4'] }, { key: 'gone', operator: 'DoesNotExist' }] },
          { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['worker-1'] }] },
        ],
      },
    };
    expect(build({ source: share, capacity: '1Gi', nodeAffinity })).toMatchObject({ spec: { nodeAffinity }, told: [] });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['nothing', { given: {}, want: ['value/missing /source', 'value/missing /capacity'] }],
    ['a field that there is none of', { given: { source: share, capacity: '1Gi', accessMode: 'ReadWriteOnce' }, want: ['value/unknown-field /accessMode'] }],
    ['a source in Kubernetes\' shape', { given: { source: { nfs: {} }, capacity: '1Gi' }, want: ['value/wrong-type /source'] }],
    ['a source that is wrong within', { given: { source: nfs({ server: 's', path: 'p' }), capacity: '1Gi' }, want: ['storage/path-not-absolute /source/path'] }],
    ['a volume of a pod', { given: { source: emptyDir(), capacity: '1Gi' }, want: ['storage/not-persistent /source'] }],
    ['GlusterFS', { given: { source: glusterfs(), capacity: '1Gi' }, want: ['storage/removed-backend /source'] }],
    ['no capacity to speak of', { given: { source: share, capacity: '0' }, want: ['quantity/too-small /capacity'] }],
    ['a capacity without a unit', { given: { source: share, capacity: 8 }, want: ['warning storage/tiny-size /capacity'] }],
    ['a capacity that is none', { given: { source: share, capacity: '8GB' }, want: ['quantity/invalid /capacity'] }],
    ['no access modes', { given: { source: share, capacity: '1Gi', accessModes: [] }, want: ['value/wrong-type /accessModes'] }],
    ['a short word for an access mode', { given: { source: share, capacity: '1Gi', accessModes: ['RWX'] }, want: ['value/not-one-of /accessModes/0'] }],
    ['ReadWriteOncePod beside another', {
      given: { source: share, capacity: '1Gi', accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] }, want: ['storage/exclusive-access-mode /accessModes'],
    }],
    ['ReadWriteOncePod without CSI', { given: { source: share, capacity: '1Gi', accessModes: 'ReadWriteOncePod' }, want: ['storage/needs-csi /accessModes'] }],
    ['a file system as a device', { given: { source: share, capacity: '1Gi', volumeMode: 'Block' }, want: ['storage/block-unsupported /volumeMode'] }],
    ['mount options of what is not mounted', {
      given: { source: hostPath('/d'), capacity: '1Gi', mountOptions: ['ro'] }, want: ['storage/mount-options-unsupported /mountOptions'],
    }],
    ['an empty mount option', { given: { source: share, capacity: '1Gi', mountOptions: [''] }, want: ['value/wrong-type /mountOptions/0'] }],
    ['local without nodes', { given: { source: local('/d'), capacity: '1Gi' }, want: ['storage/needs-node-affinity '] }],
    ['Recycle of a disk', { given: { source: awsEbs({ volumeId: 'v' }), capacity: '1Gi', reclaimPolicy: 'Recycle' }, want: ['storage/recycle-unsupported /reclaimPolicy'] }],
    ['Recycle of a whole node', { given: { source: hostPath('//'), capacity: '1Gi', reclaimPolicy: 'Recycle' }, want: ['storage/recycle-root /reclaimPolicy'] }],
    ['a policy that there is none of', { given: { source: share, capacity: '1Gi', reclaimPolicy: 'Keep' }, want: ['value/not-one-of /reclaimPolicy'] }],
    ['a disk for many nodes', {
      given: { source: awsEbs({ volumeId: 'v' }), capacity: '1Gi', accessModes: 'ReadWriteMany' }, want: ['warning storage/access-mode-unsupported /accessModes'],
    }],
    ['a raw disk for many nodes', { given: { source: awsEbs({ volumeId: 'v' }), capacity: '1Gi', accessModes: 'ReadWriteMany', volumeMode: 'Block' }, want: [] }],
    ['a class that is no name', { given: { source: share, capacity: '1Gi', storageClass: 'Fast' }, want: ['name/invalid /storageClass'] }],
    ['a class of the wrong type', { given: { source: share, capacity: '1Gi', storageClass: 1 }, want: ['value/wrong-type /storageClass'] }],
    ['attributes of what is no CSI volume', {
      given: { source: share, capacity: '1Gi', volumeAttributesClass: 'gold' }, want: ['storage/needs-csi /volumeAttributesClass'],
    }],
    ['attributes without a name', {
      given: { source: csi({ driver: 'd', volumeHandle: 'v' }), capacity: '1Gi', volumeAttributesClass: '' }, want: ['name/invalid /volumeAttributesClass'],
    }],
    ['a claim without a namespace', { given: { source: share, capacity: '1Gi', claim: { name: 'data' } }, want: ['value/missing /claim/namespace'] }],
    ['empty node affinity', { given: { source: share, capacity: '1Gi', nodeAffinity: {} }, want: ['value/wrong-type /nodeAffinity'] }],
    ['a node label that is none', { given: { source: share, capacity: '1Gi', nodeAffinity: { 'a b': 'c' } }, want: ['label/invalid-key /nodeAffinity/a b'] }],
    ['a node label\'s value that is none', { given: { source: share, capacity: '1Gi', nodeAffinity: { a: ['ok', 'b c'] } }, want: ['label/invalid-value /nodeAffinity/a/1'] }],
    ['no terms', {
      given: { source: share, capacity: '1Gi', nodeAffinity: { required: { nodeSelectorTerms: [] } } }, want: ['value/missing /nodeAffinity/required'],
    }],
    ['an empty term', {
      given: { source: share, capacity: '1Gi', nodeAffinity: { required: { nodeSelectorTerms: [{}] } } },
      want: ['value/needs-one-of /nodeAffinity/required/nodeSelectorTerms/0'],
    }],
    ['an operator without values', {
      given: { source: share, capacity: '1Gi', nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] } } },
      want: ['selector/values /nodeAffinity/required/nodeSelectorTerms/0/matchExpressions/0/values'],
    }],
    ['a bad label of its own', { given: { source: share, capacity: '1Gi', labels: { type: 'a b' } }, want: ['label/invalid-value /labels/type'] }],
    ['several faults at once', {
      given: { source: share, capacity: '1Gb', reclaimPolicy: 'Keep', labels: { a: 1 } },
      want: ['value/wrong-type /labels/a', 'quantity/invalid /capacity', 'value/not-one-of /reclaimPolicy'],
    }],
  ])('reports %s', (_name, { given, want }) => {
    expect(build(given).told).toEqual(want);
  });

  test('reports a name that is none', () => {
    expect(build({ source: share, capacity: '1Gi' }, 'PV_1').told).toEqual(['name/invalid /name']);
  });

  test('reports props that are none, and throws nothing', () => {
    for (const props of [undefined, null, 'nfs', 7, [], () => 1]) expect(build(props as never).told).toEqual(['value/wrong-type ']);
  });
});
