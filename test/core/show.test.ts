import { alternatives, bare, listed, listedBare, printable, show } from '../../src/core/show';

class Password {
  readonly value = 'hunter2';
}

const some = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`);

describe('show', () => {
  test.each<[unknown, string]>([
    ['a', '"a"'], ['', '""'], ['two\nlines "quoted"', '"two\\nlines \\"quoted\\""'], [5, '5'], [-0, '-0'], [NaN, 'NaN'], [5n, '5n'], [true, 'true'],
    [undefined, 'undefined'], [null, 'null'], [() => 1, 'a function'], [Symbol('a'), 'a symbol'], [[1, 2], 'a list of 2'], [new Date(0), 'an object of type Date'],
    [{}, 'a map'], [Object.create(null), 'a map'], [new Map(), 'an object of type Map'], [Object.create({ a: 1 }), 'an object of type Object'],
  ])('%p as %s', (value, want) => {
    expect(show(value)).toBe(want);
  });

  test('cuts what is long', () => {
    expect(show('x'.repeat(80))).toBe(`"${'x'.repeat(80)}"`);
    expect(show('x'.repeat(81))).toBe(`"${'x'.repeat(60)}… (81 characters)"`);
    expect(show(10n ** 200n)).toBe(`1${'0'.repeat(59)}… (201 characters)n`);
    expect(show('x'.repeat(59) + '😀'.repeat(20))).toContain('\\ud83d…');
  });

  test('says nothing of the inside of an object', () => {
    expect(show(new Password())).toBe('an object of type Password');
    expect(show({ constructor: { name: 'hunter2' } })).toBe('a map');
    expect(show(Object.create({ constructor: { name: 'hunter2' } }))).toBe('an object of type Object');
    expect(show(['hunter2'])).toBe('a list of 1');
  });

  test.each([
    ['a colour', 'a\u001b[31m', '"a\\u001b[31m"'],
    ['a command of one character', '\u009b2J\u007f', '"\\u009b2J\\u007f"'],
    ['another direction', 'a\u202eb\u2066', '"a\\u202eb\\u2066"'],
    ['another line', 'a\u2028b\u0000', '"a\\u2028b\\u0000"'],
  ])('takes %s from the terminal', (_name, given, want) => {
    expect(show(given)).toBe(want);
  });
});

test.each([
  ['as it stands', 'a "b" \\ c', 'a "b" \\ c'],
  ['without what a terminal obeys', 'a\u001b[31m\nb', 'a\\u001b[31m\\nb'],
  ['cut', 'x'.repeat(100_000), `${'x'.repeat(60)}… (100000 characters)`],
])('bare names are %s', (_name, given, want) => {
  expect(bare(given)).toBe(want);
});

test.each([
  [[], ''],
  [['a'], '"a"'],
  [['a', 'b'], '"a" or "b"'],
  [['a', 'b', 'c'], '"a", "b" or "c"'],
])('alternatives of %j', (words, want) => {
  expect(alternatives(words)).toBe(want);
});

test('alternatives are not endless', () => {
  expect(alternatives(some(24))).toMatch(/"n22" or "n23"$/);
  expect(alternatives(some(1000))).toMatch(/"n22", "n23" and 976 more$/);
});

test.each<[readonly string[], string]>([
  [[], 'none'],
  [['a'], '"a"'],
  [['a', 'b'], '"a", "b"'],
  [some(9), '"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"'],
  [some(10), '"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7" and 2 more'],
  [some(100_000), '"n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7" and 99992 more'],
])('a list of names (%#)', (names, want) => {
  expect(listed(names)).toBe(want);
  expect(listedBare(names)).toBe(want.replaceAll('"', ''));
});

describe('printable', () => {
  test('keeps a text that a terminal only shows', () => {
    expect(printable('lines\nand\ttabs, ü 中 😀 …')).toBe('lines\nand\ttabs, ü 中 😀 …');
  });

  test('keeps the beginning of a text without end, and shows what a terminal would obey', () => {
    expect(printable(`\u001b]0;\u0007${'x'.repeat(1e6)}`)).toBe(`\\u001b]0;\\u0007${'x'.repeat(1995)}…`);
  });
});
