import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHost } from './support/node-host';
import type { Outcome } from './support/run';

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(async () => {
  await host.end();
});

const imports = "import { App, Bundle, ConfigMapData, SecretData, unsafeLiteral } from 'kubeloom';\n";
type Texts = { readonly [name: string]: string };

/** Two bundles, one of them in two clusters, and a Secret. */
const program = `${imports}
const app = new App();
for (const cluster of ['staging', 'production']) {
  new ConfigMapData(new Bundle(app, \`shop-\${cluster}\`, { namespace: 'shop', cluster }), 'settings', { data: { A: 'one' } });
}
const blog = new Bundle(app, 'blog', { namespace: 'blog' });
new ConfigMapData(blog, 'settings', { data: { A: 'one', B: 'two' } });
new SecretData(blog, 'password', { data: { root: unsafeLiteral('hunter2') }, commit: 'base64', reason: 'a test' });
app.synth();
`;
const hidden = Buffer.from('hunter2').toString('base64');

function project(files: { readonly [path: string]: string } = {}): string {
  return host.project({ 'main.ts': program, 'cdk8s.yaml': 'language: typescript\napp: npx tsx main.ts\n', ...files });
}

function filesOf(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((path) => statSync(join(folder, path)).isFile()).sort();
}

/** Without the warnings of the check, which are told elsewhere. */
function run(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return host.run(['synth', '--no-validate', ...args], { cwd });
}

