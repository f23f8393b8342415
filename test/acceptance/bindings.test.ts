import { Bundle } from './bundle/bundle';
import { expectedClaims, type Outcome } from './proof/bindings';
import { contextOf } from './proof/context';

interface Volume {
  readonly size: string;
  readonly [field: string]: unknown;
}

const volume = (name: string, { size, ...spec }: Volume): unknown => ({
  apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec: { capacity: { storage: size }, accessModes: ['ReadWriteOnce'], ...spec },
});
const claim = (name: string, size: string, spec: object = { storageClassName: '' }): unknown => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { namespace: 'shop', name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, ...spec },
});
const storageClass = (name: string, fields: object): unknown => ({
  apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner: 'csi.example.com', ...fields,
});

const outcomes = (...objects: readonly unknown[]): { readonly [claim: string]: Outcome } => {
  const bundle = new Bundle(objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return Object.fromEntries(expectedClaims(contextOf(undefined as never, bundle, {})).map(({ name, outcome }) => [name, outcome]));
};

describe('which volume a claim is expected to get', () => {
  it.each<[string, { readonly given: readonly unknown[]; readonly want: Outcome }]>([
    ['the smallest that is large enough', {
      given: [volume('large', { size: '5Gi' }), volume('fits', { size: '2Gi' }), volume('small', { size: '512Mi' }), claim('data', '1Gi')],
      want: { kind: 'volume', name: 'fits' },
    }],
    ['none that lacks an access mode', {
      given: [volume('v', { size: '5Gi' }), claim('data', '1Gi', { storageClassName: '', accessModes: ['ReadWriteMany'] })],
      want: { kind: 'none' },
    }],
    ['none of another class', {
      given: [volume('v', { size: '5Gi', storageClassName: 'manual' }), claim('data', '1Gi')],
      want: { kind: 'none' },
    }],
    ['none that is kept for another claim', {
      given: [volume('v', { size: '5Gi', claimRef: { namespace: 'shop', name: 'other' } }), claim('data', '1Gi')],
      want: { kind: 'none' },
    }],
    ['the one that is kept for it', {
      given: [volume('small', { size: '1Gi' }), volume('kept', { size: '5Gi', claimRef: { namespace: 'shop', name: 'data' } }), claim('data', '1Gi')],
      want: { kind: 'volume', name: 'kept' },
    }],
    ['the one that it names', {
      given: [claim('data', '1Gi', { storageClassName: '', volumeName: 'named' })],
      want: { kind: 'volume', name: 'named' },
    }],
    ['one that is made by its class', {
      given: [storageClass('fast', {}), claim('data', '1Gi', { storageClassName: 'fast' })],
      want: { kind: 'made' },
    }],
    ['none before a pod uses it, where its class waits for one', {
      given: [storageClass('late', { volumeBindingMode: 'WaitForFirstConsumer' }), claim('data', '1Gi', { storageClassName: 'late' })],
      want: { kind: 'waits' },
    }],
    ['one that lies ready, where nothing makes volumes of its class', {
      given: [
        storageClass('local', { provisioner: 'kubernetes.io/no-provisioner' }), volume('disk', { size: '1Gi', storageClassName: 'local' }),
        claim('data', '1Gi', { storageClassName: 'local' }),
      ],
      want: { kind: 'volume', name: 'disk' },
    }],
  ])('%s', (_, { given, want }) => {
    expect(outcomes(...given)).toEqual({ data: want });
  });

  it('is the same for each claim of a StatefulSet', () => {
    expect(outcomes({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { namespace: 'shop', name: 'db' },
      spec: {
        replicas: 2,
        template: { spec: { containers: [] } },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }],
      },
    })).toEqual({ 'data-db-0': { kind: 'made' }, 'data-db-1': { kind: 'made' } });
  });
});
