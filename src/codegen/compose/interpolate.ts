import { soundsSecret } from '../../core/secret-words';
import { isPlainMap } from '../../core/plain-map';
import { setEntry } from '../../yaml/entry';

/** What stands in a text for the value of a secret, around the name of its variable: characters that no text has. */
const [open, close] = ['\ue000', '\ue001'];
const marks = /[\ue000\ue001]/g;
const secretAt = /\ue000([A-Za-z_][A-Za-z0-9_]*)\ue001/g;

/** Whether a text holds the value of a secret. */
export function hasSecret(text: string): boolean {
  return text.includes(open);
}

/** Names of the variables whose values a text holds. */
export function secretsIn(text: string): readonly string[] {
  return [...text.matchAll(secretAt)].map(([, name]) => name!);
}

/** Puts something else in the place of secrets. */
export function replaceSecrets(text: string, by: (name: string) => string): string {
  return text.replace(secretAt, (_, name: string) => by(name));
}

/** What a variable was not found for. */
export interface Interpolated {
  readonly value: unknown;
  /** Variables that have no value. */
  readonly missing: ReadonlySet<string>;
  /** Messages of variables that must have one. */
  readonly required: readonly string[];
}

/**
 * Puts variables in their places in all texts of a document. The value of one whose name sounds like a secret is not taken: its name
 * stands there, marked.
 * @see https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
 */
export function interpolate(document: unknown, variables: ReadonlyMap<string, string>): Interpolated {
  const missing = new Set<string>();
  const required: string[] = [];
  const valueOf = (name: string): string | undefined => {
    const value = variables.get(name);
    return value === undefined ? undefined : soundsSecret(name) ? `${open}${name}${close}` : value;
  };
  const inText = (text: string): string => {
    if (!text.includes('$')) return text;
    let result = '';
    for (let at = 0; at < text.length;) {
      const dollar = text.indexOf('$', at);
      if (dollar < 0) return result + text.slice(at);
      result += text.slice(at, dollar);
      if (text[dollar + 1] === '$') {
        result += '$';
        at = dollar + 2;
        continue;
      }
      const simple = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(text.slice(dollar));
      if (simple !== null) {
        result += resolve(simple[1]!, '', undefined);
        at = dollar + simple[0].length;
        continue;
      }
      const end = text[dollar + 1] === '{' ? closing(text, dollar + 2) : -1;
      const parts = end < 0 ? null : /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([^]*))?$/.exec(text.slice(dollar + 2, end));
      if (parts === null) {
        result += '$';
        at = dollar + 1;
        continue;
      }
      result += resolve(parts[1]!, parts[2] ?? '', parts[3]);
      at = end + 1;
    }
    return result;
  };
  const resolve = (name: string, operator: string, word: string | undefined): string => {
    const value = valueOf(name);
    const isThere = value !== undefined && !(operator.startsWith(':') && value === '');
    switch (operator.at(-1)) {
      case '-': {
        if (isThere) return value;
        const standard = inText(word ?? '');
        return soundsSecret(name) && standard !== '' && !hasSecret(standard) ? `${open}${name}${close}` : standard;
      }
      case '+': return isThere ? inText(word ?? '') : '';
      case '?':
        if (!isThere) required.push(`${name}: ${word === undefined || word === '' ? 'it must have a value' : word}`);
        return soundsSecret(name) ? `${open}${name}${close}` : value ?? '';
      default:
        if (value === undefined && !soundsSecret(name)) missing.add(name);
        return value ?? (soundsSecret(name) ? `${open}${name}${close}` : '');
    }
  };
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value.replace(marks, '\ufffd'));
    if (Array.isArray(value)) return value.map(visit);
    if (!isPlainMap(value)) return value;
    const map = {};
    for (const [key, inner] of Object.entries(value)) setEntry(map, key, visit(inner));
    return map;
  };
  return { value: visit(document), missing, required };
}

/** Where the brace ends that was opened before, with those inside of it. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Variables of a file such as `.env`. @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#env_file-format */
export function readEnvFile(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*[=:][ \t]*(?:"((?:\\[^]|[^"\\])*)"|'([^']*)'|([^\r\n]*))/gm;
  for (const [, name, double, single, plain] of text.matchAll(line)) {
    const value = double !== undefined ? double.replace(/\\([^])/g, (_, character: string) => ({ n: '\n', r: '\r', t: '\t' })[character] ?? character)
      : single ?? plain!.replace(/(?:^|\s)#.*$/, '').trim();
    variables.set(name!, value);
  }
  return variables;
}
