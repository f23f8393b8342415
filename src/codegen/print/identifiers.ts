/** Words that no variable may be called by in a strict module, and those that would hide what programs use. */
const reserved: ReadonlySet<string> = new Set([
  'abstract', 'any', 'arguments', 'as', 'async', 'await', 'bigint', 'boolean', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger',
  'declare', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'from', 'function', 'get', 'if',
  'implements', 'import', 'in', 'infer', 'instanceof', 'interface', 'is', 'keyof', 'let', 'module', 'namespace', 'never', 'new', 'null', 'number',
  'object', 'of', 'package', 'private', 'protected', 'public', 'readonly', 'require', 'return', 'set', 'static', 'string', 'super', 'switch',
  'symbol', 'this', 'throw', 'true', 'try', 'type', 'typeof', 'undefined', 'unique', 'unknown', 'using', 'var', 'void', 'while', 'with', 'yield',
  'Infinity', 'NaN', 'exports', 'global', 'globalThis', 'process', 'console', '__dirname', '__filename', 'constructor', 'prototype', '__proto__',
]);

/** `my-app.v2` as `myAppV2`; a text without letters or digits as `fallback`. Not yet a free name: see `Names`. */
export function camelCase(text: string, fallback = 'value'): string {
  const words = wordsOf(text);
  if (words.length === 0) return fallback;
  const joined = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join('');
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** `my-app.v2` as `MyAppV2`. */
export function pascalCase(text: string, fallback = 'Value'): string {
  const joined = wordsOf(text).map(upperFirst).join('');
  if (joined === '') return fallback;
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** `dbUrl` and `db-url` as `DB_URL`. */
export function constantCase(text: string, fallback = 'VALUE'): string {
  const joined = wordsOf(text.replace(/([a-z0-9])([A-Z])/g, '$1 $2')).join('_').toUpperCase();
  if (joined === '') return fallback;
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** Whether a text can stand as the name of a variable as it is. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text) && !reserved.has(text);
}

/** The names of one scope: each is given out once. */
export class Names {
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  /** Takes a name that others must not have. */
  reserve(name: string): void {
    this.taken.add(name);
  }

  /** The first of the names that is free; when none is, the last one with a number behind it. */
  take(...wanted: readonly [string, ...string[]]): string {
    const free = wanted.find((name) => this.isFree(name)) ?? this.numbered(wanted.at(-1)!);
    this.taken.add(free);
    return free;
  }

  private numbered(wanted: string): string {
    for (let number = 2; ; number++) {
      const name = `${wanted}${/[0-9]$/.test(wanted) ? '_' : ''}${number}`;
      if (this.isFree(name)) return name;
    }
  }

  private isFree(name: string): boolean {
    return isIdentifier(name) && !this.taken.has(name);
  }
}

function wordsOf(text: string): string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lowerFirst(word: string): string {
  return /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}
