import { isIP, isIPv4 } from 'node:net';
import { quantityValue } from '../../core/quantity';
import { readQuantity } from '../decode/quantity';

/** What is used of the package `@marcbachmann/cel-js`, which loads in 20 ms: only runs that meet a rule need it. */
export interface CelEnvironment {
  registerVariable(name: string, type: string): CelEnvironment;
  registerType(name: string, type: unknown): CelEnvironment;
  registerFunction(signature: string, handler: (...args: never[]) => unknown): CelEnvironment;
  parse(expression: string): (context: { readonly [variable: string]: unknown }) => unknown;
}

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
  registerText(cel);
  registerLists(cel);
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
  cel.registerFunction('string.find(string): string', (text: string, pattern: string) => new RegExp(pattern).exec(text)?.[0] ?? '');
  cel.registerFunction('string.findAll(string): list<string>', (text: string, pattern: string) => text.match(new RegExp(pattern, 'g')) ?? []);
  cel.registerFunction('isURL(string): bool', (text: string) => URL.canParse(text));
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library */
function registerLists(cel: CelEnvironment): void {
  type Item = bigint | number | string;
  cel.registerFunction('list.isSorted(): bool', (list: readonly Item[]) => list.every((item, index) => index === 0 || list[index - 1]! <= item));
  cel.registerFunction('list.sum(): dyn', (list: readonly Item[]) =>
    list.reduce<bigint | number>((sum, item) => (typeof item === 'bigint' ? BigInt(sum) + item : Number(sum) + Number(item)), typeof list[0] === 'number' ? 0 : 0n));
  cel.registerFunction('list.min(): dyn', (list: readonly Item[]) => list.reduce((least, item) => (item < least ? item : least)));
  cel.registerFunction('list.max(): dyn', (list: readonly Item[]) => list.reduce((most, item) => (item > most ? item : most)));
  cel.registerFunction('list.indexOf(dyn): int', (list: readonly unknown[], item: unknown) => BigInt(list.indexOf(item)));
  cel.registerFunction('list.lastIndexOf(dyn): int', (list: readonly unknown[], item: unknown) => BigInt(list.lastIndexOf(item)));
}

class CelQuantity {
  constructor(readonly amount: bigint) {}
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
function registerQuantities(cel: CelEnvironment): void {
  const one = 1_000_000_000n;
  const read = (text: string): bigint | undefined => {
    const quantity = readQuantity(text);
    return quantity === undefined ? undefined : quantityValue(quantity);
  };
  cel.registerType('Quantity', CelQuantity);
  cel.registerFunction('isQuantity(string): bool', (text: string) => read(text) !== undefined);
  cel.registerFunction('quantity(string): Quantity', (text: string) => {
    const amount = read(text);
    if (amount === undefined) throw new Error('not a quantity');
    return new CelQuantity(amount);
  });
  cel.registerFunction('Quantity.isGreaterThan(Quantity): bool', (a: CelQuantity, b: CelQuantity) => a.amount > b.amount);
  cel.registerFunction('Quantity.isLessThan(Quantity): bool', (a: CelQuantity, b: CelQuantity) => a.amount < b.amount);
  cel.registerFunction('Quantity.compareTo(Quantity): int', (a: CelQuantity, b: CelQuantity) => (a.amount < b.amount ? -1n : a.amount > b.amount ? 1n : 0n));
  cel.registerFunction('Quantity.add(Quantity): Quantity', (a: CelQuantity, b: CelQuantity) => new CelQuantity(a.amount + b.amount));
  cel.registerFunction('Quantity.sub(Quantity): Quantity', (a: CelQuantity, b: CelQuantity) => new CelQuantity(a.amount - b.amount));
  cel.registerFunction('Quantity.sign(): int', ({ amount }: CelQuantity) => (amount < 0n ? -1n : amount > 0n ? 1n : 0n));
  cel.registerFunction('Quantity.isInteger(): bool', ({ amount }: CelQuantity) => amount % one === 0n);
  cel.registerFunction('Quantity.asInteger(): int', ({ amount }: CelQuantity) => amount / one);
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library */
function registerAddresses(cel: CelEnvironment): void {
  const isCidr = (text: string): boolean => {
    const [address = '', bits = ''] = text.split('/');
    return isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128) && text.split('/').length === 2;
  };
  cel.registerFunction('isIP(string): bool', (text: string) => isIP(text) !== 0);
  cel.registerFunction('isCIDR(string): bool', isCidr);
}
