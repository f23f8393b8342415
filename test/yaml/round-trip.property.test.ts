import fc from 'fast-check';
import { kubernetesKeyOrders } from '../../src/yaml/key-order';
import { readDocuments } from '../../src/yaml/read';
import { writeDocument, writeDocuments } from '../../src/yaml/write';
import { data } from './arbitraries';
import { canonical, roundIntegers } from './canonical';
import { readers } from './readers';

describe('what is written', () => {
  test.each(readers)('comes back the same from $name', ({ read, integers }) => {
    fc.assert(fc.property(data, (value) => {
      expect(canonical(read(writeDocument(value)))).toBe(canonical(integers ? value : roundIntegers(value)));
    }), { numRuns: 500 });
  });

  it('is the same whether the quick way was good enough or not', () => {
    fc.assert(fc.property(data, (value) => {
      expect(writeDocument(value)).toBe(writeDocument(value, { keyOrders: kubernetesKeyOrders }));
    }), { numRuns: 1000 });
  });

  it('comes back document by document from a stream', () => {
    fc.assert(fc.property(fc.array(data, { maxLength: 4 }), fc.boolean(), (values, leadingMarker) => {
      const documents = readDocuments(writeDocuments(values, { leadingMarker }));
      expect(documents.map(({ value, errors }) => [canonical(value), errors])).toEqual(values.map((value) => [canonical(value), []]));
    }), { numRuns: 300 });
  });

  it('comes back with Windows line ends', () => {
    fc.assert(fc.property(data, (value) => {
      expect(canonical(readDocuments(writeDocument(value).replaceAll('\n', '\r\n'))[0]?.value)).toBe(canonical(value));
    }), { numRuns: 300 });
  });

  it('ends with one line end and holds no other line breaks, tabs at a start, or markers', () => {
    fc.assert(fc.property(data, (value) => {
      const text = writeDocument(value);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toMatch(/[\r\u0085\u2028\u2029\ufeff]|^\t|^(?:---|\.\.\.)/m);
    }), { numRuns: 300 });
  });

  it('is written the same again after it was read, in the given order of keys', () => {
    fc.assert(fc.property(data, (value) => {
      const text = writeDocument(value, { keyOrders: {} });
      expect(writeDocument(readDocuments(text)[0]?.value, { keyOrders: {} })).toBe(text);
    }), { numRuns: 300 });
  });
});
