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

interface Sorted {
  readonly byKind: Map<string, Declaration[]>;
  readonly byName: Map<string, Declaration[]>;
  readonly ofAnyKind: Declaration[];
}

const none: readonly Declaration[] = [];

/** The objects that are declared to exist in the cluster beside those that are given. */
export class ExternalObjects {
  /** Thousands may be declared where nothing is missing: they are put in order once somebody looks for one. */
  private sorted: Sorted | undefined;

  constructor(private readonly declared: readonly ExternalObject[] = []) {}

  /** Whether an object is declared. `namespace` is the empty text where it has none or says none. */
  find(key: KindKey, namespace: string, name: string): Declared {
    const { byKind, byName, ofAnyKind } = (this.sorted ??= sort(this.declared));
    const bare = bareKind(key);
    let found: Declared = 'not declared';
    for (const declarations of [byName.get(`${bare} ${name}`) ?? none, byKind.get(bare) ?? none, ofAnyKind]) {
      for (const { exact, group, name: nameFits, namespace: namespaceFits } of declarations) {
        if (group !== undefined && key !== `${group}/${bare}`) continue;
        if (!nameFits(name) || (namespaceFits !== undefined && namespace !== '' && !namespaceFits(namespace))) continue;
        if (exact) return 'declared';
        found = 'perhaps';
      }
    }
    return found;
  }
}

/** By what they can be found: kind and name, the kind alone where the name is a pattern, or neither. */
function sort(declared: readonly ExternalObject[]): Sorted {
  const byKind = new Map<string, Declaration[]>();
  const byName = new Map<string, Declaration[]>();
  const ofAnyKind: Declaration[] = [];
  for (const { kind, name = '*', namespace } of declared) {
    const slash = kind.lastIndexOf('/');
    const bare = kind.slice(slash + 1);
    const declaration: Declaration = {
      exact: !name.includes('*') && !kind.includes('*'),
      name: glob(name),
      namespace: namespace === undefined ? undefined : glob(namespace),
      group: slash < 0 ? undefined : kind.slice(0, slash),
    };
    if (bare === '*') ofAnyKind.push(declaration);
    else if (name.includes('*')) addTo(byKind, bare, declaration);
    else addTo(byName, `${bare} ${name}`, declaration);
  }
  return { byKind, byName, ofAnyKind };
}

function addTo(map: Map<string, Declaration[]>, key: string, declaration: Declaration): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [declaration]);
  else list.push(declaration);
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
