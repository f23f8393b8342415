import { sameData } from '../schema/plain-data';
import { slashedName } from '../core/object-id';
import type { Pair } from './match';
import type { Acknowledgement, Reason } from './types';

/** Marks the reasons that somebody accepts; says which acknowledgements match nothing. */
export function acknowledge(
  pairs: readonly Pair[], reasons: readonly Reason[][], acknowledged: readonly Acknowledgement[],
): { readonly unmatched: readonly Acknowledgement[] } {
  const unmatched = acknowledged.filter((accepted) => {
    let found = false;
    pairs.forEach(({ from, to }, index) => {
      if (slashedName((to ?? from)!.id) !== accepted.object) return;
      reasons[index]!.forEach((reason, position) => {
        if (reason.code !== accepted.code || !sameData(reason.to, accepted.to)) return;
        found = true;
        // The getter of the source stays what it is.
        reasons[index]![position] = Object.defineProperty(reason, 'acknowledged', { value: accepted.reason, enumerable: true });
      });
    });
    return !found;
  });
  return { unmatched };
}
