import type { PriorityClass } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf, checkText, type PlainMap } from '../core/checks';
import { metadataFields, type MetadataProps } from '../core/metadata';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';

/**
 * How important pods are: who is scheduled first, and who may push others off a node.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export interface PriorityClassProps extends MetadataProps {
  /** The larger, the more important: -2,147,483,648 to 1,000,000,000. */
  readonly value: number;
  /** Whether pods without a class have this one; only one class may say so. @default false */
  readonly globalDefault?: boolean | undefined;
  /** Whether its pods push less important ones off a node when there is no room. @default 'PreemptLowerPriority' */
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never' | undefined;
  /** When to use it, for people. @default - none */
  readonly description?: string | undefined;
}

/** A priority class after normalization. */
export interface PriorityClassModel {
  readonly fields: Pick<PriorityClass, 'value' | 'globalDefault' | 'preemptionPolicy' | 'description'>;
  readonly metadata: MetadataProps;
}

/** Every field of `PriorityClassProps`, and what the construct adds. */
export const priorityClassFieldNames: ReadonlySet<string> = new Set([
  'value', 'globalDefault', 'preemptionPolicy', 'description', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const reservedPrefix = 'system-';

/** Brings a priority class into its full form and reports what the API server refuses. */
export function normalizePriorityClass(name: string, input: PriorityClassProps, problems: Problems): PriorityClassModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, priorityClassFieldNames);
  if (name.startsWith(reservedPrefix)) problems.at('name').report('priority/reserved-name', { name });
  if (props['value'] === undefined) problems.at('value').report('value/missing', { field: 'value' });
  const value = readField(problems, props, 'value', checkValue) ?? 0;
  const globalDefault = readField(problems, props, 'globalDefault', checkBoolean);
  const preemptionPolicy = readField(problems, props, 'preemptionPolicy', checkPreemption);
  const description = readField(problems, props, 'description', (place, text): text is string => checkText(place, text));
  return {
    fields: {
      value,
      ...(globalDefault === undefined ? undefined : { globalDefault }),
      ...(preemptionPolicy === undefined ? undefined : { preemptionPolicy }),
      ...(description === undefined ? undefined : { description }),
    },
    metadata: input,
  };
}

/** The PriorityClass of a model. */
export function priorityClassObject({ fields, metadata }: PriorityClassModel, name: string, problems: Problems): PriorityClass {
  return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: metadataFields({ name }, metadata, problems), ...fields };
}

function checkValue(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, -2_147_483_648, 1_000_000_000);
}

function checkPreemption(problems: Problems, value: unknown): value is 'PreemptLowerPriority' | 'Never' {
  return checkOneOf(problems, value, ['PreemptLowerPriority', 'Never'] as const);
}