describe('writing', () => {
  test('says what it did, and writes again only what is not as it was', async () => {
    const cwd = project();
    expect(await run(cwd)).toEqual({
      code: 0, stdout: '',
      stderr: '  added    dist/staging/shop-staging.k8s.yaml\n  added    dist/production/shop-production.k8s.yaml\n  added    dist/blog.k8s.yaml\ndist: 4 objects in 3 files (3 added)\n',
    });
    expect(filesOf(join(cwd, 'dist'))).toEqual(['blog.k8s.yaml', 'production/shop-production.k8s.yaml', 'staging/shop-staging.k8s.yaml']);
    const old = new Date(1_000_000_000_000);
    utimesSync(join(cwd, 'dist/blog.k8s.yaml'), old, old);
    expect(await run(cwd)).toEqual({ code: 0, stdout: '', stderr: 'dist: 4 objects in 3 files (3 unchanged)\n' });
    expect(statSync(join(cwd, 'dist/blog.k8s.yaml')).mtime).toEqual(old);
    writeFileSync(join(cwd, 'main.ts'), program.replace("['staging', 'production']", "['staging']").replace("B: 'two'", "B: 'three'"));
    expect((await run(cwd)).stderr).toBe('  changed  dist/blog.k8s.yaml\n  removed  dist/production/shop-production.k8s.yaml\ndist: 3 objects in 2 files (1 changed, 1 removed, 1 unchanged)\n');
    expect(filesOf(join(cwd, 'dist'))).toEqual(['blog.k8s.yaml', 'staging/shop-staging.k8s.yaml']);
  });

  test('--quiet says nothing', async () => {
    expect(await run(project(), '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each<[string, { given: readonly string[]; files?: Texts; env?: Texts; want: string }]>([
    ['the folder of --output', { given: ['-o', 'here'], want: 'here' }],
    ['of KUBELOOM_OUTPUT', { given: [], env: { KUBELOOM_OUTPUT: 'there' }, want: 'there' }],
    ['of kubeloom.output', { given: [], files: { 'cdk8s.yaml': 'app: node main.ts\noutput: cdk\nkubeloom:\n  output: ours\n' }, want: 'ours' }],
    ['of the program, before cdk8s.yaml', { given: [], files: { 'cdk8s.yaml': 'app: node main.ts\noutput: cdk\n', 'main.ts': program.replace('new App()', "new App({ outdir: 'own' })") }, want: 'own' }],
    ['of cdk8s.yaml', { given: [], files: { 'cdk8s.yaml': 'app: node main.ts\noutput: cdk\n' }, want: 'cdk' }],
    ['of CDK8S_OUTDIR, before cdk8s.yaml', { given: [], files: { 'cdk8s.yaml': 'app: node main.ts\noutput: cdk\n' }, env: { CDK8S_OUTDIR: 'variable' }, want: 'variable' }],
    ['dist', { given: [], want: 'dist' }],
  ])('goes to %s', async (_, { given, files, env = {}, want }) => {
    const cwd = project(files);
    const { code } = await host.run(['synth', '--no-validate', '--quiet', ...given], { cwd, env });
    expect([code, existsSync(join(cwd, want, 'blog.k8s.yaml'))]).toEqual([0, true]);
    expect(readdirSync(cwd).filter((name) => statSync(join(cwd, name)).isDirectory())).toEqual([want]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['object', ['--layout', 'object'], ['ConfigMap.settings.k8s.yaml', 'Secret.password.k8s.yaml', 'production/ConfigMap.settings.k8s.yaml', 'staging/ConfigMap.settings.k8s.yaml']],
    ['folder', ['--layout=folder', '--only', 'blog'], ['blog/ConfigMap.settings.k8s.yaml', 'blog/Secret.password.k8s.yaml']],
    ['some bundles', ['--only', 'shop-*'], ['production/shop-production.k8s.yaml', 'staging/shop-staging.k8s.yaml']],
    ['those of a cluster', ['--only', 'production/*'], ['production/shop-production.k8s.yaml']],
    ['JSON', ['--format', 'json', '--only', 'blog'], ['.kubeloom', 'blog.k8s.json']],
  ])('%s', async (_, args, want) => {
    const cwd = project();
    expect((await run(cwd, ...args)).code).toBe(0);
    expect(filesOf(join(cwd, 'dist'))).toEqual(want);
  });

  test('a program that defines nothing is told so', async () => {
    const cwd = project({ 'main.ts': `${imports}new App().synth();\n` });
    expect(await run(cwd)).toEqual({ code: 0, stdout: '', stderr: 'dist: 0 objects in 0 files: the program defines nothing\n' });
  });

  test('several apps of one program go to their folders, or into one', async () => {
    const apps = `${imports}for (const name of ['a', 'b']) {\n  const app = new App({ outdir: name });\n  new ConfigMapData(new Bundle(app, name), 'x', { data: { A: 'b' } });\n  app.synth();\n}\n`;
    const cwd = project({ 'main.ts': apps });
    await run(cwd);
    await run(cwd, '-o', 'both');
    expect(['a/a.k8s.yaml', 'b/b.k8s.yaml', 'both/a.k8s.yaml', 'both/b.k8s.yaml'].filter((path) => !existsSync(join(cwd, path)))).toEqual([]);
  });
});

describe('failures', () => {
  test.each<[string, { given: readonly string[]; prepare?: (cwd: string) => void; code: number; stderr: RegExp }]>([
    ['a file that is not ours', {
      given: [], code: 2, stderr: /output\/not-ours {2}.*blog\.k8s\.yaml is there already/,
      prepare: (cwd) => {
        mkdirSync(join(cwd, 'dist'));
        writeFileSync(join(cwd, 'dist/blog.k8s.yaml'), 'kind: Mine\n');
      },
    }],
    ['a file in place of the folder', { given: [], code: 2, stderr: /output\/not-a-folder/, prepare: (cwd) => writeFileSync(join(cwd, 'dist'), '') }],
    ['no bundle of that name', { given: ['--only', 'blgo'], code: 1, stderr: /output\/no-bundle {2}no bundle is named "blgo"[^]*did you mean "blog"\?/ }],
    ['a layout that is none', { given: ['--layout', 'objects'], code: 2, stderr: /expected "bundle", "object", "folder" or "stream", found "objects"\nhelp {3}did you mean "object"\?/ }],
    ['both --check and --stdout', { given: ['--check', '--stdout'], code: 2, stderr: /--check and --stdout exclude each other/ }],
    ['both --json and --stdout', { given: ['--json', '--stdout'], code: 2, stderr: /--json and --stdout exclude each other/ }],
  ])('%s', async (_, { given, prepare, code, stderr }) => {
    const cwd = project();
    prepare?.(cwd);
    const outcome = await run(cwd, ...given);
    expect(outcome).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) as string });
  });

  test('nothing is written when a definition is wrong', async () => {
    const cwd = project({ 'main.ts': program.replace("{ A: 'one', B: 'two' }", "{ 'a b': 'one' }") });
    const { code, stderr } = await run(cwd);
    expect([code, stderr.split('\n')[0], existsSync(join(cwd, 'dist'))]).toEqual([1, 'main.ts:8:47  ConfigMap blog/settings  /data/a b', false]);
  });
});

