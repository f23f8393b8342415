import { bundleCodes } from './bundle';
import type { CodeFacts } from './code';
import { nameCodes } from './names';
import { overrideCodes } from './override';
import { referenceCodes } from './references';
import { valueCodes } from './values';

/** Every diagnostic code with its facts. Each area has a file of its own beside this one. */
export const codes = {
  ...valueCodes,
  ...nameCodes,
  ...referenceCodes,
  ...bundleCodes,
  ...overrideCodes,
} as const;

/** The code of a diagnostic: `area/what-is-wrong`. */
export type Code = keyof typeof codes;

/** The facts that a code's words are made of. */
export type ArgsOf<C extends Code> = (typeof codes)[C] extends CodeFacts<infer A> ? A : never;

export type { CodeFacts };
