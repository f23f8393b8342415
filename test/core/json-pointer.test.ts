import fc from 'fast-check';
import { fromPointer, toPointer } from '../../src/core/json-pointer';

describe('JSON pointers', () => {
  test.each<[string, readonly (string | number)[]]>([
    ['', []],
    ['/', ['']],
    ['/metadata/labels', ['metadata', 'labels']],
    ['/spec/containers/0/env', ['spec', 'containers', 0, 'env']],
    ['/metadata/labels/example.com~1a~0b', ['metadata', 'labels', 'example.com/a~b']],
    ['/~01', ['~1']],
    ['/ä "/ ', ['ä "', ' ']],
  ])('%j is written and read', (pointer, path) => {
    expect(toPointer(path)).toBe(pointer);
    expect(fromPointer(pointer)).toEqual(path.map(String));
  });

  test('what is written is read again', () => {
    const key = fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') });
    fc.assert(fc.property(fc.array(key), (path) => {
      expect(fromPointer(toPointer(path))).toEqual(path);
    }));
  });

  test('a pointer that starts elsewhere is refused', () => {
    expect(() => fromPointer('metadata')).toThrow(SyntaxError);
  });
});
