import type { PodSpec, VolumeDevice, VolumeMount } from '../../generated/kubernetes';
import type { PodContext } from '../../src/pod/pod';
import { claim, folder, podOfAnything, volume } from '../support/pods';

function mountsOf(given: unknown, others: object = {}, context: Partial<PodContext> = {}): {
  mounts: readonly VolumeMount[] | undefined; volumes: PodSpec['volumes']; reported: readonly string[];
} {
  const { result, reported } = podOfAnything({ mounts: given, ...others }, context);
  return { mounts: result.containers[0]!.volumeMounts, volumes: result.volumes, reported };
}

const settings = volume('settings', { configMap: { name: 'settings' } });
const file = volume('settings', { configMap: { name: 'settings' } }, { subPath: 'my.cnf', readOnly: true });

describe('mounts', () => {
  test.each<[string, { given: unknown; others?: object; want: unknown }]>([
    ['a volume by its name', { given: { '/data': 'data' }, others: { volumes: { data: claim('c') } }, want: [{ name: 'data', mountPath: '/data' }] }],
    ['a volume itself', { given: { '/etc/app': settings }, want: [{ name: 'settings', mountPath: '/etc/app' }] }],
    ['a volume that stands for one file', { given: { '/etc/my.cnf': file }, want: [{ name: 'settings', mountPath: '/etc/my.cnf', subPath: 'my.cnf', readOnly: true }] }],
    ['another part of it', {
      given: { '/etc/my.cnf': { volume: file, subPath: 'other.cnf', readOnly: false } },
      want: [{ name: 'settings', mountPath: '/etc/my.cnf', subPath: 'other.cnf', readOnly: false }],
    }],
    ['all that can be said', {
      given: { '/data': { volume: settings, subPathExpr: '$(A)', readOnly: true, recursiveReadOnly: 'Enabled', mountPropagation: 'None' } },
      others: { env: { A: 'a' } },
      want: [{ name: 'settings', mountPath: '/data', subPathExpr: '$(A)', readOnly: true, recursiveReadOnly: 'Enabled', mountPropagation: 'None' }],
    }],
    ['recursive read-only of what is read-only by itself', {
      given: { '/etc/my.cnf': { volume: file, recursiveReadOnly: 'IfPossible' } },
      want: [{ name: 'settings', mountPath: '/etc/my.cnf', subPath: 'my.cnf', readOnly: true, recursiveReadOnly: 'IfPossible' }],
    }],
    ['an expression in place of the one file', {
      given: { '/etc/x': { volume: file, subPathExpr: 'a' } }, want: [{ name: 'settings', mountPath: '/etc/x', subPathExpr: 'a', readOnly: true }],
    }],
    ['a path of Windows', { given: { 'C:\\data': settings }, others: { os: 'windows' }, want: [{ name: 'settings', mountPath: 'C:\\data' }] }],
    ['the mounts of the node', {
      given: { '/host': { volume: settings, mountPropagation: 'Bidirectional' } }, others: { security: { privileged: true } },
      want: [{ name: 'settings', mountPath: '/host', mountPropagation: 'Bidirectional' }],
    }],
  ])('take %s', (_name, { given, others, want }) => {
    const { mounts, reported } = mountsOf(given, others);
    expect({ mounts, reported }).toEqual({ mounts: want, reported: [] });
  });

  const volumes = { data: claim('data') };
  test.each<[string, { given: unknown; others?: object; want: string[] }]>([
    ['no map', { given: ['/data'], want: ['value/wrong-type /mounts'] }],
    ['null', { given: { '/data': null }, want: ['value/wrong-type /mounts/~1data'] }],
    ['a volume of a manifest', { given: { '/data': { emptyDir: {} } }, want: ['value/missing /mounts/~1data/volume', 'value/unknown-field /mounts/~1data/emptyDir'] }],
    ['a volume that is not there', { given: { '/data': 'dta' }, others: { volumes: { data: claim('data') } }, want: [
      'mount/unknown-volume /mounts/~1data', 'mount/unused-volume /volumes/data',
    ] }],
    ['a relative path', { given: { data: settings }, want: ['container/path-not-absolute /mounts/data'] }],
    ['a path of Windows in Linux', { given: { 'C:\\data': settings }, want: ['container/path-not-absolute /mounts/C:\\data'] }],
    ['a path with a colon', { given: { '/data:ro': settings }, want: ['volume/path-invalid /mounts/~1data:ro'] }],
    ['an empty path', { given: { '': settings }, want: ['value/wrong-type /mounts/'] }],
    ['one path in two forms', { given: { '/data': settings, '/data/': folder() }, want: ['value/duplicate /mounts/~1data~1'] }],
    ['a misspelt field', { given: { '/data': { volume: settings, readonly: true } }, want: ['value/unknown-field /mounts/~1data/readonly'] }],
    ['both kinds of sub-path', { given: { '/data': { volume: settings, subPath: 'a', subPathExpr: 'b' } }, want: ['value/exclusive /mounts/~1data/subPathExpr'] }],
    ['a sub-path that leaves the volume', { given: { '/data': { volume: settings, subPath: 'a/../../b' } }, want: ['volume/path-invalid /mounts/~1data/subPath'] }],
    ['a sub-path from the root', { given: { '/data': { volume: settings, subPath: '/a' } }, want: ['volume/path-not-relative /mounts/~1data/subPath'] }],
    ['readOnly as a text', { given: { '/data': { volume: settings, readOnly: 'yes' } }, want: ['value/wrong-type /mounts/~1data/readOnly'] }],
    ['recursive read-only of what can be written', {
      given: { '/data': { volume: settings, recursiveReadOnly: 'Enabled' } }, want: ['value/needs-other /mounts/~1data/recursiveReadOnly'],
    }],
    ['recursive read-only of what is passed on', {
      given: { '/data': { volume: settings, readOnly: true, recursiveReadOnly: 'Enabled', mountPropagation: 'HostToContainer' } },
      want: ['value/needs-other /mounts/~1data/recursiveReadOnly'],
    }],
    ['a wrong word', { given: { '/data': { volume: settings, mountPropagation: 'none' } }, want: ['value/not-one-of /mounts/~1data/mountPropagation'] }],
    ['mounts passed to the node without privileges', {
      given: { '/data': { volume: settings, mountPropagation: 'Bidirectional' } }, want: ['mount/needs-privileged /mounts/~1data/mountPropagation'],
    }],
    ['a volume that nobody mounts', { given: undefined, others: { volumes }, want: ['mount/unused-volume /volumes/data'] }],
  ])('report %s', (_name, { given, others, want }) => {
    expect(mountsOf(given, others).reported).toEqual(want);
  });

  test('say what is wrong with a volume once, however often it is mounted', () => {
    const broken = { podVolume: (): undefined => undefined };
    const { mounts, volumes: found, reported } = mountsOf({ '/a': 'named', '/b': 'named', '/c': broken, '/d': broken }, { volumes: { named: broken } });
    expect({ mounts, found, reported }).toEqual({ mounts: undefined, found: undefined, reported: [] });
  });
});

