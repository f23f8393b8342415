import type { Construct } from 'constructs';
import type { ConfigMap } from '../../generated/kubernetes';
import { configMapName, configMapObject, type ConfigMapProps, normalizeConfigMap } from '../config/config-map';
import type { Content } from '../config/content';
import { canonicalContent } from '../config/content-hash';
import { type ExistingConfigMapProps, normalizeExistingConfigMap } from '../config/existing';
import type { DataReferences } from '../config/keyed-data';
import type { Built } from '../core/built';
import { type Identity, metadataFields } from '../core/metadata';
import { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import type { OverrideOf } from '../schema/override-type';
import type { DefinitionProps } from '../synth/definition';
import { type ForeignOptions, foreignReferences } from './foreign-data';
import type { ForeignObject } from './foreign-object';
import { DataForm, KeyedDefinition, type KeyedModel, nameOf, objectsOfForm, overriddenFields } from './keyed-definition';

/**
 * Configuration data of a bundle.
 * @typeParam K the keys, inferred from `data`, `binaryData` and `optionalKeys`
 */
export interface ConfigMapDataProps<K extends string = string> extends ConfigMapProps<K>, DefinitionProps {
  /**
   * Changes to the object, for what the definition has no word for. One that changes nothing, or names an unknown field, is
   * an error.
   * @default - none
   */
  readonly override?: OverrideOf<ConfigMap> | undefined;
}

/** Builds a ConfigMap; its name is that of `identity`, with a hash behind it where `immutable: 'hashed'` asks for one. */
export function buildConfigMap(identity: Identity, props: ConfigMapDataProps): Built<ConfigMap> {
  return objectsOfForm(identity, new WrittenForm(identity.name, props));
}

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
export class ConfigMapData<K extends string = never> extends KeyedDefinition<K> {
  /** @internal */
  declare readonly [kindOf]: 'ConfigMap';

  /** Exists for the compiler alone: a Secret is no ConfigMap. */
  declare protected readonly ofConfigMap: true;

  /**
   * A ConfigMap of the bundle's namespace that something else makes: another program, an operator, a person. Nothing is
   * written for it; what is taken from it refers to it by name.
   */
  static existing<K extends string>(scope: Construct, id: string, props: ExistingConfigMapProps<K>): ConfigMapData<K> {
    return new ConfigMapData<K>(scope, id, new ExistingForm(props));
  }

  /**
   * A ConfigMap of cdk8s or cdk8s-plus, or any object that has a name and stands in a chart. Its namespace is that of its
   * metadata, its cluster that of the bundle around it. Where its content can be read, a change of it replaces the pods
   * that read it when they start.
   * @param keys the keys of it that are used
   */
  static from<K extends string>(object: ForeignObject, keys: readonly K[], options: ForeignOptions = {}): DataReferences<K> {
    return foreignReferences<K>('ConfigMap', object, keys, options);
  }

  constructor(scope: Construct, id: string, props: ConfigMapDataProps<K>);
  /** @internal */
  constructor(scope: Construct, id: string, form: DataForm);
  constructor(scope: Construct, id: string, props: ConfigMapDataProps<K> | DataForm) {
    super(scope, id, 'ConfigMap', props instanceof DataForm ? props : new WrittenForm(id, props));
  }
}

const kind = { apiVersion: 'v1', kind: 'ConfigMap' };

/** A ConfigMap that this program writes. */
class WrittenForm extends DataForm {
  constructor(id: string, private readonly given: ConfigMapDataProps) {
    super(kind, withHash(id, given));
  }

  normalize(problems: Problems): KeyedModel {
    const { given } = this;
    const model = normalizeConfigMap(given, problems);
    const { content, hashed } = model;
    if (hashed) checkOverride(given.override, problems);
    return {
      keys: model.keys,
      optionalKeys: model.optionalKeys,
      complete: true,
      isNamedByContent: hashed,
      // A new content is a new name, which pods notice by themselves.
      startContent: hashed ? undefined : (key) => ({ config: () => contentText(content, key) }),
      build: (identity, found) => [configMapObject(metadataFields(identity, given, found), model)],
    };
  }
}

/** A ConfigMap that something else makes. */
class ExistingForm extends DataForm {
  constructor(private readonly given: ExistingConfigMapProps) {
    super(kind, nameOf(given));
  }

  normalize(problems: Problems): KeyedModel {
    const { keys, version } = normalizeExistingConfigMap(this.given, problems);
    return {
      keys,
      complete: false,
      ...(version === undefined ? undefined : { startContent: () => ({ config: () => version }) }),
      build: () => [],
    };
  }
}

/** The props with the final name: the hash must be known before the object has an identity. */
function withHash(id: string, props: ConfigMapDataProps): DefinitionProps {
  if (props?.immutable !== 'hashed') return props;
  const { name = id } = props;
  // What is wrong is reported when the props are normalized for good.
  return typeof name === 'string' ? { ...props, name: configMapName(name, normalizeConfigMap(props, new Problems())) } : props;
}

/** A hash in the name stands for the content that the definition gives; an override of it would make that a lie. */
function checkOverride(override: unknown, problems: Problems): void {
  for (const field of overriddenFields(override, ['data', 'binaryData'])) {
    problems.at('override').report('value/exclusive', { fields: [`override of ${field}`, "immutable: 'hashed'"] });
  }
}

function contentText(content: ReadonlyMap<string, Content>, key: string | undefined): string {
  if (key === undefined) return canonicalContent(content);
  const value = content.get(key);
  if (value === undefined) return '';
  return 'text' in value ? value.text : value.base64;
}
