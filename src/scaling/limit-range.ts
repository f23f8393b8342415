import type { LimitRange, LimitRangeItem } from '../../generated/kubernetes';
import { checkFields, checkMap, entriesOf, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import type { Problems } from '../core/problems';
import { checkQuantity, compareQuantities, type Quantity, quantityValue } from '../core/quantity';
import { brokenContainerResource, containerResources } from './container-resources';

/** Amounts of resources: `{ cpu: '500m', memory: '256Mi' }`. */
export type Amounts = { readonly [resource: string]: Quantity };

/** Limits of every container. */
export interface ContainerLimitsProps {
  /** Least that may be requested. @default - none */
  readonly min?: Amounts | undefined;
  /** Most that may be set as a limit. @default - none */
  readonly max?: Amounts | undefined;
  /** Limits of containers that have none. @default - `max` */
  readonly default?: Amounts | undefined;
  /** Requests of containers that have none. @default - `default`, else `min` */
  readonly defaultRequest?: Amounts | undefined;
  /** Most that a limit may be above its request, as a factor. @default - none */
  readonly maxLimitRequestRatio?: Amounts | undefined;
}

/** Limits of all containers of a pod together. */
export type PodLimitsProps = Pick<ContainerLimitsProps, 'min' | 'max' | 'maxLimitRequestRatio'>;

/** Limits of every claim, of `storage`. */
export type ClaimLimitsProps = Pick<ContainerLimitsProps, 'min' | 'max'>;

/**
 * How much each object of a namespace may use, and what containers get that do not say it.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export interface LimitRangeProps extends MetadataProps {
  /** Limits by type of object. */
  readonly limits: {
    readonly Container?: ContainerLimitsProps | undefined;
    readonly Pod?: PodLimitsProps | undefined;
    readonly PersistentVolumeClaim?: ClaimLimitsProps | undefined;
  };
}

/** A limit range after normalization. */
export interface LimitRangeModel {
  readonly limits: readonly LimitRangeItem[];
  readonly metadata: MetadataProps;
}

/** Every field of `LimitRangeProps`, and what the construct adds. */
export const limitRangeFieldNames: ReadonlySet<string> = new Set(['limits', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override']);
const types: ReadonlySet<string> = new Set(['Container', 'Pod', 'PersistentVolumeClaim']);
const kinds = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
type Kind = (typeof kinds)[number];
const kindSet: ReadonlySet<string> = new Set(kinds);
const kindsOf: { readonly [type: string]: readonly Kind[] } = {
  Container: kinds,
  Pod: ['min', 'max', 'maxLimitRequestRatio'],
  PersistentVolumeClaim: ['min', 'max'],
};
/** Pairs of which the first may not be above the second. */
const order: readonly (readonly [Kind, Kind])[] = [
  ['min', 'max'], ['min', 'defaultRequest'], ['min', 'default'], ['defaultRequest', 'default'], ['defaultRequest', 'max'], ['default', 'max'],
];

/** Brings a limit range into its full form and reports what the API server refuses. */
export function normalizeLimitRange(input: LimitRangeProps, problems: Problems): LimitRangeModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, limitRangeFieldNames);
  const place = problems.at('limits');
  const { limits } = props;
  if (limits === undefined) place.report('value/missing', { field: 'limits' });
  if (limits === undefined || !checkMap(place, limits, 'a map of type to limits')) return { limits: [], metadata: input };
  checkFields(place, limits, types);
  const items = entriesOf(place, limits).flatMap(([type, spec]) => (types.has(type) ? itemOf(type, spec, place.at(type)) ?? [] : []));
  return { limits: items, metadata: input };
}

/** The LimitRange of a model. */
export function limitRangeObject({ limits, metadata }: LimitRangeModel, identity: Identity, problems: Problems): LimitRange {
  return { apiVersion: 'v1', kind: 'LimitRange', metadata: metadataFields(identity, metadata, problems), spec: { limits } };
}

