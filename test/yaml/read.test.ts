import fc from 'fast-check';
import { readDocuments } from '../../src/yaml/read';
import type { ReadErrorCode } from '../../src/yaml/read-error';
import { text } from './arbitraries';
import { mutated } from './mutations';

/** Values, or the codes of the errors with their lines and columns. */
function outcomes(source: string): unknown[] {
  return readDocuments(source).map(({ value, errors }) =>
    errors.length === 0 ? value : errors.map(({ code, line, column }) => `${code} ${line}:${column}`));
}

describe('a document', () => {
  test.each<[string, { given: string; want: unknown }]>([
    ['booleans of YAML 1.1', { given: 'a: [yes, NO, on, Off, y, n, yEs]', want: { a: [true, false, true, false, true, false, 'yEs'] } }],
    ['keys that are no texts', { given: 'on: 1\n012: 2\n1.50: 3\n0x1F: 4\n', want: { true: 1, 10: 2, 1.5: 3, 31: 4 } }],
    ['quoted scalars as texts', { given: 'a: "yes"\nb: \'1\'\n"on": ""\n', want: { a: 'yes', b: '1', on: '' } }],
    ['numbers', { given: '- 012\n- 0o12\n- 08\n- 1_000\n- 1e3\n- .5\n- 12:30\n- 2001-01-01\n', want: [10, 10, 8, 1000, 1000, 0.5, '12:30', '2001-01-01'] }],
    ['integers of 64 bits', { given: 'a: 9223372036854775807', want: { a: 9223372036854775807n } }],
    ['nothing as null', { given: 'a:\nb: ~\nc: null\nd: # e\n- \n'.slice(0, -3), want: { a: null, b: null, c: null, d: null } }],
    ['comments', { given: '# a\nb: c # d\n# e\n  # f\ng: h#i\n', want: { b: 'c', g: 'h#i' } }],
    ['lists at the indentation of their key', { given: 'a:\n- b\n- c: 1\n  d: 2\n-\n  - e\ng: 3\n', want: { a: ['b', { c: 1, d: 2 }, ['e']], g: 3 } }],
    ['flow collections over several lines', { given: 'a: {b: [1,\n  2], "c": d, }\ne: [x: z]\n', want: { a: { b: [1, 2], c: 'd' }, e: [{ x: 'z' }] } }],
    ['JSON', { given: '{\n\t"a": [1, "\\u00e9\\/\\ud83d\\ude00", null],\n\t"b": "\u2028"\n}\n', want: { a: [1, 'é/\u{1f600}', null], b: '\u2028' } }],
    ['literal block scalars', { given: 'a: |\n  b\n\n    c\nd: |-\n  e\n\nf: |+\n  g\n\nh: |2-\n    i\n  j\n', want: { a: 'b\n\n  c\n', d: 'e', f: 'g\n\n', h: '  i\nj' } }],
    ['a literal that the document ends in', { given: 'a: |\n  b', want: { a: 'b' } }],
    ['folded text that the document ends in', { given: 'a: >\n  b\n  c', want: { a: 'b c' } }],
    ['a last line of spaces in a literal', { given: 'a: |\n  b\n     \nc: !!str d\n', want: { a: 'b\n   \n', c: 'd' } }],
    ['literals of empty lines', { given: 'a: |\n\nb: |+\n\n\nc: |2+\n\nd: |-\n   \n', want: { a: '', b: '\n\n', c: '\n', d: '' } }],
    ['folded block scalars', { given: 'a: >\n  b\n  c\n\n  d\ne: >-\n  f\n', want: { a: 'b c\nd\n', e: 'f' } }],
    ['continued scalars', { given: 'a: b\n  c\nd: "e\n  f\\\n  g"\n', want: { a: 'b c', d: 'e fg' } }],
    ['explicit keys', { given: '? a\n: b\n? c\n', want: { a: 'b', c: null } }],
    ['aliases', { given: 'a: &x {b: [1]}\nc: *x\n&k d: *k\n', want: { a: { b: [1] }, c: { b: [1] }, d: 'd' } }],
    ['an anchor that is set anew', { given: '- &a 1\n- *a\n- &a 2\n- *a\n', want: [1, 1, 2, 2] }],
    ['merged maps', { given: 'a: &a {p: 1, q: 2}\nb: &b {q: 3, r: 4}\nc:\n  <<: [*a, *b]\n  p: 5\nd: {<<: *a}\n', want: { a: { p: 1, q: 2 }, b: { q: 3, r: 4 }, c: { p: 5, q: 2, r: 4 }, d: { p: 1, q: 2 } } }],
    ['<< in quotes as a key', { given: '"<<": {a: 1}\nb: <<\n', want: { '<<': { a: 1 }, b: '<<' } }],
    ['standard tags', { given: '- !!str 1\n- !!int "0x1F"\n- !!float 1\n- !!bool "yes"\n- !!null ""\n- !!map {}\n- !!seq []\n- ! 5\n', want: ['1', 31, 1, true, null, {}, [], '5'] }],
    ['a text alone', { given: 'a b\n', want: 'a b' }],
    ['Windows line ends', { given: 'a: |\r\n  b\r\n  c\r\nd: "e\r\n  f"\r\n', want: { a: 'b\nc\n', d: 'e f' } }],
    ['old Macintosh line ends', { given: 'a: 1\rb: 2\r', want: { a: 1, b: 2 } }],
    ['a byte order mark', { given: '\ufeffa: 1\n', want: { a: 1 } }],
  ])('with %s', (_name, { given, want }) => {
    expect(outcomes(given)).toEqual([want]);
  });

  it('keeps the order of keys', () => {
    expect(Object.keys(readDocuments('z: 1\na: 2\nm: {y: 1}\n')[0]!.value as object)).toEqual(['z', 'a', 'm']);
  });

  it.each(['__proto__: {a: 1}\n', '"__proto__":\n  a: 1\n', 'x: &x {__proto__: {a: 1}}\n<<: *x\n', '{"__proto__": {"a": 1}}'])('takes __proto__ for data in %j', (given) => {
    const value = readDocuments(given)[0]!.value as object;
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ a: 1 });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('gives aliases objects of their own', () => {
    const { a, b } = readDocuments('a: &a {c: 1}\nb: *a\n')[0]!.value as { a: object; b: object };
    expect(a).toEqual(b);
    expect(a).not.toBe(b);
  });
});

