import type { DownwardAPIVolumeFile, VolumeProjection } from '../../generated/kubernetes';
import { checkFields, checkMap, entriesOf, isPlainMap } from '../core/checks';
import { checkFileMode } from '../core/file-mode';
import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { FieldRef, ResourceRef } from './downward';
import { areOptions } from './inputs';
import { checkVolumePath } from './paths';
import type { ProjectionSource } from './projected';

/** A file with a field of the pod or the amount of a resource in it. */
export interface DownwardFile {
  /** What stands in the file: `field(…)` or `resource(…)`. */
  readonly value: FieldRef | ResourceRef;
  /** Permissions of the file. @default - those of the volume */
  readonly mode?: number | undefined;
}

/** Further options of `downwardFiles`. */
export interface DownwardFilesOptions {
  /** Permissions of files that have none of their own. @default 0o644 */
  readonly defaultMode?: number | undefined;
}

const fileFields: ReadonlySet<string> = new Set<keyof DownwardFile>(['value', 'mode']);
const optionFields: ReadonlySet<string> = new Set<keyof DownwardFilesOptions>(['defaultMode']);

/** Files that tell the container about its pod, made by `downwardFiles`. */
export class DownwardFiles implements Mountable, ProjectionSource {
  /** @internal */
  constructor(
    private readonly files: { readonly [path: string]: FieldRef | ResourceRef | DownwardFile },
    private readonly options: DownwardFilesOptions,
  ) {}

  /** @internal */
  podVolume(problems: Problems): PodVolume | undefined {
    if (!areOptions(problems, this.options)) return undefined;
    const items = this.items(problems);
    const defaultMode = readField(problems, this.options, 'defaultMode', checkFileMode);
    if (items === undefined) return undefined;
    return { name: 'pod-info', source: { downwardAPI: { items, ...(defaultMode === undefined ? undefined : { defaultMode }) } } };
  }

  /** @internal */
  volumeProjection(problems: Problems): VolumeProjection | undefined {
    if (!areOptions(problems, this.options)) return undefined;
    const items = this.items(problems);
    if (this.options.defaultMode !== undefined) {
      problems.report('value/needs-other', { field: 'defaultMode', needs: 'a volume of its own: in a projected volume, give it to projected(…)' });
    }
    return items === undefined ? undefined : { downwardAPI: { items } };
  }

  private items(problems: Problems): DownwardAPIVolumeFile[] | undefined {
    checkFields(problems, this.options, optionFields);
    if (!checkMap(problems, this.files, 'a map of file names to fields')) return undefined;
    const items: DownwardAPIVolumeFile[] = [];
    for (const [path, value] of entriesOf<unknown>(problems, this.files)) {
      const item = readFile(path, value, problems.at(path));
      if (item !== undefined) items.push(item);
    }
    if (Object.keys(this.files).length === 0) problems.report('value/missing', { field: 'files' });
    return items.length === 0 ? undefined : items;
  }
}

function readFile(path: string, input: unknown, problems: Problems): DownwardAPIVolumeFile | undefined {
  const full = isPlainMap(input) ? input : undefined;
  if (full !== undefined) checkFields(problems, full, fileFields);
  const mode = full === undefined ? undefined : readField(problems, full, 'mode', checkFileMode);
  const value = full === undefined ? input : full['value'];
  const well = checkVolumePath(problems, path, 'name of a file', true);
  const source = readSource(value, full === undefined ? problems : problems.at('value'));
  return source === undefined || !well ? undefined : { path, ...source, ...(mode === undefined ? undefined : { mode }) };
}

function readSource(value: unknown, problems: Problems): Pick<DownwardAPIVolumeFile, 'fieldRef' | 'resourceFieldRef'> | undefined {
  if (value instanceof FieldRef) {
    const fieldRef = value.selector(problems, 'file');
    return fieldRef === undefined ? undefined : { fieldRef };
  }
  if (value instanceof ResourceRef) {
    const resourceFieldRef = value.selector(problems, 'file');
    return resourceFieldRef === undefined ? undefined : { resourceFieldRef };
  }
  problems.report('value/wrong-type', { expected: 'field(…) or resource(…)', found: value });
  return undefined;
}

/**
 * Files that tell the container about its pod; unlike environment variables they follow changes of labels and annotations.
 * ```ts
 * mounts: { '/etc/pod': downwardFiles({ labels: field('metadata.labels'), memory: resource('limits.memory', { container: 'web' }) }) }
 * ```
 * @see https://kubernetes.io/docs/tasks/inject-data-application/downward-api-volume-expose-pod-information/
 */
export function downwardFiles(
  files: { readonly [path: string]: FieldRef | ResourceRef | DownwardFile }, options: DownwardFilesOptions = {},
): DownwardFiles {
  return new DownwardFiles(files, options);
}
