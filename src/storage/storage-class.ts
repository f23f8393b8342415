import type { StorageClass, TopologySelectorTerm } from '../../generated/kubernetes';
import { checkFields, checkMap, checkText, entriesOf } from '../core/checks';
import { checkLabelKey, checkLabelValue } from '../core/label-selector';
import type { Identity, MetadataProps } from '../core/metadata';
import { brokenQualifiedName } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import type { Consumer } from '../core/references';
import { readMetadata } from './metadata';
import { migratedProvisioners, removedProvisioners } from './provisioners';
import { definitionFields, flag, listOf, needed, oneOf, optional, type Read, readFields, text, type TextMap, textMap } from './read-fields';

/**
 * A class of volumes that are made when a claim asks for one.
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export interface StorageClassProps extends MetadataProps {
  /**
   * Who makes the volumes: mostly the name of a CSI driver, such as `ebs.csi.aws.com`. `kubernetes.io/no-provisioner` makes
   * none: such a class is for volumes that exist, and for when they are bound.
   */
  readonly provisioner: string;
  /** What the provisioner shall know; its documentation names them. At most 512. @default - none */
  readonly parameters?: TextMap | undefined;
  /** What becomes of a volume of this class when its claim is deleted. @default - Kubernetes uses Delete */
  readonly reclaimPolicy?: 'Delete' | 'Retain' | undefined;
  /**
   * When a volume is made and bound: as soon as the claim exists, or once a pod needs it, in the zone of that pod.
   * @default - Kubernetes uses Immediate
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
   */
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer' | undefined;
  /** Whether claims of this class can be made larger. @default false */
  readonly allowVolumeExpansion?: boolean | undefined;
  /** Options of `mount` for its volumes. They are not checked: a wrong one keeps pods from starting. @default - none */
  readonly mountOptions?: readonly string[] | undefined;
  /**
   * Where volumes may be made: maps from node label to values, one of which must hold; or Kubernetes' own shape.
   * @default - everywhere
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies
   */
  readonly allowedTopologies?: readonly (TopologySelectorTerm | { readonly [label: string]: string | readonly string[] })[] | undefined;
  /**
   * Whether claims that name no class get this one; of several the newest counts.
   * @default - nothing is said
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
   */
  readonly default?: boolean | undefined;
}

const provisioner: Read<string> = (problems, value) => {
  if (!checkText(problems, value, 'the name of a provisioner')) return undefined;
  const rule = brokenQualifiedName(value.toLowerCase());
  if (rule !== undefined) {
    problems.report('name/invalid', { what: 'provisioner', found: value, rule });
    return undefined;
  }
  const removed = Object.hasOwn(removedProvisioners, value) ? removedProvisioners[value] : undefined;
  if (removed !== undefined) problems.report('storage/removed-backend', removed);
  const driver = Object.hasOwn(migratedProvisioners, value) ? migratedProvisioners[value] : undefined;
  if (driver !== undefined) problems.report('storage/in-tree-provisioner', { provisioner: value, driver });
  return value;
};

const mostParameters = 512;
const mostParameterBytes = 256 * 1024;

const parameters: Read<{ readonly [key: string]: string }> = (problems, value, consumer) => {
  const texts = textMap(problems, value, consumer);
  if (texts === undefined) return undefined;
  const keys = Object.keys(texts);
  if (keys.length > mostParameters) problems.report('storage/too-many-parameters', { what: 'keys', max: mostParameters, found: keys.length });
  let bytes = 0;
  for (const key of keys) {
    if (key === '') problems.at(key).report('value/wrong-type', { expected: 'a key that is not empty', found: key });
    bytes += Buffer.byteLength(key) + Buffer.byteLength(texts[key]!);
  }
  if (bytes > mostParameterBytes) problems.report('storage/too-many-parameters', { what: 'bytes', max: mostParameterBytes, found: bytes });
  return texts;
};

const termFields: ReadonlySet<string> = new Set(['matchLabelExpressions']);
const expressionFields: ReadonlySet<string> = new Set(['key', 'values']);

