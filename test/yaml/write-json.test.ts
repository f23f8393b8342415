import fc from 'fast-check';
import { writeDocument } from '../../src/yaml/write';
import { writeJson } from '../../src/yaml/write-json';
import { data } from './arbitraries';
import { canonical, roundIntegers } from './canonical';

describe('JSON', () => {
  test('has the keys in the order of the YAML writer', () => {
    const list = { items: [{ spec: {}, kind: 'A', metadata: { labels: {}, name: 'a' } }], kind: 'List', apiVersion: 'v1' };
    expect(writeJson(list)).toBe(`{
  "apiVersion": "v1",
  "kind": "List",
  "items": [
    {
      "kind": "A",
      "metadata": {
        "name": "a",
        "labels": {}
      },
      "spec": {}
    }
  ]
}
`);
    expect(writeJson({ b: 1, kind: 2 }, { keyOrders: {} })).toBe('{\n  "b": 1,\n  "kind": 2\n}\n');
  });

  test.each<[unknown, string]>([
    [{}, '{}\n'], [[], '[]\n'], ['a"\n', '"a\\"\\n"\n'], [null, 'null\n'], [true, 'true\n'], [-0, '-0.0\n'], [9223372036854775807n, '9223372036854775807\n'],
    [1e21, '1.0e+21\n'], [{ a: undefined, b: [undefined] }, '{\n  "b": [\n    null\n  ]\n}\n'], [{ toJSON: () => 'x' }, '"x"\n'],
  ])('of %p', (given, want) => {
    expect(writeJson(given)).toBe(want);
  });

  test('is what JSON.parse reads back', () => {
    fc.assert(fc.property(data, (value) => {
      expect(canonical(JSON.parse(writeJson(value)))).toBe(canonical(roundIntegers(value)));
    }), { numRuns: 300 });
  });

  test.each<[string, unknown]>([
    ['NaN', { a: NaN }], ['a function', { a: () => 1 }], ['half of a surrogate pair', { a: ['\ud800'] }], ['such a key', { '\udfff': 1 }], ['a Map', { a: new Map() }],
    ['nothing', undefined], ['a circle', ((one: { a?: unknown }) => Object.assign(one, { a: one }))({})],
  ])('refuses what YAML refuses: %s', (_name, value) => {
    const said = (write: (value: unknown) => string): string => {
      try {
        return write(value);
      } catch (error) {
        return String((error as { pointer?: string }).pointer) + (error as Error).message;
      }
    };
    expect(said((one) => writeJson(one))).toBe(said((one) => writeDocument(one)));
  });
});
