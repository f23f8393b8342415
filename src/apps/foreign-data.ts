import { ApiObject } from 'cdk8s';
import { type ConfigMapContent, contentTextOf, keysIn } from '../config/written-content';
import { DataReferences } from '../config/keyed-data';
import { readKeyNames } from '../config/secret-facts';
import { checkFields, checkText, isPlainMap } from '../core/checks';
import { diagnostic } from '../core/diagnostic';
import { Problems } from '../core/problems';
import type { StartValue } from '../core/references';
import { SourceTrace } from '../core/source';
import { plainObject } from '../synth/plain-object';
import { throwUncollected } from '../synth/throw-uncollected';
import { clusterOf, type ForeignObject, isForeignObject } from './foreign-object';

/** What is said of a foreign object besides its keys. */
export interface ForeignOptions {
  /**
   * A word that you change together with the content: pods that read it only when they start are then replaced.
   * @default - of a ConfigMap, the content itself; of a Secret none
   */
  readonly version?: string | undefined;
}

const optionFields: ReadonlySet<string> = new Set(['version'] satisfies (keyof ForeignOptions)[]);

/** References to the keys of a foreign object. What is wrong with it is reported by those that use them. */
export function foreignReferences<K extends string>(
  kind: 'ConfigMap' | 'Secret', object: ForeignObject, keys: readonly K[], options: ForeignOptions,
): DataReferences<K> {
  const fault = faultOf(kind, object, keys, options);
  const name = fault === undefined ? object.name : '';
  const cluster = fault === undefined ? clusterOf(object) : undefined;
  const version = options?.version;
  return new DataReferences<K>({
    kind,
    target: { apiVersion: 'v1', kind, name, namespace: object?.metadata?.namespace, cluster },
    stem: name,
    keys: new Set(Array.isArray(keys) ? keys : []),
    complete: false,
    fault,
    plainText: (key) => throwUncollected([diagnostic('reference/in-plain-text', { target: { apiVersion: 'v1', kind, name }, key }, { trace: new SourceTrace() })]),
    startContent: (key) => startContent(kind, object, key, version),
    keysAtLast: () => keysAtLast(object),
  });
}

function faultOf(kind: string, object: unknown, keys: unknown, options: unknown): ((problems: Problems) => void) | undefined {
  const check = (problems: Problems): void => {
    if (!isForeignObject(object)) problems.report('value/wrong-type', { expected: `a ${kind} of cdk8s or cdk8s-plus`, found: object });
    else if (object.kind !== undefined && object.kind !== kind) problems.report('value/not-one-of', { expected: [kind], found: object.kind });
    if (Array.isArray(keys)) readKeyNames(problems, keys);
    else problems.report('value/wrong-type', { expected: `a list of keys as the second argument of ${kind}Data.from`, found: keys });
    if (!isPlainMap(options)) problems.report('value/wrong-type', { expected: `options as the third argument of ${kind}Data.from`, found: options });
    else {
      checkFields(problems, options, optionFields);
      if (options.version !== undefined) checkText(problems.at('version'), options.version);
    }
  };
  const probe = new Problems();
  check(probe);
  return probe.reported.length > 0 ? check : undefined;
}

/** The keys that it has in the end; `undefined` where they are not known, or something in the cluster fills it. */
function keysAtLast(object: ForeignObject): ReadonlySet<string> | undefined {
  const apiObject = apiObjectOf(object);
  if (apiObject === undefined) return undefined;
  const keys = keysIn(plainObject(apiObject, []) ?? {});
  return keys.size === 0 ? undefined : keys;
}

function startContent(kind: string, object: ForeignObject, key: string | undefined, version: string | undefined): StartValue['content'] | undefined {
  if (version !== undefined) return kind === 'Secret' ? { secret: version } : { config: () => version };
  const apiObject = kind === 'ConfigMap' ? apiObjectOf(object) : undefined;
  // Read at synthesis: until then others may add to it.
  return apiObject === undefined ? undefined : { config: () => contentTextOf((plainObject(apiObject, []) ?? {}) as ConfigMapContent, key) };
}

function apiObjectOf(object: ForeignObject): ApiObject | undefined {
  if (ApiObject.isApiObject(object)) return object;
  const child = object.node.defaultChild;
  return child !== undefined && ApiObject.isApiObject(child) ? child : undefined;
}
