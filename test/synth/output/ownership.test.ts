import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMarked, markLine, withoutMark } from '../../../src/synth/output/ownership';
import { readDocuments } from '../../../src/yaml/read';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-mark-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the first line of a file', () => {
  test('names the source from its package on, wherever that lies', () => {
    mkdirSync(join(folder, 'infra', 'src'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'infra', 'package.json'), '{}');
    expect(markLine(join(folder, 'infra', 'src', 'main.ts'))).toBe('# Made by Kubeloom from src/main.ts. Changes to this file are overwritten.\n');
    expect(markLine(join(folder, 'main.ts'))).toBe('# Made by Kubeloom from main.ts. Changes to this file are overwritten.\n');
  });

  test('names a source in no package by its name alone', () => {
    expect(markLine(join(folder, 'some', 'main.ts'))).toBe('# Made by Kubeloom from main.ts. Changes to this file are overwritten.\n');
  });

  test('needs no source', () => {
    expect(markLine(undefined)).toBe('# Made by Kubeloom. Changes to this file are overwritten.\n');
  });

  test.each(['a\nb.ts', 'a\rb.ts', 'a\u2028b.ts', 'a\u0085b.ts', 'a\ud800b.ts', 'a\0b.ts'])('stays one line for any name of a source: %j', (name) => {
    const line = markLine(`/nowhere/${name}`);
    expect(line).toBe('# Made by Kubeloom from a?b.ts. Changes to this file are overwritten.\n');
    expect(readDocuments(`${line}---\na: 1\n`)).toMatchObject([{ value: { a: 1 }, errors: [] }]);
  });

  test('is known again, and taken away', () => {
    for (const source of [undefined, '/nowhere/main.ts']) {
      const text = `${markLine(source)}---\na: 1\n`;
      expect(isMarked(text)).toBe(true);
      expect(withoutMark(text)).toBe('---\na: 1\n');
    }
    expect(withoutMark('a: 1\n')).toBe('a: 1\n');
  });

  test.each(['', '# Made by', '# Made by Kubeloom', '# Made by Kubeloomers.', ' # Made by Kubeloom.', '#Made by Kubeloom.', 'a: 1\n# Made by Kubeloom.'])('is not just any line: %j', (text) => {
    expect(isMarked(text)).toBe(false);
  });
});
