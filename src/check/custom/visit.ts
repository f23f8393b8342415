import { type Path, toPointer } from '../../core/json-pointer';
import type { CheckArgs, CheckCode } from '../codes';
import { Context, type Reported } from '../rule/context';

/** Where a check of a custom resource stands, and what it found. */
export class Visit {
  found: Reported[] = [];
  private readonly path: (string | number)[] = [];

  /** Looks at a field or an item. */
  within<T>(key: string | number, look: () => T): T {
    this.path.push(key);
    const result = look();
    this.path.pop();
    return result;
  }

  report<C extends CheckCode>(code: C, args: CheckArgs<C>, keys: Path = []): void {
    this.found.push({ code, args: args as Reported['args'], pointer: toPointer([...this.path, ...keys]) });
  }

  /** Reports a problem of the value itself that the server places nowhere. */
  reportNowhere<C extends CheckCode>(code: C, args: CheckArgs<C>): void {
    this.found.push({ code, args: args as Reported['args'], pointer: '', focus: toPointer(this.path) });
  }

  /** A context at the same place, for rules that all objects share. */
  context(minor: number): Context {
    const context = new Context({ apiVersion: '', kind: '' }, minor, this.found);
    for (const key of this.path) context.enter(key);
    return context;
  }

  /** What a look finds, without that it counts as found. */
  aside(look: () => void): readonly Reported[] {
    const before = this.found;
    this.found = [];
    look();
    const apart = this.found;
    this.found = before;
    return apart;
  }

  /** Where it stands, and how much it has found: to come back to when a look was broken off. */
  mark(): () => void {
    const [depth, count, { found }] = [this.path.length, this.found.length, this];
    return () => {
      this.path.length = depth;
      this.found = found;
      found.length = count;
    };
  }
}
