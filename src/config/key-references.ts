import type { EnvFromSource, EnvVarSource } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap } from '../core/checks';
import { checkName, envName } from '../core/names';
import type { EnvFromInput, EnvSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { checkKeyAtLast, checkOwnsKey, type DataOwner, noteStart, useOwner } from './data-owner';

/** How a key is referred to. */
export interface KeyOptions {
  /**
   * Whether the container starts without the variable where the key (or the whole object) is not there, instead of waiting
   * for it.
   * @default false
   */
  readonly optional?: boolean | undefined;
}

const keyFields: ReadonlySet<string> = new Set(['optional'] satisfies (keyof KeyOptions)[]);

/** The options of most references. */
export const noKeyOptions: KeyOptions = {};

/**
 * One key of a ConfigMap or Secret, as the value of an environment variable.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#define-container-environment-variables-using-configmap-data
 */
export class KeyRef<K extends string = string> implements EnvSource {
  readonly #owner: DataOwner;

  /** @internal */
  constructor(
    owner: DataOwner,
    /** The key. */
    readonly key: K,
    private readonly options: KeyOptions,
    private readonly dynamic: boolean,
  ) {
    this.#owner = owner;
  }

  /** @internal */
  get ownerKind(): DataOwner['kind'] {
    return this.#owner.kind;
  }

  /** @internal */
  envSource(problems: Problems, consumer: Consumer): EnvVarSource | undefined {
    const { key, options } = this;
    const owner = this.#owner;
    if (options !== noKeyOptions && !checkKeyOptions(problems, options)) return undefined;
    if (!checkOwnsKey(problems, owner, key, this.dynamic, options.optional === true) || !useOwner(problems, consumer, owner)) return undefined;
    if (options.optional !== true) checkKeyAtLast(problems, consumer, owner, key);
    noteStart(consumer, owner, key);
    const selector = options.optional === true ? { name: owner.target.name, key, optional: true } : { name: owner.target.name, key };
    return owner.kind === 'ConfigMap' ? { configMapKeyRef: selector } : { secretKeyRef: selector };
  }

  /** Only the cluster knows the value: a JavaScript template would hold nonsense in its place, so that it is reported. */
  toString(): string {
    const { key } = this;
    const { kind, target, plainText } = this.#owner;
    if (plainText === undefined) throw new TypeError(`the key ${key} of ${kind} ${target.name} cannot be put into a plain text: write text\`…\``);
    plainText(key);
    return key;
  }
}

function checkKeyOptions(problems: Problems, options: unknown): boolean {
  if (!checkMap(problems, options, 'options of a key')) return false;
  checkFields(problems, options, keyFields);
  readField(problems, options, 'optional', checkBoolean);
  return true;
}

/** How all keys become environment variables. */
export interface AllKeysOptions {
  /**
   * Text in front of each key.
   * @default - none: the variables are named as the keys
   */
  readonly prefix?: string | undefined;
  /**
   * Whether the container starts where the object is not there, instead of waiting for it.
   * @default false
   */
  readonly optional?: boolean | undefined;
}

const allFields: ReadonlySet<string> = new Set(['prefix', 'optional'] satisfies (keyof AllKeysOptions)[]);

/**
 * Every key of a ConfigMap or Secret as an environment variable.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
 */
export class AllKeysRef implements EnvFromInput {
  readonly #owner: DataOwner;

  /** @internal */
  constructor(owner: DataOwner, private readonly options: AllKeysOptions) {
    this.#owner = owner;
  }

  /** @internal */
  envFromSource(problems: Problems, consumer: Consumer): EnvFromSource | undefined {
    const { options } = this;
    const owner = this.#owner;
    if (!checkMap(problems, options, 'options of all keys')) return undefined;
    checkFields(problems, options, allFields);
    const prefix = readField(problems, options, 'prefix', checkPrefix);
    const optional = readField(problems, options, 'optional', checkBoolean) === true;
    if (!useOwner(problems, consumer, owner)) return undefined;
    noteStart(consumer, owner);
    const reference = { name: owner.target.name, ...(optional ? { optional } : undefined) };
    return {
      ...(prefix === undefined || prefix === '' ? undefined : { prefix }),
      ...(owner.kind === 'ConfigMap' ? { configMapRef: reference } : { secretRef: reference }),
    };
  }
}

function checkPrefix(problems: Problems, value: unknown): value is string {
  return value === '' || checkName(problems, envName, 'prefix of environment variables', value);
}
