import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shop, shopFiles } from '../codegen/compose/fixture';
import { definition } from './support/custom-kind';
import { NodeHost } from './support/node-host';

/** Programs are compiled and run: on a machine with other work that takes seconds. */
const patience = 60_000;

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
}, patience);
afterAll(() => host.end());

test('custom resources of a program are held against the definition beside the imported module, wherever it lies', async () => {
  const main = (size: string): string => `import { App, Bundle } from 'kubeloom';
import { Shop } from './src/types/example.com/shop';
const app = new App();
const shop = new Bundle(app, 'shop', { namespace: 'shop' });
new Shop(shop, 'a', { spec: { size: ${size} } });
app.synth();
`;
  const cwd = host.project({ 'cdk8s.yaml': 'language: typescript\napp: node --import tsx main.ts\n', 'main.ts': main('1.5'), 'a.yaml': definition() });
  expect((await host.run(['import', 'a.yaml', '--output', 'src/types'], { cwd })).code).toBe(0);
  const check = await host.run(['check', '--profile', 'none', '--no-color'], { cwd });
  expect([check.code, check.stdout]).toEqual([1, expect.stringContaining('main.ts:5:1  Shop shop/a  /spec/size\n  error  schema/type')]);
  expect(await host.run(['synth'], { cwd })).toMatchObject({ code: 1, stderr: expect.stringContaining('schema/type') as string });
  writeFileSync(join(cwd, 'main.ts'), main('3'));
  expect((await host.run(['synth'], { cwd })).code).toBe(0);
  expect(readFileSync(join(cwd, 'dist/shop.k8s.yaml'), 'utf8')).toContain('kind: Shop\nmetadata:\n  name: a\n  namespace: shop\nspec:\n  size: 3\n');
}, patience);

test('the program of a compose project runs, and works in a cluster once its Secrets and claims are there', async () => {
  const files = Object.fromEntries(Object.entries(shopFiles).filter(([path]) => !path.endsWith('/')));
  const cwd = host.project({ ...files, 'compose.yaml': shop });
  expect((await host.run(['convert', '--output', 'infra'], { cwd })).code).toBe(0);
  const synth = await host.run(['synth', 'infra/main.ts'], { cwd });
  expect(synth).toMatchObject({ code: 0 });
  const { stdout } = await host.run(['check', 'dist', '--layers', 'schema,api,bundle', '--format', 'json'], { cwd });
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Finding[] };
  const absent = /Secret (?:(?:db|cache|common-env|api)-secrets|api-key|web-tls-key)|kept-data/;
  const open = diagnostics.filter(({ severity, message }) => severity === 'error' && !absent.test(message));
  expect(open.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
}, patience);
