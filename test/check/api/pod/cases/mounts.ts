import { container, type Fields, pod, type PodCases } from './given';

const volumes = [{ name: 'v', emptyDir: {} }, { name: 'w', emptyDir: {} }, { name: 'claim', persistentVolumeClaim: { claimName: 'c' } }];
const mount = (...list: readonly unknown[]): Fields => container({ volumeMounts: list }, { volumes });
const device = (volumeDevices: readonly unknown[], volumeMounts: readonly unknown[] = []): Fields =>
  container({ volumeDevices, volumeMounts }, { volumes });
const place = '/spec/containers/0/volumeMounts';
const devices = '/spec/containers/0/volumeDevices';
const readOnly = { name: 'v', mountPath: '/v', readOnly: true };

export const mountCases: PodCases = [
  ['accepts mounts', { given: mount({ name: 'v', mountPath: '/v', subPath: 'a/b' }, { name: 'v', mountPath: '/w', subPathExpr: '$(A)/b' }), want: [] }],
  ['knows the volumes of the pod', { given: mount({ name: 'x', mountPath: '/x' }), want: [`api/not-found ${place}/0/name`] }],
  ['does not know volumes that are refused', {
    given: pod({ volumes: [{ name: 'v', secret: {} }], containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/v' }] }] }),
    want: ['api/required /spec/volumes/0/secret/secretName', `api/not-found ${place}/0/name`],
  }],
  ['asks for a name and a path', { given: mount({}), want: [`api/required ${place}/0/name`, `api/required ${place}/0/mountPath`] }],
  ['has each path once', { given: mount({ name: 'v', mountPath: '/v' }, { name: 'w', mountPath: '/v' }), want: [`api/mount-path ${place}/1/mountPath`] }],
  ['stays within the volume', {
    given: mount({ name: 'v', mountPath: '/v', subPath: '/a' }, { name: 'v', mountPath: '/w', subPath: 'a/../..' }, { name: 'v', mountPath: '/x', subPathExpr: '..' }),
    want: [`api/path ${place}/subPath > ${place}/0/subPath`, `api/path ${place}/subPath > ${place}/1/subPath`, `api/path ${place}/subPathExpr > ${place}/2/subPathExpr`],
  }],
  ['accepts names that begin with two dots', { given: mount({ name: 'v', mountPath: '/v', subPath: '..a' }), want: [] }],
  ['has one way to name a part', { given: mount({ name: 'v', mountPath: '/v', subPath: 'a', subPathExpr: 'b' }), want: [`api/contradiction ${place}/0/subPathExpr`] }],
  ['knows three propagations', { given: mount({ name: 'v', mountPath: '/v', mountPropagation: 'Both' }), want: [`api/not-supported ${place}/mountPropagation > ${place}/0/mountPropagation`] }],
  ['gives mounts back to the node from privileged containers alone', {
    given: mount({ name: 'v', mountPath: '/v', mountPropagation: 'Bidirectional' }), want: [`api/forbidden ${place}/mountPropagation > ${place}/0/mountPropagation`],
  }],
  ['is read-only within what is read-only', { given: mount({ ...readOnly, recursiveReadOnly: 'Enabled' }), want: [] }],
  ['is read-only within what is read-only alone', { given: mount({ name: 'v', mountPath: '/v', recursiveReadOnly: 'IfPossible' }), want: [`api/forbidden ${place}/recursiveReadOnly > ${place}/0/recursiveReadOnly`] }],
  ['is not read-only where it propagates', {
    given: mount({ ...readOnly, recursiveReadOnly: 'Enabled', mountPropagation: 'HostToContainer' }), want: [`api/forbidden ${place}/recursiveReadOnly > ${place}/0/recursiveReadOnly`],
  }],
  ['knows three words for it', { given: mount({ ...readOnly, recursiveReadOnly: 'Yes' }), want: [`api/not-supported ${place}/recursiveReadOnly > ${place}/0/recursiveReadOnly`] }],

  ['accepts devices of claims', { given: device([{ name: 'claim', devicePath: '/dev/a' }]), want: [] }],
  ['has devices of claims alone', { given: device([{ name: 'v', devicePath: '/dev/a' }, { name: 'x', devicePath: '/dev/b' }]), want: [`api/no-block-volume ${devices}/0/name`, `api/not-found ${devices}/1/name`] }],
  ['asks for a name and a path of a device', { given: device([{}]), want: [`api/required ${devices}/0/name`, `api/required ${devices}/0/devicePath`] }],
  ['has each device once', {
    given: device([{ name: 'claim', devicePath: '/dev/a' }, { name: 'claim', devicePath: '/dev/a' }]), want: [`api/device-twice ${devices}/1/name`, `api/mount-path ${devices}/1/devicePath`],
  }],
  ['has no ".." in paths of devices', { given: device([{ name: 'claim', devicePath: '/dev/../a' }]), want: [`api/path ${devices}/0/devicePath`] }],
  ['has a volume as a device or as a directory', {
    given: device([{ name: 'claim', devicePath: '/a' }], [{ name: 'claim', mountPath: '/b' }]), want: [`api/mount-and-device ${place}/0/name`, `api/mount-and-device ${devices}/0/name`],
  }],
  ['has a path of a device or of a directory', {
    given: device([{ name: 'claim', devicePath: '/a' }], [{ name: 'v', mountPath: '/a' }]), want: [`api/mount-path ${place}/0/mountPath`, `api/mount-path ${devices}/0/devicePath`],
  }],
];
