import { groupObjects } from './bundles';
import type { Constant } from './constant';
import { liftConstants } from './constants';
import { BundlePlanner } from './bundle-planner';
import type { ProgramFile } from './plain-units';
import type { PlanOptions } from './plan-options';
import { Names } from '../print/identifiers';
import type { LeftOut, SourceObject } from './sources';
import type { BundlePlan, Workshop } from './unit';

/** A program before it is printed. */
export interface ProgramPlan {
  readonly bundles: readonly BundlePlan[];
  /** Values that definitions of a bundle share. */
  readonly constants: ReadonlyMap<BundlePlan, readonly Constant[]>;
  readonly files: readonly ProgramFile[];
  readonly leftOut: readonly LeftOut[];
  /** What the program has to give. */
  readonly objects: readonly SourceObject[];
}

/** Decides how each object is expressed: as high as it can be without anything lost or added. */
export function planProgram(objects: readonly SourceObject[], workshop: Workshop, options: PlanOptions): ProgramPlan {
  const taken = ['app', 'bundle', 'join', '__dirname', ...workshop.names];
  const names = new Names(taken);
  const groups = groupObjects(objects, options.grouping, options.fallback);
  const planners = groups.map((group) => new BundlePlanner(group, workshop, names, options));
  const lifted = planners.map((planner) => liftConstants(planner.plan(), taken));
  const bundles = lifted.map(({ bundle }) => bundle);
  return {
    bundles,
    constants: new Map(lifted.map(({ bundle, constants }) => [bundle, constants])),
    files: [...options.files.values()],
    leftOut: planners.flatMap((planner) => planner.leftOut),
    objects: bundles.flatMap(({ units }) => units.flatMap((unit) => unit.objects)),
  };
}
