import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../src/core/codes';

const folder = join(__dirname, '../../src/core/codes');
const areas = readdirSync(folder).filter((file) => file !== 'index.ts' && file !== 'code.ts');

test('no two areas share a code, and every area is registered', async () => {
  const names: string[] = [];
  for (const file of areas) {
    const exported = (await import(join(folder, file))) as { readonly [name: string]: unknown };
    for (const [name, table] of Object.entries(exported)) if (name.endsWith('Codes')) names.push(...Object.keys(table as object));
  }
  expect(names.sort()).toEqual(Object.keys(codes).sort());
  expect(new Set(names).size).toBe(names.length);
});

test('codes are area/what-is-wrong, and each says what it means', () => {
  for (const [code, facts] of Object.entries(codes)) {
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*\/[a-z]+(-[a-z0-9]+)*$/);
    expect(facts.title).toMatch(/^[A-Z].*\.$/);
  }
});
