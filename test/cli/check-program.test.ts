import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHost } from './support/node-host';

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(async () => {
  await host.end();
});

const config = 'language: typescript\napp: node --import tsx main.ts\n';
const imports = "import { App, Bundle, ConfigMapData, KubeObject, SecretData, StatelessApp } from 'kubeloom';\nconst app = new App();\n";

/** A program whose only Deployment asks for a key that its ConfigMap has not. */
const missingKey = `${imports}const shop = new Bundle(app, 'shop', { namespace: 'shop' });
new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info' } });
new KubeObject(shop, 'web', {
  apiVersion: 'v1', kind: 'Pod',
  spec: { containers: [{ name: 'web', image: 'nginx:1.27', env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LOG_LEVL' } } }] }] },
});
app.synth();
`;

describe('a program', () => {
  test('is checked with findings at the lines that defined its objects', async () => {
    const cwd = host.project({ 'cdk8s.yaml': config, 'main.ts': missingKey });
    const { code, stdout } = await host.run(['check', '--layers', 'bundle', '--no-color'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain([
      'main.ts:5:1  Pod shop/web  /spec/containers/0/env/0/valueFrom/configMapKeyRef/key',
      '  error  config-map/key-missing  ConfigMap settings has no key "LOG_LEVL"; it has "LOG_LEVEL"',
      "    4 | new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info' } });",
      "    5 > new KubeObject(shop, 'web', {",
    ].join('\n').replace('ConfigMap settings', 'ConfigMap shop/settings'));
  });

  test.each([
    ['one', "new Pod(shop, 'one', { image: 'nginx:1.27' });", 'the check found 1 warning: kubeloom check shows it\n'],
    ['several', "for (const bundle of [shop, new Bundle(app, 'b', { namespace: 'b' })]) new Pod(bundle, 'one', { image: 'nginx:1.27' });", 'the check found 2 warnings: kubeloom check shows them\n'],
  ])('is written in spite of warnings, and how many there are is said: %s', async (_, definitions, said) => {
    const cwd = host.project({
      'cdk8s.yaml': config,
      'main.ts': `import { App, Bundle, Pod } from 'kubeloom';\nconst app = new App();\nconst shop = new Bundle(app, 'shop', { namespace: 'shop' });\n${definitions}\napp.synth();\n`,
    });
    const { code, stderr, stdout } = await host.run(['synth', '--no-color'], { cwd });
    expect([code, `${stderr}${stdout}`]).toEqual([0, expect.stringContaining(said)]);
  });

  test('is not written while a cluster would not run it', async () => {
    const cwd = host.project({ 'cdk8s.yaml': config, 'main.ts': missingKey });
    const { code, stderr } = await host.run(['synth'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('config-map/key-missing');
    expect(stderr).toContain('nothing was written; --no-validate leaves this check out\n');
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
    expect((await host.run(['synth', '--no-validate'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'dist', 'shop.k8s.yaml'))).toBe(true);
  });

  test('is written once the finding is accepted', async () => {
    const accepted = missingKey.replace('});\napp.synth', "}).suppress('config-map/key-missing', 'the key comes later');\napp.synth");
    const cwd = host.project({ 'cdk8s.yaml': config, 'main.ts': accepted });
    expect((await host.run(['synth'], { cwd })).code).toBe(0);
    const { code, stdout } = await host.run(['check', 'dist', '--format', 'json', '--layers', 'bundle', '--rule', 'namespace/missing=off'], { cwd });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { diagnostics: object[] }).diagnostics).toMatchObject([{ suppressed: { reason: 'the key comes later' } }]);
  });

  test('declares by a typed reference, or by its bundle, what exists', async () => {
    const main = `${imports}const shop = new Bundle(app, 'shop', { namespace: 'shop', external: [{ kind: 'ServiceAccount', name: 'robot' }] });
const password = SecretData.existing(shop, 'db', { keys: ['root'] });
new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { PASSWORD: password.key('root') } });
new KubeObject(shop, 'job', { apiVersion: 'v1', kind: 'Pod', spec: { serviceAccountName: 'robot', containers: [{ name: 'a', image: 'b:1' }] } });
app.synth();
`;
    const cwd = host.project({ 'cdk8s.yaml': config, 'main.ts': main });
    const { code, stdout } = await host.run(['check', '--layers', 'bundle', '--format', 'json'], { cwd });
    expect([code, (JSON.parse(stdout) as { summary: object }).summary]).toEqual([0, expect.objectContaining({ objects: 2, errors: 0 })]);
  });

  test('has its clusters checked apart', async () => {
    const main = `${imports}for (const cluster of ['staging', 'production']) {
  new ConfigMapData(new Bundle(app, cluster, { cluster, namespace: 'shop' }), 'settings', { data: { A: 'b' } });
}
app.synth();
`;
    const cwd = host.project({ 'cdk8s.yaml': config, 'main.ts': main });
    expect((await host.run(['check'], { cwd })).code).toBe(0);
    const graph = await host.run(['graph'], { cwd });
    expect([graph.code, graph.stderr]).toEqual([2, expect.stringContaining('the program is for several clusters: staging, production')]);
    expect((await host.run(['graph', '--cluster', 'staging'], { cwd })).stdout).toContain('ConfigMap<br/>settings');
  });

  test('with wrong definitions is told so, and not checked', async () => {
    const main = `${imports}new ConfigMapData(new Bundle(app, 'shop'), 'Settings', { data: {} });\napp.synth();\n`;
    const cwd = host.project({ 'cdk8s.yaml': config, 'main.ts': main });
    const { code, stdout, stderr } = await host.run(['check'], { cwd });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('name/invalid');
  });
});
