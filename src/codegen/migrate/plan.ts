import { groupObjects } from './bundles';
import { BundlePlanner } from './bundle-planner';
import type { ProgramFile } from './plain-units';
import type { PlanOptions } from './plan-options';
import { Names } from '../print/identifiers';
import type { LeftOut, SourceObject } from './sources';
import type { BundlePlan, Workshop } from './unit';

/** A program before it is printed. */
export interface ProgramPlan {
  readonly bundles: readonly BundlePlan[];
  readonly files: readonly ProgramFile[];
  readonly leftOut: readonly LeftOut[];
  /** What the program has to give. */
  readonly objects: readonly SourceObject[];
}

/** Decides how each object is expressed: as high as it can be without anything lost or added. */
export function planProgram(objects: readonly SourceObject[], workshop: Workshop, options: PlanOptions): ProgramPlan {
  const names = new Names(['app', 'bundle', 'join', '__dirname', ...workshop.names]);
  const groups = groupObjects(objects, options.grouping, options.fallback);
  const planners = groups.map((group) => new BundlePlanner(group, workshop, names, options));
  const bundles = planners.map((planner) => planner.plan());
  return {
    bundles,
    files: [...options.files.values()],
    leftOut: planners.flatMap((planner) => planner.leftOut),
    objects: bundles.flatMap(({ units }) => units.flatMap((unit) => unit.objects)),
  };
}
