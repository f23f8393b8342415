import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, run } from './support/run';

const map = (name: string, data = 'data:\n  A: b\n', more = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}${data}`;
const reader = (name: string, of: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/name: ${name}
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests:
        cpu: 100m
        memory: 64Mi
    securityContext:
      allowPrivilegeEscalation: false
    envFrom:
    - configMapRef:
        name: ${of}
`;
const password = 'data:\n  DB_PASSWORD: not-for-everybody\n';

interface Report {
  readonly kubernetes: readonly string[];
  readonly summary: { readonly objects: number; readonly errors: number; readonly warnings: number; readonly skipped: number };
  readonly diagnostics: readonly {
    readonly code: string; readonly layer: string; readonly severity: string; readonly object: { readonly name: string };
    readonly source: { readonly file: string; readonly line: number; readonly column: number }; readonly suppressed?: { readonly reason: string };
  }[];
}

async function report(args: readonly string[], files: { readonly [path: string]: string }): Promise<Report & { readonly code: number }> {
  const { code, stdout, stderr } = await run(['check', ...args, '--format', 'json'], { cwd: folderWith(files) });
  if (stdout === '') throw new Error(stderr);
  return { ...JSON.parse(stdout) as Report, code };
}

function codes({ diagnostics }: Report): string[] {
  return diagnostics.map(({ code, source: { file, line } }) => `${code} ${file}:${line}`);
}

