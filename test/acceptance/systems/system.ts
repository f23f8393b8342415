import type { Bundle } from '../bundle/bundle';
import type { Particulars } from './particulars';

/** Something that is proved: a bundle, and what it does not tell of itself. */
export interface System {
  readonly name: string;
  readonly bundle: Bundle;
  readonly particulars: Particulars;
}
