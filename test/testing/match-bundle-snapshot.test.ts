import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(root, 'test', 'testing', 'tmp-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, '__snapshots__', 'shop.test', 'shop.k8s.yaml');

/** Runs jest on one test that defines a bundle; gives its exit code and all that it says. */
function runJest(image: string, ...flags: readonly string[]): { readonly code: number; readonly said: string } {
  writeFileSync(join(folder, 'shop.test.ts'), `
    import 'kubeloom/testing';
    import { App, Bundle, SecretData, StatelessApp, unsafeLiteral } from 'kubeloom';
    test('shop', () => {
      const shop = new Bundle(new App({ onWarnings: () => undefined }), 'shop', { namespace: 'shop' });
      new SecretData(shop, 'password', { data: { root: unsafeLiteral('top-secret') }, commit: 'base64', reason: 'a test' });
      new StatelessApp(shop, 'web', { image: '${image}', ports: { http: 80 } });
      expect(shop).toMatchBundleSnapshot();
    });
  `);
  const args = ['node_modules/jest/bin/jest.js', '--rootDir', root, '--runTestsByPath', join(folder, 'shop.test.ts'), ...flags];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'false', FORCE_COLOR: '0' } });
  return { code: status!, said: stderr };
}

test('a bundle is compared with a file that says what it is, and a difference says what it does', () => {
  expect(runJest('nginx:1.27', '--ci')).toMatchObject({ code: 1, said: expect.stringContaining('writes no new snapshots with --ci') as string });
  expect(existsSync(file())).toBe(false);

  expect(runJest('nginx:1.27').code).toBe(0);
  const written = readFileSync(file(), 'utf8');
  expect(written).toContain('image: nginx:1.27');
  expect(written).toContain('root: (16 characters)');
  expect(runJest('nginx:1.27', '--ci').code).toBe(0);

  const { code, said } = runJest('nginx:1.28', '--ci');
  expect(code).toBe(1);
  expect(said).toContain('1 rolled out');
  expect(said).toContain('"nginx:1.27" -> "nginx:1.28"');
  expect(readFileSync(file(), 'utf8')).toBe(written);

  const updated = runJest('nginx:1.28', '--updateSnapshot');
  expect(updated.code).toBe(0);
  expect(updated.said).toContain('1 rolled out');
  expect(readFileSync(file(), 'utf8')).toContain('image: nginx:1.28');
});
