import type { VolumeDevice, VolumeMount } from '../../generated/kubernetes';
import { checkBoolean, checkExclusive, checkFields, checkMap, checkOneOf, eachEntry, isPlainMap, type PlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { type Check, readField } from '../core/read-field';
import type { Writable } from '../core/writable';
import type { Environment } from './env';
import { expansionOf } from './expansion';
import { isMountable } from './inputs';
import { checkContainerPath, checkVolumePath, comparablePath, hasBackstep, type PodOs } from './paths';
import type { ClaimVolume, VolumeInput } from './volume-input';
import type { PodVolumeEntry, VolumeTable } from './volume-table';

export type { ClaimVolume, VolumeInput };

/**
 * How a volume is mounted, where its name alone does not say enough.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1
 */
export interface MountOptions<V extends string = string> {
  /** The volume. */
  readonly volume: VolumeInput<V>;
  /**
   * Path within the volume that is mounted instead of its root. What is mounted by it is read when the container
   * starts and never updated.
   * @default - the root of the volume, or the one file that the volume stands for
   */
  readonly subPath?: string | undefined;
  /**
   * As `subPath`, with environment variables of the container as `$(NAME)`. Excludes `subPath`.
   * @default - none
   */
  readonly subPathExpr?: string | undefined;
  /**
   * Whether the container cannot write to it.
   * @default - as the volume says; otherwise false
   */
  readonly readOnly?: boolean | undefined;
  /**
   * Whether a mount that is `readOnly` makes what is mounted below it read-only as well.
   * @default 'Disabled'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts
   */
  readonly recursiveReadOnly?: 'Disabled' | 'IfPossible' | 'Enabled' | undefined;
  /**
   * How mounts are passed between the container and the node; `Bidirectional` needs a privileged container.
   * @default 'None'
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
   */
  readonly mountPropagation?: 'None' | 'HostToContainer' | 'Bidirectional' | undefined;
}

/** What is mounted at a path: a volume, or a volume with all that can be said of its mount. */
export type MountProps<V extends string = string> = VolumeInput<V> | MountOptions<V>;

/** What mounts need to know of the container and its pod. */
export interface MountsContext {
  /** Name of the container. */
  readonly container: string;
  /** Whether the container has all rights on the node. */
  readonly privileged: boolean;
  readonly os: PodOs;
  readonly volumes: VolumeTable;
  /** Variables that `subPathExpr` may refer to. */
  readonly environment: Environment;
  /** Volumes of claim templates that the container mounts without saying so. @default - none */
  readonly claims?: readonly ClaimVolume[] | undefined;
}

/** Mounts and block devices of one container. */
export interface MountsModel {
  readonly mounts: readonly VolumeMount[];
  readonly devices: readonly VolumeDevice[];
}

const optionFields: ReadonlySet<string> = new Set<keyof MountOptions>([
  'volume', 'subPath', 'subPathExpr', 'readOnly', 'recursiveReadOnly', 'mountPropagation',
]);
const recursiveReadOnlyWords = ['Disabled', 'IfPossible', 'Enabled'] as const;
const propagationWords = ['None', 'HostToContainer', 'Bidirectional'] as const;

const checkSubPath: Check<string> = (problems, value): value is string => checkVolumePath(problems, value, 'subPath');
const checkSubPathExpr: Check<string> = (problems, value): value is string => checkVolumePath(problems, value, 'subPathExpr');
const checkRecursive: Check<string> = (problems, value): value is string => checkOneOf(problems, value, recursiveReadOnlyWords);
const checkPropagation: Check<NonNullable<VolumeMount['mountPropagation']>> = (problems, value): value is NonNullable<VolumeMount['mountPropagation']> =>
  checkOneOf(problems, value, propagationWords);

/** Mounts and devices as a manifest has them. `problems` is at the path of the container. */
export function normalizeMounts(mounts: unknown, devices: unknown, problems: Problems, context: MountsContext): MountsModel {
  const collector = new MountCollector(problems, context);
  for (const claim of context.claims ?? []) collector.addClaim(claim);
  if (mounts !== undefined) {
    const place = problems.at('mounts');
    if (checkMap(place, mounts, 'a map of paths to volumes')) {
      eachEntry(place, mounts, (path, props, at) => collector.addMount(path, props, at));
    } else context.volumes.useAll();
  }
  if (devices !== undefined) {
    const place = problems.at('devices');
    if (checkMap(place, devices, 'a map of paths to volumes')) {
      eachEntry(place, devices, (path, props, at) => collector.addDevice(path, props, at));
    } else context.volumes.useAll();
  }
  return collector;
}

class MountCollector implements MountsModel {
  readonly mounts: VolumeMount[] = [];
  readonly devices: VolumeDevice[] = [];
  /** Where each path, in its comparable form, was first used. */
  private readonly paths = new Map<string, { readonly place: Problems; readonly device: boolean }>();

  constructor(private readonly problems: Problems, private readonly context: MountsContext) {}

  addClaim({ name, mountPath, devicePath, subPath, readOnly }: ClaimVolume): void {
    const place = this.problems.at('storage', name);
    if (mountPath !== undefined) {
      this.takePath(mountPath, place, false);
      const fields: Writable<VolumeMount> = { name, mountPath };
      if (subPath !== undefined) fields.subPath = subPath;
      if (readOnly === true) fields.readOnly = readOnly;
      this.mounts.push(fields);
    }
    if (devicePath !== undefined) {
      this.takePath(devicePath, place, true);
      this.devices.push({ name, devicePath });
    }
  }

  addMount(path: string, props: unknown, problems: Problems): void {
    const wellPlaced = checkContainerPath(problems, path, 'mount path', this.context.os);
    if (wellPlaced && this.context.os === 'linux' && path.includes(':')) {
      problems.report('volume/path-invalid', { what: 'mount path', found: path, rule: 'expected no ":" in it' });
    }
    const inFull = isPlainMap(props) && !isMountable(props);
    const volume = inFull ? this.volumeOf(props, problems) : this.context.volumes.use(props, problems);
    const options = inFull ? this.readOptions(props, problems, volume?.mount?.readOnly) : undefined;
    if (!wellPlaced || volume === undefined || !this.takePath(path, problems, false)) return;
    if (modeOf(volume) === 'Block') {
      problems.report('storage/wrong-place', { field: 'mounts', volumeMode: 'Block', instead: 'devices' });
      return;
    }
    if (this.devices.some((device) => device.name === volume.name)) {
      problems.report('mount/device-and-mount', { what: 'volume', name: volume.name });
      return;
    }
    const fields: Writable<VolumeMount> = { name: volume.name, mountPath: path };
    if (volume.mount?.subPath !== undefined && options?.subPathExpr === undefined) fields.subPath = volume.mount.subPath;
    if (volume.mount?.readOnly !== undefined) fields.readOnly = volume.mount.readOnly;
    this.mounts.push(options === undefined ? fields : Object.assign(fields, options));
  }

  addDevice(path: string, props: unknown, problems: Problems): void {
    let well = checkContainerPath(problems, path, 'device path', this.context.os);
    if (well && hasBackstep(path)) {
      problems.report('volume/path-invalid', { what: 'device path', found: path, rule: 'expected no ".." in it' });
      well = false;
    }
    const volume = this.context.volumes.use(props, problems);
    if (volume === undefined || !well || !this.takePath(path, problems, true)) return;
    const { name, source } = volume;
    if (source !== undefined && source.persistentVolumeClaim === undefined && source.ephemeral === undefined) problems.report('mount/not-a-device', { name });
    else if (modeOf(volume) === 'Filesystem') problems.report('storage/wrong-place', { field: 'devices', volumeMode: 'Filesystem', instead: 'mounts' });
    else if (this.mounts.some((mount) => mount.name === name)) problems.report('mount/device-and-mount', { what: 'volume', name });
    else if (this.devices.some((device) => device.name === name)) problems.report('value/duplicate', { what: 'device of volume', name });
    else this.devices.push({ name, devicePath: path });
  }

  private volumeOf(props: PlainMap, problems: Problems): PodVolumeEntry | undefined {
    if (props['volume'] !== undefined) return this.context.volumes.use(props['volume'], problems.at('volume'));
    problems.at('volume').report('value/missing', { field: 'volume' });
    return undefined;
  }

  private readOptions(props: object, problems: Problems, readOnlyByVolume: boolean | undefined): Partial<VolumeMount> {
    checkFields(problems, props, optionFields);
    checkExclusive(problems, props, ['subPath', 'subPathExpr']);
    const subPath = readField(problems, props, 'subPath', checkSubPath);
    const subPathExpr = readField(problems, props, 'subPathExpr', checkSubPathExpr);
    const readOnly = readField(problems, props, 'readOnly', checkBoolean);
    const recursiveReadOnly = readField(problems, props, 'recursiveReadOnly', checkRecursive);
    const mountPropagation = readField(problems, props, 'mountPropagation', checkPropagation);
    if (subPathExpr !== undefined) this.context.environment.checkReferences(expansionOf(subPathExpr).names, problems.at('subPathExpr'));
    if (recursiveReadOnly !== undefined && recursiveReadOnly !== 'Disabled') {
      const place = problems.at('recursiveReadOnly');
      if ((readOnly ?? readOnlyByVolume) !== true) place.report('value/needs-other', { field: 'recursiveReadOnly', needs: 'readOnly: true' });
      if (mountPropagation !== undefined && mountPropagation !== 'None') {
        place.report('value/needs-other', { field: 'recursiveReadOnly', needs: 'mountPropagation "None"' });
      }
    }
    const { container, privileged } = this.context;
    if (mountPropagation === 'Bidirectional' && !privileged) problems.at('mountPropagation').report('mount/needs-privileged', { container });
    return {
      ...(subPath === undefined ? undefined : { subPath }),
      ...(subPathExpr === undefined ? undefined : { subPathExpr }),
      ...(readOnly === undefined ? undefined : { readOnly }),
      ...(recursiveReadOnly === undefined ? undefined : { recursiveReadOnly }),
      ...(mountPropagation === undefined ? undefined : { mountPropagation }),
    };
  }

  private takePath(path: string, problems: Problems, device: boolean): boolean {
    const key = comparablePath(path);
    const first = this.paths.get(key);
    if (first === undefined) this.paths.set(key, { place: problems, device });
    else if (first.device === device) problems.report('value/duplicate', { what: device ? 'device path' : 'mount path', name: path, first: first.place.pointer });
    else problems.report('mount/device-and-mount', { what: 'path', name: path });
    return first === undefined;
  }
}

/** Whether a volume is mounted or is a device; `undefined` where only the cluster knows. */
function modeOf({ volumeMode, source }: PodVolumeEntry): PodVolumeEntry['volumeMode'] {
  return source?.ephemeral === undefined ? volumeMode : source.ephemeral.volumeClaimTemplate?.spec.volumeMode ?? 'Filesystem';
}
