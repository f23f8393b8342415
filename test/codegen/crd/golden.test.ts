import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importDefinitions } from '../../../src/codegen/crd/import-definitions';
import { importRelease } from '../../../src/codegen/crd/import-release';
import type { PlainMap } from '../../../src/core/plain-map';
import { loadRelease, RELEASES } from '../../../src/schema/release';
import { setEntry } from '../../../src/yaml/entry';
import { writeFiles } from '../../cli/support/run';
import { fixtureDefinitions } from './support';

const root = resolve(__dirname, '../../..');
const golden = join(root, 'test/golden/import');
const definitions = fixtureDefinitions();

test('the fixtures become the golden files, and no others', () => {
  const { files, problems } = importDefinitions(definitions);
  expect(problems).toEqual([]);
  const kept = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((path) => /[/\\].*\.(ts|json)$/.test(path)).map((path) => path.replaceAll('\\', '/'));
  expect([...files.keys()].sort()).toEqual(kept.sort());
  for (const [path, text] of files) expect([path, text]).toEqual([path, readFileSync(join(golden, path), 'utf8')]);
});

test('the order of documents and of keys changes nothing', () => {
  const turned = [...definitions].reverse().map((definition) => reversed(definition) as PlainMap);
  expect([...importDefinitions(turned).files]).toEqual([...importDefinitions(definitions).files]);
});

test('golden files and the constructs of releases compile under strict settings, and wrong fields do not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubeloom-import-'));
  try {
    for (const release of [RELEASES[0], '1.34', RELEASES.at(-1)!] as const) writeFiles(folder, Object.fromEntries(importRelease(loadRelease(release)).files));
    const options = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: true, rootDir: '/', types: ['node'], typeRoots: [join(root, 'node_modules/@types')],
        paths: { kubeloom: [join(root, 'src/index.ts')], constructs: [join(root, 'node_modules/constructs/lib/index.d.ts')] },
      },
      include: [join(folder, '**/*.ts')],
      files: [join(root, 'test/types/imports.ts')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    expect(compile(folder)).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

/** What the compiler says of our own files is told by the type check of the project. */
function compile(folder: string): string {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', folder], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return '';
  } catch (error) {
    const { stdout } = error as { readonly stdout: string };
    if (stdout === '') throw error;
    return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('src/')).join('\n');
  }
}

function reversed(value: unknown): unknown {
  // Which of two versions is met first, and the values of an enum, are for the definition to say.
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const map = {};
  for (const [key, inner] of Object.entries(value).reverse()) setEntry(map, key, reversed(inner));
  return map;
}
