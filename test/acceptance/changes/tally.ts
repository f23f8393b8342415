import { EDITS } from './choose';
import type { Observed } from './prove-changes';

/** A table of what was changed, and of what became of it. Only changes that went as the plan said are in it. */
export function changesTable(seen: readonly Observed[]): string {
  const count = (list: readonly Observed[], actual: Observed['actual']): string => String(list.filter((one) => one.actual === actual).length || '');
  const row = (name: string, list: readonly Observed[]): string => (
    `| ${name} | ${list.length} | ${count(list, 'refused')} | ${count(list, 'replaced')} | ${count(list, 'kept')} |`);
  return [
    '| Change | Times | Refused | Pods replaced | Nothing replaced |',
    '|---|---|---|---|---|',
    ...EDITS.flatMap(({ name }) => {
      const list = seen.filter((one) => one.edit === name);
      return list.length === 0 ? [] : [row(name, list)];
    }),
    row('**all**', seen),
  ].join('\n');
}
