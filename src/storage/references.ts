import { checkName, dnsLabel, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';
import type { kindOf } from '../core/targeted';
import type { Read } from './read-fields';

/**
 * A definition that others refer to by name, or what is known of an object that nobody here defines.
 * @typeParam K kinds of which it is one
 */
export interface Reference<K extends string = string> {
  /** `metadata.name`. */
  readonly name: string;
  /** `metadata.namespace`. @default - none: cluster-scoped, or the namespace of who refers to it */
  readonly namespace?: string | undefined;
  /** What the name stands for, so that a reference across namespaces or clusters is noticed. @default - not known */
  readonly target?: Target | undefined;
  /** For the compiler alone, which keeps what stands for another kind apart. @default - not known, and taken for the right one */
  readonly [kindOf]?: K | undefined;
}

/**
 * An object that another one refers to: its name, or the definition that makes it.
 * @typeParam K its kind
 */
export type NameOrReference<K extends string = string> = string | Reference<K>;

interface Referred {
  readonly kind: string;
  /** Whether it is looked up in the namespace of who refers to it. */
  readonly local?: boolean;
  /** Whether the empty text has a meaning. */
  readonly empty?: boolean;
}

/** A StorageClass; the empty text means: none, not even the default one. */
export const storageClass = name({ kind: 'StorageClass', empty: true });

/** A VolumeAttributesClass. */
export const volumeAttributesClass = name({ kind: 'VolumeAttributesClass' });

/** A PersistentVolume. */
export const persistentVolumeName = name({ kind: 'PersistentVolume' });

/** A Secret in the namespace of the pod that uses it. */
export const localSecret: Read<{ readonly name: string }> = (problems, value, consumer) => {
  const found = refer(problems, value, consumer, { kind: 'Secret', local: true });
  return found === undefined ? undefined : { name: found.name };
};

/** A Secret that a PersistentVolume refers to, which itself lives in no namespace. */
export const secretAnywhere = placedName({ kind: 'Secret' });

/** A claim that a PersistentVolume refers to. */
export const claimAnywhere = placedName({ kind: 'PersistentVolumeClaim' });

function placedName(referred: Referred): Read<{ readonly name: string; readonly namespace: string }> {
  return (problems, value, consumer) => {
    const found = refer(problems, value, consumer, referred);
    if (found === undefined) return undefined;
    const { name: known, namespace } = found;
    if (namespace !== undefined) return { name: known, namespace };
    problems.at('namespace').report('value/missing', { field: 'namespace' });
    return undefined;
  };
}

function name(referred: Referred): Read<string> {
  return (problems, value, consumer) => refer(problems, value, consumer, referred)?.name;
}

function refer(problems: Problems, value: unknown, consumer: Consumer, referred: Referred): Reference | undefined {
  if (typeof value === 'string') {
    if (referred.empty === true && value === '') return { name: '' };
    return checkName(problems, dnsSubdomain, `name of the ${referred.kind}`, value) ? { name: value } : undefined;
  }
  const found = asReference(problems, value, referred);
  if (found === undefined) return undefined;
  const namespace = found.namespace ?? found.target?.namespace;
  if (found.target === undefined && !checkName(problems.at('name'), dnsSubdomain, `name of the ${referred.kind}`, found.name)) return undefined;
  if (namespace !== undefined && !checkName(problems.at('namespace'), dnsLabel, 'namespace', namespace)) return undefined;
  const target = found.target ?? placed(found, referred, consumer);
  if (target !== undefined && !consumer.use(problems, target, { anyNamespace: referred.local !== true })) return undefined;
  return { name: found.name, namespace };
}

/** The identity of an object of which the name and the namespace were given: those that have one are of the core group. */
function placed({ name: known, namespace }: Reference, { kind }: Referred, consumer: Consumer): Target | undefined {
  return namespace === undefined ? undefined : { apiVersion: 'v1', kind, namespace, name: known, cluster: consumer.cluster };
}

/** Anything with a name of the right kind: a definition or plain data. */
function asReference(problems: Problems, value: unknown, referred: Referred): Reference | undefined {
  const reference = value as Reference | null | undefined;
  const target = reference?.target;
  if (typeof value === 'object' && typeof reference?.name === 'string' && (target ?? referred).kind === referred.kind) return reference;
  if (target === undefined) problems.report('value/wrong-type', { expected: `the name of a ${referred.kind}, or its definition`, found: value });
  else problems.report('value/wrong-kind', { expected: referred.kind, found: target });
  return undefined;
}
