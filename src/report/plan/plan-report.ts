import { formatObjectId, type ObjectId, slashedName } from '../../core/object-id';
import { barePath, listedBare } from '../../core/show';
import type { Acknowledgement, Consequence, Effect, Plan, PlanChange, Reason } from '../../plan';
import type { Paint } from '../report-options';
import { reportPlace } from '../report-path';
import { changeInWords, valueInWords } from './value-words';

/** What a report of a plan needs to know beside the plan. */
export interface PlanReportOptions {
  /** What the plan compares with, in the user's words: `main (5f2c1aa)`. */
  readonly base: string;
  /** Absolute path of the folder that paths are shown relative to. */
  readonly folder: string;
  /** @default - no colours */
  readonly paint?: Paint | undefined;
  /** Version of this package. @default - not said */
  readonly version?: string | undefined;
}

/** Effects from the most severe down, as people call them. */
export const EFFECT_WORDS: readonly (readonly [effect: Effect, words: string])[] = [
  ['refused', 'refused'], ['data-risk', 'data at risk'], ['recreate', 'made anew'], ['delete', 'deleted'], ['rollout', 'rolled out'],
  ['create', 'created'], ['in-place', 'changed in place'], ['metadata', 'metadata only'], ['none', 'unchanged'],
];

/** Effects that somebody has to think about. */
export const DANGEROUS: ReadonlySet<Effect> = new Set<Effect>(['refused', 'data-risk', 'recreate', 'delete']);

/** `1 refused, 2 rolled out, 12 unchanged`. */
export function countsInWords({ summary }: Plan): string {
  const parts = EFFECT_WORDS.filter(([effect]) => summary[effect] > 0).map(([effect, words]) => `${summary[effect]} ${words}`);
  return parts.length === 0 ? 'no objects on either side' : parts.join(', ');
}

/** Whether nothing happens to anything. */
export function isQuiet({ summary }: Plan): boolean {
  return EFFECT_WORDS.every(([effect]) => effect === 'none' || summary[effect] === 0);
}

/** The name of an object with the cluster that it is in, where there are several. */
export function nameOf({ object, cluster }: { readonly object: ObjectId; readonly cluster?: string | undefined }): string {
  return cluster === undefined ? formatObjectId(object) : `${cluster}: ${formatObjectId(object)}`;
}

/** Reasons of one code and one message, whatever fields they are for, the most severe first. */
export interface ReasonGroup {
  readonly first: Reason;
  readonly all: readonly Reason[];
}

