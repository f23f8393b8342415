import { formatObjectId, type ObjectId } from '../../core/object-id';
import { barePath, show } from '../../core/show';
import type { Effect, Plan, PlanChange, Reason } from '../../plan';
import type { Paint } from '../report-options';
import { reportPlace } from '../report-path';

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
export function nameOf({ object, cluster }: PlanChange): string {
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
export function fieldInWords({ pointer, from, to }: Reason): string | undefined {
  if (pointer === '' && from === undefined && to === undefined) return undefined;
  const values = from === undefined && to === undefined ? '' : from === undefined ? `  + ${show(to)}` : to === undefined ? `  - ${show(from)}` : `  ${show(from)} -> ${show(to)}`;
  return `${barePath(pointer)}${values}`;
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
