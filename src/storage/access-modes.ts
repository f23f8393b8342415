import { checkOneOf } from '../core/checks';
import type { Problems } from '../core/problems';
import type { AccessMode } from '../core/volume-fit';
import type { Read } from './read-fields';

export type { AccessMode };

/**
 * One access mode or several.
 * - `ReadWriteOnce`: read and written by the pods of one node.
 * - `ReadOnlyMany`: read by the pods of many nodes.
 * - `ReadWriteMany`: read and written by the pods of many nodes; only shared file systems (and raw block devices) can.
 * - `ReadWriteOncePod`: read and written by one pod of the whole cluster; stands alone, and needs a CSI driver.
 *
 * A mode says what a volume can do, and which claims it fits: once it is mounted, Kubernetes enforces only `ReadWriteOncePod`.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export type AccessModes = AccessMode | readonly AccessMode[];

const words: readonly AccessMode[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
const short: { readonly [word: string]: AccessMode } = {
  RWO: 'ReadWriteOnce', ROX: 'ReadOnlyMany', RWX: 'ReadWriteMany', RWOP: 'ReadWriteOncePod',
};

/** The modes as a list without repetitions. */
export const accessModes: Read<readonly AccessMode[]> = (problems, value) => {
  if (typeof value === 'string') return readModes(problems, [value], [problems]);
  if (Array.isArray(value) && value.length > 0) return readModes(problems, value, value.map((_, index) => problems.at(index)));
  problems.report('value/wrong-type', { expected: 'an access mode or a list of them', found: value });
  return undefined;
};

function readModes(problems: Problems, values: readonly unknown[], places: readonly Problems[]): AccessMode[] | undefined {
  const modes = new Set<AccessMode>();
  let well = true;
  values.forEach((value, index) => {
    const place = places[index]!;
    if (typeof value === 'string' && value in short) {
      place.report('value/not-one-of', { expected: words, found: value, nearest: short[value] });
      well = false;
    } else if (checkOneOf(place, value, words)) modes.add(value);
    else well = false;
  });
  if (!well) return undefined;
  if (modes.size === 1 || !modes.has('ReadWriteOncePod')) return [...modes];
  problems.report('storage/exclusive-access-mode', { modes: [...modes] });
  return undefined;
}
