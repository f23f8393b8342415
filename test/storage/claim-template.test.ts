import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { claimTemplates, normalizeClaimRetention, normalizeStorage, storageFields, type StorageProps } from '../../src/storage/claim-template';
import { snapshot } from '../../src/storage/data-source';
import { told } from './fixtures';

function normalize(storage: unknown): { model: ReturnType<typeof normalizeStorage>; told: string[] } {
  const problems = new Problems();
  const model = normalizeStorage(storage as StorageProps, problems, new Consumer('shop', undefined));
  return { model, told: told(problems.reported) };
}

describe('storage of each pod', () => {
  test('becomes claim templates, with what the server would add to them', () => {
    const { model } = normalize({
      data: { mountPath: '/var/lib/mysql', size: '8Gi', storageClass: 'standard' },
      raw: { devicePath: '/dev/xvda', size: '1Gi', volumeMode: 'Block', labels: { tier: 'raw' }, dataSource: snapshot('seed') },
    });
    expect(claimTemplates(model)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'standard', resources: { requests: { storage: '8Gi' } } },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'raw', labels: { tier: 'raw' } },
        spec: {
          accessModes: ['ReadWriteOnce'],
          volumeMode: 'Block',
          resources: { requests: { storage: '1Gi' } },
          dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'seed' },
        },
      },
    ]);
  });

  test('says where the main container sees it', () => {
    const { model } = normalize({ data: { size: '8Gi', mountPath: '/data', subPath: 'db', readOnly: true }, other: { size: '1Gi' } });
    expect(model).toMatchObject([{ name: 'data', mountPath: '/data', subPath: 'db', readOnly: true }, { name: 'other' }]);
    expect(model[1]).not.toHaveProperty('mountPath');
  });

  test('says nothing that was not said', () => {
    expect(claimTemplates(normalize({ data: { size: '8Gi' } }).model)[0]).toStrictEqual({
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } },
    });
  });

  test('may be a device, with labels and annotations', () => {
    const metadata = { labels: { a: 'b' }, annotations: { c: 'd' } };
    const { model, told: reported } = normalize({ raw: { size: '1Gi', volumeMode: 'Block', devicePath: '/dev/xvda', ...metadata } });
    expect([model[0]!.devicePath, reported]).toEqual(['/dev/xvda', []]);
    expect(claimTemplates(model)[0]!.metadata).toEqual({ name: 'raw', ...metadata });
  });

  test('leaves the StatefulSet alone where there is none', () => {
    expect(storageFields(normalize(undefined).model, undefined)).toEqual({});
    expect(storageFields(normalize({ data: undefined }).model, undefined)).toEqual({});
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['what is no map', { given: ['data'], want: ['value/wrong-type '] }],
    ['a size in place of a volume', { given: { data: '8Gi' }, want: ['value/wrong-type /data'] }],
    ['a name that is none', { given: { Data_1: { size: '1Gi' } }, want: ['name/invalid /Data_1'] }],
    ['a name with dots', { given: { 'a.b': { size: '1Gi' } }, want: ['name/invalid /a.b'] }],
    ['no size', { given: { data: { mountPath: '/data' } }, want: ['value/missing /data/size'] }],
    ['a volume by name', { given: { data: { size: '1Gi', volume: 'pv-1' } }, want: ['value/unknown-field /data/volume'] }],
    ['a device at a path for files', { given: { data: { size: '1Gi', volumeMode: 'Block', mountPath: '/data' } }, want: ['storage/wrong-place /data/mountPath'] }],
    ['files at a path for a device', { given: { data: { size: '1Gi', devicePath: '/dev/xvda' } }, want: ['storage/wrong-place /data/devicePath'] }],
    ['a relative mount path', { given: { data: { size: '1Gi', mountPath: 'data' } }, want: ['storage/path-not-absolute /data/mountPath'] }],
    ['a mount path with a colon', { given: { data: { size: '1Gi', mountPath: '/a:b' } }, want: ['storage/invalid-format /data/mountPath'] }],
    ['a mount path on Windows', { given: { data: { size: '1Gi', mountPath: 'C:\\data' } }, want: [] }],
    ['a device path that goes up', {
      given: { data: { size: '1Gi', volumeMode: 'Block', devicePath: '/dev/../x' } }, want: ['storage/path-goes-up /data/devicePath'],
    }],
    ['a subPath from the root', { given: { data: { size: '1Gi', mountPath: '/d', subPath: '/db' } }, want: ['storage/path-not-relative /data/subPath'] }],
    ['a subPath that goes up', { given: { data: { size: '1Gi', mountPath: '/d', subPath: '../db' } }, want: ['storage/path-goes-up /data/subPath'] }],
    ['a subPath of nothing', { given: { data: { size: '1Gi', subPath: 'db' } }, want: ['value/needs-other /data/subPath'] }],
    ['faults of two volumes', { given: { a: { size: 'x' }, b: { size: '0' } }, want: ['quantity/invalid /a/size', 'quantity/too-small /b/size'] }],
    ['a key of JavaScript', { given: JSON.parse('{"__proto__": {"size": "1Gi"}}'), want: ['value/prototype-key /__proto__'] }],
  ])('reports %s', (_name, { given, want }) => {
    expect(normalize(given).told).toEqual(want);
  });
});

describe('what happens to the claims', () => {
  function retention(given: unknown): { fields: unknown; told: string[] } {
    const problems = new Problems();
    const model = normalizeClaimRetention(given as object, problems, new Consumer('shop', undefined));
    return { fields: storageFields([], model), told: told(problems.reported) };
  }

  test.each<[string, { given: unknown; want: unknown; told?: string[] }]>([
    ['nothing said', { given: undefined, want: {} }],
    ['deleted with the set', { given: { whenDeleted: 'Delete' }, want: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } }],
    ['both', {
      given: { whenDeleted: 'Retain', whenScaled: 'Delete' }, want: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' } },
    }],
    ['a word that is none', { given: { whenScaled: 'Recycle' }, want: { persistentVolumeClaimRetentionPolicy: {} }, told: ['value/not-one-of /whenScaled'] }],
    ['one word for both', { given: 'Delete', want: {}, told: ['value/wrong-type '] }],
  ])('%s', (_name, { given, want, told: reported = [] }) => {
    expect(retention(given)).toEqual({ fields: want, told: reported });
  });
});
