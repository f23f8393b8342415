import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

describe('CONTRIBUTING.md', () => {
  test('says what is in each folder of the sources', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}/`);
    const rows = text.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|')[1]!);
    expect([...new Set(rows.flatMap((row) => [...row.matchAll(/`(src\/[a-z]+\/)`/g)].map(([, folder]) => folder)))].sort()).toEqual(folders.sort());
  });

  test('names scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: object };
    const named = [...text.matchAll(/`(?:npm run )?([a-z]+:[a-z]+|(?<=npm run )[a-z:]+)`/g)].map(([, script]) => script!);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});
