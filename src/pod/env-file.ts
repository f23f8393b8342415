import type { EnvVarSource } from '../../generated/kubernetes';
import { checkBoolean, checkFields } from '../core/checks';
import { checkName, envName } from '../core/names';
import type { Problems } from '../core/problems';
import { areOptions } from './inputs';
import { checkVolumePath } from './paths';
import type { VolumeInput } from './volume-input';
import type { VolumeTable } from './volume-table';

/** Further options of `envFile`. */
export interface EnvFileOptions {
  /** Name of the variable within the file. @default - the name that the variable has in `env` */
  readonly key?: string | undefined;
  /** Whether the container starts without the file or the key. @default false */
  readonly optional?: boolean | undefined;
}

const fields: ReadonlySet<string> = new Set<keyof EnvFileOptions>(['key', 'optional']);

/** A variable in a file, made by `envFile`. */
export class EnvFileKey<V extends string = string> {
  constructor(
    /** The emptyDir volume that has the file. */
    readonly volume: VolumeInput<V>,
    /** Path of the file within the volume. */
    readonly path: string,
    private readonly options: EnvFileOptions,
  ) {}

  /**
   * As a manifest has it; reports what the API server refuses.
   * @internal
   */
  source(problems: Problems, volumes: VolumeTable, variable: string): EnvVarSource | undefined {
    const { path, options } = this;
    if (!areOptions(problems, options)) return undefined;
    checkFields(problems, options, fields);
    const volume = volumes.use(this.volume, problems);
    const key = options.key === undefined ? variable : options.key;
    const named = checkName(problems, envName, 'environment variable', key);
    const optional = options.optional !== undefined && checkBoolean(problems, options.optional) && options.optional;
    if (!checkVolumePath(problems, path, 'path of a file') || !named || volume === undefined) return undefined;
    if (volume.source?.emptyDir === undefined) {
      problems.report('env/not-an-empty-dir', { volume: volume.name });
      return undefined;
    }
    return { fileKeyRef: { volumeName: volume.name, path, key, ...(optional ? { optional } : undefined) } };
  }
}

/**
 * A variable that an init container has written into a file on an emptyDir volume: lines of `NAME=value`.
 * `env: { TOKEN: envFile('scratch', 'login.env') }`. Needs Kubernetes 1.35.
 * @param volume the volume, or its name under `volumes`
 * @param path path of the file within the volume
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-via-file/
 */
export function envFile<V extends string = never>(volume: VolumeInput<V>, path: string, options: EnvFileOptions = {}): EnvFileKey<V> {
  return new EnvFileKey(volume, path, options);
}
