import type { Mountable } from '../../src/core/pod-inputs';
import { PersistentVolume } from '../../src/apps/persistent-volume';
import { PersistentVolumeClaim } from '../../src/apps/persistent-volume-claim';
import { StatefulApp } from '../../src/apps/stateful-app';
import { StatelessApp } from '../../src/apps/stateless-app';
import { StorageClass } from '../../src/apps/storage-class';
import type { Diagnostic } from '../../src/core/diagnostic';
import { DiagnosticsError } from '../../src/core/diagnostics-error';
import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { awsEbs } from '../../src/storage/backends/aws-ebs';
import { ephemeral } from '../../src/storage/backends/ephemeral';
import { hostPath } from '../../src/storage/backends/host-path';
import { iscsi } from '../../src/storage/backends/iscsi';
import { nfs } from '../../src/storage/backends/nfs';
import { App } from '../../src/synth/app';
import { Bundle, type BundleProps } from '../../src/synth/bundle';
import { told } from '../storage/fixtures';

const app = () => new App({ onWarnings: () => undefined });
const shop = (props: BundleProps = { namespace: 'shop' }) => new Bundle(app(), 'shop', props);
const share = nfs({ server: '10.0.0.2', path: '/exports/data' });

/** The objects of a bundle by kind and name. */
function objects(bundle: Bundle): Map<string, Record<string, unknown>> {
  return new Map(bundle.objects().map((object) => [`${object.kind} ${object.metadata?.name}`, object as unknown as Record<string, unknown>]));
}

function errors(bundle: Bundle): readonly Diagnostic[] {
  try {
    bundle.objects();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticsError) return error.diagnostics;
    throw error;
  }
}

describe('a claim and its volume', () => {
  test('name each other', () => {
    const bundle = shop();
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '5Gi', accessModes: 'ReadWriteMany' });
    new PersistentVolumeClaim(bundle, 'data', { volume, size: '3Gi' });
    expect(told(bundle.assemble().diagnostics)).toEqual([]);
    const built = objects(bundle);
    expect(built.get('PersistentVolume pv')).toMatchObject({
      spec: { claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' } },
    });
    expect(built.get('PersistentVolume pv')).not.toHaveProperty('metadata.namespace');
    expect(built.get('PersistentVolumeClaim data')).toMatchObject({
      metadata: { namespace: 'shop' },
      spec: { volumeName: 'pv', storageClassName: '', accessModes: ['ReadWriteMany'], resources: { requests: { storage: '3Gi' } } },
    });
  });

  test('are told when the volume is taken by another claim', () => {
    const bundle = shop();
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '5Gi' });
    new PersistentVolumeClaim(bundle, 'first', { volume });
    new PersistentVolumeClaim(bundle, 'second', { volume });
    const [found, ...others] = errors(bundle);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'storage/volume-taken', pointer: '/volume', object: { kind: 'PersistentVolumeClaim', name: 'second' } });
    expect(found!.message).toBe('PersistentVolume pv is already bound to PersistentVolumeClaim shop/first');
    expect(found!.source?.file).toBe(__filename);
  });

  test('are not told of a claim that two bundles know', () => {
    const root = app();
    const volume = new PersistentVolume(new Bundle(root, 'volumes', {}), 'pv', { source: share, capacity: '5Gi' });
    const bundles = ['a', 'b'].map((id) => new Bundle(root, id, { namespace: 'shop' }));
    for (const bundle of bundles) new PersistentVolumeClaim(bundle, 'data', { volume });
    expect(bundles.map(errors)).toEqual([[], []]);
  });

  test('are told when the volume is reserved for another claim', () => {
    const bundle = shop();
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '5Gi', claim: { name: 'other', namespace: 'shop' } });
    new PersistentVolumeClaim(bundle, 'data', { volume });
    expect(told(errors(bundle))).toEqual(['storage/claim-of-other-volume /volume']);
  });

  test('agree when the volume says the same', () => {
    const bundle = shop();
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '5Gi', claim: { name: 'data', namespace: 'shop' } });
    new PersistentVolumeClaim(bundle, 'data', { volume });
    expect(errors(bundle)).toEqual([]);
  });

  test('are bound in one direction, with a warning, where the claim has no namespace', () => {
    const bundle = shop({});
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '5Gi' });
    new PersistentVolumeClaim(bundle, 'data', { volume });
    const built = objects(bundle);
    expect(built.get('PersistentVolume pv')).not.toHaveProperty('spec.claimRef');
    expect(built.get('PersistentVolumeClaim data')).toHaveProperty('spec.volumeName', 'pv');
    const { diagnostics } = bundle.assemble();
    expect(told(diagnostics)).toEqual(['warning storage/reservation-needs-namespace /volume']);
    expect(diagnostics[0]!.args).toEqual({ volume: 'PersistentVolume pv' });
  });

  test('can stand in two bundles of one cluster, not in two clusters', () => {
    const root = app();
    const volumes = new Bundle(root, 'volumes', {});
    const volume = new PersistentVolume(volumes, 'pv', { source: share, capacity: '5Gi' });
    const near = new Bundle(root, 'near', { namespace: 'shop' });
    new PersistentVolumeClaim(near, 'data', { volume });
    expect(errors(near)).toEqual([]);
    const far = new Bundle(root, 'far', { namespace: 'shop', cluster: 'staging' });
    new PersistentVolumeClaim(far, 'data', { volume });
    expect(told(errors(far))).toEqual(['reference/other-cluster /volume']);
    expect(objects(volumes).get('PersistentVolume pv')).toHaveProperty('spec.claimRef.name', 'data');
  });

  test('say only what is wrong with the volume, when that has errors', () => {
    const bundle = shop();
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: 'much' });
    new PersistentVolumeClaim(bundle, 'data', { volume });
    expect(told(errors(bundle))).toEqual(['quantity/invalid /capacity']);
  });
});

