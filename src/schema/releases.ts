/** The Kubernetes releases whose facts the package carries, the newest first. `scripts/compact-schemas.ts` keeps the list. */
export const RELEASES = ['1.36', '1.35', '1.34', '1.33', '1.32', '1.31'] as const;

/** A Kubernetes release that the package knows, as `major.minor`. */
export type KubernetesRelease = (typeof RELEASES)[number];

/** The release that is meant where nobody names one: the newest. */
export const DEFAULT_RELEASE: KubernetesRelease = RELEASES[0];

/** Whether the package knows a release: `1.36`, not `v1.36` or `1.36.2`. */
export function isRelease(text: string): text is KubernetesRelease {
  return (RELEASES as readonly string[]).includes(text);
}
