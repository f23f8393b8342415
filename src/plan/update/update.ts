import type { PlainMap } from '../../core/checks';
import type { ObjectId } from '../../core/object-id';
import type { Path } from '../../core/json-pointer';
import { type Change, isBelow } from '../compare';
import { type ReasonArgs, reasonCodes, type ReasonCode } from '../codes';
import type { PodCount } from '../pod-count';
import type { Reporter } from '../reason';

/** One object before and after, both with the server's defaults, and where to report what the server says to that. */
export class Update {
  private readonly refused = new Set<Change>();

  constructor(
    readonly id: ObjectId,
    readonly from: PlainMap,
    readonly to: PlainMap,
    readonly changes: readonly Change[],
    /** The minor version of the release that is asked: 36 for 1.36. */
    readonly minor: number,
    private readonly reporter: Reporter,
    /** Both as they are written: without defaults. */
    readonly written: { readonly from: unknown; readonly to: unknown },
    /** How many pods a workload has before and after. */
    readonly pods: { readonly from: PodCount; readonly to: PodCount },
  ) {}

  /** Whether somebody wrote what changed: defaults follow from other fields, which are told themselves. */
  isWritten({ path }: Change): boolean {
    const { from, to } = this.written;
    return [path, this.asText(path)].some((place) => place !== undefined && (at(to, ...place) !== undefined || at(from, ...place) !== undefined));
  }

  /** Where a value of a Secret may be written as plain text: the server makes `data` of it. */
  private asText([first, ...rest]: Path): Path | undefined {
    return first === 'data' && this.id.apiVersion === 'v1' && this.id.kind === 'Secret' ? ['stringData', ...rest] : undefined;
  }

  /** What changed at a path or below it. */
  below(path: readonly string[]): readonly Change[] {
    return this.changes.filter((change) => isBelow(change, path));
  }

  /** The first change at a path or below it, or of something above that had or has a value there. */
  first(path: readonly string[]): Change | undefined {
    return this.changes.find((change) => {
      if (isBelow(change, path)) return true;
      const rest = path.slice(change.path.length);
      const above = change.path.every((key, index) => String(key) === path[index]);
      return above && (at(change.from, ...rest) !== undefined || at(change.to, ...rest) !== undefined);
    });
  }

  /** Reports everything that changed at a path or below it as one change. */
  reportBelow<C extends ReasonCode>(path: readonly string[], code: C, args: ReasonArgs<C>): void {
    const changes = this.below(path);
    const change = changes.length > 1 ? this.joined(path.length, changes) : this.first(path);
    if (change === undefined) return;
    this.reportChange(change, code, args);
    if (reasonCodes[code].effect === 'refused') for (const one of changes) this.refused.add(one);
  }

  /** Several changes as one of what is around all of them; items of lists have no place that both sides share. */
  private joined(least: number, changes: readonly Change[]): Change {
    const [first, ...others] = changes.map(({ path }) => path) as [Path, ...Path[]];
    let depth = least;
    while (typeof first[depth] === 'string' && others.every((path) => path[depth] === first[depth] && path.length > depth + 1) && first.length > depth + 1) depth++;
    const path = first.slice(0, depth);
    const [from, to] = [this.from, this.to].map((object) => at(object, ...path));
    return { kind: from === undefined ? 'added' : to === undefined ? 'removed' : 'changed', path, from, to };
  }

  /** Reports at what changed. */
  reportChange<C extends ReasonCode>(change: Change, code: C, args: ReasonArgs<C>): void {
    if (reasonCodes[code].effect === 'refused') this.refused.add(change);
    this.reporter.report(code, args, this.asWritten(change));
  }

  /** What came or went as somebody wrote it: its defaults are no news. */
  private asWritten(change: Change): Change {
    const { kind } = change;
    const { from, to } = this.written;
    const text = this.asText(change.path);
    const path = text !== undefined && at(kind === 'removed' ? from : to, ...text) !== undefined ? text : change.path;
    if (path === text && kind === 'changed') return { ...change, path, from: at(from, ...path) ?? change.from, to: at(to, ...path) };
    if (kind === 'added') return { ...change, path, to: at(to, ...path) ?? change.to };
    return kind === 'removed' ? { ...change, path, from: at(from, ...path) ?? change.from } : change;
  }

  /** Whether the server refuses a change. */
  isRefused(change: Change): boolean {
    return this.refused.has(change);
  }

  /** Reports at a field of the new object; the values are what an acknowledgement names. */
  reportAt<C extends ReasonCode>(path: Path, code: C, args: ReasonArgs<C>, values: { readonly from?: unknown; readonly to?: unknown } = {}): void {
    this.reporter.report(code, args, { path, ...values });
  }
}

/** Says what the server makes of an update of one kind. */
export type UpdateRule = (update: Update) => void;

/** What stands at a path of plain data. */
export function at(data: unknown, ...path: readonly (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as { readonly [key: string | number]: unknown })[key];
  }
  return value ?? undefined;
}

/** A list at a path of plain data; empty where there is none. */
export function listAt(data: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(data, ...path);
  return Array.isArray(value) ? value : [];
}

/** A text at a path of plain data. */
export function textAt(data: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = at(data, ...path);
  return typeof value === 'string' ? value : undefined;
}
