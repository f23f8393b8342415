import type { Severity } from '../../core/codes/code';
import { type Path, toPointer } from '../../core/json-pointer';
import type { Manifest } from '../../core/manifest';
import type { SourceLocation } from '../../core/source';
import type { CheckArgs, CheckCode } from '../codes';
import type { PodFacts } from './pod-facts';

/** A problem as a rule reports it: not yet with its object and its line. */
export interface Reported {
  readonly code: CheckCode;
  readonly args: { readonly [name: string]: unknown };
  /** The field as the server names it. */
  readonly pointer: string;
  /** The key or item inside of it that is meant, for the line that is shown. @default - the field itself */
  readonly focus?: string | undefined;
  /** @default - that of the code */
  readonly severity?: Severity | undefined;
  /** Its line, of a text in which there is no object. @default - found by the pointer */
  readonly source?: SourceLocation | undefined;
}

/**
 * Where a rule stands while it walks through an object. There is one for an object, and rules enter and leave fields: a path
 * is made only when something is reported, since nearly every field that is looked at is right.
 */
export class Context {
  /** The pod in which the rule stands, for rules of its parts. */
  pod: PodFacts | undefined;
  private readonly path: (string | number)[] = [];
  /** Where the value really is, while the server's path leads elsewhere. */
  private real: (string | number)[] | undefined;

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
    this.real?.push(key);
  }

  /** Goes back out of it. */
  leave(): void {
    this.path.pop();
    this.real?.pop();
  }

  /**
   * Goes into a value for which the server has a path of its own: it leaves out an index, or spells a field otherwise. What
   * `visit` reports has the server's path, and is shown where the value is.
   */
  enterAs(server: Path, real: Path, visit: () => void): void {
    const outer = this.real;
    this.real = [...(outer ?? this.path), ...real];
    this.path.push(...server);
    visit();
    this.path.length -= server.length;
    this.real = outer;
  }

  /** Reports a problem of the value at which the rule stands. */
  report<C extends CheckCode>(code: C, args: CheckArgs<C>, focus?: string | number): void {
    this.push(code, args, [], focus === undefined ? undefined : [focus]);
  }

  /**
   * Reports a problem of a field (or item) of the value at which the rule stands. The server's path of some lists leaves out
   * the item: `focus` leads from the value to what is meant.
   */
  reportAt<C extends CheckCode>(key: string | number | Path, code: C, args: CheckArgs<C>, focus?: Path): void {
    const keys = typeof key === 'object' ? key : [key];
    this.push(code, args, keys, focus);
  }

  private push(code: CheckCode, args: unknown, keys: Path, focus: Path | undefined): void {
    const real = this.real ?? this.path;
    const elsewhere = focus !== undefined || this.real !== undefined;
    this.reported.push({
      code,
      args: args as Reported['args'],
      pointer: toPointer([...this.path, ...keys]),
      focus: elsewhere ? toPointer([...real, ...(focus ?? keys)]) : undefined,
    });
  }
}
