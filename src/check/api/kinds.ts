import type { Manifest } from '../../core/manifest';
import type { Rule } from '../rule/rules';

const kinds: { readonly [kind: string]: Rule<never> } = {};

/** What the API server checks of a kind, after decoding and defaulting; `undefined` for a kind without rules. */
export function rulesOf(apiVersion: string, kind: string): Rule<Manifest> | undefined {
  return kinds[`${apiVersion}/${kind}`] as Rule<Manifest> | undefined;
}
