/**
 * What a change does to a running cluster, from harmless to refused:
 *
 * - `none`: the cluster sees no difference;
 * - `metadata`: labels or annotations of the object itself, nothing runs differently;
 * - `in-place`: it takes effect without replacing pods;
 * - `create`: the object is new;
 * - `rollout`: pods are replaced;
 * - `delete`: the object goes away, where the tool that applies the bundle prunes;
 * - `recreate`: the object can only be deleted and made again;
 * - `data-risk`: stored data may be lost or left behind;
 * - `refused`: the API server says no.
 */
export const EFFECTS = ['none', 'metadata', 'in-place', 'create', 'rollout', 'delete', 'recreate', 'data-risk', 'refused'] as const;

/** What a change does; see `EFFECTS`. */
export type Effect = (typeof EFFECTS)[number];

/** The most severe of some effects; `none` where there are none. */
export function worst(effects: Iterable<Effect>): Effect {
  let found = 0;
  for (const effect of effects) found = Math.max(found, EFFECTS.indexOf(effect));
  return EFFECTS[found]!;
}
