import { checkQuantity, type Quantity, quantityValue } from '../core/quantity';
import type { Read } from './read-fields';

const oneMebibyte = quantityValue('1Mi')!;

/** The size of a volume: above zero. Sizes of a few bytes are pointed out, since most likely the unit is missing. */
export const size: Read<Quantity> = (problems, value) => {
  if (!checkQuantity(problems, value, 'positive')) return undefined;
  if (quantityValue(value)! < oneMebibyte) problems.report('storage/tiny-size', { found: value });
  return value;
};
