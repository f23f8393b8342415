import type { VolumeProjection } from '../../generated/kubernetes';
import { checkFields } from '../core/checks';
import { checkFileMode } from '../core/file-mode';
import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { areOptions, isProjectionSource } from './inputs';
import type { ProjectionSource } from './projection-source';

export type { ProjectionSource };

/** Further options of `projected`. */
export interface ProjectedOptions {
  /** Permissions of files that have none of their own. @default 0o644 */
  readonly defaultMode?: number | undefined;
}

const fields: ReadonlySet<string> = new Set<keyof ProjectedOptions>(['defaultMode']);

/** Several sources in one folder, made by `projected`. */
export class ProjectedVolume implements Mountable {
  /** @internal */
  constructor(
    private readonly sources: readonly ProjectionSource[],
    private readonly options: ProjectedOptions,
  ) {}

  /** @internal */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    const { options } = this;
    if (!areOptions(problems, options)) return undefined;
    checkFields(problems, options, fields);
    const defaultMode = readField(problems, options, 'defaultMode', checkFileMode);
    const sources: VolumeProjection[] = [];
    for (const [item, place] of itemsOf(problems.at('sources'), this.sources)) {
      if (isProjectionSource(item)) {
        const source = item.volumeProjection(place, consumer);
        if (source !== undefined) sources.push(source);
      } else place.report('volume/no-projection', { found: item });
    }
    reportSamePaths(sources, problems.at('sources'));
    if (sources.length === 0) {
      if (Array.isArray(this.sources) && this.sources.length === 0) problems.report('value/missing', { field: 'sources' });
      return undefined;
    }
    return { name: 'projected', source: { projected: { sources, ...(defaultMode === undefined ? undefined : { defaultMode }) } } };
  }
}

/** A source that can be mounted by itself as well: a projected volume with nothing else in it. */
export abstract class SingleProjection implements ProjectionSource, Mountable {
  /** What the volume is called unless the definition names it. */
  protected abstract readonly volumeName: string;

  /** @internal */
  abstract volumeProjection(problems: Problems, consumer: Consumer): VolumeProjection | undefined;

  /** @internal */
  podVolume(problems: Problems, consumer: Consumer): PodVolume | undefined {
    const source = this.volumeProjection(problems, consumer);
    return source === undefined ? undefined : { name: this.volumeName, source: { projected: { sources: [source] } } };
  }
}

/** The files that sources name themselves; those that stand for all keys of something cannot be known here. */
function reportSamePaths(sources: readonly VolumeProjection[], problems: Problems): void {
  const first = new Map<string, Problems>();
  sources.forEach((source, index) => {
    const place = problems.at(index);
    for (const path of pathsOf(source)) {
      const twin = first.get(path);
      if (twin === undefined) first.set(path, place);
      else place.report('value/duplicate', { what: 'file', name: path, first: twin.pointer });
    }
  });
}

function pathsOf({ secret, configMap, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate }: VolumeProjection): string[] {
  const items = [...(secret?.items ?? []), ...(configMap?.items ?? []), ...(downwardAPI?.items ?? [])].map((item) => item.path);
  const { credentialBundlePath, keyPath, certificateChainPath } = podCertificate ?? {};
  const others = [serviceAccountToken?.path, clusterTrustBundle?.path, credentialBundlePath, keyPath, certificateChainPath];
  return [...items, ...others.filter((path) => path !== undefined)];
}

/**
 * Puts several sources into one folder: files of ConfigMaps and Secrets, `downwardFiles(…)`, `serviceAccountToken(…)`,
 * `clusterTrustBundle(…)`, `podCertificate(…)`.
 * ```ts
 * mounts: { '/etc/shop': projected([settings.files(['shop.conf']), serviceAccountToken({ path: 'token', audience: 'vault' })]) }
 * ```
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export function projected(sources: readonly ProjectionSource[], options: ProjectedOptions = {}): ProjectedVolume {
  return new ProjectedVolume(sources, options);
}
