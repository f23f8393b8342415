import { checkFields, checkMap, checkText } from '../core/checks';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { readKeyNames, readTypeAndVersion, type SecretFacts } from './secret-facts';
import type { SecretType } from './secret-types';

/** A ConfigMap that something else makes: another program, an operator, a person. */
export interface ExistingConfigMapProps<K extends string = string> {
  /** The keys of it that are used. Others can be asked for with `dynamicKey`. */
  readonly keys: readonly K[];
  /**
   * `metadata.name`.
   * @default - the construct's id
   */
  readonly name?: string | undefined;
  /**
   * A word that you change together with the content: pods that read it only when they start are then replaced.
   * @default - none: pods keep the old values until they are replaced for another reason
   */
  readonly version?: string | undefined;
}

/** A Secret that something else makes: another program, an operator, a person. */
export interface ExistingSecretProps<K extends string = string> extends ExistingConfigMapProps<K> {
  /**
   * Type of the Secret, for those that ask for one of a certain type.
   * @default - not known
   */
  readonly type?: SecretType | undefined;
}

const configMapFields: ReadonlySet<string> = new Set(['keys', 'name', 'version'] satisfies (keyof ExistingConfigMapProps)[]);
const secretFields: ReadonlySet<string> = new Set(['keys', 'name', 'version', 'type'] satisfies (keyof ExistingSecretProps)[]);

/** Checks what is said of a ConfigMap that something else makes. */
export function normalizeExistingConfigMap(props: ExistingConfigMapProps, problems: Problems): Pick<SecretFacts, 'keys' | 'version'> {
  const given: unknown = props;
  if (!checkMap(problems, given, 'the props of an existing ConfigMap')) return { keys: new Set(), version: undefined };
  checkFields(problems, given, configMapFields);
  return { keys: readKeys(problems, given.keys), version: readField(problems, given, 'version', checkText) };
}

/** Checks what is said of a Secret that something else makes. */
export function normalizeExistingSecret(props: ExistingSecretProps, problems: Problems): SecretFacts {
  const given: unknown = props;
  if (!checkMap(problems, given, 'the props of an existing Secret')) return { keys: new Set(), complete: false, type: undefined, version: undefined };
  checkFields(problems, given, secretFields);
  return { keys: readKeys(problems, given.keys), complete: false, ...readTypeAndVersion(problems, given) };
}

function readKeys(problems: Problems, keys: unknown): Set<string> {
  if (keys === undefined) problems.report('value/missing', { field: 'keys' });
  return readKeyNames(problems.at('keys'), keys);
}
