import type { ArgsOf, Code } from './codes';
import { type Diagnostic, diagnostic } from './diagnostic';
import { type Path, toPointer } from './json-pointer';
import type { ObjectId } from './object-id';
import type { SourceTrace } from './source';

/** Whose problems are collected: the object that a definition makes, and the line that defined it. */
export interface ProblemOwner {
  readonly object?: ObjectId | undefined;
  readonly trace?: SourceTrace | undefined;
}

/**
 * Collects what is wrong with one definition, with the path into its props, so that everything is said at once.
 * `problems.at('ports', 'http').report('value/out-of-range', { min: 1, max: 65535, found: 0 })`
 */
export class Problems {
  constructor(
    private readonly list: Diagnostic[] = [],
    private readonly owner: ProblemOwner = {},
    private readonly path: Path = [],
  ) {}

  /** The same collection, one or more steps further into the props. */
  at(...keys: (string | number)[]): Problems {
    return new Problems(this.list, this.owner, [...this.path, ...keys]);
  }

  /** Adds one problem at this path. */
  report<C extends Code>(code: C, args: ArgsOf<C>): void {
    this.list.push(diagnostic(code, args, { ...this.owner, pointer: toPointer(this.path) }));
  }

  /** JSON pointer to this place, for messages that name another place. */
  get pointer(): string {
    return toPointer(this.path);
  }

  /** All that was reported so far, here and at every other path of the same definition. */
  get reported(): readonly Diagnostic[] {
    return this.list;
  }
}
