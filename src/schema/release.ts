import { groupOf } from '../core/object-id';
import { customKinds, type CustomKind } from './custom-resource';
import { customResourceNames, loadCustomResource, loadDataFile, loadRemovedKinds, type DataHeader, type StoredStatus } from './data-files';
import { DEFAULT_RELEASE, RELEASES, isRelease, type KubernetesRelease } from './releases';
import { ANY, type ObjectSchema } from './schema';
import { readStoredType, type StoredType } from './stored-type';

export { DEFAULT_RELEASE, RELEASES, isRelease, type KubernetesRelease };

/**
 * What a release makes of a kind: served (`on`), served when the cluster's operator switches it on (`off`), known from earlier
 * releases (`removed`; see `removal`), a request, an answer or a list and no object that a cluster keeps (`transient`), described by a
 * CustomResourceDefinition that the package knows (`custom`), in a group version of the release of which the data of the
 * package has no definitions (`undescribed`), or none of these.
 */
export type KindStatus = StoredStatus | 'custom' | 'undescribed' | 'unknown';

/** The end of a kind. */
export interface Removal {
  /** The first release that no longer serves it. */
  readonly release: string;
  /** The apiVersion that serves a kind of this name now. @default - none */
  readonly replacement: string | undefined;
}

/** Groups that every API server serves although they are described like custom resources: their code is not in the main definitions. */
const OF_EVERY_SERVER: ReadonlySet<string> = new Set(['apiextensions.k8s.io', 'apiregistration.k8s.io']);

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
    if (this.customKind(apiVersion, kind) !== undefined) return OF_EVERY_SERVER.has(groupOf(apiVersion)) ? 'on' : 'custom';
    if (this.removedIn(apiVersion, kind) !== undefined) return 'removed';
    return this.header.undescribed?.includes(apiVersion) === true ? 'undescribed' : 'unknown';
  }

  /** When a kind that this release no longer serves was removed, and what took its place. */
  removal(apiVersion: string, kind: string): Removal | undefined {
    const release = this.removedIn(apiVersion, kind);
    return release === undefined ? undefined : { release, replacement: this.replacement(apiVersion, kind) };
  }

  /** A type by its name, such as `core.v1.PodSpec`. */
  type(name: string): ObjectSchema | undefined {
    if (this.read.has(name)) return this.read.get(name);
    const text = this.typeTexts.get(name);
    const schema = text === undefined ? undefined : readStoredType(name, JSON.parse(text) as StoredType, (other) => this.type(other));
    this.read.set(name, schema);
    return schema;
  }

  /** Names of all types that the release defines. */
  typeNames(): readonly string[] {
    return [...this.typeTexts.keys()];
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

  private removedIn(apiVersion: string, kind: string): string | undefined {
    const release = loadRemovedKinds()[`${apiVersion}/${kind}`];
    return release !== undefined && minorOf(release) <= minorOf(this.version) ? release : undefined;
  }

  /** The newest stable apiVersion that serves a kind of that name: in its own group if there is one. */
  replacement(apiVersion: string, kind: string): string | undefined {
    const group = groupOf(apiVersion);
    const stable = this.kinds()
      .filter((entry) => entry.kind === kind && entry.status === 'on' && /v\d+$/.test(entry.apiVersion))
      .map((entry) => entry.apiVersion);
    const found = stable.findLast((other) => groupOf(other) === group) ?? stable.find((other) => groupOf(other) !== '');
    return found ?? (this.customKind(`${group}/v1`, kind) === undefined ? undefined : `${group}/v1`);
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

function minorOf(release: string): number {
  return Number(release.slice(release.indexOf('.') + 1));
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
