import type { Namespace } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, checkText, type PlainMap } from '../core/checks';
import { metadataFields, type MetadataProps } from '../core/metadata';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';

/** A level of the Pod Security Standards. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Which pods a namespace takes. @see https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export interface PodSecurityProps {
  /** Pods below this level are refused. @default - what the cluster has set */
  readonly enforce?: PodSecurityLevel | undefined;
  /** Kubernetes version whose rules count for `enforce`: `v1.36` or `latest`. @default - what the cluster has set */
  readonly enforceVersion?: string | undefined;
  /** Pods below this level are noted in the audit log. @default - what the cluster has set */
  readonly audit?: PodSecurityLevel | undefined;
  /** @default - what the cluster has set */
  readonly auditVersion?: string | undefined;
  /** Who defines a pod below this level gets a warning. @default - what the cluster has set */
  readonly warn?: PodSecurityLevel | undefined;
  /** @default - what the cluster has set */
  readonly warnVersion?: string | undefined;
}

/**
 * A namespace. The bundle whose objects live in it names it by `namespace`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export interface NamespaceProps extends MetadataProps {
  /** Which pods it takes: a level that is enforced, or all that Pod Security admission knows. @default - what the cluster has set */
  readonly podSecurity?: PodSecurityLevel | PodSecurityProps | undefined;
}

/** A namespace after normalization. */
export interface NamespaceModel {
  readonly securityLabels: { readonly [key: string]: string };
  readonly metadata: MetadataProps;
}

/** Every field of `NamespaceProps`, and what the construct adds. */
export const namespaceFieldNames: ReadonlySet<string> = new Set(['podSecurity', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override']);
const levels = ['privileged', 'baseline', 'restricted'] as const;
const modes = ['enforce', 'audit', 'warn'] as const;
const securityFields: ReadonlySet<string> = new Set(modes.flatMap((mode) => [mode, `${mode}Version`]));
const version = /^(latest|v1\.(0|[1-9]\d*))$/;
const labelPrefix = 'pod-security.kubernetes.io/';

/** Brings a namespace into its full form and reports what the API server refuses. */
export function normalizeNamespace(input: NamespaceProps, problems: Problems): NamespaceModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, namespaceFieldNames);
  return { securityLabels: securityLabels(props['podSecurity'], problems.at('podSecurity')), metadata: input };
}

/** The Namespace of a model. */
export function namespaceObject({ securityLabels: labels, metadata }: NamespaceModel, name: string, problems: Problems): Namespace {
  const inherited = Object.keys(labels).length === 0 ? {} : { labels };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: metadataFields({ name }, metadata, problems, inherited) };
}

function securityLabels(input: unknown, problems: Problems): { readonly [key: string]: string } {
  if (input === undefined) return {};
  if (typeof input === 'string') return checkLevel(problems, input) ? { [`${labelPrefix}enforce`]: input } : {};
  if (!checkMap(problems, input, 'a level, or a map with enforce, audit and warn')) return {};
  checkFields(problems, input, securityFields);
  const labels: { [key: string]: string } = {};
  for (const mode of modes) {
    const level = readField(problems, input, mode, checkLevel);
    const since = readField(problems, input, `${mode}Version`, checkVersion);
    if (level !== undefined) labels[labelPrefix + mode] = level;
    if (since !== undefined) labels[`${labelPrefix}${mode}-version`] = since;
  }
  return labels;
}

function checkLevel(problems: Problems, value: unknown): value is PodSecurityLevel {
  return checkOneOf(problems, value, levels);
}

function checkVersion(problems: Problems, value: unknown): value is string {
  if (!checkText(problems, value, 'a version such as v1.36, or latest')) return false;
  if (version.test(value)) return true;
  problems.report('value/wrong-type', { expected: 'a version such as v1.36, or latest', found: value });
  return false;
}
