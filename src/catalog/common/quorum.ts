import { checkInteger } from '../../core/checks';
import type { Problems } from '../../core/problems';

/** How many members a cluster has. */
export interface Members {
  /** How messages call them: `members`, `controllers`. */
  readonly what: string;
  readonly min: number;
  /** Why there must be so many. */
  readonly why: string;
}

/** Each member stands in the configuration of all others: more of them than this are a slip of the pen. */
export const mostMembers = 1_000;

/** A number of members that can be counted to; what is wrong with another one is reported by `checkMembers`. */
export function countOf(given: unknown, fallback: number, least = 1): number {
  return typeof given === 'number' && Number.isInteger(given) && given >= least && given <= mostMembers ? given : fallback;
}

/** Reports too few members, or more than can be. `problems` is at the field that says how many. */
export function checkMembers(problems: Problems, found: unknown, { what, min, why }: Members): found is number {
  if (!checkInteger(problems, found, 1, mostMembers)) return false;
  if (found < min) problems.report('catalog/too-few', { what, min, found, why });
  return found >= min;
}

/** Reports a number of voters that survives no more failures than one less does, or too few of them. */
export function checkQuorum(problems: Problems, found: unknown, members: Members): void {
  if (checkMembers(problems, found, members) && found % 2 === 0) problems.report('catalog/even-quorum', { what: members.what, found });
}

/** How many of so many voters may be away while the others still are a majority. */
export function dispensable(voters: number): number {
  return Math.max(1, Math.floor((voters - 1) / 2));
}
