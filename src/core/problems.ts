import type { ArgsOf, Code } from './codes';
import { type Diagnostic, diagnostic } from './diagnostic';
import { toPointer } from './json-pointer';
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
  private readonly list: Diagnostic[];
  private readonly owner: ProblemOwner;

  constructor(
    list: Diagnostic[] = [],
    owner: ProblemOwner = {},
    // A chain of keys and not a list: most places that are looked at have no problem, and then nobody needs the path.
    private readonly parent?: Problems,
    private readonly key?: string | number,
  ) {
    this.list = list;
    this.owner = owner;
  }

  /** The same collection, a few steps further into the props. */
  at(key?: string | number, second?: string | number, third?: string | number): Problems {
    if (key === undefined) return this;
    const place = new Problems(this.list, this.owner, this, key);
    return second === undefined ? place : place.at(second, third);
  }

  /** The same collection, at the end of a path from here. */
  along(path: readonly (string | number)[]): Problems {
    return path.reduce<Problems>((place, key) => place.at(key), this);
  }

  /** The same collection, of another owner. */
  ownedBy(owner: ProblemOwner): Problems {
    return new Problems(this.list, owner);
  }

  /** A collection of its own, with the same owner. */
  apart(): Problems {
    return new Problems([], this.owner);
  }

  /** Adds one problem at this path. */
  report<C extends Code>(code: C, args: ArgsOf<C>): void {
    const { object, trace } = this.owner;
    this.list.push(diagnostic(code, args, { object, trace, pointer: this.pointer }));
  }

  /** The field that this place is, if it is one: no item of a list, and not all of the props. */
  get field(): string | undefined {
    return typeof this.key === 'string' ? this.key : undefined;
  }

  /** JSON pointer to this place, for messages that name another place. */
  get pointer(): string {
    return toPointer(this.path);
  }

  private get path(): (string | number)[] {
    return this.parent === undefined ? [] : [...this.parent.path, this.key!];
  }

  /** Whether something was reported at this place: what follows from it need not be said as well. */
  get isReported(): boolean {
    if (this.list.length === 0) return false;
    const { pointer } = this;
    return this.list.some((reported) => reported.pointer === pointer);
  }

  /** All that was reported so far, here and at every other path of the same definition. */
  get reported(): readonly Diagnostic[] {
    return this.list;
  }
}
