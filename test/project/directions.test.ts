import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Each file of a tree that imports what it should, or should not, and the rules that it then breaks. */
const TABLE: readonly [file: string, given: { readonly source: string; readonly want: readonly string[] }][] = [
  ['src/core/port.ts', { source: 'export interface Port { readonly n: number }\nexport const least = 1;\n', want: [] }],
  ['src/apps/app.ts', { source: "import { least } from '../core/port';\nimport { App as Root } from 'cdk8s';\nexport const app = [least, Root];\n", want: [] }],
  ['src/core/upward.ts', { source: "import { app } from '../apps/app';\nexport const x = app;\n", want: ['direction-core'] }],
  ['src/core/upward-type.ts', { source: "import type { app } from '../apps/app';\nexport type X = typeof app;\n", want: ['direction-core'] }],
  ['src/core/upward-lazy.ts', { source: "export const x = (): unknown => require('../apps/app');\n", want: ['direction-core'] }],
  ['src/core/upward-async.ts', { source: "export const x = (): Promise<unknown> => import('../apps/app');\n", want: ['direction-core'] }],
  ['src/core/with-tree.ts', { source: "import type { Construct } from 'constructs';\nexport type X = Construct;\n", want: ['constructs-stay-thin'] }],
  ['src/check/with-tree.ts', { source: "import { ApiObject } from 'cdk8s';\nexport const x = ApiObject;\n", want: ['constructs-stay-thin'] }],
  ['src/check/with-app.ts', { source: "import { app } from '../apps/app';\nexport const x = app;\n", want: ['direction-check'] }],
  ['src/config/data.ts', { source: 'export interface Key { readonly key: string }\nexport const keys = [];\n', want: [] }],
  ['src/pod/types.ts', { source: "import type { Key } from '../config/data';\nexport type X = Key;\n", want: [] }],
  ['src/pod/values.ts', { source: "import { keys } from '../config/data';\nexport const x = keys;\n", want: ['types-only-pod'] }],
  ['src/config/of-pod.ts', { source: "import type { X } from '../pod/types';\nexport type Y = X;\n", want: ['direction-config'] }],
  ['src/cli/main.ts', { source: "import { app } from '../apps/app';\nexport const main = app;\n", want: [] }],
  ['src/report/of-cli.ts', { source: "import { main } from '../cli/main';\nexport const x = main;\n", want: ['direction-report'] }],
  ['src/catalog/with-plus.ts', { source: "import { Deployment } from 'cdk8s-plus-27';\nexport const x = Deployment;\n", want: ['plus-is-optional'] }],
  ['src/plus/with-plus.ts', { source: "import { Deployment } from 'cdk8s-plus-27';\nexport const x = Deployment;\n", want: [] }],
  ['src/yaml/one.ts', { source: "import { two } from './two';\nexport const one: unknown = () => two;\n", want: ['no-cycle'] }],
  // A cycle is told once, of the first of its files.
  ['src/yaml/two.ts', { source: "import { one } from './one';\nexport const two: unknown = () => one;\n", want: [] }],
  ['src/synth/to-index.ts', { source: "import { sdk } from '../index';\nexport const x = sdk;\n", want: ['direction-synth'] }],
  ['src/index.ts', { source: "export { app as sdk } from './apps/app';\n", want: [] }],
  ['src/plan/of-tests.ts', { source: "import { y } from '../../test/y';\nexport const x = y;\n", want: ['not-outside-src'] }],
  ['test/y.ts', { source: 'export const y = 1;\n', want: [] }],
  ['src/schema/types.ts', { source: "import type { Pod } from '../../generated/pod';\nexport type X = Pod;\n", want: [] }],
  ['generated/pod.d.ts', { source: 'export interface Pod { readonly kind: string }\n', want: [] }],
  ['src/schema/with-tool.ts', { source: "import fc from 'fast-check';\nexport const x = fc;\n", want: ['declared-package'] }],
  ['src/codegen/nowhere.ts', { source: "import { z } from './nowhere-at-all';\nexport const x = z;\n", want: ['resolvable'] }],
  ['src/misc/util.ts', { source: "import { least } from '../core/port';\nexport const x = least;\n", want: ['known-folder'] }],
];

/** Writes the files to a directory of their own, beside the packages that this project has. */
function writeTree(files: readonly (readonly [file: string, source: string])[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'kubeloom-directions-'));
  for (const [file, source] of files) {
    mkdirSync(join(dir, dirname(file)), { recursive: true });
    writeFileSync(join(dir, file), source);
  }
  copyFileSync(join(ROOT, 'package.json'), join(dir, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'), 'junction');
  return dir;
}

function cruise(dir: string, outputType: 'err' | 'json'): { readonly status: number | null; readonly stdout: string } {
  const args = [CRUISER, 'src', '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', outputType];
  return spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8' });
}

describe('the directions between the folders of src', () => {
  const dirs: string[] = [];
  const broken = new Map<string, Set<string>>();

  const tree = (files: readonly (readonly [file: string, source: string])[]): string => {
    const dir = writeTree(files);
    dirs.push(dir);
    return dir;
  };

  beforeAll(() => {
    const dir = tree(TABLE.map(([file, { source }]) => [file, source]));
    const { summary } = JSON.parse(cruise(dir, 'json').stdout) as Cruise;
    for (const { from, rule } of summary.violations) broken.set(from, (broken.get(from) ?? new Set()).add(rule.name));
  }, 60_000);

  afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

  it.each(TABLE)('%s breaks the rules that it should', (file, { want }) => {
    expect([...broken.get(file) ?? []].sort()).toEqual(want);
  });

  it('fails the build when core imports apps', () => {
    const dir = tree([['src/apps/app.ts', 'export const app = 1;\n'], ['src/core/x.ts', "import { app } from '../apps/app';\nexport const x = app;\n"]]);
    expect(cruise(dir, 'err')).toMatchObject({ status: 1, stdout: expect.stringContaining('direction-core') as string });
  }, 60_000);

  it('passes when apps imports core', () => {
    const dir = tree([['src/apps/app.ts', "import { x } from '../core/x';\nexport const app = x;\n"], ['src/core/x.ts', 'export const x = 1;\n']]);
    expect(cruise(dir, 'err')).toMatchObject({ status: 0 });
  }, 60_000);
});
