import { isPlainMap } from '../../core/plain-map';
import type { Code } from '../print/code';

/** A value that several definitions share. */
export interface Constant {
  readonly name: string;
  readonly value: Code;
}

/** Whether a constant needs its literal types: words of a map would become any text. */
export function isLiteral({ value: code }: Constant): boolean {
  return code.type === 'value' && (isPlainMap(code.value) || Array.isArray(code.value));
}
