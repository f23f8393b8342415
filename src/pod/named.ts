import type { Target } from '../core/references';

/** An object that another one refers to by name: the name itself, or the definition that owns it. */
export type NameOrReference = string | NamedReference;

/** A definition that others refer to by name. */
export interface NamedReference {
  /** `metadata.name`. */
  readonly name: string;
  /** What the name stands for, so that a reference across namespaces or clusters is noticed. @default - not known */
  readonly target?: Target | undefined;
}
