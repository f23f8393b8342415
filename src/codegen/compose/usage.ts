import { toPointer } from '../../core/json-pointer';
import { isPlainMap } from '../../core/plain-map';

/** A field that is in no definition, and why. */
export interface NamedField {
  /** As a person writes it: `services.web.logging`. */
  readonly field: string;
  readonly reason: string;
}

type Path = readonly (string | number)[];

/**
 * What became of each field: it was used, or it is named. Nothing is used but by a call, so that a field that the conversion does not
 * know is named by itself.
 */
export class Usage {
  private readonly usedAt = new Set<string>();
  private readonly namedAt = new Map<string, string>();

  use(path: Path): void {
    this.usedAt.add(toPointer(path));
  }

  name(path: Path, reason: string): void {
    this.namedAt.set(toPointer(path), reason);
  }

  /**
   * Every field that is named, in the order of the document; one that nobody asked for by its outermost name.
   * @param reasonOf why a field has no counterpart, by its path
   */
  named(root: unknown, reasonOf: (path: Path) => string): readonly NamedField[] {
    const found: NamedField[] = [];
    const add = (path: Path, reason: string): void => void found.push({ field: path.join('.'), reason });
    const visit = (value: unknown, path: Path): void => {
      const pointer = toPointer(path);
      const reason = this.namedAt.get(pointer);
      if (reason !== undefined) return add(path, reason);
      if (this.usedAt.has(pointer)) return;
      const children = childrenOf(value);
      if (children.length === 0 || (path.length > 0 && !this.touched(value, path))) return add(path, reasonOf(path));
      for (const [key, child] of children) visit(child, [...path, key]);
    };
    for (const [key, value] of childrenOf(root)) visit(value, [key]);
    return found;
  }

  /** How many values were used. */
  count(root: unknown): number {
    const visit = (value: unknown, path: Path, used: boolean): number => {
      const pointer = toPointer(path);
      if (this.namedAt.has(pointer)) return 0;
      const isUsed = used || this.usedAt.has(pointer);
      const children = childrenOf(value);
      return children.length === 0 ? Number(isUsed) : children.reduce((sum, [key, child]) => sum + visit(child, [...path, key], isUsed), 0);
    };
    return visit(root, [], false);
  }

  /** Whether anything in a value was used or named. */
  private touched(value: unknown, path: Path): boolean {
    return childrenOf(value).some(([key, child]) => {
      const pointer = toPointer([...path, key]);
      return this.usedAt.has(pointer) || this.namedAt.has(pointer) || this.touched(child, [...path, key]);
    });
  }
}

function childrenOf(value: unknown): (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  return isPlainMap(value) ? Object.entries(value) : [];
}
