import { toPointer } from '../core/json-pointer';
import { maxDepth } from './limits';
import { YamlWriteError } from './yaml-write-error';

/** What a value is once it is data. */
export type Data = object | string | number | bigint | boolean | null | undefined;

/** What the writers of YAML and JSON have in common: which values are data, and where in a document the present one stands. */
export abstract class DataWalker {
  protected document = 0;
  /** The way to the value at hand, for errors; entries beyond the present depth are left over. */
  protected readonly path: (string | number)[] = [];
  private readonly ancestors: object[] = [];

  /** The value as data: what `toJSON` makes of it, or itself. Refuses what is no data. */
  protected settle(given: unknown, key: string | number, depth: number): Data {
    switch (typeof given) {
      case 'object': {
        if (given === null || isPlainData(given)) return given;
        return this.settleObject(given, key, depth);
      }
      case 'function': return this.refuse('it is a function', depth);
      case 'symbol': return this.refuse('it is a symbol', depth);
      default: return given as string | number | bigint | boolean | undefined;
    }
  }

  private settleObject(given: object, key: string | number, depth: number): Data {
    if (ArrayBuffer.isView(given)) return this.refuse('it is bytes; encode them as base64 text', depth);
    if ('toJSON' in given && typeof given.toJSON === 'function') {
      const value: unknown = (given as { toJSON(key: string): unknown }).toJSON(String(key));
      if (typeof value !== 'object' || value === null) return this.settle(value, key, depth);
      given = value;
    }
    const kind = Object.prototype.toString.call(given).slice('[object '.length, -1);
    if (boxes.has(kind)) return given.valueOf();
    if (lossyKinds.has(kind)) return this.refuse(`it is a ${kind}; give a plain object or a list`, depth);
    return given;
  }

  protected enter(collection: object, depth: number): void {
    if (depth >= maxDepth) this.refuse(`it is nested deeper than ${maxDepth} levels`, depth);
    for (let above = 0; above < depth; above++) {
      if (this.ancestors[above] === collection) {
        this.refuse(`it contains itself: it is the same object as ${toPointer(this.path.slice(0, above)) || 'the document'}`, depth);
      }
    }
    this.ancestors[depth] = collection;
  }

  protected refuse(problem: string, depth: number): never {
    throw new YamlWriteError(problem, this.path.slice(0, depth), this.document);
  }
}

/** Objects that JSON.stringify turns into `{}` or a list of numbers, losing what they hold. */
const lossyKinds: ReadonlySet<string> = new Set([
  'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise', 'RegExp', 'Error', 'ArrayBuffer', 'SharedArrayBuffer',
]);
const boxes: ReadonlySet<string> = new Set(['String', 'Number', 'Boolean', 'BigInt']);

function isPlainData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === Array.prototype)
    && typeof (value as { readonly toJSON?: unknown }).toJSON !== 'function';
}
