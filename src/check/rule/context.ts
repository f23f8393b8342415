import { type Path, toPointer } from '../../core/json-pointer';
import type { Manifest } from '../../core/manifest';
import type { CheckArgs, CheckCode } from '../codes';

/** A problem as a rule reports it: not yet with its object and its line. */
export interface Reported {
  readonly code: CheckCode;
  readonly args: { readonly [name: string]: unknown };
  /** The field as the server names it. */
  readonly pointer: string;
  /** The key or item inside of it that is meant, for the line that is shown. @default - the field itself */
  readonly focus?: string | undefined;
}

/**
 * Where a rule stands while it walks through an object. There is one for an object, and rules enter and leave fields: a path
 * is made only when something is reported, since nearly every field that is looked at is right.
 */
export class Context {
  private readonly path: (string | number)[] = [];

  constructor(
    /** The object, decoded and with the server's defaults. */
    readonly object: Manifest,
    /** The minor version of the release that is asked: 36 for 1.36. */
    readonly minor: number,
    /** What was found so far. */
    readonly reported: Reported[] = [],
  ) {}

  /** Goes into a field or an item. */
  enter(key: string | number): void {
    this.path.push(key);
  }

  /** Goes back out of it. */
  leave(): void {
    this.path.pop();
  }

  /** Reports a problem of the value at which the rule stands. */
  report<C extends CheckCode>(code: C, args: CheckArgs<C>, focus?: string | number): void {
    const pointer = toPointer(this.path);
    this.reported.push({ code, args: args as Reported['args'], pointer, focus: focus === undefined ? undefined : toPointer([...this.path, focus]) });
  }

  /**
   * Reports a problem of a field (or item) of the value at which the rule stands. The server's path of some lists leaves out
   * the item: `focus` leads from the value to what is meant.
   */
  reportAt<C extends CheckCode>(key: string | number | Path, code: C, args: CheckArgs<C>, focus?: Path): void {
    const keys = typeof key === 'object' ? key : [key];
    this.reported.push({
      code,
      args: args as Reported['args'],
      pointer: toPointer([...this.path, ...keys]),
      focus: focus === undefined ? undefined : toPointer([...this.path, ...focus]),
    });
  }
}
