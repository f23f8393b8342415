import type { Construct } from 'constructs';
import type { DataOwner } from '../config/data-owner';
import type { FileOptions, FileRef, FilesOptions, FilesRef } from '../config/files-reference';
import type { AllKeysOptions, AllKeysRef, KeyOptions, KeyRef } from '../config/key-references';
import { DataReferences, type KeyedData, type KeyRefs, type keysOf } from '../config/keyed-data';
import type { Built } from '../core/built';
import { type ConfigMapContent, contentTextOf, keysIn } from '../config/written-content';
import { isPlainMap } from '../core/checks';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import { type Consumer, plainId, type StartValue, type Target } from '../core/references';
import { Definition, type DefinitionKind, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** A ConfigMap or Secret after normalization: what references need to know, and how its objects are built. */
export interface KeyedModel extends Pick<DataOwner, 'keys' | 'complete' | 'optionalKeys' | 'startContent'> {
  /** Whether the name says what the content is, so that no other content may stand under it. @default false */
  readonly isNamedByContent?: boolean | undefined;
  /** Type of a Secret. */
  readonly type?: string | undefined;
  build(identity: Identity, problems: Problems): readonly Manifest[];
}

/** One of the ways in which a ConfigMap or Secret gets into the cluster, with what the user said of it. */
export abstract class DataForm {
  constructor(
    /** The object that is written. */
    readonly kind: DefinitionKind,
    /** What every definition can say, the final name included. */
    readonly props: DefinitionProps,
  ) {}

  abstract normalize(problems: Problems, consumer: Consumer): KeyedModel;
}

/** What ConfigMaps and Secrets have in common: keys that the compiler knows, to be referred to. */
export abstract class KeyedDefinition<K extends string = never> extends Definition implements KeyedData<K> {
  /** @internal */
  declare readonly [keysOf]: (key: K) => void;
  /** @internal */
  protected readonly model: KeyedModel;
  private readonly references: DataReferences<K>;
  private declare changed?: object | undefined;
  private declare keysOfChanged?: ReadonlySet<string>;

  /** @internal */
  protected constructor(scope: Construct, id: string, dataKind: 'ConfigMap' | 'Secret', form: DataForm) {
    super(scope, id, form.kind, form.props);
    const { kind, apiVersion } = form.kind;
    const written = super.target;
    const isWritten = kind === dataKind && apiVersion === 'v1';
    const target: Target = isWritten ? written : { ...written, apiVersion: 'v1', kind: dataKind };
    this.model = form.normalize(this.problems, this.consumer);
    const { keys, complete, optionalKeys } = this.model;
    const startContent = this.model.startContent && ((key?: string) => this.startContent(key));
    const override: unknown = isWritten && isPlainMap(form.props) ? form.props.override : undefined;
    const isOverridden = override !== undefined && overriddenFields(override, ['data', 'binaryData', 'stringData']).length > 0;
    const keysAtLast = isOverridden ? () => this.changedKeys : undefined;
    const maker = isWritten ? undefined : written;
    const plainText = (key: string): void => this.problemsOfCall().report('reference/in-plain-text', { target: plainId(target), key });
    this.references = new DataReferences<K>({
      kind: dataKind, target, stem: id, keys, complete: complete && !isOverridden, optionalKeys, startContent, maker, plainText, keysAtLast,
    });
  }

  /** The object in the cluster that references lead to. */
  override get target(): Target {
    return this.references.target;
  }

  get keys(): KeyRefs<K> {
    return this.references.keys;
  }

  key<Q extends K>(key: Q, options?: KeyOptions): KeyRef<Q> {
    return this.references.key(key, options);
  }

  dynamicKey(key: string, options?: KeyOptions): KeyRef {
    return this.references.dynamicKey(key, options);
  }

  all(options?: AllKeysOptions): AllKeysRef {
    return this.references.all(options);
  }

  files(keys?: readonly K[], options?: FilesOptions<K>): FilesRef;
  /** All keys as files, with options: where they stand, and their permissions. */
  files(options: FilesOptions<K>): FilesRef;
  files(keys?: readonly K[] | FilesOptions<K>, options?: FilesOptions<K>): FilesRef {
    return this.references.files(keys, options);
  }

  file<Q extends K>(key: Q, options?: FileOptions): FileRef {
    return this.references.file(key, options);
  }

  // Both are asked for every key that somebody uses; what an override makes of the props is always the same.
  protected override get changedObject(): object | undefined {
    return this.hasApiObject ? super.changedObject : (this.changed ??= super.changedObject);
  }

  private get changedKeys(): ReadonlySet<string> | undefined {
    const { changedObject } = this;
    if (this.hasApiObject || changedObject === undefined) return changedObject && keysIn(changedObject);
    return (this.keysOfChanged ??= keysIn(changedObject));
  }

  /** What pods read when they start is what is written in the end. */
  private startContent(key: string | undefined): StartValue['content'] | undefined {
    const content = this.model.startContent?.(key);
    if (content === undefined || 'secret' in content) return content;
    return {
      config: () => {
        const changed: ConfigMapContent | undefined = this.changedObject;
        return changed === undefined ? content.config() : contentTextOf(changed, key);
      },
    };
  }

  protected override build(problems: Problems): readonly Manifest[] {
    const objects = this.model.build(this.identity, problems);
    const patched = this.model.isNamedByContent === true ? this.patchedObject : undefined;
    if (patched !== undefined && contentTextOf(patched, undefined) !== contentTextOf((objects[0] ?? {}) as ConfigMapContent, undefined)) {
      problems.at('immutable').report('value/exclusive', { fields: ['a patch of the data', "immutable: 'hashed'"] });
    }
    return objects;
  }
}

/** Builds what a form writes, without a tree. */
export function objectsOfForm<M extends Manifest>(identity: Identity, form: DataForm): Built<M> {
  return buildPure(form.kind, identity, form.props, (problems, consumer, self) => {
    const model = form.normalize(problems, consumer);
    return model.build(self, problems) as readonly M[];
  });
}

/** Those of some fields of the object that an override (a partial object, or JSON Patch operations) changes. */
export function overriddenFields<F extends string>(override: unknown, fields: readonly F[]): F[] {
  if (!Array.isArray(override)) return fields.filter((field) => isPlainMap(override) && override[field] !== undefined);
  const paths = override.flatMap((operation: unknown) => (isPlainMap(operation) ? [String(operation.path)] : []));
  return fields.filter((field) => paths.some((path) => path === '' || path === `/${field}` || path.startsWith(`/${field}/`)));
}

/** The name among props that may be anything. */
export function nameOf(props: { readonly name?: string | undefined }): DefinitionProps {
  return isPlainMap(props) && props.name !== undefined ? { name: props.name } : {};
}
