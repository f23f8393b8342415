import type { ObjectSchema } from '../../schema/schema';
import type { Context } from '../rule/context';

/** Reports what the API server cannot decode, under strict field validation. */
export function decode(object: unknown, schema: ObjectSchema, at: Context): void {
  void object; void schema; void at;
}
