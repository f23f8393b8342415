import type { Path } from '../core/json-pointer';
import type { KubernetesRelease } from '../schema/releases';
import type { ReasonArgs, ReasonCode } from './codes';

/** Why a change has its effect, before it got its words. */
export interface Reported {
  readonly code: ReasonCode;
  readonly args: { readonly [name: string]: unknown };
  /** Into the new object, or into the old one where the new one has nothing there. */
  readonly path: Path;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Takes what the rules of a plan find out about one object. */
export interface Reporter {
  report<C extends ReasonCode>(code: C, args: ReasonArgs<C>, place: { readonly path: Path; readonly from?: unknown; readonly to?: unknown }): void;
}

/** The minor version of a release: 36 of `1.36`. */
export function minorOf(release: KubernetesRelease): number {
  return Number(release.slice(release.indexOf('.') + 1));
}