describe('--check', () => {
  test('writes nothing, and exits with 1 and a diff without secret values', async () => {
    const cwd = project();
    await run(cwd, '--only', 'blog');
    expect(await run(cwd, '--only', 'blog', '--check')).toEqual({ code: 0, stdout: '', stderr: '1 file as the program gives it\n' });
    writeFileSync(join(cwd, 'main.ts'), program.replace("B: 'two'", "B: 'three', C: 'four'").replace('hunter2', 'hunter3'));
    const { code, stdout, stderr } = await run(cwd, '--only', 'blog', '--check');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '1 file is not as the program gives it: run kubeloom synth\n' });
    expect(stdout).toMatchSnapshot();
    expect(stdout).not.toMatch(/hunter|aHVudGVy/);
    expect(readFileSync(join(cwd, 'dist/blog.k8s.yaml'), 'utf8')).toContain(hidden);
  });

  test('shows files that would come and go', async () => {
    const cwd = project();
    await run(cwd);
    writeFileSync(join(cwd, 'main.ts'), program.replace("'production'", "'test'").replace(/^new SecretData.*$/m, ''));
    const { code, stdout } = await run(cwd, '--check');
    expect(code).toBe(1);
    expect(stdout).toMatchSnapshot();
  });

  test('says only what is in the way where the output could not be written', async () => {
    const cwd = project({ 'dist/blog.k8s.yaml': 'kind: Mine\n' });
    expect(await run(cwd, '--check')).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/output\/not-ours {2}.*blog\.k8s\.yaml is there already/) as string });
  });

  test('names a file outside of the folder as git does', async () => {
    const cwd = project();
    const { stdout } = await run(cwd, '--only', 'shop-staging', '--check', '-o', '/nowhere/at/all');
    expect(stdout.split('\n').slice(0, 2)).toEqual(['--- /dev/null', '+++ b/nowhere/at/all/staging/shop-staging.k8s.yaml']);
  });

  test('--json says the same as data', async () => {
    const cwd = project();
    await run(cwd);
    writeFileSync(join(cwd, 'main.ts'), program.replace("'production'", "'test'").replace("B: 'two'", "B: 'three'"));
    const { code, stdout } = await run(cwd, '--check', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { files: 3, objects: 4, added: 1, changed: 1, unchanged: 1, removed: 1 },
      outputs: [{ folder: 'dist', files: [{ path: 'blog.k8s.yaml', state: 'changed' }, { path: 'production/shop-production.k8s.yaml', state: 'removed', objects: [] }, { path: 'staging/shop-staging.k8s.yaml', state: 'unchanged' }, { path: 'test/shop-test.k8s.yaml', state: 'added' }] }],
    });
  });

  test('an edit by hand is found, and in colour on a terminal', async () => {
    const cwd = project();
    await run(cwd, '--only', 'shop-staging');
    const file = join(cwd, 'dist/staging/shop-staging.k8s.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('A: one', 'A: two'));
    const { stdout } = await run(cwd, '--only', 'shop-staging', '--check', '--color');
    expect(stdout).toContain('\u001b[31m-  A: two\u001b[39m\n\u001b[32m+  A: one\u001b[39m\n');
  });
});

test('--json says what was written', async () => {
  const cwd = project();
  const { code, stdout } = await run(cwd, '--json', '--quiet');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchSnapshot();
});

