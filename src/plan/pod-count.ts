/** How many pods a workload has, as far as manifests say: from the least to the most where an autoscaler decides. */
export interface PodCount {
  readonly least: number;
  readonly most: number;
  /** Name of the autoscaler that decides. @default - the manifest says it */
  readonly autoscaler?: string | undefined;
}

/** `3`, `2 to 10`. */
export function countInWords({ least, most }: PodCount): string {
  return least === most ? String(least) : `${least} to ${most}`;
}
