import type { KeyToPath, Volume, VolumeProjection } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkText, entriesOf } from '../core/checks';
import { checkFileMode } from '../core/file-mode';
import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import type { Writable } from '../core/writable';
import { checkKeyAtLast, checkOwnsKey, type DataOwner, noteStart, useOwner } from './data-owner';

/** Where a key stands in a volume: a path, or a path with permissions of its own. */
export type KeyPath = string | {
  /** Relative to the volume; folders in it are made. */
  readonly path: string;
  /**
   * Permissions of the file, 0 to 0o777.
   * @default - `defaultMode`
   */
  readonly mode?: number | undefined;
};

/** How keys become the files of a volume. */
export interface FilesOptions<K extends string = string> {
  /**
   * Keys that stand at another path than their own name, or have permissions of their own. Where keys are selected here or
   * by name, no others are in the volume.
   * @default - each key at the path of its name
   */
  readonly items?: { readonly [P in K]?: KeyPath | undefined } | undefined;
  /**
   * Permissions of the files, 0 to 0o777.
   * @default 0o644
   */
  readonly defaultMode?: number | undefined;
  /**
   * Whether the pod starts where the object, or a selected key, is not there, instead of waiting for it.
   * @default false
   */
  readonly optional?: boolean | undefined;
  /**
   * Whether a changed content replaces the pods. The files of a volume follow the content by themselves, within about a
   * minute: this is for programs that read them only when they start.
   * @default false
   */
  readonly restartOnChange?: boolean | undefined;
}

const filesFields: ReadonlySet<string> = new Set(['items', 'defaultMode', 'optional', 'restartOnChange'] satisfies (keyof FilesOptions)[]);

/** What a volume says of its ConfigMap or Secret, whichever way it names it. */
interface Selection {
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
}

/**
 * The keys of a ConfigMap or Secret as files, mounted as a folder. They follow the content while the pod runs.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap
 */
export class FilesRef implements Mountable {
  readonly #owner: DataOwner;

  /** @internal */
  constructor(owner: DataOwner, private readonly keys: readonly string[] | undefined, private readonly options: FilesOptions) {
    this.#owner = owner;
  }