describe('an error', () => {
  test.each<[ReadErrorCode, { given: string; want: string[] }]>([
    ['yaml/syntax', { given: 'a: b: c\n', want: ['1:4'] }],
    ['yaml/syntax', { given: 'a:\n  b: 1\n c: 2\n', want: ['3:1'] }],
    ['yaml/syntax', { given: 'a: "b\n', want: ['2:1'] }],
    ['yaml/syntax', { given: '- "\\"\n- b\n- "c"\n', want: ['1:3'] }],
    ['yaml/syntax', { given: 'a: [1, 2\nb: 3\n', want: ['2:1'] }],
    ['yaml/syntax', { given: 'a: @b\n', want: ['1:4'] }],
    ['yaml/syntax', { given: 'a:\n\t- b\n', want: ['2:1'] }],
    ['yaml/syntax', { given: 'a:\n  - b\n\t\n', want: ['3:1'] }],
    ['yaml/syntax', { given: 'a: |\n  \tb\n', want: ['1:4'] }],
    ['yaml/syntax', { given: 'a: >-\n  \tb\n', want: ['1:4'] }],
    ['yaml/syntax', { given: 'a: |2\n     \nb: 1\n', want: ['1:4'] }],
    ['yaml/syntax', { given: 'a: {b?: 1}\n', want: ['1:5'] }],
    ['yaml/syntax', { given: '{}\n[]\n', want: ['2:1'] }],
    ['yaml/duplicate-key', { given: 'a: 1\nb:\n  c: 1\n  "c": 2\na: 3\n', want: ['4:3', '5:1'] }],
    ['yaml/duplicate-key', { given: '1: a\n"1": b\n0x1: c\n', want: ['2:1', '3:1'] }],
    ['yaml/duplicate-key', { given: 'a: {b: 1, b: 2}\n', want: ['1:11'] }],
    ['yaml/duplicate-key', { given: '__proto__: 1\n__proto__: 2\n', want: ['2:1'] }],
    ['yaml/duplicate-key', { given: 'a: &a {b: 1}\n<<: *a\n<<: *a\n', want: ['3:1'] }],
    ['yaml/key', { given: '~: 1\n', want: ['1:1'] }],
    ['yaml/key', { given: '? [a]\n: 1\n', want: ['1:3'] }],
    ['yaml/key', { given: '18446744073709551615: 1\n', want: ['1:1'] }],
    ['yaml/key', { given: ': 1\n', want: ['1:1'] }],
    ['yaml/number', { given: 'a: .inf\nb: [-.INF, .nan]\n', want: ['1:4', '2:5', '2:12'] }],
    ['yaml/tag', { given: 'a: !Ref b\nc: !!binary aGk=\nd: !!set {e}\n', want: ['1:9', '2:13', '3:10'] }],
    ['yaml/tag', { given: 'a: !!int b\nb: !!bool 1\nc: !!str [d]\n', want: ['1:10', '2:11', '3:10'] }],
    ['yaml/alias', { given: 'a: *b\n', want: ['1:4'] }],
    ['yaml/alias', { given: 'a: &a\n  b: *a\n', want: ['2:6'] }],
    ['yaml/merge', { given: '<<: 1\n', want: ['1:5'] }],
    ['yaml/merge', { given: 'a: &a [{b: 1}]\n<<: *a\n', want: ['2:5'] }],
    ['yaml/merge', { given: 'a: &a {b: 1}\nc:\n  b: 2\n  <<: *a\n', want: ['4:7'] }],
    ['yaml/escape', { given: 'a: "b\\/c"\n', want: ['1:4'] }],
    ['yaml/escape', { given: 'a: "\\ud83d\\ude00"\n', want: ['1:4', '1:4'] }],
    ['yaml/escape', { given: '{"a": "\\ud83d"}\n', want: ['1:7'] }],
    ['yaml/character', { given: 'a: b\u0000\n', want: ['1:5'] }],
    ['yaml/character', { given: 'a: "\ud83d"\n', want: ['1:5'] }],
    ['yaml/character', { given: 'a: b\n\ufeffc: d\n', want: ['2:1'] }],
    ['yaml/character', { given: 'a: b # c\u0085\nd: "\u2028"\n', want: ['1:9', '2:5'] }],
    ['yaml/separator', { given: '%YAML 1.1\n---\na: 1\n'.slice(0, 10), want: ['1:1'] }],
    ['yaml/depth', { given: '['.repeat(100_000), want: ['1:513'] }],
    ['yaml/depth', { given: `a: ${'['.repeat(512)}${']'.repeat(512)}\n`, want: ['1:515'] }],
    ['yaml/depth', { given: '- '.repeat(513) + 'a\n', want: ['1:1025'] }],
  ])('%s is found in %j', (code, { given, want }) => {
    expect(outcomes(given)).toEqual([want.map((place) => `${code} ${place}`)]);
  });

  it('says that a document is too large to look at all of its syntax', () => {
    const lines = '- a\n'.repeat(1_100_000);
    const [usual, large] = readDocuments(`x: &x 1\n---\n- &x b\n${lines}`);
    expect([usual!.errors, large!.value, large!.errors]).toEqual([[], undefined, [expect.objectContaining({ code: 'yaml/size', line: 3 })]]);
  });

  it('has no value beside it, and says where it is', () => {
    const [document] = readDocuments('x: 1\n---\r\na: 1\r\na: 2\r\n').slice(1);
    expect(document).toMatchObject({ value: undefined, errors: [{ code: 'yaml/duplicate-key', line: 4, column: 1, offset: 16 }] });
    expect(document!.errors[0]!.message).toContain('"a"');
  });

  it('does not cite the document, which may hold a secret', () => {
    for (const given of ['hunter2\n: hunter2: hunter2\n"hunter2', 'a: [hunter2 "hunter2"\n', 'a: |hunter2\n', 'a: {? hunter2 ?}\n', 'password: hunter2: x\n', 'a: 1\nhunter2\n']) {
      const { errors } = readDocuments(given)[0]!;
      expect(errors).not.toEqual([]);
      expect(JSON.stringify(errors)).not.toContain('hunter2');
    }
  });

  it('comes of aliases that make a document too large', () => {
    const levels = [...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(', ')}]\n`);
    expect(readDocuments(`a: &a [x, x]\n${levels.join('')}`)[0]!.errors).toMatchObject([{ code: 'yaml/alias' }]);
    const merges = Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1}\n  <<: [*a${index}, *a${index}]\n`);
    expect(readDocuments(`a0: &a0 {x: 1}\n${merges.join('')}`)[0]!.errors).toMatchObject([{ code: 'yaml/alias' }]);
  });
});

