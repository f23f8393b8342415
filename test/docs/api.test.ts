import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

test('the API reference has a module for each entry point, by the name that imports it', () => {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly name: string; readonly exports: object };
  const entries = Object.keys(exports).filter((subpath) => subpath !== './package.json').map((subpath) => name + subpath.slice(1));
  const modules = [...readFileSync(join(root, 'docs/api/README.md'), 'utf8').matchAll(/^- \[(.+)\]/gm)].map(([, module]) => module);
  expect(modules).toEqual(entries.sort());
});
