import fc from 'fast-check';
import { Problems } from '../../src/core/problems';
import { checkQuantity, compareQuantities, isQuantity, quantityValue } from '../../src/core/quantity';

const billion = 1_000_000_000n;

describe('quantityValue', () => {
  // What Kubernetes makes of them was found out with its own parser, k8s.io/apimachinery/pkg/api/resource.
  test.each<[string | number, bigint]>([
    [0, 0n], ['0', 0n], ['1', billion], [1, billion], [0.5, billion / 2n], ['+1', billion], ['-1', -billion], ['1.', billion], ['.5', billion / 2n],
    ['500m', billion / 2n], ['1500m', 3n * billion / 2n], ['1u', 1000n], ['1n', 1n], ['0.1n', 1n], ['-0.1n', -1n], ['1.0000000001', billion + 1n],
    ['1k', 1000n * billion], ['1M', 1_000_000n * billion], ['1E', 10n ** 18n * billion], ['1Ki', 1024n * billion], ['1.5Gi', 1610612736n * billion],
    ['1e3', 1000n * billion], ['1E3', 1000n * billion], ['1e+3', 1000n * billion], ['1e-3', billion / 1000n], [1e21, 10n ** 30n], [1e-7, 100n],
    ['7Ei', 7n * 2n ** 60n * billion], ['8Ei', (2n ** 63n - 1n) * billion], ['99Ei', (2n ** 63n - 1n) * billion], ['-9Ei', -9n * 2n ** 60n * billion],
    ['10E', 10n ** 19n * billion], ['007', 7n * billion],
  ])('reads %j', (text, want) => {
    expect(quantityValue(text)).toBe(want);
    expect(isQuantity(text)).toBe(true);
  });

  test.each([
    '', ' ', '.', 'Mi', 'm', '1 ', ' 1',
    '1GB', '1gi', '1K', '1ki', '1mi', '1MI', '1e', '1E+', '1e1.5', '1.2.3', '1,5', '--1', '0x10', '1_000', 'NaN', 'Infinity', '١',
    '1e401', '1e-500',
  ])('does not read %j', (text) => {
    expect(quantityValue(text)).toBeUndefined();
    expect(isQuantity(text)).toBe(false);
  });

  test.each([NaN, Infinity, -Infinity, true, null, undefined, {}, 1n])('%p is none', (value) => {
    expect(isQuantity(value)).toBe(false);
  });
});

describe('quantities are compared by value', () => {
  const suffixes: readonly [string, bigint, bigint][] = [
    ['n', 1n, billion], ['u', 1n, 1_000_000n], ['m', 1n, 1000n], ['', 1n, 1n], ['k', 1000n, 1n], ['M', 10n ** 6n, 1n], ['G', 10n ** 9n, 1n], ['T', 10n ** 12n, 1n],
    ['Ki', 1024n, 1n], ['Mi', 1024n ** 2n, 1n], ['Gi', 1024n ** 3n, 1n], ['Ti', 1024n ** 4n, 1n], ['e2', 100n, 1n], ['E-3', 1n, 1000n],
  ];
  const quantity = fc
    .record({ whole: fc.integer({ min: -9_999, max: 9_999 }), hundredths: fc.integer({ min: 0, max: 99 }), suffix: fc.constantFrom(...suffixes) })
    .map(({ whole, hundredths, suffix: [suffix, numerator, denominator] }) => ({
      text: `${whole}.${String(hundredths).padStart(2, '0')}${suffix}`,
      // As a fraction; without a sign of its own, the part behind the point counts away from zero.
      numerator: (BigInt(whole) * 100n + (whole < 0 ? -BigInt(hundredths) : BigInt(hundredths))) * numerator,
      denominator: denominator * 100n,
    }))
    // Smaller parts than billionths are rounded.
    .filter(({ numerator, denominator }) => (numerator * billion) % denominator === 0n);

  test('as the fractions that they are', () => {
    fc.assert(fc.property(quantity, quantity, (a, b) => {
      const difference = a.numerator * b.denominator - b.numerator * a.denominator;
      expect(compareQuantities(a.text, b.text)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
    }));
  });

  test('whatever suffix they are written with', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (amount) => {
      expect(compareQuantities(amount, `${amount * 1000}m`)).toBe(0);
      expect(compareQuantities(`${amount}Gi`, `${amount * 1024}Mi`)).toBe(0);
      expect(compareQuantities(`${amount}k`, `${amount}e3`)).toBe(0);
      expect(compareQuantities(`${amount}Mi`, `${amount}M`)).toBe(amount === 0 ? 0 : 1);
    }));
  });

  test('a bigger number is more', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (a, b) => {
      const order = compareQuantities(a, b);
      // Differences below a billionth are rounded away.
      if (order !== 0) expect(order).toBe(a < b ? -1 : 1);
      else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9);
    }));
  });

  test('and what is none is refused', () => {
    expect(() => compareQuantities('1', 'one')).toThrow(RangeError);
  });
});

describe('checkQuantity', () => {
  test.each<[unknown, Parameters<typeof checkQuantity>[2], readonly string[]]>([
    ['8Gi', undefined, []],
    [0, undefined, []],
    ['-1', undefined, ['quantity/too-small']],
    ['-0', undefined, []],
    ['-1', 'any', []],
    ['0', 'positive', ['quantity/too-small']],
    ['1n', 'positive', []],
    ['8GB', undefined, ['quantity/invalid']],
    [NaN, undefined, ['quantity/invalid']],
    [undefined, undefined, ['quantity/invalid']],
    [[], undefined, ['quantity/invalid']],
    [true, 'any', ['quantity/invalid']],
  ])('%p, %s', (value, min, want) => {
    const problems = new Problems();
    expect(checkQuantity(problems, value, min)).toBe(want.length === 0);
    expect(problems.reported.map(({ code }) => code)).toEqual(want);
  });

  test('tells of suffixes who got the suffix wrong', () => {
    const problems = new Problems();
    checkQuantity(problems, '8GB');
    checkQuantity(problems, 'eight');
    expect(problems.reported.map(({ help }) => help?.includes('Ki, Mi'))).toEqual([true, false]);
  });
});