describe('volumes', () => {
  test('with names of their own stand first, others in the order of their use', () => {
    const { volumes } = mountsOf({ '/x': settings, '/y': 'scratch' }, { volumes: { scratch: folder() }, sidecars: { a: { image: 'a', mounts: { '/z': claim('c') } } } });
    expect(volumes).toEqual([
      { name: 'scratch', emptyDir: {} }, { name: 'settings', configMap: { name: 'settings' } }, { name: 'c', persistentVolumeClaim: { claimName: 'c' } },
    ]);
  });

  test('are one where the source is one', () => {
    const { mounts, volumes } = mountsOf({ '/a': claim('c'), '/b': { volume: claim('c'), subPath: 'b' } }, { containers: { x: { image: 'x', mounts: { '/c': claim('c') } } } });
    expect(volumes).toEqual([{ name: 'c', persistentVolumeClaim: { claimName: 'c' } }]);
    expect(mounts).toEqual([{ name: 'c', mountPath: '/a' }, { name: 'c', mountPath: '/b', subPath: 'b' }]);
  });

  test('under a name of their own are meant by their source as well', () => {
    const { mounts, volumes, reported } = mountsOf({ '/a': claim('c') }, { volumes: { data: claim('c') } });
    expect({ mounts, volumes, reported }).toEqual({
      mounts: [{ name: 'data', mountPath: '/a' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'c' } }], reported: [],
    });
  });

  test('that live with the pod are as many as were made', () => {
    const shared = folder();
    const { mounts, volumes } = mountsOf({ '/a': folder(), '/b': folder(), '/c': shared, '/d': shared });
    expect(volumes?.map(({ name }) => name)).toEqual(['folder', 'folder-2', 'folder-3']);
    expect(mounts?.map(({ name }) => name)).toEqual(['folder', 'folder-2', 'folder-3', 'folder-3']);
  });

  test('of one file do not lend their sub-path to others', () => {
    const { mounts } = mountsOf({ '/etc/my.cnf': file, '/etc/all': settings });
    expect(mounts).toEqual([{ name: 'settings', mountPath: '/etc/my.cnf', subPath: 'my.cnf', readOnly: true }, { name: 'settings', mountPath: '/etc/all' }]);
  });

  test.each<[string, { given: string; want: string }]>([
    ['dots', { given: 'my.settings', want: 'my-settings' }],
    ['upper case', { given: 'MySettings', want: 'mysettings' }],
    ['nothing usable', { given: '...', want: 'volume' }],
    ['a very long name', { given: 'a'.repeat(57) + '.'.repeat(20) + 'b', want: 'a'.repeat(57) }],
  ])('get valid names from %s', (_name, { given, want }) => {
    expect(mountsOf({ '/a': volume(given, { configMap: { name: given } }) }).volumes?.[0]?.name).toBe(want);
  });

  test('get names that nobody has, not even the user', () => {
    const other = volume('settings', { secret: { secretName: 'settings' } });
    const { volumes } = mountsOf({ '/a': settings, '/b': other, '/c': 'settings' }, { volumes: { settings: folder() } });
    expect(volumes?.map(({ name }) => name)).toEqual(['settings', 'settings-2', 'settings-3']);
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['no map', { given: 'data', want: ['value/wrong-type /volumes'] }],
    ['a volume of a manifest', { given: { data: { emptyDir: {} } }, want: ['value/wrong-type /volumes/data'] }],
    ['a wrong name', { given: { 'my.data': folder() }, want: ['name/invalid /volumes/my.data'] }],
    ['the name of a claim template', { given: { pgdata: folder() }, want: ['value/duplicate /volumes/pgdata'] }],
  ])('report %s', (_name, { given, want }) => {
    const { reported } = mountsOf(undefined, { volumes: given }, { claimVolumes: [{ name: 'pgdata', mountPath: '/data' }] });
    expect(reported).toEqual(want);
  });
});

