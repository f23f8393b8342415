import type { Construct } from 'constructs';
import type { ConfigMap } from '../../generated/kubernetes';
import { isPlainMap } from '../core/checks';
import type { Manifest } from '../core/manifest';
import { metadataFields } from '../core/metadata';
import { Problems } from '../core/problems';
import {
  configMapName, configMapObject, type ConfigMapModel, type ConfigMapProps, normalizeConfigMap,
} from '../config/config-map';
import { canonicalContent } from '../config/content-hash';
import type { DataOwner } from '../config/data-owner';
import { type ExistingConfigMapProps, normalizeExistingConfigMap } from '../config/existing';
import type { FileOptions, FileRef, FilesOptions, FilesRef } from '../config/files-reference';
import type { AllKeysOptions, AllKeysRef, KeyOptions, KeyRef } from '../config/key-references';
import { DataReferences, type KeyedData, type KeyRefs, type keysOf } from '../config/keyed-data';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { foreignOwner, type ForeignObject, type ForeignOptions } from './foreign-data';

/**
 * Configuration data of a bundle.
 * @typeParam K the keys, inferred from `data` and `binaryData`
 */
export interface ConfigMapDataProps<K extends string = string> extends ConfigMapProps<K>, DefinitionProps {
  /**
   * Changes to the object, for what the definition has no word for. One that changes nothing, or names an unknown field, is
   * an error.
   * @default - none
   */
  readonly override?: OverrideOf<ConfigMap> | undefined;
}

/** What a ConfigMap that something else makes is made of. */
class Existing {
  constructor(readonly props: ExistingConfigMapProps) {}
}

const kind = { apiVersion: 'v1', kind: 'ConfigMap' };

/**
 * Configuration data for pods: a ConfigMap whose keys the compiler knows.
 *
 * ```ts
 * const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info', 'my.cnf': fromFile('my.cnf') } });
 *
 * new StatelessApp(shop, 'web', {
 *   env: { LOG_LEVEL: settings.key('LOG_LEVEL') },
 *   mounts: { '/etc/mysql/conf.d': settings.files(['my.cnf']) },
 *   …
 * });
 * ```
 * @typeParam K the keys; a ConfigMap with more of them fits where fewer are asked for
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigMapData<K extends string = never> extends Definition implements KeyedData<K> {
  /**
   * A ConfigMap of the bundle's namespace that something else makes: another program, an operator, a person. It writes
   * nothing; what is taken from it refers to the object by name.
   */
  static existing<K extends string>(scope: Construct, id: string, props: ExistingConfigMapProps<K>): ConfigMapData<K> {
    return new ConfigMapData<K>(scope, id, new Existing(props));
  }

  /**
   * A ConfigMap of cdk8s or cdk8s-plus, or any object that has a `name` and stands in a chart. Its namespace is that of its
   * metadata, its cluster that of the bundle around it. A change of its content replaces the pods that read it at start.
   * @param keys the keys of it that are used
   */
  static from<K extends string>(object: ForeignObject, keys: readonly K[], options: ForeignOptions = {}): DataReferences<K> {
    return new DataReferences<K>(foreignOwner('ConfigMap', object, keys, options));
  }

  declare readonly [keysOf]: (key: K) => void;
  private readonly model: ConfigMapModel | undefined;
  private readonly references: DataReferences<K>;

  constructor(scope: Construct, id: string, props: ConfigMapDataProps<K>);
  /** @internal */
  constructor(scope: Construct, id: string, existing: Existing);
  constructor(scope: Construct, id: string, private readonly props: ConfigMapDataProps<K> | Existing) {
    super(scope, id, kind, props instanceof Existing ? props.props : withFinalName(id, props));
    const owner = props instanceof Existing ? this.existing(props) : undefined;
    this.model = props instanceof Existing ? undefined : normalizeConfigMap(props, this.problems);
    if (!(props instanceof Existing)) checkHashCovers(props, this.problems);
    this.references = new DataReferences(owner ?? this.own(id, this.model!));
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
  files(options: FilesOptions<K>): FilesRef;
  files(keys?: readonly K[] | FilesOptions<K>, options?: FilesOptions<K>): FilesRef {
    return this.references.files(keys as readonly K[], options);
  }

  file<Q extends K>(key: Q, options?: FileOptions): FileRef {
    return this.references.file(key, options);
  }

  protected override build(problems: Problems): readonly Manifest[] {
    const { model, props } = this;
    if (model === undefined || props instanceof Existing) return [];
    return [configMapObject(metadataFields(this.identity, props, problems), model)];
  }
}
