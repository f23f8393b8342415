import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listTemplates } from '../../src/cli/init/templates';
import { readDocuments } from '../../src/yaml/read';
import { folderWith, type Outcome, run } from './support/run';

function init(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return run(['init', ...args], { cwd });
}

const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');
const project = ['.gitignore', 'README.md', '__snapshots__', 'cdk8s.yaml', 'definition.test.ts', 'definition.ts', 'main.ts', 'package.json', 'tsconfig.json'];

test('without a template, lists them', async () => {
  const { code, stdout, stderr } = await init(folderWith());
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n').map((line) => line.split(/ {2,}/))).toEqual(listTemplates().map(({ name, description }) => [name, description]));
  expect(stdout).toMatch(/^stateful-web +Web servers/m);
});

test('asks which template, and whether to install, on a terminal alone', async () => {
  const cwd = folderWith();
  const { code, stderr } = await run(['init'], { cwd, tty: true, stdin: 'web\nn\n' });
  expect([code, readdirSync(cwd).sort()]).toEqual([0, project]);
  expect(stderr).toMatch(/^\nWhich one\? {3}.*added[^]*Install its dependencies with npm now\? \[Y\/n\] \nNext:\n {2}npm install\n/);
  expect((await run(['init'], { tty: true, env: { CI: 'true' }, stdin: 'web\n' })).stderr).toBe('');
});

test.each(listTemplates().map(({ name }) => name))('makes a project of %s', async (name) => {
  const cwd = folderWith();
  const { code, stdout } = await init(cwd, name, 'Öur shop', '--quiet');
  expect([code, stdout]).toEqual([0, '']);
  const folder = join(cwd, 'Öur shop');
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['.gitignore', 'README.md', 'main.ts', 'package.json', 'tsconfig.json', 'cdk8s.yaml']));
  const file = JSON.parse(read(folder, 'package.json')) as { name: string; scripts: { synth: string }; dependencies: { kubeloom?: string } };
  expect([file.name, file.scripts.synth, file.dependencies.kubeloom === undefined]).toEqual(['our-shop', 'kubeloom synth', false]);
  expect(read(folder, 'README.md')).toContain('npx kubeloom synth');
});

test('says what comes next, with a path as a shell takes it', async () => {
  const cwd = folderWith();
  expect((await init(cwd, 'web', 'a shop')).stderr).toMatch(/\nNext:\n {2}cd 'a shop'\n {2}npm install\n {2}npx kubeloom synth\n {2}npm test\n$/);
  expect((await init(cwd, 'web', 'shop')).stderr).toContain('\n  cd shop\n');
});

describe('the package manager', () => {
  test.each([
    ['npm', 'npm install\nnpx kubeloom synth   # writes', ['npm ci', 'npx kubeloom synth --check', 'npx tsc --noEmit', 'npm test']],
    ['pnpm', 'pnpm install\npnpm exec kubeloom synth   # writes', ['pnpm install --frozen-lockfile', 'pnpm exec kubeloom synth --check', 'pnpm exec tsc --noEmit', 'pnpm test']],
    ['yarn', 'yarn install\nyarn kubeloom synth   # writes', ['corepack enable', 'yarn install --immutable', 'yarn kubeloom synth --check', 'yarn tsc --noEmit', 'yarn test']],
  ])('%s is spoken of everywhere', async (manager, readme, steps) => {
    const cwd = folderWith();
    await init(cwd, 'web', '--package-manager', manager, '--github');
    expect(read(cwd, 'README.md')).toContain(readme);
    // Comments stand one below the other.
    expect(new Set([...read(cwd, 'README.md').matchAll(/^(\S.*)# (?:writes|compares)/gm)].map(([, before]) => before!.length)).size).toBe(1);
    const [workflow] = readDocuments(read(cwd, '.github/workflows/manifests.yaml'));
    expect(workflow!.errors).toEqual([]);
    const { jobs } = workflow!.value as { jobs: { check: { steps: { run?: string }[] } } };
    expect(jobs.check.steps.flatMap(({ run: command }) => command ?? [])).toEqual(steps);
  });

  test('is the one that started the command', async () => {
    const cwd = folderWith();
    await run(['init', 'web'], { cwd, env: { npm_config_user_agent: 'pnpm/10.0.0 npm/? node/v22' } });
    expect(read(cwd, 'README.md')).toContain('pnpm install');
  });
});

describe('is refused, and nothing is written', () => {
  test.each<[string, { given: readonly string[]; want: string }]>([
    ['a template that is misspelt', { given: ['statful-web'], want: 'error  no template "statful-web"\nhelp   did you mean stateful-web?\n' }],
    ['a folder that is not empty', { given: ['web', 'full'], want: 'error  "full" is not empty\nhelp   name another one; with --force, files of the same names are overwritten\n' }],
    ['this folder, which is not empty', { given: ['web'], want: 'error  this folder is not empty\nhelp   name a new one: kubeloom init web my-web; with --force, files of the same names are overwritten\n' }],
    ['a file', { given: ['web', 'full/a.txt'], want: 'error  "full/a.txt" is a file\nhelp   name another folder\n' }],
    ['a folder below a file', { given: ['web', 'full/a.txt/b'], want: 'error  cannot write the project: ENOTDIR' }],
    ['another package manager', { given: ['web', 'x', '--package-manager', 'bun'], want: 'error  --package-manager: expected "npm", "pnpm" or "yarn", found "bun"\n' }],
  ])('%s', async (_, { given, want }) => {
    const cwd = folderWith({ 'full/a.txt': 'mine' });
    const { code, stdout, stderr } = await init(cwd, ...given);
    expect([code, stdout, stderr.slice(0, want.length)]).toEqual([2, '', want]);
    expect([readdirSync(cwd), readdirSync(join(cwd, 'full'))]).toEqual([['full'], ['a.txt']]);
  });
});

test('a new repository is as good as empty, and --force writes over files', async () => {
  const cwd = folderWith();
  mkdirSync(join(cwd, '.git'));
  expect((await init(cwd, 'web')).code).toBe(0);
  writeFileSync(join(cwd, 'main.ts'), 'mine');
  expect((await init(cwd, 'web', '--force')).code).toBe(0);
  expect(read(cwd, 'main.ts')).toContain('app.synth()');
  expect((JSON.parse(read(cwd, 'package.json')) as { name: string }).name).toBe(basename(cwd).toLowerCase());
});
