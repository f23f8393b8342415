import type { Finding } from '../check/finding';

/** A finding, and others that say the same of other places. */
export interface Fold {
  readonly first: Finding;
  readonly others: readonly Finding[];
}

interface OpenFold extends Fold {
  readonly others: Finding[];
}

/** Of one code, so many different messages are shown in full. */
const mostFull = 3;

/**
 * Puts findings together that a reader needs once: those with equal words, and of a code that was found with many different words
 * all behind the first few. Codes stay in the order in which they were first found.
 */
export function folded(findings: readonly Finding[]): Fold[] {
  const groups = new Map<string, { readonly byWords: Map<string, OpenFold>; last?: OpenFold }>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.kubernetes.join()}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, group = { byWords: new Map() });
    const words = `${finding.message}\n${finding.help ?? ''}`;
    const same = group.byWords.get(words) ?? (group.byWords.size < mostFull ? undefined : group.last);
    if (same === undefined) group.byWords.set(words, group.last = { first: finding, others: [] });
    else same.others.push(finding);
  }
  return [...groups.values()].flatMap(({ byWords }) => [...byWords.values()]);
}
