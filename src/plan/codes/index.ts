import { dataCodes } from './data';
import { effectCodes } from './effects';
import type { ReasonFacts } from './facts';
import { refusedCodes } from './refused';

/** Every reason for an effect, with its facts. Each area has a file of its own beside this one. */
export const reasonCodes = {
  ...refusedCodes,
  ...dataCodes,
  ...effectCodes,
} as const;

/** Why a change has its effect: `area/what-happens`. */
export type ReasonCode = Extract<keyof typeof reasonCodes, string>;

/** The facts that a reason's words are made of. */
export type ReasonArgs<C extends ReasonCode> = (typeof reasonCodes)[C] extends ReasonFacts<infer A> ? A : never;

export { type ConsequenceArgs, type ConsequenceCode, consequenceCodes } from './consequences';