const topologies: Read<readonly TopologySelectorTerm[]> = (problems, value) => {
  const terms = itemsOf(problems, value).map(([term, place]) => readTerm(place, term));
  const seen = new Set<string>();
  terms.forEach((term, index) => {
    // Order makes no difference to the server.
    const key = JSON.stringify(term?.map((one) => [one.key, [...one.values].sort()]).sort());
    if (term !== undefined && seen.has(key)) problems.at(index).report('storage/duplicate-topology', {});
    seen.add(key);
  });
  return terms.flatMap((term) => (term === undefined ? [] : [{ matchLabelExpressions: term }]));
};

type Expressions = NonNullable<TopologySelectorTerm['matchLabelExpressions']>;

function readTerm(problems: Problems, term: unknown): Expressions | undefined {
  if (!checkMap(problems, term, 'a map from node label to values')) return undefined;
  const full = Array.isArray(term['matchLabelExpressions']);
  if (full) checkFields(problems, term, termFields);
  const expressions = full ? fullExpressions(problems.at('matchLabelExpressions'), term['matchLabelExpressions']) : shortExpressions(problems, term);
  if (expressions?.length !== 0) return expressions;
  problems.report('value/wrong-type', { expected: 'a map from node label to values that is not empty', found: term });
  return undefined;
}

function fullExpressions(problems: Problems, value: unknown): Expressions | undefined {
  const keys = new Set<unknown>();
  const expressions = itemsOf(problems, value).map(([item, place]) => {
    if (!checkMap(place, item, 'a map with key and values')) return undefined;
    checkFields(place, item, expressionFields);
    if (keys.has(item['key'])) place.at('key').report('value/duplicate', { what: 'label', name: String(item['key']) });
    keys.add(item['key']);
    return expression(place.at('key'), place.at('values'), item['key'], item['values']);
  });
  return complete(expressions);
}

function shortExpressions(problems: Problems, term: { readonly [label: string]: unknown }): Expressions | undefined {
  return complete(entriesOf(problems, term).map(([key, values]) => (
    expression(problems.at(key), problems.at(key), key, typeof values === 'string' ? [values] : values))));
}

function complete<T>(items: readonly (T | undefined)[]): T[] | undefined {
  const good = items.filter((item) => item !== undefined);
  return good.length === items.length ? good : undefined;
}

function expression(keyPlace: Problems, valuePlace: Problems, key: unknown, values: unknown): Expressions[number] | undefined {
  const list = itemsOf(valuePlace, values);
  const known = new Set<unknown>();
  if (Array.isArray(values) && list.length === 0) valuePlace.report('value/wrong-type', { expected: 'a list that is not empty', found: values });
  const well = [checkLabelKey(keyPlace, key), ...list.map(([value, place]) => {
    if (known.has(value)) place.report('value/duplicate', { what: 'value', name: String(value) });
    known.add(value);
    return checkLabelValue(place, String(key), value);
  })].every(Boolean);
  return well && list.length > 0 ? { key: key as string, values: values as string[] } : undefined;
}

const shape = {
  provisioner: needed(provisioner),
  parameters: optional(parameters),
  reclaimPolicy: optional(oneOf(['Delete', 'Retain'] as const)),
  volumeBindingMode: optional(oneOf(['Immediate', 'WaitForFirstConsumer'] as const)),
  allowVolumeExpansion: optional(flag),
  mountOptions: optional(listOf(text, 0)),
  allowedTopologies: optional(topologies),
  default: optional(flag),
  ...definitionFields,
};

const defaultClass = 'storageclass.kubernetes.io/is-default-class';

/** The StorageClass as Kubernetes has it; what is wrong is reported. */
export function storageClassObject({ name }: Identity, props: unknown, problems: Problems, consumer: Consumer): StorageClass | undefined {
  const read = readFields(problems, props, shape, consumer);
  const metadata = readMetadata({ name }, props, problems, read?.default === undefined ? undefined : { [defaultClass]: String(read.default) });
  if (read === undefined) return undefined;
  const { default: _, ...fields } = read;
  return { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata, ...fields };
}
