import type { PlanOptions } from '../plan-options';
import type { SourceObject } from '../sources';
import type { Trials } from '../trials';
import { type Unit } from '../unit';
import { placeAccess } from './access';
import { placeConfiguration, placeIdentities } from './configuration';
import { placeLimits } from './limits';
import { Shelf } from './shelf';
import { placeStorage } from './storage';
import { placeWorkloads } from './workloads';
import { placeNetwork } from './network';
import { placeScaling } from './scaling';

/** The objects of a bundle that definitions express. */
export interface Definitions {
  readonly units: readonly Unit[];
  /** Secrets that the program takes for granted. */
  readonly existing: readonly SourceObject[];
}

/** Expresses as many objects as can be by definitions: first what others refer to. */
export function definitionsOf(trials: Trials, options: PlanOptions): Definitions {
  const shelf = new Shelf(trials, options);
  placeIdentities(shelf);
  placeAccess(shelf);
  placeConfiguration(shelf);
  placeStorage(shelf);
  placeLimits(shelf);
  placeWorkloads(shelf);
  placeNetwork(shelf);
  placeScaling(shelf);
  const given = new Set(shelf.units.flatMap((unit) => unit.objects));
  return { units: shelf.units, existing: [...shelf.taken].filter((object) => !given.has(object)) };
}
