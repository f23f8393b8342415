import type { Problems } from '../../core/problems';
import { nearest } from '../../core/suggest';

/** The versions of a system that have an image, and the image. */
export interface Versions {
  /** What it is called in messages. */
  readonly what: string;
  /** The image without its tag. */
  readonly repository: string;
  /** Versions that are kept up by those who make the image; the first is used when none is asked for. */
  readonly known: readonly [string, ...string[]];
  /** What follows the version in the tag. @default - nothing */
  readonly suffix?: string;
}

/** Which image runs. */
export interface VersionProps {
  /** Version, as the tag of the image begins. @default - one that is supported for long */
  readonly version?: string | undefined;
  /** Image in place of the official one: a mirror, or a version that is not known here. @default - the official image of `version` */
  readonly image?: string | undefined;
}

const releaseNumber = /^\d+(?:\.\d+)+$/;

/** The image of a version. */
export function imageOf({ version, image }: VersionProps, { repository, known, suffix = '' }: Versions): string {
  return image ?? `${repository}:${version ?? known[0]}${suffix}`;
}

/** Reports a version that has no image. `problems` is at the props. */
export function checkVersion(problems: Problems, { version, image }: VersionProps, versions: Versions): void {
  const { what, known } = versions;
  if (image !== undefined || version === undefined || known.includes(version)) return;
  const isText = typeof version === 'string';
  // `17.5` is a release of 17. Whether there is one, only the registry knows.
  const release = isText && known.some((series) => version.startsWith(`${series}.`) && releaseNumber.test(version)) ? imageOf({ version }, versions) : undefined;
  problems.at('version').report('catalog/unknown-version', { what, found: version, known, nearest: isText ? nearest(version, known) : undefined, release });
}
