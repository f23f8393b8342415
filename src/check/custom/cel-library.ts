import { quantityValue } from '../../core/quantity';
import { readQuantity } from '../decode/quantity';
import { registerAddresses } from './cel-addresses';
import { type CelEnvironment, CelValueError } from './cel-value';
import { Pattern } from './pattern';

interface CelModule {
  readonly Environment: new (options: object) => CelEnvironment;
}

let environment: CelEnvironment | null | undefined;

/** CEL as an API server knows it, as far as rules commonly use it; `undefined` where it cannot be loaded. */
export function celEnvironment(): CelEnvironment | undefined {
  environment ??= load() ?? null;
  return environment ?? undefined;
}

function load(): CelEnvironment | undefined {
  let module: CelModule;
  try {

    module = require('@marcbachmann/cel-js') as CelModule;
  } catch {
    return undefined;
  }
  const cel = new module.Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false });
  cel.registerVariable('self', 'dyn').registerVariable('oldSelf', 'dyn');
  // What `librarySource` makes of `has()`.
  cel.registerFunction('hasField(dyn, string): bool', (map: unknown, field: string) => typeof map === 'object' && map !== null && field in map);
  registerText(cel);
  registerUrls(cel);
  registerLists(cel);
  registerSets(cel);
  registerQuantities(cel);
  registerAddresses(cel);
  return cel;
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library and the strings of CEL itself. */
function registerText(cel: CelEnvironment): void {
  cel.registerFunction('string.charAt(int): string', (text: string, index: bigint) => text.charAt(Number(index)));
  cel.registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) => text.split(from).join(to));
  cel.registerFunction('string.replace(string, string, int): string', (text: string, from: string, to: string, most: bigint) => {
    const parts = text.split(from);
    const count = most < 0n ? parts.length : Math.min(Number(most), parts.length - 1);
    return parts.slice(0, count).map((part) => part + to).join('') + parts.slice(count).join(from);
  });
  cel.registerFunction('string.reverse(): string', (text: string) => [...text].reverse().join(''));
  cel.registerFunction('string.format(list): string', format);
  // What `librarySource` makes of `matches()`.
  cel.registerFunction('string.matchesPattern(string): bool', (text: string, pattern: string) => compiled(pattern).test(text));
  cel.registerFunction('string.find(string): string', (text: string, pattern: string) => compiled(pattern).exec(text)?.[0] ?? '');
  const findAll = (text: string, pattern: string): string[] => text.match(new RegExp(compiled(pattern), `${compiled(pattern).flags}g`)) ?? [];
  cel.registerFunction('string.findAll(string): list<string>', findAll);
  cel.registerFunction('string.findAll(string, int): list<string>', (text: string, pattern: string, most: bigint) =>
    (most < 0n ? findAll(text, pattern) : findAll(text, pattern).slice(0, Number(most))));
}

function compiled(pattern: string): RegExp {
  const { expression } = Pattern.of(pattern);
  if (expression === undefined) throw new Error(`the pattern ${pattern} cannot be read here`);
  return expression;
}

/** `'%s has %d'.format(['a', 1])`: what messages are made of. */
function format(text: string, values: readonly unknown[]): string {
  let next = 0;
  return text.replace(/%(?:%|(?:\.\d+)?[sdfexXbo])/g, (verb) => {
    if (verb === '%%') return '%';
    if (next >= values.length) throw new CelValueError(`${text} has more places than there are values`);
    const value = values[next++];
    const digits = /^%\.(\d+)f$/.exec(verb)?.[1];
    if (verb.endsWith('f')) return Number(value).toFixed(Number(digits ?? 6));
    if (typeof value === 'bigint' && /[xXbo]$/.test(verb)) return inBase(value, verb.at(-1)!);
    return Array.isArray(value) ? `[${value.map((item) => String(item)).join(', ')}]` : String(value);
  });
}

function inBase(value: bigint, verb: string): string {
  const digits = value.toString(verb === 'b' ? 2 : verb === 'o' ? 8 : 16);
  return verb === 'X' ? digits.toUpperCase() : digits;
}

