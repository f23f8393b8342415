import { Construct } from 'constructs';
import type { Secret } from '../../generated/kubernetes';
import { type ExistingSecretProps, normalizeExistingSecret } from '../config/existing';
import { type ExternalSecret, externalSecretObject, type ExternalSecretProps, normalizeExternalSecret } from '../config/external-secret';
import type { DataReferences } from '../config/keyed-data';
import { normalizeSealedSecret, type SealedSecret, type SealedSecretProps, sealedSecretObject } from '../config/sealed-secret';
import { normalizeSecret, secretName, secretNameField, secretObject, type SecretProps } from '../config/secret';
import type { SecretFacts } from '../config/secret-facts';
import type { Built } from '../core/built';
import { isPlainMap } from '../core/checks';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { Consumer, StartValue } from '../core/references';
import type { kindOf } from '../core/targeted';
import type { Override, OverrideOf } from '../schema/override-type';
import type { DefinitionProps } from '../synth/definition';
import { type ForeignOptions, foreignReferences } from './foreign-data';
import type { ForeignObject } from './foreign-object';
import { DataForm, KeyedDefinition, type KeyedModel, nameOf, objectsOfForm, overriddenFields } from './keyed-definition';

/**
 * A Secret whose values this program has.
 * @typeParam K the keys, inferred from `data`
 */
export interface SecretDataProps<K extends string = string> extends SecretProps<K>, DefinitionProps {
  /**
   * Changes to the object, apart from its values, for what the definition has no word for. One that changes nothing, or
   * names an unknown field, is an error.
   * @default - none
   */
  readonly override?: Override<Omit<Secret, 'data' | 'stringData'>> | undefined;
}

/** An ExternalSecret of a bundle. */
export interface ExternalSecretDataProps<K extends string = string, D extends string = string> extends ExternalSecretProps<K, D> {
  /** Changes to the ExternalSecret. @default - none */
  readonly override?: OverrideOf<{ readonly [field: string]: unknown }> | undefined;
}

/** A SealedSecret of a bundle. */
export interface SealedSecretDataProps<K extends string = string> extends SealedSecretProps<K> {
  /** Changes to the SealedSecret. @default - none */
  readonly override?: OverrideOf<{ readonly [field: string]: unknown }> | undefined;
}

/** Builds a Secret; its name is that of `identity`, with the version behind it where `immutable: 'versioned'` asks for it. */
export function buildSecret(identity: Identity, props: SecretDataProps): Built<Secret> {
  return objectsOfForm(identity, new WrittenForm(identity.name, props));
}

/** Builds an ExternalSecret; the Secret that the operator makes of it has the same name. */
export function buildExternalSecret(identity: Identity, props: ExternalSecretDataProps): Built<ExternalSecret> {
  return objectsOfForm(identity, new ExternalForm(props));
}

/** Builds a SealedSecret; the Secret that the controller makes of it has the same name. */
export function buildSealedSecret(identity: Identity, props: SealedSecretDataProps): Built<SealedSecret> {
  return objectsOfForm(identity, new SealedForm(props));
}

