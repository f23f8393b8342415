import fc from 'fast-check';
import { readCoreDocuments } from '../../src/yaml/read-core';

function valueOf(text: string): unknown {
  const [document] = readCoreDocuments(text);
  expect(document?.errors).toEqual([]);
  return document?.value;
}

describe('documents of YAML 1.2', () => {
  test.each<[string, unknown]>([
    ['a: n', { a: 'n' }], ['ON: yes', { ON: 'yes' }], ['- 22:22', ['22:22']], ['a: 2020-01-01', { a: '2020-01-01' }], ['a: true', { a: true }], ['a: ~', { a: null }],
    ['mode: 0440', { mode: 0o440 }], ['mode: 0o440', { mode: 0o440 }], ['a: 1.10', { a: 1.1 }], ['a: 08', { a: 8 }], ['1: x', { 1: 'x' }],
    ['x: &x { a: 1, b: 2 }\ny: { <<: *x, b: 3 }', { x: { a: 1, b: 2 }, y: { a: 1, b: 3 } }],
    ['__proto__: { a: 1 }', JSON.parse('{"__proto__":{"a":1}}')],
  ])('%j', (text, want) => {
    expect(valueOf(text)).toEqual(want);
  });

  test('say where they are broken', () => {
    expect(readCoreDocuments('a: 1\nb: "x\n')[0]?.errors[0]).toMatchObject({ line: 3 });
    expect(readCoreDocuments('a: 1\na: 2\n')[0]?.errors).toEqual([{ line: 2, column: 1, message: 'the key "a" is already set in this map' }]);
    expect(readCoreDocuments('[')[0]?.value).toBeUndefined();
    expect(readCoreDocuments(`a: &a [x]\n${'b: [*a, *a]\n'.repeat(3)}`)[0]?.errors).toHaveLength(2);
  });

  test('are read whatever they are', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`)].join('\n');
    expect(readCoreDocuments(bomb)[0]?.errors).toHaveLength(1);
    expect(readCoreDocuments('['.repeat(100_000))[0]?.errors).not.toEqual([]);
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '{', '}', '[', ']', '&', '*', '!', '|', '"', '<', '0') }), (text) => {
      readCoreDocuments(text);
    }), { numRuns: 300 });
  });
});
