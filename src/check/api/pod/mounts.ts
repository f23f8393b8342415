import type { Container, VolumeDevice, VolumeMount } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { descendingPath, hasBacksteps } from './paths';

const propagations = ['Bidirectional', 'HostToContainer', 'None'];
const recursions = ['Disabled', 'Enabled', 'IfPossible'];

/** Where a container sees the volumes of its pod, as directories and as devices. Stands at the container. */
export const mountsAndDevices: Rule<Container> = (container, at) => {
  const { volumeMounts, volumeDevices } = container;
  if (volumeMounts !== undefined) {
    at.enter('volumeMounts');
    mounts(volumeMounts, container, at);
    at.leave();
  }
  if (volumeDevices !== undefined) {
    at.enter('volumeDevices');
    devices(volumeDevices, volumeMounts ?? [], at);
    at.leave();
  }
};

const none: ReadonlySet<string> = new Set();

function mounts(list: readonly VolumeMount[], container: Container, at: Context): void {
  const { volumes } = at.pod!;
  const { volumeDevices } = container;
  const deviceNames = volumeDevices === undefined ? none : new Set(volumeDevices.map(({ name = '' }) => name));
  const devicePaths = volumeDevices === undefined ? none : new Set(lastPaths(volumeDevices.map(({ name = '', devicePath = '' }) => [name, devicePath])));
  const paths = new Set<string>();
  for (let index = 0; index < list.length; index++) {
    const mount = list[index]!;
    const { name = '', mountPath = '' } = mount;
    if (name === '') at.reportAt([index, 'name'], 'api/required', { field: 'name' });
    else if (!volumes.has(name)) at.reportAt([index, 'name'], 'api/not-found', { found: name, what: 'volume' });
    if (mountPath === '') at.reportAt([index, 'mountPath'], 'api/required', { field: 'mountPath' });
    if (paths.has(mountPath)) at.reportAt([index, 'mountPath'], 'api/mount-path', { found: mountPath });
    paths.add(mountPath);
    if (deviceNames.has(name)) at.reportAt([index, 'name'], 'api/mount-and-device', { found: name });
    if (devicePaths.has(mountPath)) at.reportAt([index, 'mountPath'], 'api/mount-path', { found: mountPath });
    partOfVolume(mount, index, at);
    propagation(mount, index, container, at);
  }
}

/** The server names the fields of a mount without saying which mount it is. */
function partOfVolume({ subPath = '', subPathExpr = '' }: VolumeMount, index: number, at: Context): void {
  if (subPath !== '') at.enterAs(['subPath'], [index, 'subPath'], () => descendingPath(subPath, at));
  if (subPathExpr === '') return;
  if (subPath !== '') at.reportAt([index, 'subPathExpr'], 'api/contradiction', { fields: ['subPath', 'subPathExpr'] });
  at.enterAs(['subPathExpr'], [index, 'subPathExpr'], () => descendingPath(subPathExpr, at));
}

function propagation({ mountPropagation, recursiveReadOnly, readOnly }: VolumeMount, index: number, container: Container, at: Context): void {
  const focus = [index, 'mountPropagation'];
  if (mountPropagation !== undefined) {
    if (!propagations.includes(mountPropagation)) at.reportAt('mountPropagation', 'api/not-supported', { found: mountPropagation, known: propagations }, focus);
    else if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
      at.reportAt('mountPropagation', 'api/forbidden', { field: 'mountPropagation: Bidirectional', when: 'in a container that is not privileged' }, focus);
    }
  }
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return;
  const forbid = (when: string): void => at.reportAt('recursiveReadOnly', 'api/forbidden', { field: 'recursiveReadOnly', when }, [index, 'recursiveReadOnly']);
  if (!recursions.includes(recursiveReadOnly)) {
    at.reportAt('recursiveReadOnly', 'api/not-supported', { found: recursiveReadOnly, known: recursions }, [index, 'recursiveReadOnly']);
    return;
  }
  if (readOnly !== true) forbid('without readOnly: true');
  if (mountPropagation !== undefined && mountPropagation !== 'None') forbid('beside a mountPropagation other than None');
}

function devices(list: readonly VolumeDevice[], volumeMounts: readonly VolumeMount[], at: Context): void {
  const mounted = new Set(volumeMounts.map(({ name = '' }) => name));
  const mountPaths = new Set(lastPaths(volumeMounts.map(({ name = '', mountPath = '' }) => [name, mountPath])));
  const names = new Set<string>();
  const paths = new Set<string>();
  list.forEach(({ name = '', devicePath = '' }, index) => {
    const volume = at.pod!.volumes.get(name);
    if (name === '') at.reportAt([index, 'name'], 'api/required', { field: 'name' });
    else if (names.has(name)) at.reportAt([index, 'name'], 'api/device-twice', { found: name });
    if (volume === undefined) {
      if (name !== '') at.reportAt([index, 'name'], 'api/not-found', { found: name, what: 'volume' });
    } else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) at.reportAt([index, 'name'], 'api/no-block-volume', { found: name });
    if (devicePath === '') at.reportAt([index, 'devicePath'], 'api/required', { field: 'devicePath' });
    if (paths.has(devicePath)) at.reportAt([index, 'devicePath'], 'api/mount-path', { found: devicePath });
    if (hasBacksteps(devicePath)) at.reportAt([index, 'devicePath'], 'api/path', { found: devicePath, rule: 'without ".." in it' });
    else paths.add(devicePath);
    if (mounted.has(name)) at.reportAt([index, 'name'], 'api/mount-and-device', { found: name });
    if (mountPaths.has(devicePath)) at.reportAt([index, 'devicePath'], 'api/mount-path', { found: devicePath });
    if (name !== '') names.add(name);
  });
}

/** Of several places of one volume the server remembers the last. */
function lastPaths(places: readonly (readonly [name: string, path: string])[]): Iterable<string> {
  return new Map(places).values();
}
