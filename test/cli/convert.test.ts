import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, run } from './support/run';

const small = 'services:\n  web: { image: nginx:1.27, ports: ["8080:80"], logging: { driver: none } }\n';

describe('a compose file', () => {
  test('becomes a program, with a report', async () => {
    const cwd = folderWith({ 'compose.yaml': small });
    const { code, stdout, stderr } = await run(['convert'], { cwd });
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr.split('\n')).toEqual([
      'main.ts: 1 app',
      'web: port 8080 of the host: kubectl port-forward service/web 8080:80, or `expose` of the app for a name of its own',
      '2 values of the files in the program, 1 field left out:',
      '  services.web.logging  what a container writes to its output is collected by the cluster',
      '',
    ]);
    expect(readFileSync(join(cwd, 'main.ts'), 'utf8')).toContain('new StatelessApp(');
    expect((await run(['convert'], { cwd })).stderr).toContain('main.ts: 1 app, as it was\n');
  });

  test('is printed and not written, with --dry-run', async () => {
    const cwd = folderWith({ 'docker-compose.yml': small });
    const { code, stdout } = await run(['convert', '--dry-run', '-q'], { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining("image: 'nginx:1.27'")]);
    expect(existsSync(join(cwd, 'main.ts'))).toBe(false);
  });

  test('has what its override says', async () => {
    const cwd = folderWith({ 'compose.yaml': small, 'compose.override.yaml': 'services: { web: { image: nginx:2 } }\n' });
    expect((await run(['convert', '--dry-run'], { cwd })).stdout).toContain("image: 'nginx:2'");
  });

  test.each<[string, readonly string[], { readonly [path: string]: string }, number, string]>([
    ['is not there', [], {}, 2, 'there is no compose file in this folder'],
    ['is not where it should be', ['a.yaml'], {}, 2, 'there is no file a.yaml'],
    ['is broken', [], { 'compose.yaml': 'services:\n  a: [\n' }, 1, 'compose.yaml:'],
    ['has a key twice', [], { 'compose.yaml': 'services: {}\nservices: {}\n' }, 1, 'compose.yaml:2:1: the key "services" is already set'],
    ['is a manifest', ['a.yaml'], { 'a.yaml': 'apiVersion: v1\nkind: Pod\n' }, 1, 'a.yaml: expected one document of compose, with services'],
    ['has no services', [], { 'compose.yaml': 'name: a\n' }, 1, 'compose.yaml: there are no services'],
    ['needs what nobody says', [], { 'compose.yaml': 'services: { a: { image: "${TAG:?set TAG}" } }\n' }, 1, 'compose.yaml: TAG: set TAG'],
    ['would overwrite a program', [], { 'compose.yaml': small, 'main.ts': 'mine();\n' }, 2, 'main.ts exists already, with something else in it'],
  ])('that %s', async (_name, args, files, code, message) => {
    const cwd = folderWith(files);
    const outcome = await run(['convert', ...args], { cwd });
    expect(outcome).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) as string });
    expect(existsSync(join(cwd, 'main.ts'))).toBe('main.ts' in files);
  });
});
