import { isPlainMap } from '../../core/plain-map';
import { hasSecret } from './interpolate';
import type { Usage } from './usage';

/** A value of a compose file that remembers where it stands, and takes note of what becomes of it. */
export class Field {
  constructor(readonly value: unknown, private readonly path: readonly (string | number)[], private readonly usage: Usage) {}

  /** The last key of its path. */
  get key(): string {
    return String(this.path.at(-1) ?? '');
  }

  /** Takes all of it. */
  use(): unknown {
    this.usage.use(this.path);
    return this.value;
  }

  /** Says why it is in no definition. */
  name(reason: string): void {
    this.usage.name(this.path, reason);
  }

  /** A field of a map; `undefined` where there is none, or nothing in it. */
  at(key: string): Field | undefined {
    if (!isPlainMap(this.value) || !Object.hasOwn(this.value, key)) return undefined;
    const field = new Field(this.value[key], [...this.path, key], this.usage);
    if (field.value !== null && field.value !== undefined) return field;
    field.use();
    return undefined;
  }

  /** The fields of a map; none where it is no map. */
  entries(): readonly Field[] {
    return isPlainMap(this.value) ? Object.entries(this.value).map(([key, value]) => new Field(value, [...this.path, key], this.usage)) : [];
  }

  /** The items of a list; where one may stand for a list, itself. */
  items(): readonly Field[] {
    if (!Array.isArray(this.value)) return isPlainMap(this.value) ? [] : [this];
    return this.value.map((item: unknown, index) => new Field(item, [...this.path, index], this.usage));
  }

  /** A scalar as a text; it is used. A secret that got into it is not: that is named. */
  text(): string | undefined {
    const text = this.rawText();
    if (text === undefined) return undefined;
    if (hasSecret(text)) {
      this.name('holds a secret, which stands in no program');
      return undefined;
    }
    this.use();
    return text;
  }

  /** A scalar as a text, with the places of secrets in it; not used yet. */
  rawText(): string | undefined {
    const { value } = this;
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : undefined;
  }

  /** True or false, as a boolean or as a word for one; it is used. */
  flag(): boolean | undefined {
    const { value } = this;
    const flag = value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
    if (flag !== undefined) this.use();
    return flag;
  }

  /** A number, as one or as a text; it is used. */
  number(): number | undefined {
    const number = Number(this.rawText()?.trim() === '' ? undefined : this.rawText());
    if (!Number.isFinite(number)) return undefined;
    this.use();
    return number;
  }
}
