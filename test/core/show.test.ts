import { alternatives, show } from '../../src/core/show';

class Password {
  readonly value = 'hunter2';
}

describe('show', () => {
  test.each<[unknown, string]>([
    ['a', '"a"'], ['', '""'], ['two\nlines "quoted"', '"two\\nlines \\"quoted\\""'], [5, '5'], [-0, '-0'], [NaN, 'NaN'], [5n, '5n'], [true, 'true'],
    [undefined, 'undefined'], [null, 'null'], [() => 1, 'a function'], [Symbol('a'), 'a symbol'], [[1, 2], 'a list of 2'], [new Date(0), 'an object of type Date'],
    [{}, 'an object of type Object'], [Object.create(null), 'an object of type Object'],
  ])('%p as %s', (value, want) => {
    expect(show(value)).toBe(want);
  });

  test('cuts what is long', () => {
    expect(show('x'.repeat(80))).toBe(`"${'x'.repeat(80)}"`);
    expect(show('x'.repeat(81))).toBe(`"${'x'.repeat(60)}… (81 characters)"`);
  });

  test('says nothing of the inside of an object', () => {
    expect(show(new Password())).toBe('an object of type Password');
    expect(show({ constructor: { name: 'hunter2' } })).toBe('an object of type Object');
    expect(show({ constructor: { name: Object.create(null) as unknown } })).toBe('an object of type Object');
    expect(show(['hunter2'])).toBe('a list of 1');
  });
});

test.each([
  [[], ''],
  [['a'], '"a"'],
  [['a', 'b'], '"a" or "b"'],
  [['a', 'b', 'c'], '"a", "b" or "c"'],
])('alternatives of %j', (words, want) => {
  expect(alternatives(words)).toBe(want);
});
