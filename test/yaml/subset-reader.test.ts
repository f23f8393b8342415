import fc from 'fast-check';
import { readFully } from '../../src/yaml/full-reader';
import { readSubset } from '../../src/yaml/subset-reader';
import { unsure } from '../../src/yaml/subset-flow';
import { writeDocument } from '../../src/yaml/write';
import { data } from './arbitraries';
import { canonical } from './canonical';
import { mutated } from './mutations';

const read = (text: string): unknown => readSubset(text, 0, text.length);

/** Whether the reader of streams would hand it on: one document, of characters that every reader takes alike. */
function isDocument(text: string): boolean {
  return !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u.test(text)
    && !/(?:^|\n)(?:---|\.\.\.|%)/.test(text)
    && /(?:^|\n)[ \t]*[^# \t\n]/.test(text);
}

describe('the reader of the subset', () => {
  test.each<[string, { given: string; want: unknown }]>([
    ['maps and lists', { given: 'a:\n  b: 1\n  c:\n  - 2\n  -\n    - 3\n  - - 4\n    - d: 5\n      e: 6\n', want: { a: { b: 1, c: [2, [3], [4, { d: 5, e: 6 }]] } } }],
    ['scalars', { given: "a: b c # d\n'e': \"f\\n\\x41\"\n\"g\": 'it''s'\nh: -x\ni: on\nj:k: l:m\n", want: { a: 'b c', e: 'f\nA', g: "it's", h: '-x', i: true, 'j:k': 'l:m' } }],
    ['flow collections', { given: 'a: {b: 1, "c":2, d: [e, -f, {}, []]} # g\n- '.slice(0, -2), want: { a: { b: 1, c: 2, d: ['e', '-f', {}, []] } } }],
    ['literals', { given: 'a:\n- |\n  b\n\n   c\n- |2-\n   d\n\n- |+ # e\n  f\n\n', want: { a: ['b\n\n c\n', ' d', 'f\n\n'] } }],
    ['JSON', { given: '{\n\t"a": [true,\n1.5e3\n],\n"b": {}\n}\n', want: { a: [true, 1500], b: {} } }],
    ['keys of Object.prototype', { given: 'constructor: 1\ntoString: 2\n', want: { constructor: 1, toString: 2 } }],
  ])('reads %s', (_name, { given, want }) => {
    expect(read(given)).toEqual(want);
  });

  test.each([
    'a: &b 1\n', 'a: *b\n', 'a: !c 1\n', 'a: >\n  b\n', 'a: b\n  c\n', '- b\n  c\n', 'a: "b\n  c"\n', "a: 'b\n  c'\n", 'a: [b,\n  c]\n', 'a:\n  b\n', 'a\n', '? a\n: b\n', '<<: {}\n', 'a: {<<: {}}\n',
    'a: 1\na: 2\n', '1: a\n"1": b\n', 'a: {b: 1, b: 2}\n', '~: 1\n', 'a: .inf\n', 'a: [.nan]\n', 'a: b: c\n', 'a: "b" c\n', 'a: [b] c\n', 'a: [b c: d]\n', 'a: {b}\n', 'a: [b,, c]\n', 'a: [b?]\n',
    'a: - b\n', 'a: @b\n', 'a: %b\n', 'a: `b\n', 'a: ]\n', 'a: |\n  b\n c\n', 'a: |\n\tb\n', 'a: |\n    \n  b\n', 'a: |x\n  b\n', 'a: |22\n  b\n', 'a: |\n  b', 'a:\n  b: 1\n c: 2\n', 'a:\n- b\n - c\n',
    '\ta: 1\n', 'a:\tb\n', 'a: b\t\n', '-\ta\n', 'a: "\\/"\n', 'a: "\\ud83d\\ude00"\n', 'a: "\\x4"\n', 'a: "\\q"\n', `${'k'.repeat(1001)}: 1\n`, '- '.repeat(513) + 'a\n', '['.repeat(513) + ']'.repeat(513), '{} {}\n', '[]\n[]\n',
  ])('leaves %j to others', (given) => {
    expect(read(given)).toBe(unsure);
  });

  it('reads as the other reader does, or not at all', () => {
    let certain = 0;
    fc.assert(fc.property(mutated.filter(isDocument), (given) => {
      const value = read(given);
      if (value === unsure) return;
      certain++;
      const full = readFully(given);
      expect([canonical(value), full.troubles]).toEqual([canonical(full.value), []]);
    }), { numRuns: 3000 });
    expect(certain).toBeGreaterThan(300);
  });

  it('can do all that is written here but scalars alone and keys that need a question mark', () => {
    fc.assert(fc.property(data, (value) => {
      const given = writeDocument(value);
      if (typeof value !== 'object' || value === null || /^ *(?:- )*\? /m.test(given)) return;
      expect(canonical(read(given))).toBe(canonical(value));
    }), { numRuns: 500 });
  });
});
