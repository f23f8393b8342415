import fc from 'fast-check';
import { toPointer } from '../../src/core/json-pointer';
import { readDocuments } from '../../src/yaml/read';
import { writeDocument } from '../../src/yaml/write';
import { PositionFinder, TreeFinder } from '../../src/yaml/positions';
import { readPlaces } from '../../src/yaml/subset-places';
import { data } from './arbitraries';
import { mutated } from './mutations';

/** Line and column of a value of the last document. */
function place(source: string, pointer: string): string | undefined {
  const position = readDocuments(source).at(-1)!.position(pointer);
  if (position === undefined) return undefined;
  expect(source.split('\n').slice(0, position.line - 1).join('\n').length + (position.line > 1 ? 1 : 0) + position.column - 1).toBe(position.offset);
  return `${position.line}:${position.column}`;
}

const manifest = `x: 1
---
# a comment
kind: Deployment
metadata: {name: web, "labels": {a/b~c: d}}
spec:
  containers:
  - name: a
    image: b
  -
    # another comment
    name: c
  - - deep
on: true
`;

describe('the position of a value', () => {
  test.each<[string, string]>([
    ['', '4:1'],
    ['/kind', '4:1'],
    ['/metadata', '5:1'],
    ['/metadata/name', '5:12'],
    ['/metadata/labels/a~1b~0c', '5:34'],
    ['/spec/containers', '7:3'],
    ['/spec/containers/0', '8:5'],
    ['/spec/containers/0/image', '9:5'],
    ['/spec/containers/1/name', '12:5'],
    ['/spec/containers/2/0', '13:7'],
    ['/true', '14:1'],
  ])('%j is that of its key or item', (pointer, want) => {
    expect(place(manifest, pointer)).toBe(want);
  });

  test.each(['/nothing', '/kind/x', '/spec/containers/9', '/spec/containers/-1', '/spec/containers/00', '/spec/containers/x', '/on', '/metadata/labels/a'])('%j is nowhere', (pointer) => {
    expect(place(manifest, pointer)).toBeUndefined();
  });

  it('follows aliases and merged maps to where the value is written', () => {
    const source = 'a: &a\n  x: 1\n  w: {z: 2}\nb:\n  <<: *a\n  x: 3\nc: *a\nd:\n  <<: [{e: 1}, *a]\n';
    expect(['/b/x', '/b/w', '/b/w/z', '/c/w/z', '/d/e', '/d/x', '/b/q'].map((pointer) => place(source, pointer)))
      .toEqual(['6:3', '3:3', '3:7', '3:7', '9:9', '2:3', undefined]);
  });

  it('ends in maps that merge each other many times over', () => {
    const merges = Array.from({ length: 60 }, (_, index) => `a${index + 1}: &a${index + 1}\n  <<: [*a${index}, *a${index}]\n`);
    expect(place(`a0: &a0 {x: 1}\n${merges.join('')}`, '/a60/nothing')).toBeUndefined();
    expect(place('a: &a\n  <<: *a\n', '/a/nothing')).toBeUndefined();
  });

  it('is known in a document with errors, as far as it goes', () => {
    expect(place('a: 1\nb:\n  c: 2\na: 3\n', '/b/c')).toBe('3:3');
    expect(place('a: 1\nb: [\n', '/a')).toBe('1:1');
  });

  it('counts from the start of the text, whatever its line ends', () => {
    const document = readDocuments('a: 1\r\n---\r\nb:\r\n  c: 2\r\n')[1]!;
    expect(document.position('/b/c')).toEqual({ line: 4, column: 3, offset: 17 });
    expect(readDocuments('a: 1\rb: 2\r')[0]!.position('/b')).toEqual({ line: 2, column: 1, offset: 5 });
  });

  it('needs a pointer', () => {
    expect(() => readDocuments('a: 1\n')[0]!.position('a')).toThrow(SyntaxError);
  });

  it('is known for every value of what is written', () => {
    fc.assert(fc.property(data, (value) => {
      const [document] = readDocuments(writeDocument(value));
      expect(paths(value).filter((path) => document!.position(toPointer(path)) === undefined)).toEqual([]);
    }), { numRuns: 200 });
  });

  it('is the one that a tree of all syntax gives', () => {
    const text = fc.oneof(fc.json().map((json) => JSON.stringify({ a: [JSON.parse(json)] }, null, 2)), fc.json(), data.map(writeDocument), mutated);
    let compared = 0;
    fc.assert(fc.property(text, (given) => {
      const documents = readDocuments(given);
      fc.pre(documents.length === 1 && documents[0]!.errors.length === 0 && !given.startsWith('---') && readPlaces(given) !== undefined);
      const [quick, tree] = [new PositionFinder(given), new TreeFinder(given)];
      compared++;
      for (const path of paths(documents[0]!.value)) expect([path, quick.offset(toPointer(path))]).toEqual([path, tree.offset(toPointer(path))]);
    }), { numRuns: 200, maxSkipsPerRun: 1000 });
    expect(compared).toBeGreaterThan(100);
  });
});

function paths(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => paths(inner).map((path) => [key, ...path]))];
}
