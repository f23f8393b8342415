import type { Finding } from '../check/finding';

/** A finding, and others that say the same of other places. */
export interface Fold {
  readonly first: Finding;
  readonly others: readonly Finding[];
}

interface OpenFold extends Fold {
  readonly others: Finding[];
}

/** Of one code, so many different next steps are shown in full. */
const mostFull = 3;

/**
 * Puts findings together that a reader needs once: those of one code with the same next step, and of a code with many different
 * ones all behind the first few. Codes stay in the order in which they were first found.
 */
export function folded(findings: readonly Finding[]): Fold[] {
  const groups = new Map<string, { readonly byHelp: Map<string, OpenFold>; last?: OpenFold }>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.kubernetes.join()}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, group = { byHelp: new Map() });
    // A problem without a next step is told by its message.
    const help = finding.help ?? finding.message;
    const same = group.byHelp.get(help) ?? (group.byHelp.size < mostFull ? undefined : group.last);
    if (same === undefined) group.byHelp.set(help, group.last = { first: finding, others: [] });
    else same.others.push(finding);
  }
  return [...groups.values()].flatMap(({ byHelp }) => [...byHelp.values()]);
}
