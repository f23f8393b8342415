import { checkFields, checkMap, checkText } from '../core/checks';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import type { Acknowledgement } from '../plan/types';

const fields: ReadonlySet<string> = new Set(['code', 'object', 'to', 'reason'] satisfies (keyof Acknowledgement)[]);

/** Checks the dangers that somebody accepts. Whether a code and an object are there, the plan says. */
export function normalizeAcknowledged(input: unknown, problems: Problems): Acknowledgement[] {
  return itemsOf(problems, input).flatMap(([item, at]) => {
    if (!checkMap(at, item, 'a danger that is accepted, as { code, object, to, reason }')) return [];
    checkFields(at, item, fields);
    const { code, object, to, reason } = item;
    const well = [
      checkText(at.at('code'), code, 'the code of a reason, such as "data/claim-removed"'),
      checkText(at.at('object'), object, 'an object, such as "PersistentVolumeClaim/shop/data"'),
      checkText(at.at('reason'), reason, 'why it is accepted'),
    ].every(Boolean);
    return well ? [{ code, object, ...(to === undefined ? undefined : { to }), reason } as Acknowledgement] : [];
  });
}
