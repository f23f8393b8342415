import type { PersistentVolumeClaimSpec, TypedObjectReference } from '../../generated/kubernetes';
import { checkFields, checkText } from '../core/checks';
import { checkName, dnsLabel, dnsSubdomain, pathSegment } from '../core/names';
import { groupOf } from '../core/object-id';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';
import type { Read } from './read-fields';
import type { NameOrReference, Reference } from './references';

const snapshotGroup = 'snapshot.storage.k8s.io';

/**
 * What a new volume is filled with: a snapshot, another claim (a clone), or any object that a volume populator of the
 * cluster knows.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-populators-and-data-sources
 */
export type DataSourceInput = Snapshot | Reference | DataSource;

/** An object that a volume populator knows. */
export interface DataSource {
  /** API group of the object; none is the core group, which has claims only. @default - the core group */
  readonly apiGroup?: string | undefined;
  /** Kind of the object. */
  readonly kind: string;
  /** `metadata.name` of the object. */
  readonly name: string;
  /** Namespace of the object, where it differs; an alpha feature. @default - the namespace of the claim */
  readonly namespace?: string | undefined;
}

/** A VolumeSnapshot, made by `snapshot`. */
export interface Snapshot extends DataSource {
  readonly apiGroup: typeof snapshotGroup;
  readonly kind: 'VolumeSnapshot';
}

/**
 * A snapshot that a volume is restored from.
 * @param source name of the VolumeSnapshot, or its definition
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export function snapshot(source: NameOrReference<'VolumeSnapshot'>): Snapshot {
  const { name, namespace, target }: Reference = typeof source === 'object' && source !== null ? source : { name: source };
  return Object.freeze({
    apiGroup: snapshotGroup,
    kind: 'VolumeSnapshot',
    name,
    ...(namespace === undefined ? undefined : { namespace }),
    ...(target === undefined ? undefined : { target }),
  });
}

const sourceFields: ReadonlySet<string> = new Set(['apiGroup', 'kind', 'name', 'namespace', 'target']);

type DataSourceFields = Pick<PersistentVolumeClaimSpec, 'dataSource' | 'dataSourceRef'>;

/** The field that a data source becomes: the server drops unknown kinds from `dataSource`, and takes any in `dataSourceRef`. */
export const dataSource: Read<DataSourceFields> = (problems, value, consumer) => {
  const source = asSource(problems, value, consumer);
  if (source === undefined) return undefined;
  const { apiGroup, kind, name, namespace } = source;
  if (namespace !== undefined && namespace !== consumer.namespace) {
    problems.at('namespace').report('storage/cross-namespace-source', { namespace });
    return { dataSourceRef: source };
  }
  const reference = { ...(apiGroup === undefined ? undefined : { apiGroup }), kind, name };
  const isClaim = apiGroup === undefined && kind === 'PersistentVolumeClaim';
  const isSnapshot = apiGroup === snapshotGroup && kind === 'VolumeSnapshot';
  return isClaim || isSnapshot ? { dataSource: reference } : { dataSourceRef: reference };
};

function asSource(problems: Problems, value: unknown, consumer: Consumer): TypedObjectReference | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) {
    problems.report('value/wrong-type', { expected: "snapshot('name'), the definition of a claim, or { apiGroup, kind, name }", found: value });
    return undefined;
  }
  const { target } = value as Partial<Reference>;
  if (target !== undefined) return ofTarget(problems, target, value as Partial<DataSource>, consumer);
  checkFields(problems, value, sourceFields);
  const { apiGroup, kind, name, namespace } = value as DataSource;
  const well = [
    checkText(problems.at('kind'), kind, 'the kind of an object'),
    checkName(problems.at('name'), pathSegment, 'name', name),
    apiGroup === undefined || apiGroup === '' || checkName(problems.at('apiGroup'), dnsSubdomain, 'API group', apiGroup),
    namespace === undefined || checkName(problems.at('namespace'), dnsLabel, 'namespace', namespace),
  ].every(Boolean);
  if (!well) return undefined;
  if (kind !== 'PersistentVolumeClaim' && (apiGroup === undefined || apiGroup === '')) {
    problems.at('apiGroup').report('value/missing', { field: 'apiGroup' });
    return undefined;
  }
  return plain({ apiGroup, kind, name, namespace });
}

function ofTarget(problems: Problems, target: Target, { kind }: Partial<DataSource>, consumer: Consumer): TypedObjectReference | undefined {
  if (typeof kind === 'string' && kind !== target.kind) {
    problems.report('value/wrong-type', { expected: `the name or the definition of a ${kind}`, found: `the definition of a ${target.kind}` });
    return undefined;
  }
  if (!consumer.use(problems, target, { anyNamespace: true })) return undefined;
  return plain({ apiGroup: groupOf(target.apiVersion), kind: target.kind, name: target.name, namespace: target.namespace });
}

function plain({ apiGroup, kind, name, namespace }: DataSource): TypedObjectReference {
  return {
    ...(apiGroup === undefined || apiGroup === '' ? undefined : { apiGroup }),
    kind,
    name,
    ...(namespace === undefined ? undefined : { namespace }),
  };
}
