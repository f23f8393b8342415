import { DataWalker } from './data-walker';
import { type KeyOrders, type KeyRanks, kubernetesKeyOrders, orderKeys, partsUnderFields, rankAll, type RanksOfParts } from './key-order';
import { writeNumber } from './write-number';

/** How objects are written as JSON. */
export interface WriteJsonOptions {
  /** Which keys come first and last. @default kubernetesKeyOrders */
  readonly keyOrders?: KeyOrders;
}

/**
 * Writes an object as JSON, indented by two spaces, in the order of keys of the YAML writer. What that refuses is refused here,
 * too: the same objects can be written in both ways.
 * @returns the text, with one newline at its end
 * @throws YamlWriteError as `writeDocument` does
 */
export function writeJson(object: unknown, { keyOrders }: WriteJsonOptions = {}): string {
  return new JsonWriter(keyOrders === undefined ? defaultRanks : rankAll(keyOrders)).write(object);
}

const defaultRanks = rankAll(kubernetesKeyOrders);
const loneSurrogate = /\p{Surrogate}/u;

class JsonWriter extends DataWalker {
  private text = '';

  constructor(private readonly ranks: RanksOfParts) {
    super();
  }

  write(object: unknown): string {
    const value = this.settle(object, '', 0);
    if (value === undefined) this.refuse('there is nothing to write', 0);
    this.value(value, '\n', 0, this.ranks.object);
    return `${this.text}\n`;
  }

  /** @param line a line break, and the indentation of the line that the value stands in */
  private value(value: object | string | number | bigint | boolean | null, line: string, depth: number, ranks?: KeyRanks, items?: KeyRanks): void {
    switch (typeof value) {
      case 'object':
        if (value === null) this.text += 'null';
        else if (Array.isArray(value)) this.list(value, line, depth, items);
        else this.map(value, line, depth, ranks);
        break;
      case 'string':
        this.text += this.quoted(value, 'the text', depth);
        break;
      case 'number':
        this.text += writeNumber(value) ?? this.refuse(`${value} is no number that JSON knows`, depth);
        break;
      default:
        this.text += String(value);
    }
  }

  private map(map: object, line: string, depth: number, ranks?: KeyRanks): void {
    this.enter(map, depth);
    const inner = `${line}  `;
    let any = false;
    for (const key of ranks === undefined ? Object.keys(map) : orderKeys(Object.keys(map), ranks)) {
      this.path[depth] = key;
      const value = this.settle((map as { readonly [key: string]: unknown })[key], key, depth + 1);
      if (value === undefined) continue;
      this.text += `${any ? ',' : '{'}${inner}${this.quoted(key, 'the key', depth + 1)}: `;
      any = true;
      const parts = partsUnderFields.get(key);
      this.value(value, inner, depth + 1, parts?.value && this.ranks[parts.value], parts?.items && this.ranks[parts.items]);
    }
    this.text += any ? `${line}}` : '{}';
  }

  private list(list: readonly unknown[], line: string, depth: number, ranks?: KeyRanks): void {
    this.enter(list, depth);
    const inner = `${line}  `;
    for (let index = 0; index < list.length; index++) {
      this.path[depth] = index;
      this.text += `${index === 0 ? '[' : ','}${inner}`;
      this.value(this.settle(list[index], index, depth + 1) ?? null, inner, depth + 1, ranks);
    }
    this.text += list.length > 0 ? `${line}]` : '[]';
  }

  private quoted(text: string, what: string, depth: number): string {
    if (loneSurrogate.test(text)) this.refuse(`${what} holds half of a surrogate pair`, depth);
    return JSON.stringify(text);
  }
}
