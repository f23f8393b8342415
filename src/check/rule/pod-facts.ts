import type { ObjectMeta, PodSpec, Volume } from '../../../generated/kubernetes';

/** What the rules of a pod's parts need to know of the whole pod. */
export interface PodFacts {
  readonly spec: PodSpec;
  /** Metadata of the pod or of its template. */
  readonly metadata: ObjectMeta;
  /** Whether the object itself is a pod, rather than something that makes pods from a template. */
  readonly own: boolean;
  /** Volumes by name; those that are themselves refused do not count. */
  readonly volumes: ReadonlyMap<string, Volume>;
  /** Names of the claims to devices. */
  readonly claims: ReadonlySet<string>;
}
