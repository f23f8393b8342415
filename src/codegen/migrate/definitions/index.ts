import type { PlanOptions } from '../plan-options';
import type { SourceObject } from '../sources';
import type { Trials } from '../trials';
import type { Unit } from '../unit';

/** The objects of a bundle that definitions express. */
export interface Definitions {
  readonly units: readonly Unit[];
  /** Secrets that the program takes for granted. */
  readonly existing: readonly SourceObject[];
}

/** Expresses as many objects as can be by definitions. */
export function definitionsOf(trials: Trials, { secrets }: PlanOptions): Definitions {
  const existing = secrets === 'existing' ? trials.group.objects.filter(({ manifest }) => manifest.kind === 'Secret' && manifest.apiVersion === 'v1') : [];
  return { units: [], existing };
}