describe('--stdout', () => {
  test('gives all documents, and writes no file', async () => {
    const cwd = project();
    const { code, stdout, stderr } = await run(cwd, '--stdout');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('---\n').map((text) => /^kind: (.*)$/m.exec(text)?.[1])).toEqual(['ConfigMap', 'ConfigMap', 'ConfigMap', 'Secret']);
    expect(stdout).not.toContain('#');
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
  });

  test('as one JSON list', async () => {
    const { stdout } = await run(project(), '--stdout', '--format', 'json');
    const list = JSON.parse(stdout) as { readonly kind: string; readonly items: readonly { readonly kind: string }[] };
    expect([list.kind, list.items.map(({ kind }) => kind)]).toEqual(['List', ['ConfigMap', 'ConfigMap', 'ConfigMap', 'Secret']]);
  });
});

describe('a program in another language', () => {
  const script = (text: string): { readonly [path: string]: string } => ({ 'cdk8s.yaml': 'app: sh program.sh\n', 'program.sh': text });
  const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

  test('runs as cdk8s would run it, and its files are ours from then on', async () => {
    const cwd = host.project(script(`echo working\nmkdir -p "$CDK8S_OUTDIR/sub"\nprintf '${manifest.replaceAll('\n', '\\n')}' | tee "$CDK8S_OUTDIR/a.k8s.yaml" > "$CDK8S_OUTDIR/sub/b.k8s.yaml"\n`));
    const outcome = await run(cwd);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: 'working\n  added    dist/a.k8s.yaml\n  added    dist/sub/b.k8s.yaml\ndist: 2 objects in 2 files (2 added)\n' });
    expect(readFileSync(join(cwd, 'dist/a.k8s.yaml'), 'utf8')).toBe(`# Made by Kubeloom. Changes to this file are overwritten.\n---\n${manifest}`);
    expect((await run(cwd, '--check')).code).toBe(0);
    writeFileSync(join(cwd, 'program.sh'), 'printf \'kind: A\\n\' > "$CDK8S_OUTDIR/a.k8s.yaml"');
    expect((await run(cwd)).stderr).toBe('  changed  dist/a.k8s.yaml\n  removed  dist/sub/b.k8s.yaml\ndist: 1 object in 1 file (1 changed, 1 removed)\n');
  });

  test.each<[string, string, readonly string[], string]>([
    ['that fails', 'echo no >&2; exit 7', [], 'no\nerror  `sh program.sh` ended with exit code 7\n'],
    ['that writes nothing', 'true', [], 'error  `sh program.sh` wrote no manifests\nhelp   it has to write them to the folder that CDK8S_OUTDIR names\n'],
    ['that writes no YAML', 'printf \'a: "\' > "$CDK8S_OUTDIR/a.yaml"', [], 'error  a.yaml:1:5: '],
    ['that cannot be divided anew', 'true', ['--layout', 'object'], 'error  layout and format are for programs in TypeScript or JavaScript\nhelp   `sh program.sh` decides itself what it writes\n'],
  ])('%s', async (_, text, args, stderr) => {
    const outcome = await run(host.project(script(text)), ...args);
    expect([outcome.code, outcome.stderr.startsWith(stderr) ? stderr : outcome.stderr]).toEqual([2, stderr]);
  });
});

describe('--typecheck', () => {
  const tsconfig = JSON.stringify({ compilerOptions: { target: 'ES2022', module: 'Node16', moduleResolution: 'node16', lib: ['ES2023'], strict: true, skipLibCheck: true, types: ['node'] }, include: ['*.ts'] });

  test('stops the writing when a type is wrong', async () => {
    const cwd = project({ 'tsconfig.json': tsconfig, 'wrong.ts': 'export const a: number = "1";\n' });
    const { code, stderr } = await run(cwd, '--typecheck');
    expect([code, existsSync(join(cwd, 'dist'))]).toEqual([1, false]);
    expect(stderr).toContain("wrong.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
  }, 30_000);

  test('needs a tsconfig.json', async () => {
    expect(await run(project(), '--typecheck')).toEqual({ code: 2, stdout: '', stderr: 'error  --typecheck needs a tsconfig.json\nhelp   npx tsc --init makes one\n' });
  });
});