describe('what is checked', () => {
  const broken = map('a', 'dta: {}\n');

  test.each([
    ['a file', ['a.yaml'], ['schema/unknown-field a.yaml:5']],
    ['a folder', ['sub'], ['schema/unknown-field sub/b.yml:5', 'schema/unknown-field sub/deep/c.json:1']],
    ['a pattern', ['sub/**/*.json'], ['schema/unknown-field sub/deep/c.json:1']],
    ['a file twice', ['a.yaml', './a.yaml'], ['schema/unknown-field a.yaml:5']],
    ['an absolute path', ['CWD/a.yaml'], ['schema/unknown-field a.yaml:5']],
  ])('%s', async (_name, paths, want) => {
    const cwd = folderWith({
      'a.yaml': broken, 'sub/b.yml': map('b', 'dta: {}\n'), 'sub/deep/c.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"dta":{}}',
      'sub/notes.txt': 'no manifest', 'sub/package.json': '{}', 'sub/node_modules/x/y.yaml': 'nonsense', 'sub/.hidden.yaml': 'nonsense',
    });
    const { code, stdout } = await run(['check', ...paths.map((path) => path.replace('CWD', cwd)), '--format', 'json'], { cwd });
    expect(codes(JSON.parse(stdout) as Report)).toEqual(want);
    expect(code).toBe(1);
  });

  test('the standard input', async () => {
    const { code, stdout } = await run(['check', '-'], { stdin: broken });
    expect(code).toBe(1);
    expect(stdout).toContain('<stdin>:5:1  ConfigMap a  /dta\n');
    expect(stdout).toContain('    5 > dta: {}\n');
  });

  test('files that hold nothing but a mistake', async () => {
    const found = await report(['.', 'b.yaml'], { 'a.yaml': 'kind: [\n', 'b.yaml': 'just text\n', 'c.yaml': 'metadata:\n  name: x\n' });
    expect(codes(found)).toEqual(['schema/unreadable a.yaml:2', 'schema/no-object b.yaml:1', 'schema/no-kind c.yaml:1']);
  });

  describe('files that hold no manifests', () => {
    const others = {
      'patch.yaml': '- op: remove\n  path: /a\n', 'settings/app.yaml': 'kinds: [a]\nlogging: true\n', 'stack.yml': 'Resources:\n  A: !Ref B\n', 'notes.json': '"text"', 'a.yaml': map('a'),
    };
    const said = 'passed over 4 files without apiVersion and kind: notes.json, patch.yaml, settings/app.yaml and 1 more\n';

    test.each([['folders', ['.']], ['patterns', ['**/*', '*.yaml']]])('are passed over in %s, and told', async (_name, paths) => {
      const { code, stdout, stderr } = await run(['check', ...paths], { cwd: folderWith(others) });
      expect([code, stdout, stderr]).toEqual([0, 'Kubernetes 1.36: 1 object, no problems\n', said]);
    });

    test('are findings where they are named, beside manifests in one file, and where everything is to be checked', async () => {
      expect(codes(await report(['settings/app.yaml', 'patch.yaml', 'stack.yml'], others))).toEqual(['schema/no-kind settings/app.yaml:1', 'schema/no-object patch.yaml:1', 'schema/unreadable stack.yml:2']);
      expect(codes(await report(['.'], { 'a.yaml': `${map('a')}---\nlogging: true\n` }))).toEqual(['schema/no-kind a.yaml:8']);
      expect((await report(['.', '--strict'], others)).diagnostics).toHaveLength(4);
    });

    test('templates of charts, too, also those that can be read', async () => {
      const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "{{ .Release.Name }}"\n';
      const chart = {
        'web/Chart.yaml': 'apiVersion: v2\nname: web\n', 'web/templates/a.yaml': template, 'web/templates/more/b.yaml': `${template}data:\n{{- range .items }}\n  a: b\n{{- end }}\n`,
        'web/crds/c.yaml': map('c'), 'templates/d.yaml': map('d'),
      };
      const { code, stdout, stderr } = await run(['check', '.'], { cwd: folderWith(chart) });
      expect([code, stdout, stderr]).toEqual([
        0, 'Kubernetes 1.36: 2 objects, no problems\n', 'passed over 2 templates of charts: web/templates/a.yaml, web/templates/more/b.yaml; check what helm template renders\n',
      ]);
      expect(codes(await report(['web/templates/more/b.yaml'], chart))).toEqual(['schema/unreadable web/templates/more/b.yaml:6']);
    });

    test('patches of kustomizations, of folders above them as well', async () => {
      const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 2\n';
      const kustomization = 'resources:\n- a.yaml\n- both.yaml\npatches:\n- path: more.yaml\n- path: patches/image.yaml\n- path: both.yaml\n- patch: |\n    - op: remove\n      path: /a\npatchesStrategicMerge:\n- old.yaml\n';
      const files = {
        'prod/kustomization.yaml': kustomization, 'prod/a.yaml': map('a'), 'prod/both.yaml': map('b', 'dta: {}\n'), 'prod/more.yaml': patch, 'prod/old.yaml': patch, 'prod/patches/image.yaml': patch,
        'broken/kustomization.yml': 'patches: [\n', 'broken/c.yaml': map('c'), 'strange/Kustomization': '- 1', 'strange/d.yaml': map('d'),
      };
      const { code, stdout, stderr } = await run(['check', '.'], { cwd: folderWith(files) });
      expect([code, stderr]).toEqual([1, 'passed over 3 patches of kustomizations: prod/more.yaml, prod/old.yaml, prod/patches/image.yaml; check what kubectl kustomize renders\n']);
      expect(stdout).toContain('Kubernetes 1.36: 4 objects, 1 error\n');
      expect(codes(await report(['prod/more.yaml'], files))).not.toEqual([]);
      expect((await report(['.', '--strict'], files)).summary.objects).toBe(7);
    });

    test('but one that says half of what it is is meant', async () => {
      expect(codes(await report(['.'], { 'a.yaml': 'kind: Pod\n', 'b.yaml': 'apiVersion: v1\n', 'c.yaml': 'spec: {}\n', 'd.yaml': 'kind: !x Pod\n' })))
        .toEqual(['schema/no-kind a.yaml:1', 'schema/no-kind b.yaml:1', 'schema/no-kind c.yaml:1', 'schema/unreadable d.yaml:1']);
    });
  });

  test.each([
    ['a path that leads to nothing', ['nothing'], 'there is no file or folder nothing'],
    ['a pattern that matches nothing', ['*.yaml'], 'no YAML or JSON file matches *.yaml'],
    ['an empty folder', ['.'], '. holds no YAML or JSON files'],
    ['no path, and no program', [], 'expected a path, and cdk8s.yaml names no app'],
    ['a rule that there is not', ['.', '--rule', 'practice/image-tga=off'], 'there is no rule "practice/image-tga"'],
    ['a release that there is not', ['.', '--kubernetes', '1.5'], '--kubernetes: expected'],
    ['a baseline that there is not', ['.', '--baseline', 'x.json'], 'there is no baseline x.json'],
    ['--fix without files', ['-', '--fix'], '--fix mends files'],
  ])('ends with 2 for %s', async (_name, args, want) => {
    const { code, stdout, stderr } = await run(['check', ...args], { cwd: folderWith(want.startsWith('there is no rule') || want.includes('baseline') ? { 'a.yaml': map('a') } : {}) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(want);
  });
});

describe('--scope', () => {
  const files = { 'one/a.yaml': map('settings'), 'one/b.yaml': reader('web', 'settings'), 'two/a.yaml': map('settings') };

  test.each([
    ['all', ['identity/duplicate two/a.yaml:1']],
    ['folder', []],
    ['file', ['config-map/not-found one/b.yaml:19']],
  ])('%s', async (scope, want) => {
    const found = await report(['.', '--scope', scope, '--layers', 'bundle'], files);
    expect(found.diagnostics.filter(({ severity }) => severity === 'error').map(({ source: { file } }) => file)).toEqual(want.map((one) => one.split(' ')[1]!.split(':')[0]!));
  });
});

describe('what is reported', () => {
  const files = { 'a.yaml': map('a', password) };

  test.each([
    ['a warning by default', [], 0], ['a warning as wanted', ['--fail-on', 'warning'], 1],
    ['an error', ['--rule', 'practice/clear-text-secret=error'], 1], ['an error that is never to fail', ['--rule', 'practice/clear-text-secret=error', '--fail-on', 'never'], 0],
  ])('exit code of %s', async (_name, args, want) => {
    expect((await report(['.', ...args], files)).code).toBe(want);
  });

  test('only the layers that are asked for', async () => {
    const both = { 'a.yaml': `${map('a', password)}---\n${map('A')}` };
    expect((await report(['.'], both)).diagnostics.map(({ layer }) => layer)).toEqual(['practice', 'api']);
    expect((await report(['.', '--layers', 'schema,api'], both)).diagnostics.map(({ layer }) => layer)).toEqual(['api']);
  });

  test('settings of cdk8s.yaml count, and flags count more', async () => {
    const set = { ...files, 'cdk8s.yaml': 'kubeloom:\n  kubernetes: [1.33, "1.34"]\n  rules:\n    practice/clear-text-secret: off\n' };
    expect(await report(['.'], set)).toMatchObject({ kubernetes: ['1.34', '1.33'], diagnostics: [] });
    expect((await report(['.', '--rule', 'practice/clear-text-secret=info'], set)).diagnostics).toMatchObject([{ severity: 'info' }]);
  });

  test('what cdk8s.yaml declares is not missed', async () => {
    const pod = { 'a.yaml': reader('web', 'settings') };
    expect((await report(['.'], pod)).summary.errors).toBe(1);
    const declared = 'kubeloom:\n  external:\n  - kind: ConfigMap\n    name: settings\n';
    expect((await report(['.'], { ...pod, 'cdk8s.yaml': declared })).summary.errors).toBe(0);
  });

  test('what cdk8s.yaml accepts counts for nothing', async () => {
    const set = { ...files, 'cdk8s.yaml': 'kubeloom:\n  suppress:\n    practice/clear-text-secret: it opens nothing\n' };
    const found = await report(['.', '--fail-on', 'warning'], set);
    expect(found).toMatchObject({ code: 0, diagnostics: [{ suppressed: { reason: 'it opens nothing' } }] });
  });

  test.each([
    ['no code', 'suppress: {practice/clear-txt-secret: r}', 'did you mean "practice/clear-text-secret"?'], ['no reason', 'suppress: {practice/no-requests: }', 'expected the reason'],
    ['a list', 'suppress: [practice/no-requests]', 'expected a map of codes and reasons'],
    ['no list', 'external: Secret', 'expected a list'], ['no kind', 'external: [{name: a}]', 'expected a kind'], ['a text', 'external: [Secret]', 'expected { kind, name, namespace }'],
    ['another field', 'external: [{kind: A, nmae: b}]', 'found "nmae"'], ['a number', 'external: [{kind: 1}]', 'expected kind as a text'],
    ['a version', 'external: [{kind: v1/Secret}]', 'did you mean "Secret"?'], ['a version of a group', 'external: [{kind: apps/v1/Deployment}]', 'did you mean "apps/Deployment"?'],
    ['small letters', 'external: [{kind: secrets}]', 'did you mean "Secret"?'], ['a name', 'external: [{kind: my-thing}]', 'expected a kind such as Secret'],
  ])('settings that cannot be read end with 2: %s', async (_name, text, want) => {
    const { code, stderr } = await run(['check', '.'], { cwd: folderWith({ ...files, 'cdk8s.yaml': `kubeloom:\n  ${text}\n` }) });
    expect(code).toBe(2);
    expect(stderr).toContain(want);
    expect(stderr).toContain('cdk8s.yaml:');
  });

  test('kinds of --crd are known', async () => {
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shops.example.com
spec:
  group: example.com
  names: {kind: Shop, plural: shops}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              size: {type: integer}
`;
    const shop = 'apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: a\nspec:\n  size: big\n';
    expect((await report(['shop.yaml'], { 'shop.yaml': shop })).summary).toMatchObject({ skipped: 1, errors: 0 });
    expect((await report(['shop.yaml', '--strict'], { 'shop.yaml': shop })).summary.errors).toBe(1);
    const known = await report(['shop.yaml', '--crd', 'crds'], { 'shop.yaml': shop, 'crds/shop.yaml': crd });
    expect(known.summary).toMatchObject({ skipped: 0, errors: 1 });
  });

  test('--quiet says nothing where nothing is wrong', async () => {
    const cwd = folderWith({ 'a.yaml': map('a') });
    expect(await run(['check', '.', '--quiet'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await run(['check', '.'], { cwd })).stdout).toBe('Kubernetes 1.36: 1 object, no problems\n');
  });

  test.each(['sarif', 'junit', 'github', 'tap'])('as %s', async (format) => {
    const { code, stdout, stderr } = await run(['check', '.', '--format', format], { cwd: folderWith(files) });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('practice/clear-text-secret');
    expect(stdout).toContain('a.yaml');
    expect(stdout).not.toContain('not-for-everybody');
  });
});

describe('baseline', () => {
  test('accepts what there is, and nothing new', async () => {
    const cwd = folderWith({ 'a.yaml': map('a', password) });
    const written = await run(['check', '.', '--write-baseline', '--reason', 'ticket 7'], { cwd });
    expect(written).toEqual({ code: 0, stdout: '', stderr: 'kubeloom-baseline.json: 1 finding accepted\n' });
    const { stdout } = await run(['check', '.', '--format', 'json'], { cwd });
    expect((JSON.parse(stdout) as Report).diagnostics).toMatchObject([{ code: 'practice/clear-text-secret', suppressed: { reason: 'ticket 7' } }]);
    expect((await run(['check', '.', '--fail-on', 'warning'], { cwd })).code).toBe(0);
  });

  test('can have another name', async () => {
    const cwd = folderWith({ 'a.yaml': map('a', password) });
    expect((await run(['check', '.', '--write-baseline', '--baseline', 'known.json'], { cwd })).code).toBe(0);
    expect((await run(['check', '.', '--fail-on', 'warning', '--baseline', 'known.json'], { cwd })).code).toBe(0);
    expect((await run(['check', 'a.yaml', '--fail-on', 'warning'], { cwd })).code).toBe(1);
  });

  test('that cannot be read ends with 2', async () => {
    const { code, stderr } = await run(['check', '.'], { cwd: folderWith({ 'a.yaml': map('a'), 'kubeloom-baseline.json': '{}' }) });
    expect(code).toBe(2);
    expect(stderr).toContain('kubeloom-baseline.json is no baseline: expected { "findings": [ … ] }');
  });
});

describe('--fix', () => {
  test('mends files, says what it did, and reports the rest', async () => {
    const cwd = folderWith({ 'a.yaml': map('a', 'dta: # settings\n  PORT: 80\n'), 'b.yaml': map('b', 'somethingElse: 1\n') });
    const { code, stdout, stderr } = await run(['check', '.', '--fix', '--layers', 'schema'], { cwd });
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(map('a', 'data: # settings\n  PORT: "80"\n'));
    expect(stderr).toBe('mended  a.yaml:5  dta -> data\nmended  a.yaml:6  80 -> "80"\n');
    expect(stdout).toContain('b.yaml:5:1');
    expect(stdout).not.toContain('a.yaml');
    expect(code).toBe(1);
  });

  test('leaves what the program writes to the program', async () => {
    const text = `# Made by Kubeloom from main.ts. Changes to this file are overwritten.\n---\n${map('a', 'dta: {}\n')}`;
    const cwd = folderWith({ 'a.yaml': text });
    const { stderr } = await run(['check', '.', '--fix'], { cwd });
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(text);
    expect(stderr).toContain('a.yaml  Kubeloom wrote it');
  });
});