describe('512 levels', () => {
  it.each(['['.repeat(512) + ']'.repeat(512), `a:\n  ${'- '.repeat(511)}b\n`, `${'- '.repeat(511)}!!map {}\n`])('are read', (given) => {
    expect(readDocuments(given)).toMatchObject([{ errors: [] }]);
  });
});

describe('a stream', () => {
  test.each<[string, { given: string; want: unknown[] }]>([
    ['nothing', { given: '', want: [] }],
    ['comments and markers only', { given: '# a\n---\n\n--- # b\n...\n---', want: [] }],
    ['several documents', { given: 'a: 1\n---\nb: 2\n--- # c\n- 3\n---  \n---\r\nd: 4\n', want: [{ a: 1 }, { b: 2 }, [3], { d: 4 }] }],
    ['an explicit null', { given: '---\n~\n---\nnull\n', want: [null, null] }],
    ['a document end before a marker', { given: 'a: 1\n...\n# b\n---\nc: 2\n...\n', want: [{ a: 1 }, { c: 2 }] }],
    ['markers inside of texts', { given: 'a: |\n  ---\n  b\n c: 1\n'.replace(' c', 'c') + 'd: "---"\ne: ...\n', want: [{ a: '---\nb\n', c: 1, d: '---', e: '...' }] }],
    ['a key that starts with dots', { given: '...a: 1\n', want: [{ '...a': 1 }] }],
    ['byte order marks', { given: '\ufeffa: 1\n---\n\ufeffb: 2\n', want: [{ a: 1 }, { b: 2 }] }],
    ['a broken document between others', { given: 'a: 1\n---\nb: [\n---\nc: "\n---\nd: 4\n', want: [{ a: 1 }, ['yaml/syntax 4:1'], ['yaml/syntax 6:1'], { d: 4 }] }],
    ['anchors of another document', { given: 'a: &a 1\n---\nb: *a\n', want: [{ a: 1 }, ['yaml/alias 3:4']] }],
    ['text behind a marker', { given: 'a: 1\n--- b\nc: 2\n---d\n---\ne: 3\n', want: [{ a: 1 }, ['yaml/separator 2:5'], { c: 2 }, ['yaml/separator 4:4'], { e: 3 }] }],
    ['text behind a marker at the start', { given: '--- {a: 1}\n', want: [['yaml/separator 1:5']] }],
    ['a document that a cluster does not reach', { given: 'a: 1\n...\nb: 2\n---\nc: 3\n', want: [{ a: 1 }, ['yaml/separator 3:1'], { c: 3 }] }],
    ['a directive', { given: '# x\n%YAML 1.2\n---\na: 1\n', want: [['yaml/separator 2:1'], { a: 1 }] }],
  ])('of %s', (_name, { given, want }) => {
    expect(outcomes(given)).toEqual(want);
  });

  it('tells where each document starts', () => {
    expect(readDocuments('# a\nb: 1\n---\n\n  # c\n  - d\n').map(({ place }) => place)).toEqual([{ line: 2, column: 1, offset: 4 }, { line: 6, column: 3, offset: 22 }]);
  });
});

it('makes something of any text', () => {
  const part = fc.oneof(mutated, text);
  fc.assert(fc.property(fc.oneof(part, fc.array(part).map((parts) => parts.join('\n---\n'))), (given) => {
    for (const document of readDocuments(given)) {
      expect(document.value === undefined).toBe(document.errors.length > 0);
      for (const { line, column, offset } of [document.place, ...document.errors]) {
        expect(given.slice(0, offset).split(/\r\n?|\n/).length).toBe(line);
        expect(column).toBeGreaterThan(0);
        expect(offset).toBeLessThanOrEqual(given.length);
      }
    }
  }), { numRuns: 1000 });
});