  /** @internal */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    const selection = this.select(problems, consumer);
    if (selection === undefined) return undefined;
    const defaultMode = readField(problems, this.options, 'defaultMode', checkFileMode);
    const source = volumeSource(this.#owner, defaultMode === undefined ? selection : { ...selection, defaultMode });
    return { name: this.#owner.stem, source };
  }

  /**
   * As one of the sources of a projected volume, which has the permissions for all of them.
   * @internal
   */
  volumeProjection(problems: Problems, consumer: Consumer): VolumeProjection | undefined {
    const selection = this.select(problems, consumer);
    if (selection === undefined) return undefined;
    if (this.options.defaultMode !== undefined) {
      problems.at('defaultMode').report('value/needs-other', { field: 'defaultMode', needs: 'a volume of its own: in a projected volume, give it to projected(…)' });
    }
    const source = { name: this.#owner.target.name, ...selection };
    return this.#owner.kind === 'ConfigMap' ? { configMap: source } : { secret: source };
  }

  private select(problems: Problems, consumer: Consumer): Selection | undefined {
    const { options } = this;
    const owner = this.#owner;
    if (!checkOptions(problems, options, 'options of files')) return undefined;
    checkFields(problems, options, filesFields);
    const optional = readField(problems, options, 'optional', checkBoolean) === true;
    const restart = readField(problems, options, 'restartOnChange', checkBoolean) === true;
    const used = useOwner(problems, consumer, owner);
    if (owner.fault !== undefined) return undefined;
    const items = this.items(problems, optional);
    if (!used) return undefined;
    if (!optional) for (const { key } of items ?? []) checkKeyAtLast(problems, consumer, owner, key);
    if (restart) {
      if (items === undefined) noteStart(consumer, owner);
      else for (const key of new Set(items.map((item) => item.key))) noteStart(consumer, owner, key);
    }
    const selection: Writable<Selection> = {};
    if (items !== undefined) selection.items = items;
    if (optional) selection.optional = optional;
    return selection;
  }

  /** The selected keys; `undefined` stands for all. */
  private items(problems: Problems, optional: boolean): KeyToPath[] | undefined {
    const { keys, options } = this;
    const owner = this.#owner;
    if (keys === undefined && options.items === undefined) return undefined;
    const items: KeyToPath[] = [];
    const named: unknown = keys ?? [];
    if (!Array.isArray(named)) problems.report('value/wrong-type', { expected: 'a list of keys', found: named });
    else named.forEach((key: unknown) => {
      if (checkOwnsKey(problems, owner, key, optional, optional)) items.push({ key, path: key });
    });
    const moved: unknown = options.items;
    const place = problems.at('items');
    if (moved !== undefined && checkMap(place, moved, 'a map of keys to paths')) {
      for (const [key, value] of entriesOf<unknown>(place, moved)) {
        const item = checkOwnsKey(place.at(key), owner, key, optional, optional) ? readItem(place.at(key), key, value) : undefined;
        if (item !== undefined) items.push(item);
      }
    }
    if (items.length === 0 && (!Array.isArray(named) || named.length === 0) && Object.keys(moved ?? {}).length === 0) {
      problems.report('data/no-keys', { kind: owner.kind });
    }
    if (items.length > 1) checkOverlaps(problems, items);
    return items;
  }
}

/** How one key is mounted as one file. */
export interface FileOptions {
  /**
   * Permissions of the file, 0 to 0o777.
   * @default 0o644
   */
  readonly mode?: number | undefined;
}

const fileFields: ReadonlySet<string> = new Set(['mode'] satisfies (keyof FileOptions)[]);

/**
 * One key of a ConfigMap or Secret as one file at exactly the path that it is mounted at, whatever else is in that folder of
 * the image. Such a file (a `subPath`) is read when the container starts and never updated.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
 */
export class FileRef implements Mountable {
  readonly #owner: DataOwner;

  /** @internal */
  constructor(
    owner: DataOwner,
    /** The key. */
    readonly key: string,
    private readonly options: FileOptions,
  ) {
    this.#owner = owner;
  }

  /** @internal */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    const { key, options } = this;
    const owner = this.#owner;
    if (!checkOptions(problems, options, 'options of a file')) return undefined;
    checkFields(problems, options, fileFields);
    const mode = readField(problems, options, 'mode', checkFileMode);
    if (!checkOwnsKey(problems, owner, key) || !useOwner(problems, consumer, owner)) return undefined;
    checkKeyAtLast(problems, consumer, owner, key);
    noteStart(consumer, owner, key);
    // A sub-path that is not there is made, as an empty folder: where this program does not make the data itself, the
    // kubelet shall say that the key is missing, and it does so only for keys that are selected.
    const selected = mode !== undefined || !owner.complete;
    const items = selected ? { items: [{ key, path: key, ...(mode === undefined ? undefined : { mode }) }] } : undefined;
    return { name: owner.stem, source: volumeSource(owner, { ...items }), mount: { subPath: key } };
  }
}

/** Apart from the narrowing of `checkMap`, which would forget the types of the options. */
function checkOptions(problems: Problems, options: unknown, expected: string): boolean {
  return checkMap(problems, options, expected);
}

function volumeSource(owner: DataOwner, fields: Selection & { readonly defaultMode?: number }): Omit<Volume, 'name'> {
  const { name } = owner.target;
  return owner.kind === 'ConfigMap' ? { configMap: { name, ...fields } } : { secret: { secretName: name, ...fields } };
}

const itemFields: ReadonlySet<string> = new Set(['path', 'mode']);

function readItem(problems: Problems, key: string, value: unknown): KeyToPath | undefined {
  if (typeof value === 'string') return checkPath(problems, value) ? { key, path: value } : undefined;
  if (!checkMap(problems, value, 'a path, or { path, mode }')) return undefined;
  checkFields(problems, value, itemFields);
  const path = value.path;
  const mode = readField(problems, value, 'mode', checkFileMode);
  if (!checkText(problems.at('path'), path, 'a path') || !checkPath(problems.at('path'), path)) return undefined;
  return { key, path, ...(mode === undefined ? undefined : { mode }) };
}

function checkPath(problems: Problems, path: string): boolean {
  const why = brokenPath(path);
  if (why !== undefined) problems.report('data/invalid-path', { found: path, why });
  return why === undefined;
}

function brokenPath(path: string): string | undefined {
  if (path.startsWith('/')) return 'starts with "/": expected one relative to the volume';
  const parts = path.split('/');
  if (parts.includes('..')) return 'goes up by ".."';
  if (path.startsWith('..')) return 'starts with "..", which the kubelet keeps for itself';
  return parts.includes('') || parts.includes('.') ? 'has an empty part or "."' : undefined;
}

function checkOverlaps(problems: Problems, items: readonly KeyToPath[]): void {
  const paths = new Set<string>();
  for (const { path } of items) {
    if (paths.has(path)) problems.report('data/overlapping-paths', { first: path, second: path });
    paths.add(path);
  }
  for (const path of paths) {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end);
      if (paths.has(folder)) problems.report('data/overlapping-paths', { first: folder, second: path });
    }
  }
}