/**
 * Secret data for pods: a Secret whose keys the compiler knows, and whose values nobody sees. Where its values come from
 * decides what is written:
 *
 * ```ts
 * SecretData.existing(shop, 'db-password', { keys: ['root'] });                      // nothing: it is there already
 * SecretData.externalSecret(shop, 'api-key', { store: 'vault', data: { key: 'shop/api' } });
 * SecretData.sealed(shop, 'token', { encryptedData: { token: 'AgBy3i4OJSWK+PiTySYZZA9rO43c…' } });
 * new SecretData(shop, 'db-password', { data: { root: fromEnvironment('DB_PASSWORD') }, commit: 'base64', reason: '…' });
 * ```
 * @typeParam K the keys; a Secret with more of them fits where fewer are asked for
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class SecretData<K extends string = never> extends KeyedDefinition<K> {
  /** @internal */
  declare readonly [kindOf]: 'Secret';

  /** @internal */
  readonly guardsSecrets = true;

  /**
   * A Secret of the bundle's namespace that something else makes: another program, an operator, a person. Nothing is
   * written for it; what is taken from it refers to it by name.
   */
  static existing<K extends string>(scope: Construct, id: string, props: ExistingSecretProps<K>): SecretData<K> {
    return new SecretData<K>(scope, id, new ExistingForm(props));
  }

  /**
   * A Secret that the External Secrets Operator fetches from a store: an ExternalSecret is written, which names where the
   * values are.
   * @see https://external-secrets.io/latest/api/externalsecret/
   */
  static externalSecret<K extends string = never, D extends string = never>(
    scope: Construct, id: string, props: ExternalSecretDataProps<K, D>,
  ): SecretData<K | D> {
    return new SecretData<K | D>(scope, id, new ExternalForm(props));
  }

  /**
   * A Secret that only the cluster can open: a SealedSecret with the ciphertext of `kubeseal` is written.
   * @see https://github.com/bitnami-labs/sealed-secrets#readme
   */
  static sealed<K extends string = never>(scope: Construct, id: string, props: SealedSecretDataProps<K>): SecretData<K> {
    return new SecretData<K>(scope, id, new SealedForm(props));
  }

  /**
   * A Secret of cdk8s or cdk8s-plus, or any object that has a name and stands in a chart. Its namespace is that of its
   * metadata, its cluster that of the bundle around it. Its values are not looked at.
   * @param keys the keys of it that are used
   */
  static from<K extends string>(object: ForeignObject, keys: readonly K[], options: ForeignOptions = {}): DataReferences<K> {
    return foreignReferences<K>('Secret', object, keys, options);
  }

  constructor(scope: Construct, id: string, props: SecretDataProps<K>);
  /** @internal */
  constructor(scope: Construct, id: string, form: DataForm);
  constructor(scope: Construct, id: string, props: SecretDataProps<K> | DataForm) {
    super(scope, id, 'Secret', props instanceof DataForm ? props : new WrittenForm(id, props));
    const account = props instanceof DataForm || !isPlainMap(props) ? undefined : props.serviceAccount;
    // The controller of tokens deletes a token whose account is not there yet.
    if (Construct.isConstruct(account)) this.node.addDependency(account);
  }

  /** Type of the Secret, as far as it is known: `undefined` stands for `Opaque` or, of an existing one, for any. */
  get type(): string | undefined {
    return this.model.type;
  }
}

const secretKind = { apiVersion: 'v1', kind: 'Secret' };

/** A Secret that this program writes with its values. */
class WrittenForm extends DataForm {
  constructor(id: string, private readonly given: SecretDataProps) {
    super({ ...secretKind, namePath: [secretNameField(given?.name ?? id, given)] }, withVersion(id, given));
  }

  normalize(problems: Problems, consumer: Consumer): KeyedModel {
    const { given } = this;
    const model = normalizeSecret(given, problems, consumer);
    const override: unknown = isPlainMap(given) ? given.override : undefined;
    const keys = overriddenFields(override, ['data', 'stringData']);
    if (keys.length > 0) problems.at('override').report('secret/clear-text', { keys });
    return known(model, model.versioned ? undefined : model.version, (identity, found) => [secretObject(identity, model, given, found)]);
  }
}

/** A Secret that something else makes. */
class ExistingForm extends DataForm {
  constructor(private readonly given: ExistingSecretProps) {
    super(secretKind, nameOf(given));
  }

  normalize(problems: Problems): KeyedModel {
    const model = normalizeExistingSecret(this.given, problems);
    return known(model, model.version, () => []);
  }
}

/** A Secret that the External Secrets Operator makes. */
class ExternalForm extends DataForm {
  constructor(private readonly given: ExternalSecretDataProps) {
    super({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' }, given);
  }

  normalize(problems: Problems): KeyedModel {
    const model = normalizeExternalSecret(this.given, problems);
    return known(model, model.version, (identity, found) => [externalSecretObject(identity, model, this.given, found)]);
  }
}

/** A Secret that the controller of Sealed Secrets makes. */
class SealedForm extends DataForm {
  constructor(private readonly given: SealedSecretDataProps) {
    super({ apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' }, given);
  }

  normalize(problems: Problems): KeyedModel {
    const model = normalizeSealedSecret(this.given, problems);
    return known(model, model.version, (identity, found) => [sealedSecretObject(identity, model, this.given, found)]);
  }
}

/** The props with the final name. */
function withVersion(id: string, props: SecretDataProps): DefinitionProps {
  if (props?.immutable !== 'versioned') return props;
  const { name = id } = props;
  return typeof name === 'string' ? { ...props, name: secretName(name, props) } : props;
}

/** What references need of a Secret: pods notice its changes by the version alone, unless that is part of the name. */
function known({ keys, complete, optionalKeys, type }: SecretFacts, version: string | undefined, build: KeyedModel['build']): KeyedModel {
  const content: StartValue['content'] | undefined = version === undefined ? undefined : { secret: version };
  return { keys, complete, optionalKeys, type, startContent: content === undefined ? undefined : () => content, build };
}