function itemOf(type: string, input: unknown, problems: Problems): LimitRangeItem | undefined {
  if (!checkMap(problems, input, 'a map with min, max and others')) return undefined;
  checkFields(problems, input, kindSet);
  const amounts: { [K in Kind]?: { readonly [resource: string]: Quantity } } = {};
  for (const kind of kinds) {
    if (input[kind] === undefined) continue;
    if (!kindsOf[type]!.includes(kind)) problems.at(kind).report('limits/not-for-type', { field: kind, type });
    else amounts[kind] = amountsOf(type, input[kind], problems.at(kind));
  }
  for (const [lower, upper] of order) checkOrder(problems, lower, amounts[lower], upper, amounts[upper]);
  checkRatios(problems.at('maxLimitRequestRatio'), amounts);
  checkEqualDefaults(problems, amounts);
  if (type === 'PersistentVolumeClaim' && amounts.min?.['storage'] === undefined && amounts.max?.['storage'] === undefined) {
    problems.report('value/needs-one-of', { fields: ['min.storage', 'max.storage'] });
  }
  return { type, ...amounts };
}

function amountsOf(type: string, input: unknown, problems: Problems): { readonly [resource: string]: Quantity } {
  const amounts: { [resource: string]: Quantity } = {};
  if (!checkMap(problems, input, 'a map of resource to quantity')) return amounts;
  for (const [resource, amount] of entriesOf(problems, input)) {
    const place = problems.at(resource);
    if (checkResource(place, type, resource) && checkQuantity(place, amount)) amounts[resource] = amount;
  }
  return amounts;
}

function checkResource(problems: Problems, type: string, resource: string): boolean {
  if (type === 'PersistentVolumeClaim') {
    if (resource === 'storage') return true;
    problems.report('quota/unknown-resource', { found: resource, expected: 'storage' });
    return false;
  }
  const broken = brokenContainerResource(resource);
  if (broken === undefined) return true;
  if (broken.rule !== undefined) problems.report('label/invalid-key', { found: resource, rule: broken.rule });
  else problems.report('quota/unknown-resource', { found: resource, expected: 'cpu, memory, ephemeral-storage, hugepages-<size> or one with a group such as nvidia.com/gpu' });
  return false;
}

function checkOrder(problems: Problems, lower: Kind, below: Amounts | undefined, upper: Kind, above: Amounts | undefined): void {
  if (below === undefined || above === undefined) return;
  for (const resource of Object.keys(below)) {
    const [lowerValue, upperValue] = [below[resource]!, above[resource]];
    if (upperValue !== undefined && compareQuantities(lowerValue, upperValue) > 0) {
      problems.report('limits/order', { resource, lower, lowerValue, upper, upperValue });
    }
  }
}

/** A factor is at least 1, and no larger than what `min` and `max` leave room for. */
function checkRatios(problems: Problems, { maxLimitRequestRatio: ratios, min, max }: { readonly [K in Kind]?: Amounts }): void {
  for (const resource of Object.keys(ratios ?? {})) {
    const ratio = ratios![resource]!;
    if (compareQuantities(ratio, 1) < 0) problems.at(resource).report('quantity/too-small', { found: ratio, min: 'of 1 or more' });
    const [least, most] = [min?.[resource], max?.[resource]];
    if (least === undefined || most === undefined) continue;
    const room = quantityValue(most)! * 1_000_000_000n;
    if (quantityValue(ratio)! * quantityValue(least)! > room) {
      problems.report('limits/order', { resource, lower: 'maxLimitRequestRatio', lowerValue: ratio, upper: 'max / min', upperValue: `${most} / ${least}` });
    }
  }
}

/** What cannot be overcommitted has equal requests and limits; a limit that is left out is the same as `max`. */
function checkEqualDefaults(problems: Problems, { default: limits, max, defaultRequest: requests }: { readonly [K in Kind]?: Amounts }): void {
  for (const resource of Object.keys(requests ?? {})) {
    const [lower, lowerValue] = limits?.[resource] === undefined ? ['max', max?.[resource]] : ['default', limits[resource]];
    const upperValue = requests![resource]!;
    if (lowerValue === undefined || containerResources.has(resource) || compareQuantities(upperValue, lowerValue) >= 0) continue;
    problems.report('limits/order', { resource, lower, lowerValue, upper: 'defaultRequest (they must be equal)', upperValue });
  }
}
