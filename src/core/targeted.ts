import type { Target } from './references';

/** Anything that stands for one object: a definition, a reference. */
export interface Targeted {
  readonly target: Target;
}

/** Whether a value that came from outside stands for one object. */
export function isTargeted(value: unknown): value is Targeted {
  if (typeof value !== 'object' || value === null || !('target' in value)) return false;
  const { target } = value;
  return typeof target === 'object' && target !== null && 'kind' in target && 'name' in target;
}