/** Joins the reasons that say the same of several fields. */
export function reasonGroups(reasons: readonly Reason[]): readonly ReasonGroup[] {
  const groups = new Map<string, { first: Reason; all: Reason[] }>();
  for (const reason of reasons) {
    const key = `${reason.code}\n${reason.message}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: reason, all: [reason] });
    else group.all.push(reason);
  }
  const order = EFFECT_WORDS.map(([effect]) => effect);
  return [...groups.values()].sort((a, b) => order.indexOf(a.first.effect) - order.indexOf(b.first.effect));
}

/** `/spec/template/spec/containers/0/image  "nginx:1.27" -> "nginx:1.28"`. */
function fieldInWords({ pointer, from, to }: Reason): string | undefined {
  if (pointer === '' && from === undefined && to === undefined) return undefined;
  const values = changeInWords(from, to);
  return values === '' ? barePath(pointer) : `${barePath(pointer)}  ${values}`;
}

/** The line of a reason, where it is known. */
export function placeOf({ source }: Reason, folder: string): string | undefined {
  return source === undefined ? undefined : reportPlace(source, folder);
}

/** Whether a step is a command, which starts with the name of its program. */
export function isCommand(step: string): boolean {
  return /^(?:kubectl|kubeloom|git|helm|flux|argocd) /.test(step);
}

/** An object as JSON has it. */
export function objectAsData({ apiVersion, kind, namespace, name }: ObjectId): object {
  return { apiVersion, kind, namespace, name };
}

/** `and 3 more fields`. */
export function moreFields(number: number): string {
  return `and ${number} more ${number === 1 ? 'field' : 'fields'}`;
}

/** Codes that say no more than that a field changed. */
const PLAIN: ReadonlySet<string> = new Set(['object/changed', 'object/metadata', 'object/api-version']);

/** What is said of an object that nobody has to think about. */
export interface Harmless {
  readonly words: string;
  readonly fields: readonly string[];
  readonly remedy: readonly string[];
}

/**
 * What an object that nobody has to think about does, on one line: the worst of it, and what says more than that a field changed.
 * Where nothing does, the fields say it all.
 */
export function harmlessInWords({ reasons }: PlanChange): Harmless {
  const [first, ...others] = reasonGroups(reasons) as [ReasonGroup, ...ReasonGroup[]];
  const told = others.filter(({ first: { code } }) => !PLAIN.has(code));
  const left = others.filter(({ first: { code } }) => PLAIN.has(code)).reduce((sum, { all }) => sum + all.length, 0);
  if (first.first.code === 'object/changed' && told.length === 0) return { words: '', fields: [first, ...others].flatMap(fieldsOf), remedy: [] };
  const words = [first, ...told].map(({ first: { message } }) => message).join('; ');
  return {
    words: left === 0 ? words : `${words}, and ${left} more ${left === 1 ? 'change' : 'changes'}`,
    fields: fieldsOf(first),
    remedy: [first, ...told].flatMap((group) => group.first.remedy),
  };
}

/** The fields of a group, each with what it was and what it becomes. */
export function fieldsOf({ all }: ReasonGroup): string[] {
  return all.flatMap((reason) => fieldInWords(reason) ?? []);
}

/** So many of one sort are told in full; from the next on, the first one of them and the names of the others. */
const MOST_ALIKE = 3;

/** One thing that is told in full, and others of which the same can be said. */
export interface Alike<T> {
  readonly shown: T;
  readonly others: readonly T[];
}

/** Joins what is alike where there is much of it. */
export function alike<T>(all: readonly T[], sortOf: (one: T) => string): readonly Alike<T>[] {
  const sorts = new Map<string, T[]>();
  for (const one of all) {
    const sort = sortOf(one);
    const list = sorts.get(sort);
    if (list === undefined) sorts.set(sort, [one]);
    else list.push(one);
  }
  return [...sorts.values()].flatMap((list): Alike<T>[] =>
    (list.length > MOST_ALIKE ? [{ shown: list[0]!, others: list.slice(1) }] : list.map((shown) => ({ shown, others: [] }))));
}

/** What makes two changes alike: the codes of what somebody has to think about, and whether that is accepted. */
export function sortOfChange({ reasons, object: { kind } }: PlanChange): string {
  const codes = reasons.filter(({ effect }) => DANGEROUS.has(effect)).map(({ code, acknowledged = '' }) => `${code} ${acknowledged}`);
  return [kind, ...new Set(codes)].join('\n');
}

/** What makes two consequences alike. */
export function sortOfConsequence({ code, severity, object: { kind } }: Consequence): string {
  return [code, severity, kind].join('\n');
}

/** `and the same for 12 more: Deployment shop/a, Deployment shop/b and 10 more`. */
export function othersInWords(names: readonly string[]): string {
  return `and the same for ${names.length} more: ${listedBare(names)}`;
}

/** Why an acknowledgement is of no use: `accepted for "a", and is "b"`, where what it accepts happens with another value. */
export function unmatchedInWords({ changes }: Plan, { code, object, to }: Acknowledgement): string {
  const now = changes.flatMap((change) => (slashedName(change.object) === object ? change.reasons : [])).filter((reason) => reason.code === code);
  if (now.length === 0) return 'it does not happen (any more): take it out';
  const values = new Set(now.map((reason) => (reason.to === undefined ? 'none' : valueInWords(reason.to))));
  return `accepted for ${to === undefined ? 'no value' : valueInWords(to)}, and it is ${[...values].join(', ')}`;
}
