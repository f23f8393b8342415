import { folderWith, run } from './support/run';

const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: hunter2-is-a-secret\n';
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    env:
    - name: PASSWORD
      valueFrom: {secretKeyRef: {name: db, key: password}}
    envFrom:
    - configMapRef: {name: settings}
`;
const files = { 'a.yaml': secret, 'b.yaml': pod };

describe('kubeloom graph', () => {
  test.each([
    ['mermaid', /^flowchart LR\n/], ['dot', /^digraph /], ['json', /^\{\n/], ['svg', /<svg /],
  ])('draws files as %s, without values of Secrets', async (format, want) => {
    const { code, stdout, stderr } = await run(['graph', '.', '--format', format], { cwd: folderWith(files) });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(want);
    expect(stdout.endsWith('\n')).toBe(true);
    expect(stdout).not.toContain('hunter2');
  });

  test('says what is missing, unless it is declared', async () => {
    const unresolved = async (more: object): Promise<unknown[]> => {
      const { stdout } = await run(['graph', '.', '--format', 'json'], { cwd: folderWith({ ...files, ...more }) });
      return (JSON.parse(stdout) as { unresolved: { target: { name: string } }[] }).unresolved.map(({ target }) => target.name);
    };
    expect(await unresolved({})).toEqual(['settings']);
    expect(await unresolved({ 'cdk8s.yaml': 'kubeloom:\n  external:\n  - {kind: ConfigMap, name: settings}\n' })).toEqual([]);
  });

  test('reads the standard input, and items of lists', async () => {
    const list = '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}}]}';
    expect((await run(['graph', '-'], { stdin: list })).stdout).toContain('Secret<br/>a');
  });

  test.each([
    ['no path, and no program', [], 'expected a path'], ['a path that leads to nothing', ['x'], 'there is no file or folder x'],
    ['a cluster of files', ['.', '--cluster', 'a'], '--cluster is for programs'],
  ])('ends with 2 for %s', async (_name, args, want) => {
    const { code, stderr } = await run(['graph', ...args], { cwd: folderWith() });
    expect(code).toBe(2);
    expect(stderr).toContain(want);
  });
});
