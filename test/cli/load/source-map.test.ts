import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { type RawSourceMap, SourceMap } from '../../../src/cli/load/source-map';

describe('a place in compiled text', () => {
  test('leads to its source, wherever it stands', () => {
    const name = fc.integer({ min: 0, max: 999 }).map((number) => `name${number}`);
    const line = fc.oneof(
      fc.tuple(name, fc.constantFrom('number', 'string | undefined')).map(([id, type]) => `export let ${id}: ${type};`),
      name.map((id) => `interface I${id} { readonly x: number }`),
      name.map((id) => `/* comment */ function f${id}(): void { call('${id}'); }`),
      fc.constant(''),
    );
    fc.assert(fc.property(fc.uniqueArray(line, { maxLength: 30 }), fc.nat(20), (lines, at) => {
      const source = [...lines.slice(0, at), "  mark('here');", ...lines.slice(at)].join('\n');
      const { code, map } = transformSync(source, { loader: 'ts', format: 'cjs', sourcemap: 'external', sourcefile: 'a.ts' });
      const before = code.slice(0, code.indexOf('mark(')).split('\n');
      const place = new SourceMap(JSON.parse(map) as RawSourceMap).place(before.length, before.at(-1)!.length + 1);
      expect(place).toMatchObject({ line: Math.min(at, lines.length) + 1, column: 3 });
    }), { numRuns: 60 });
  });

  test('is unknown where the map says nothing', () => {
    const map = new SourceMap({ sources: ['a.ts'], mappings: ';;EAAA' });
    expect([map.place(1, 1), map.place(9, 1), map.place(3, 1), map.place(3, 3)]).toEqual([undefined, undefined, undefined, { source: 'a.ts', line: 1, column: 1 }]);
  });

  test('follows a map of several sources, with a root', () => {
    const map = new SourceMap({ sourceRoot: 'src/', sources: ['a.ts', 'b.ts'], mappings: 'AAAA,IAAI;ACCE' });
    expect([map.place(1, 6), map.place(2, 1)]).toEqual([{ source: 'src/a.ts', line: 1, column: 5 }, { source: 'src/b.ts', line: 2, column: 7 }]);
  });
});
