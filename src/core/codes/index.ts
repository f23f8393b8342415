import { accessCodes } from './access';
import { bundleCodes } from './bundle';
import { catalogCodes } from './catalog';
import type { CodeFacts } from './code';
import { configCodes } from './config';
import { containerCodes } from './containers';
import { jobCodes } from './jobs';
import { manifestCodes } from './manifest';
import { nameCodes } from './names';
import { networkCodes } from './network';
import { outputCodes } from './output';
import { overrideCodes } from './override';
import { placementCodes } from './placement';
import { referenceCodes } from './references';
import { scalingCodes } from './scaling';
import { secretCodes } from './secret';
import { storageCodes } from './storage';
import { suppressionCodes } from './suppression';
import { valueCodes } from './values';
import { workloadCodes } from './workload';

/** Every diagnostic code with its facts. Each area has a file of its own beside this one. */
export const codes = {
  ...valueCodes,
  ...nameCodes,
  ...referenceCodes,
  ...bundleCodes,
  ...outputCodes,
  ...overrideCodes,
  ...containerCodes,
  ...workloadCodes,
  ...jobCodes,
  ...manifestCodes,
  ...networkCodes,
  ...accessCodes,
  ...scalingCodes,
  ...placementCodes,
  ...configCodes,
  ...secretCodes,
  ...storageCodes,
  ...catalogCodes,
  ...suppressionCodes,
} as const;

// `Extract` takes nothing away: with it, the compiler and the API reference say `Code` instead of two hundred texts.
/** The code of a diagnostic: `area/what-is-wrong`; docs/diagnostics.md lists them. */
export type Code = Extract<keyof typeof codes, string>;

/** The facts that a code's words are made of. */
export type ArgsOf<C extends Code> = (typeof codes)[C] extends CodeFacts<infer A> ? A : never;

export type { CodeFacts };
