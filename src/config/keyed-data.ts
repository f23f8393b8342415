import type { Target } from '../core/references';
import type { DataOwner } from './data-owner';
import { type FileOptions, FileRef, type FilesOptions, FilesRef } from './files-reference';
import { type AllKeysOptions, AllKeysRef, type KeyOptions, KeyRef, noKeyOptions } from './key-references';

/** Exists for the compiler only: no object has it. */
export declare const keysOf: unique symbol;

/** The references to every known key, by key. */
export type KeyRefs<K extends string> = { readonly [P in K]: KeyRef<P> };

/**
 * A ConfigMap or Secret, as those see it that use its keys. The type knows the keys, so that a misspelt one does not compile.
 * Whatever is taken from it takes care of the name, and is refused from another namespace or cluster, where no pod can
 * read it.
 */
export interface KeyedData<K extends string = never> {
  /** For the compiler only: more keys fit where fewer are asked for, never the other way round. */
  readonly [keysOf]: (key: K) => void;

  /** `metadata.name`. */
  readonly name: string;

  /** The references to all known keys: `settings.keys.LOG_LEVEL` is `settings.key('LOG_LEVEL')`. */
  readonly keys: KeyRefs<K>;

  /**
   * One key, as the value of an environment variable, alone or in a `text`. Pods read it when they start: where its content
   * is known, a change of it replaces them.
   */
  key<Q extends K>(key: Q, options?: KeyOptions): KeyRef<Q>;

  /** As `key`, for a key that the compiler does not know: data made at run time. It is checked at synthesis. */
  dynamicKey(key: string, options?: KeyOptions): KeyRef;

  /** Every key as an environment variable: for `envFrom`. */
  all(options?: AllKeysOptions): AllKeysRef;

  /**
   * The keys as files, to be mounted as a folder; they follow the content while the pod runs.
   * @param keys the keys to take; all of them where it is left out
   */
  files(keys?: readonly K[], options?: FilesOptions<K>): FilesRef;
  /** All keys as files, with options: where they stand, and their permissions. */
  files(options: FilesOptions<K>): FilesRef;

  /**
   * One key as one file, to be mounted at the path of the file itself, whatever else is in that folder of the image. It is
   * read when the container starts: a change of its content replaces the pods.
   */
  file<Q extends K>(key: Q, options?: FileOptions): FileRef;
}

/** The references to one ConfigMap or Secret. */
export class DataReferences<K extends string = never> implements KeyedData<K> {
  /** @internal */
  declare readonly [keysOf]: (key: K) => void;
  readonly #owner: DataOwner;
  #keys: KeyRefs<K> | undefined;

  /** @internal */
  constructor(owner: DataOwner) {
    this.#owner = owner;
  }

  get name(): string {
    return this.#owner.target.name;
  }

  /** The object in the cluster that the references lead to. */
  get target(): Target {
    return this.#owner.target;
  }

  get keys(): KeyRefs<K> {
    const { keys, optionalKeys = [] } = this.#owner;
    return (this.#keys ??= Object.fromEntries([...keys, ...optionalKeys].map((key) => [key, this.dynamicKey(key)])) as unknown as KeyRefs<K>);
  }

  key<Q extends K>(key: Q, options: KeyOptions = noKeyOptions): KeyRef<Q> {
    return new KeyRef(this.#owner, key, options, false);
  }

  dynamicKey(key: string, options: KeyOptions = noKeyOptions): KeyRef {
    return new KeyRef(this.#owner, key, options, true);
  }

  all(options: AllKeysOptions = {}): AllKeysRef {
    return new AllKeysRef(this.#owner, options);
  }

  files(keys?: readonly K[] | FilesOptions<K>, options: FilesOptions<K> = {}): FilesRef {
    if (keys === undefined || Array.isArray(keys)) return new FilesRef(this.#owner, keys, options);
    return new FilesRef(this.#owner, undefined, keys as FilesOptions<K>);
  }

  file<Q extends K>(key: Q, options: FileOptions = {}): FileRef {
    return new FileRef(this.#owner, key, options);
  }
}
