import { groupOf } from '../core/object-id';
import { customKinds, type CustomKind } from './custom-resource';
import { customResourceNames, loadCustomResource, loadDataFile, type DataHeader, type StoredStatus } from './data-files';
import { DEFAULT_RELEASE, RELEASES, isRelease, type KubernetesRelease } from './releases';
import { ANY, type ObjectSchema } from './schema';
import { readStoredType, type StoredType } from './stored-type';

export { DEFAULT_RELEASE, RELEASES, isRelease, type KubernetesRelease };

/**
 * What a release makes of a kind: served (`on`), served when the cluster's operator switches it on (`off`), known from earlier
 * releases (`removed`), a request, an answer or a list and no object that a cluster keeps (`transient`), described by a
 * CustomResourceDefinition that the package knows (`custom`), in a group version of the release of which the data of the
 * package has no definitions (`undescribed`), or none of these.
 */
export type KindStatus = StoredStatus | 'custom' | 'undescribed' | 'unknown';

/** One kind of a release. */
export interface KindEntry {
  readonly apiVersion: string;
  readonly kind: string;
  readonly status: StoredStatus;
}

/** The facts of one Kubernetes release. */
export class Release {
  private readonly typeTexts: ReadonlyMap<string, string>;
  private readonly header: DataHeader;
  private readonly read = new Map<string, ObjectSchema | undefined>();
  private readonly entries = new Map<string, readonly [status: StoredStatus, type: string]>();
  private custom: Map<string, readonly CustomKind[]> | undefined;

  /** Use `loadRelease`. */
  constructor(readonly version: KubernetesRelease) {
    const { header, types } = typesOf(version);
    this.header = header;
    this.typeTexts = types;
    for (const [status, kinds] of Object.entries(header.kinds) as [StoredStatus, { readonly [kind: string]: string }][]) {
      for (const kind in kinds) this.entries.set(kind, [status, kinds[kind]!]);
    }
  }

  /** The schema of a kind, removed ones and the custom resources that the package knows included. */
  kind(apiVersion: string, kind: string): ObjectSchema | undefined {
    const entry = this.entries.get(`${apiVersion}/${kind}`);
    return entry === undefined ? this.customKind(apiVersion, kind)?.schema : this.type(entry[1]);
  }

  /** Whether the release serves a kind. */
  status(apiVersion: string, kind: string): KindStatus {
    const entry = this.entries.get(`${apiVersion}/${kind}`);
    if (entry !== undefined) return entry[0];
    if (this.customKind(apiVersion, kind) !== undefined) return 'custom';
    return this.header.undescribed?.includes(apiVersion) === true ? 'undescribed' : 'unknown';
  }

  /** A type by its name, such as `core.v1.PodSpec`. */
  type(name: string): ObjectSchema | undefined {
    if (this.read.has(name)) return this.read.get(name);
    const text = this.typeTexts.get(name);
    const schema = text === undefined ? undefined : readStoredType(name, JSON.parse(text) as StoredType, (other) => this.type(other));
    this.read.set(name, schema);
    return schema;
  }

  /** Every kind that the release defines, in the order of groups, versions and names. */
  kinds(): readonly KindEntry[] {
    return [...this.entries].map(([key, [status]]) => {
      const slash = key.lastIndexOf('/');
      return { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1), status };
    });
  }

  /** The kinds that a user's own CustomResourceDefinition defines, with Kubernetes' metadata in their schemas. */
  customKinds(definition: unknown): readonly CustomKind[] {
    return customKinds(definition, this.type('meta.v1.ObjectMeta') ?? ANY);
  }

  private customKind(apiVersion: string, kind: string): CustomKind | undefined {
    const group = groupOf(apiVersion);
    this.custom ??= new Map(customResourceNames().map((name) => [name, []]));
    for (const [name, kinds] of this.custom) {
      if (!name.endsWith(`.${group}`)) continue;
      const loaded = kinds.length > 0 ? kinds : this.customKinds(loadCustomResource(name));
      this.custom.set(name, loaded);
      const found = loaded.find((custom) => custom.apiVersion === apiVersion && custom.kind === kind);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const loaded = new Map<string, Release>();

/** The facts of a release; read once for each process. Throws a `RangeError` for a release that the package does not know. */
export function loadRelease(version: KubernetesRelease): Release {
  let release = loaded.get(version);
  if (release === undefined) {
    if (!isRelease(version)) throw new RangeError(`No data of Kubernetes ${String(version)}: known are ${RELEASES.join(', ')}`);
    loaded.set(version, (release = new Release(version)));
  }
  return release;
}

/** The newest release is stored in full, each older one as what differs from the next newer. */
function typesOf(version: KubernetesRelease): { header: DataHeader; types: ReadonlyMap<string, string> } {
  const [newest, ...older] = RELEASES.slice(0, RELEASES.indexOf(version) + 1).map(loadDataFile);
  const types = new Map(newest!.types);
  let { header } = newest!;
  for (const file of older) {
    for (const [name, text] of file.types) {
      if (text === 'null') types.delete(name);
      else types.set(name, text);
    }
    ({ header } = file);
  }
  return { header, types };
}
