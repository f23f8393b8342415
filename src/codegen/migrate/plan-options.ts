import type { Grouping } from './bundles';
import type { ProgramFile } from './plain-units';
import type { SourceObject } from './sources';
import type { Level } from './unit';
import type { Defaulted } from './without-defaults';

/** Where values of Secrets go: nowhere, or into files that are not committed. */
export type SecretsChoice = 'existing' | 'file';

/** How a program is made. */
export interface PlanOptions {
  readonly grouping: Grouping;
  readonly secrets: SecretsChoice;
  /** Id of a bundle whose objects say nothing that would name it. */
  readonly fallback: string;
  /** What stands beside the program; the plan adds to it. */
  readonly files: Map<string, ProgramFile>;
  /** What a server would store, where defaults were taken out of the objects. @default - they are as they were given */
  readonly stored?: Defaulted | undefined;
  /** The lowest level that an object may have, where a proof found that a higher one does not work. */
  readonly lowered?: ReadonlyMap<SourceObject, Level> | undefined;
}
