import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systems } from './systems';

const root = join(__dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-runs-'));
  mkdirSync(join(folder, 'elsewhere'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program of the examples as a process of its own. @param project where it lies */
async function run(outdir: string, cwd: string, environment: { readonly [name: string]: string }, project = root): Promise<void> {
  const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
  const env = { ...process.env, ...environment, CDK8S_OUTDIR: outdir, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'), NODE_OPTIONS: '' };
  const child: ChildProcess = spawn(process.execPath, ['--import', loader, join(project, 'examples/main.ts')], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close') as [number];
  if (code !== 0) throw new Error(said);
}

function contents(path: string): { readonly [file: string]: string } {
  return Object.fromEntries(readdirSync(path).sort().map((file) => [file, readFileSync(join(path, file), 'utf8')]));
}

test('another time zone, language, user and folder give the same bytes, and a second run changes no file', async () => {
  const [first, second, third] = [join(folder, 'first'), join(folder, 'second'), join(folder, 'third')];
  const copy = join(folder, 'größe #1 日本');
  for (const path of ['examples', 'package.json']) cpSync(join(root, path), join(copy, path), { recursive: true });
  await Promise.all([
    run(first, root, { TZ: 'Etc/UTC', LANG: 'C', LC_ALL: 'C', USER: 'one', HOME: '/' }),
    run(second, join(folder, 'elsewhere'), { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', USER: 'another', HOME: folder }),
    run(third, copy, { TZ: 'Asia/Kathmandu' }, copy),
  ]);
  expect(Object.keys(contents(first))).toEqual(Object.keys(systems).map((slug) => `${slug}.k8s.yaml`).sort());
  expect(contents(second)).toEqual(contents(first));
  expect(contents(third)).toEqual(contents(first));

  for (const file of readdirSync(first)) utimesSync(join(first, file), 1, 1);
  await run(first, root, { TZ: 'Asia/Tokyo' });
  expect(readdirSync(first).map((file) => statSync(join(first, file)).mtimeMs)).toEqual(readdirSync(first).map(() => 1000));
}, 60_000);
