import type { ExternalObject } from '../check-options';
import { bareKind, type KindKey } from './kinds';

/**
 * What is known of an object that is not among the others: it is `declared` by its name; or it may be one of many that a
 * pattern declares, so that a misspelt name would pass unseen; or nothing is known of it.
 */
export type Declared = 'declared' | 'perhaps' | 'not declared';

type Matcher = (text: string) => boolean;

interface Declaration {
  readonly exact: boolean;
  readonly name: Matcher;
  readonly namespace: Matcher | undefined;
  readonly group: string | undefined;
}

/** The objects that are declared to exist in the cluster beside those that are given. */
export class ExternalObjects {
  private readonly byKind = new Map<string, Declaration[]>();
  private readonly ofAnyKind: Declaration[] = [];

  constructor(declared: readonly ExternalObject[] = []) {
    for (const { kind, name = '*', namespace } of declared) {
      const slash = kind.lastIndexOf('/');
      const declaration: Declaration = {
        exact: !name.includes('*') && !kind.includes('*'),
        name: glob(name),
        namespace: namespace === undefined ? undefined : glob(namespace),
        group: slash < 0 ? undefined : kind.slice(0, slash),
      };
      const bare = kind.slice(slash + 1);
      if (bare === '*') this.ofAnyKind.push(declaration);
      else this.byKind.set(bare, [...(this.byKind.get(bare) ?? []), declaration]);
    }
  }

  /** Whether an object is declared. `namespace` is the empty text where it has none or says none. */
  find(key: KindKey, namespace: string, name: string): Declared {
    let found: Declared = 'not declared';
    for (const declarations of [this.byKind.get(bareKind(key)) ?? [], this.ofAnyKind]) {
      for (const { exact, group, name: nameFits, namespace: namespaceFits } of declarations) {
        if (group !== undefined && key !== `${group}/${bareKind(key)}`) continue;
        if (!nameFits(name) || (namespaceFits !== undefined && namespace !== '' && !namespaceFits(namespace))) continue;
        if (exact) return 'declared';
        found = 'perhaps';
      }
    }
    return found;
  }
}

/** A text in which `*` stands for any characters. */
function glob(pattern: string): Matcher {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  // By hand, and without steps back: a regular expression made of many stars takes for ever on a text that nearly fits.
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const part of rest) {
      const at = text.indexOf(part, from);
      if (at < 0 || at + part.length > text.length - last.length) return false;
      from = at + part.length;
    }
    return true;
  };
}
