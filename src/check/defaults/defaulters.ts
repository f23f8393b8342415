import type { Defaulter, Defaulters } from './fill';
import { otherDefaulters } from './others';
import { podDefaulters } from './pods';
import { workloadDefaulters } from './workloads';

const defaulters: Defaulters = { ...podDefaulters, ...workloadDefaulters, ...otherDefaulters };

/** What the server's code sets in objects of a type, beside what their definition says; `undefined` for nothing. */
export function defaulterOf(type: string): Defaulter<object> | undefined {
  return Object.hasOwn(defaulters, type) ? (defaulters[type] as Defaulter<object> | undefined) : undefined;
}
