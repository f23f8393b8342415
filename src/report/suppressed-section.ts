import type { Finding } from '../check/finding';
import { formatObjectId } from '../core/object-id';
import { bare } from '../core/show';
import type { Paint } from './report-options';

const mostObjects = 3;

/** Findings that somebody accepted, with the reason: one line for each code and reason; `undefined` where there are none. */
export function suppressedSection(findings: readonly Finding[], paint: Paint): string | undefined {
  const rows = new Map<string, { code: string; reason: string; objects: string[] }>();
  for (const { code, object, suppressed } of findings) {
    if (suppressed === undefined) continue;
    const key = `${code} ${suppressed.reason}`;
    let row = rows.get(key);
    if (row === undefined) rows.set(key, row = { code, reason: suppressed.reason, objects: [] });
    const name = object === undefined ? 'all' : formatObjectId(object);
    if (!row.objects.includes(name)) row.objects.push(name);
  }
  if (rows.size === 0) return undefined;
  const lines = [...rows.values()].map(({ code, reason, objects }) => {
    const more = objects.length > mostObjects ? ` and ${objects.length - mostObjects} more` : '';
    return `  ${code}  ${objects.slice(0, mostObjects).join(', ')}${more}  (${bare(reason)})`;
  });
  return [paint.bold('suppressed'), ...lines.map((line) => paint.dim(line))].join('\n');
}