describe('volumes of claim templates', () => {
  const context = { claimVolumes: [{ name: 'data', mountPath: '/var/lib/db', subPath: 'db', readOnly: true }, { name: 'raw', devicePath: '/dev/raw' }, { name: 'logs' }] };

  test('are mounted into the main container where they say so, and make no volume of the pod', () => {
    const { result, reported } = podOfAnything({ mounts: { '/logs': 'logs' }, sidecars: { backup: { image: 'backup', mounts: { '/db': 'data' } } } }, context);
    expect(reported).toEqual([]);
    expect(result.volumes).toBeUndefined();
    expect(result.containers[0]).toMatchObject({
      volumeMounts: [{ name: 'data', mountPath: '/var/lib/db', subPath: 'db', readOnly: true }, { name: 'logs', mountPath: '/logs' }],
      volumeDevices: [{ name: 'raw', devicePath: '/dev/raw' }],
    });
    expect(result.initContainers?.[0]?.volumeMounts).toEqual([{ name: 'data', mountPath: '/db' }]);
  });

  test('can be mounted by a reference', () => {
    const { mounts, reported } = mountsOf({ '/logs': volume('logs') }, {}, context);
    expect(mounts?.at(-1)).toEqual({ name: 'logs', mountPath: '/logs' });
    expect(reported).toEqual([]);
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['one that nobody mounts', { given: {}, want: ['mount/unused-volume /storage/logs'] }],
    ['a path that one has', { given: { '/logs': 'logs', '/var/lib/db/': folder() }, want: ['value/duplicate /mounts/~1var~1lib~1db~1'] }],
    ['a mount of a device', { given: { '/logs': 'logs', '/raw': 'raw' }, want: ['mount/device-and-mount /mounts/~1raw'] }],
    ['a reference to another one', { given: { '/logs': 'logs', '/x': volume('other') }, want: ['mount/unknown-volume /mounts/~1x'] }],
  ])('report %s', (_name, { given, want }) => {
    expect(mountsOf(given, {}, context).reported).toEqual(want);
  });
});

describe('devices', () => {
  const devicesOf = (devices: unknown, others: object = {}): { devices: readonly VolumeDevice[] | undefined; reported: readonly string[] } => {
    const { result, reported } = podOfAnything({ devices, ...others });
    return { devices: result.containers[0]!.volumeDevices, reported };
  };

  test('take claims, and volumes that are made of a claim', () => {
    const scratch = volume('scratch', { ephemeral: { volumeClaimTemplate: { spec: { volumeMode: 'Block' } } } });
    expect(devicesOf({ '/dev/xvda': claim('disk'), '/dev/xvdb': scratch })).toEqual({
      devices: [{ name: 'disk', devicePath: '/dev/xvda' }, { name: 'scratch', devicePath: '/dev/xvdb' }], reported: [],
    });
  });

  test.each<[string, { given: unknown; others?: object; want: string[] }]>([
    ['no map', { given: '/dev/xvda', want: ['value/wrong-type /devices'] }],
    ['a volume of another type', { given: { '/dev/xvda': folder() }, want: ['mount/not-a-device /devices/~1dev~1xvda'] }],
    ['a file system of the pod itself', { given: { '/dev/xvda': volume('scratch', { ephemeral: { volumeClaimTemplate: { spec: {} } } }) }, want: ['storage/wrong-place /devices/~1dev~1xvda'] }],
    ['a relative path', { given: { xvda: claim('c') }, want: ['container/path-not-absolute /devices/xvda'] }],
    ['a path that leads up', { given: { '/dev/../xvda': claim('c') }, want: ['volume/path-invalid /devices/~1dev~1..~1xvda'] }],
    ['one volume twice', { given: { '/dev/a': claim('c'), '/dev/b': claim('c') }, want: ['value/duplicate /devices/~1dev~1b'] }],
    ['a volume that is mounted as well', { given: { '/dev/a': claim('c') }, others: { mounts: { '/c': claim('c') } }, want: ['mount/device-and-mount /devices/~1dev~1a'] }],
    ['a path that is mounted as well', { given: { '/dev/a': claim('c') }, others: { mounts: { '/dev/a': folder() } }, want: ['mount/device-and-mount /devices/~1dev~1a'] }],
  ])('report %s', (_name, { given, others, want }) => {
    expect(devicesOf(given, others).reported).toEqual(want);
  });
});