describe('a claim in a pod', () => {
  const consumer = () => new Consumer('shop', undefined);

  test('is mounted by its name, and noted as a reference', () => {
    const claim = new PersistentVolumeClaim(shop(), 'data', { size: '1Gi', name: 'claim-mysql' });
    const who = consumer();
    expect(claim.podVolume(new Problems(), who)).toEqual({
      name: 'claim-mysql', source: { persistentVolumeClaim: { claimName: 'claim-mysql' } }, volumeMode: 'Filesystem',
    });
    expect(who.targets).toEqual([claim.target]);
  });

  test('can be mounted for reading only', () => {
    const claim = new PersistentVolumeClaim(shop(), 'data', { size: '1Gi' });
    expect(claim.readOnly().podVolume(new Problems(), consumer()))
      .toEqual({ name: 'data', source: { persistentVolumeClaim: { claimName: 'data', readOnly: true } }, volumeMode: 'Filesystem' });
  });

  describe('is used as its mode says', () => {
    const image = 'nginx:1.27';
    const [disk, files] = [{ size: '1Gi', volumeMode: 'Block' }, { size: '1Gi' }] as const;

    test.each<[string, { given: (bundle: Bundle) => void; want: string[] }]>([
      ['a device under mounts', {
        given: (bundle) => new StatelessApp(bundle, 'web', { image, mounts: { '/data': new PersistentVolumeClaim(bundle, 'disk', disk) } }),
        want: ['storage/wrong-place /mounts/~1data'],
      }],
      ['a device under mounts, in full and for reading', {
        given: (bundle) => new StatelessApp(bundle, 'web', { image, mounts: { '/data': { volume: new PersistentVolumeClaim(bundle, 'disk', disk).readOnly(), subPath: 'a' } } }),
        want: ['storage/wrong-place /mounts/~1data'],
      }],
      ['a device that its volume makes it', {
        given: (bundle) => {
          const volume = new PersistentVolume(bundle, 'volume', { source: iscsi({ targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:disk', lun: 0 }), capacity: '1Gi', volumeMode: 'Block' });
          new StatelessApp(bundle, 'web', { image, volumes: { disk: new PersistentVolumeClaim(bundle, 'disk', { volume }) }, mounts: { '/data': 'disk' } });
        },
        want: ['storage/wrong-place /mounts/~1data'],
      }],
      ['a file system under devices', {
        given: (bundle) => new StatelessApp(bundle, 'web', { image, devices: { '/dev/a': new PersistentVolumeClaim(bundle, 'files', files) } }),
        want: ['storage/wrong-place /devices/~1dev~1a'],
      }],
      ['a device of each pod under mounts', {
        given: (bundle) => new StatefulApp(bundle, 'db', { image, storage: { disk }, mounts: { '/data': 'disk' } }), want: ['storage/wrong-place /mounts/~1data'],
      }],
      ['a file system of each pod under devices', {
        given: (bundle) => new StatefulApp(bundle, 'db', { image, storage: { files }, devices: { '/dev/a': 'files' } }), want: ['storage/wrong-place /devices/~1dev~1a'],
      }],
      ['a device that lives with the pod under mounts', {
        given: (bundle) => new StatelessApp(bundle, 'web', { image, mounts: { '/data': ephemeral(disk) } }), want: ['storage/wrong-place /mounts/~1data'],
      }],
      ['each in its place', {
        given: (bundle) => new StatefulApp(bundle, 'db', {
          image,
          storage: { disk, files },
          mounts: { '/data': 'files', '/more': new PersistentVolumeClaim(bundle, 'files', files), '/scratch': ephemeral(files) },
          devices: { '/dev/a': 'disk', '/dev/b': new PersistentVolumeClaim(bundle, 'disk', disk), '/dev/c': ephemeral(disk) },
        }),
        want: [],
      }],
      ['one that nobody here defines, as it is said', {
        given: (bundle) => new StatelessApp(bundle, 'web', {
          image, mounts: { '/data': PersistentVolumeClaim.existing(bundle, 'a') }, devices: { '/dev/a': PersistentVolumeClaim.existing(bundle, 'b') },
        }),
        want: [],
      }],
    ])('%s', (_, { given, want }) => {
      const bundle = shop();
      given(bundle);
      expect(told(errors(bundle))).toEqual(want);
    });
  });

  test('must be in the namespace of the pod', () => {
    const problems = new Problems();
    const claim = new PersistentVolumeClaim(shop({ namespace: 'other' }), 'data', { size: '1Gi' });
    expect(claim.podVolume(problems, consumer())).toBeUndefined();
    expect(told(problems.reported)).toEqual(['reference/other-namespace ']);
  });

  test('may be one that nobody here defines, of which nothing is emitted', () => {
    const bundle = shop();
    const claim = PersistentVolumeClaim.existing(bundle, 'old', { name: 'claim-old' });
    expect(claim.podVolume(new Problems(), consumer())?.source).toEqual({ persistentVolumeClaim: { claimName: 'claim-old' } });
    expect(claim.readOnly().podVolume(new Problems(), consumer())?.source).toEqual({ persistentVolumeClaim: { claimName: 'claim-old', readOnly: true } });
    expect(bundle.objects()).toEqual([]);
  });

  test('that has errors is mounted, and says what they are', () => {
    const bundle = shop();
    const data = new PersistentVolumeClaim(bundle, 'data', { size: 'much' });
    new StatelessApp(bundle, 'web', { image: 'example:1', mounts: { '/data': data } });
    expect(told(errors(bundle))).toEqual(['quantity/invalid /size']);
  });

  test('reports the name of an existing claim that is none', () => {
    const bundle = shop();
    PersistentVolumeClaim.existing(bundle, 'old', { name: 'Claim_Old' });
    expect(told(errors(bundle))).toEqual(['name/invalid /name']);
  });
});

describe('a storage class', () => {
  test('is passed to claims and volumes as itself', () => {
    const bundle = shop();
    const fast = new StorageClass(bundle, 'fast', { provisioner: 'ebs.csi.aws.com' });
    new PersistentVolumeClaim(bundle, 'data', { size: '1Gi', storageClass: fast });
    new PersistentVolume(bundle, 'pv', { source: awsEbs({ volumeId: 'v' }), capacity: '1Gi', storageClass: StorageClass.existing('slow') });
    const built = objects(bundle);
    expect(built.get('PersistentVolumeClaim data')).toHaveProperty('spec.storageClassName', 'fast');
    expect(built.get('PersistentVolume pv')).toHaveProperty('spec.storageClassName', 'slow');
    expect([...built.keys()].indexOf('StorageClass fast')).toBeLessThan([...built.keys()].indexOf('PersistentVolumeClaim data'));
  });

  test('cannot be one of another cluster', () => {
    const root = app();
    const fast = new StorageClass(new Bundle(root, 'a', { cluster: 'staging' }), 'fast', { provisioner: 'p' });
    const bundle = new Bundle(root, 'b', { cluster: 'production', namespace: 'shop' });
    new PersistentVolumeClaim(bundle, 'data', { size: '1Gi', storageClass: fast });
    expect(told(errors(bundle))).toEqual(['reference/other-cluster /storageClass']);
  });

  test('cannot be stood in for by another definition', () => {
    const bundle = shop();
    const volume = new PersistentVolume(bundle, 'pv', { source: share, capacity: '1Gi' });
    new PersistentVolumeClaim(bundle, 'data', { size: '1Gi', storageClass: volume as never });
    expect(errors(bundle).map(({ code, message }) => [code, message])).toEqual([
      ['value/wrong-kind', 'expected a StorageClass, found PersistentVolume pv'],
    ]);
  });
});

describe('overrides', () => {
  test('change what is built, for what the definitions have no word for', () => {
    const bundle = shop();
    new PersistentVolume(bundle, 'pv', { source: hostPath('/data'), capacity: '1Gi', override: { spec: { hostPath: { type: 'Directory' } } } });
    new PersistentVolumeClaim(bundle, 'data', { size: '1Gi', override: { spec: { resources: { limits: { storage: '2Gi' } } } } });
    new StorageClass(bundle, 'fast', { provisioner: 'p', override: { parameters: { a: 'b' } } });
    const built = objects(bundle);
    expect(built.get('PersistentVolume pv')).toHaveProperty('spec.hostPath', { path: '/data', type: 'Directory' });
    expect(built.get('PersistentVolumeClaim data')).toHaveProperty('spec.resources', { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } });
    expect(built.get('StorageClass fast')).toHaveProperty('parameters', { a: 'b' });
  });
});

describe('props that are none', () => {
  test.each([undefined, null, 'text', 3])('are reported: %p', (props) => {
    const bundle = shop();
    new PersistentVolume(bundle, 'pv', props as never);
    new PersistentVolumeClaim(bundle, 'data', props as never);
    new StorageClass(bundle, 'fast', props as never);
    expect(told(errors(bundle))).toEqual(Array(3).fill('value/wrong-type '));
  });
});

test('what only a claim can reach does not compile as a mount', () => {
  const mount = (volume: Mountable): Mountable => volume;
  // @ts-expect-error an EBS volume has no inline form
  expect(mount(awsEbs({ volumeId: 'v' }))).toBeDefined();
  expect(mount(nfs({ server: 's', path: '/p' }))).toBeDefined();
});