class CelUrl {
  constructor(readonly url: URL, readonly given: string) {}
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library */
function registerUrls(cel: CelEnvironment): void {
  cel.registerType('kubernetes.URL', CelUrl);
  cel.registerFunction('isURL(string): bool', (text: string) => readUrl(text) !== undefined);
  cel.registerFunction('url(string): kubernetes.URL', (text: string) => {
    const url = readUrl(text);
    if (url === undefined) throw new CelValueError(`"${text}" is no URL`);
    return new CelUrl(url, text);
  });
  cel.registerFunction('kubernetes.URL.getScheme(): string', ({ url, given }: CelUrl) => (given.startsWith('/') ? '' : url.protocol.slice(0, -1)));
  cel.registerFunction('kubernetes.URL.getHost(): string', ({ given }: CelUrl) => authority(given));
  cel.registerFunction('kubernetes.URL.getHostname(): string', ({ given }: CelUrl) => authority(given).replace(/:\d*$/, '').replace(/^\[|\]$/g, ''));
  cel.registerFunction('kubernetes.URL.getPort(): string', ({ given }: CelUrl) => /:(\d*)$/.exec(authority(given))?.[1] ?? '');
  cel.registerFunction('kubernetes.URL.getEscapedPath(): string', ({ url, given }: CelUrl) => (/^[a-z][\w+.-]*:\/\/[^/?#]*(?:[?#]|$)/i.test(given) ? '' : url.pathname));
  cel.registerFunction('kubernetes.URL.getQuery(): dyn', ({ url }: CelUrl) => {
    const query = Object.create(null) as { [name: string]: string[] };
    for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
    return query;
  });
}

/** As a server does: with a scheme, or a path that begins with "/". */
function readUrl(text: string): URL | undefined {
  if (/[\x00-\x20\x7F]/.test(text)) return undefined;
  if (text.startsWith('/')) return URL.canParse(text, 'http://host') ? new URL(text, 'http://host') : undefined;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Host and port as they are written: a standard port is kept. */
function authority(text: string): string {
  const found = /^(?:[a-z][\w+.-]*:)?\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  return found.slice(found.lastIndexOf('@') + 1);
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library */
function registerLists(cel: CelEnvironment): void {
  type Item = bigint | number | string;
  cel.registerFunction('list.isSorted(): bool', (list: readonly Item[]) => list.every((item, index) => index === 0 || list[index - 1]! <= item));
  cel.registerFunction('list.sum(): dyn', (list: readonly Item[]) =>
    list.reduce<bigint | number>((sum, item) => (typeof item === 'bigint' ? BigInt(sum) + item : Number(sum) + Number(item)), typeof list[0] === 'number' ? 0 : 0n));
  cel.registerFunction('list.min(): dyn', (list: readonly Item[]) => extreme(list, (item, least) => item < least));
  cel.registerFunction('list.max(): dyn', (list: readonly Item[]) => extreme(list, (item, most) => item > most));
  cel.registerFunction('list.indexOf(dyn): int', (list: readonly unknown[], item: unknown) => BigInt(list.indexOf(item)));
  cel.registerFunction('list.lastIndexOf(dyn): int', (list: readonly unknown[], item: unknown) => BigInt(list.lastIndexOf(item)));
}

function extreme<T>(list: readonly T[], isBetter: (item: T, best: T) => boolean): T {
  if (list.length === 0) throw new CelValueError('min and max of an empty list');
  return list.reduce((best, item) => (isBetter(item, best) ? item : best));
}

class CelSets {}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-sets-library, for texts, numbers, true and false. */
function registerSets(cel: CelEnvironment): void {
  cel.registerType('kubernetes.Sets', CelSets).registerConstant('sets', 'kubernetes.Sets', new CelSets());
  type Items = readonly unknown[];
  const contains = (list: Items, part: Items): boolean => {
    const known = new Set(list);
    if ([...list, ...part].some((item) => typeof item === 'object')) throw new Error('sets of maps and lists cannot be compared here');
    return part.every((item) => known.has(item));
  };
  cel.registerFunction('kubernetes.Sets.contains(list, list): bool', (_: CelSets, list: Items, part: Items) => contains(list, part));
  cel.registerFunction('kubernetes.Sets.equivalent(list, list): bool', (_: CelSets, a: Items, b: Items) => contains(a, b) && contains(b, a));
  cel.registerFunction('kubernetes.Sets.intersects(list, list): bool', (_: CelSets, a: Items, b: Items) => b.some((item) => contains(a, [item])));
}

class CelQuantity {
  constructor(readonly amount: bigint) {}
}

const one = 1_000_000_000n;

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
function registerQuantities(cel: CelEnvironment): void {
  const read = (text: string): bigint | undefined => {
    const quantity = readQuantity(text);
    return quantity === undefined ? undefined : quantityValue(quantity);
  };
  cel.registerType('Quantity', CelQuantity);
  cel.registerFunction('isQuantity(string): bool', (text: string) => read(text) !== undefined);
  cel.registerFunction('quantity(string): Quantity', (text: string) => {
    const amount = read(text);
    if (amount === undefined) throw new CelValueError(`"${text}" is no quantity`);
    return new CelQuantity(amount);
  });
  cel.registerFunction('Quantity.isGreaterThan(Quantity): bool', (a: CelQuantity, b: CelQuantity) => a.amount > b.amount);
  cel.registerFunction('Quantity.isLessThan(Quantity): bool', (a: CelQuantity, b: CelQuantity) => a.amount < b.amount);
  cel.registerFunction('Quantity.compareTo(Quantity): int', (a: CelQuantity, b: CelQuantity) => (a.amount < b.amount ? -1n : a.amount > b.amount ? 1n : 0n));
  cel.registerFunction('Quantity.add(Quantity): Quantity', (a: CelQuantity, b: CelQuantity) => new CelQuantity(a.amount + b.amount));
  cel.registerFunction('Quantity.add(int): Quantity', (a: CelQuantity, b: bigint) => new CelQuantity(a.amount + b * one));
  cel.registerFunction('Quantity.sub(Quantity): Quantity', (a: CelQuantity, b: CelQuantity) => new CelQuantity(a.amount - b.amount));
  cel.registerFunction('Quantity.sub(int): Quantity', (a: CelQuantity, b: bigint) => new CelQuantity(a.amount - b * one));
  cel.registerFunction('Quantity.sign(): int', ({ amount }: CelQuantity) => (amount < 0n ? -1n : amount > 0n ? 1n : 0n));
  cel.registerFunction('Quantity.isInteger(): bool', ({ amount }: CelQuantity) => amount % one === 0n);
  cel.registerFunction('Quantity.asInteger(): int', ({ amount }: CelQuantity) => {
    if (amount % one !== 0n) throw new CelValueError('a quantity is no whole number');
    return amount / one;
  });
  cel.registerFunction('Quantity.asApproximateFloat(): double', ({ amount }: CelQuantity) => Number(amount) / Number(one));
  cel.registerOperator('Quantity == Quantity', (a: CelQuantity, b: CelQuantity) => a.amount === b.amount);
}
