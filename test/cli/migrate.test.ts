import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHost } from './support/node-host';
import type { Outcome } from './support/run';

// Each of them compiles and runs a program, on a machine that others use as well.
jest.setTimeout(60_000);

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(async () => {
  await host.end();
});

const shop = `# The shop.
apiVersion: v1
kind: Secret
metadata: { name: db-password, namespace: shop }
stringData:
  root: hunter2
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
  uid: 6f1a
  resourceVersion: "17"
  managedFields: []
data:
  # How much is said.
  LOG_LEVEL: info
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports: [{ name: http, containerPort: 80 }]
          env:
            - { name: LOG_LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: LOG_LEVEL } } }
            - { name: PASSWORD, valueFrom: { secretKeyRef: { name: db-password, key: root } } }
status: { replicas: 2 }
`;

function filesOf(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((path) => statSync(join(folder, path)).isFile()).sort();
}

function migrate(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return host.run(['migrate', ...args], { cwd });
}

test('writes a program that gives the same objects, and leaves values of Secrets where they are', async () => {
  const cwd = host.project({ 'shop.yaml': shop });
  const { code, stderr } = await migrate(cwd, 'shop.yaml', '--output', 'infra');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(filesOf(join(cwd, 'infra'))).toEqual(['cdk8s.yaml', 'main.ts']);
  expect(readFileSync(join(cwd, 'infra', 'main.ts'), 'utf8')).toMatchSnapshot();
  expect(stderr).toMatchSnapshot();
  const synth = await host.run(['synth', 'infra/main.ts', '--stdout', '--no-validate'], { cwd });
  expect(synth.stdout).toMatchSnapshot();
});

test('running it twice gives the same bytes', async () => {
  const cwd = host.project({ 'shop.yaml': shop });
  await migrate(cwd, 'shop.yaml', '--output', 'infra', '--secrets', 'file');
  const first = filesOf(join(cwd, 'infra')).map((path) => readFileSync(join(cwd, 'infra', path), 'utf8'));
  const { code } = await migrate(cwd, 'shop.yaml', '--output', 'infra', '--secrets', 'file');
  expect(code).toBe(0);
  expect(filesOf(join(cwd, 'infra')).map((path) => readFileSync(join(cwd, 'infra', path), 'utf8'))).toEqual(first);
});

test('--secrets file keeps values out of the program, in files that only their owner reads and nobody commits', async () => {
  const cwd = host.project({ 'shop.yaml': shop, 'infra/.gitignore': 'node_modules' });
  const { code, stderr } = await migrate(cwd, 'shop.yaml', '-o', 'infra', '--secrets', 'file');
  expect(code).toBe(0);
  const folder = join(cwd, 'infra');
  expect(filesOf(folder)).toEqual(['.gitignore', 'cdk8s.yaml', 'main.ts', join('secrets', 'shop', 'db-password', 'root')]);
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('node_modules\n/secrets/\n');
  expect(readFileSync(join(folder, 'secrets', 'shop', 'db-password', 'root'), 'utf8')).toBe('hunter2');
  expect(statSync(join(folder, 'secrets', 'shop', 'db-password', 'root')).mode & 0o777).toBe(0o600);
  const base64 = Buffer.from('hunter2').toString('base64');
  for (const text of [readFileSync(join(folder, 'main.ts'), 'utf8'), stderr]) {
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(base64);
  }
  const synth = await host.run(['synth', 'infra/main.ts', '--stdout', '--no-validate'], { cwd });
  expect(synth.stdout).toContain(`root: ${base64}`);
});

test('--dry-run prints the program and writes nothing; - reads the standard input', async () => {
  const cwd = host.project({});
  const { code, stdout } = await host.run(['migrate', '-', '--dry-run'], { cwd, stdin: shop });
  expect(code).toBe(0);
  expect(stdout).toContain("new StatelessApp(shop, 'web', {");
  expect(stdout).not.toContain('hunter2');
  expect(filesOf(cwd)).toEqual(['package.json']);
});

test('a List, as kubectl prints it, is its items; those of controllers are left out', async () => {
  const cwd = host.project({});
  const items = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace: 'shop' }, data: {} },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: '1', controller: true }] }, spec: {} },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', uid: '2', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'x' } }, spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] }, status: { loadBalancer: {} } },
  ];
  const { stdout, stderr } = await host.run(['migrate', '-', '--dry-run'], { cwd, stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  expect(stdout).toContain("new Service(bundle, 'web', { pods: { app: 'web' }, ports: { http: 80 } });");
  expect(stderr).toContain('ConfigMap shop/kube-root-ca.crt: every namespace gets it');
  expect(stderr).toContain('Pod web-1: its controller makes it: ReplicaSet web');
  expect(stderr).toContain('spec.clusterIP (1)');
});

test('--from-cluster leaves out what the server filled in', async () => {
  const cwd = host.project({});
  const container = { name: 'web', image: 'nginx:1.27', imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', resources: {} };
  const stdin = JSON.stringify({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', uid: '1', labels: { app: 'web' } },
    spec: {
      replicas: 1, progressDeadlineSeconds: 600, revisionHistoryLimit: 10, selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler', securityContext: {} } },
    },
  });
  const { code, stdout } = await host.run(['migrate', '-', '--dry-run', '--from-cluster'], { cwd, stdin });
  expect(code).toBe(0);
  expect(stdout).toContain(`new StatelessApp(shop, 'web', {
  labels: { app: 'web' },
  standardLabels: false,
  selector: { app: 'web' },
  image: 'nginx:1.27',
  security: 'none',
});`);
});

test.each([
  ['broken YAML', 'a: [', 1, 'manifest/unreadable'],
  ['keys given twice', 'apiVersion: v1\nkind: ConfigMap\nkind: Secret\n', 1, 'manifest/unreadable'],
  ['no object', 'replicas: 2\n', 1, 'manifest/not-an-object'],
  ['two objects of one identity', `${'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { A: "1" }\n---\n'.repeat(2).replace('"1"', '"2"')}`, 1, 'identity/duplicate'],
  ['nothing', '# nothing\n', 2, 'there are no objects'],
])('%s is an error that leaves nothing behind', async (_case, text, wanted, words) => {
  const cwd = host.project({ 'all.yaml': text });
  const { code, stdout, stderr } = await migrate(cwd, 'all.yaml', '--output', 'infra');
  expect(code).toBe(wanted);
  expect(stdout).toBe('');
  expect(stderr).toContain(words);
  expect(existsSync(join(cwd, 'infra'))).toBe(false);
});

test('what is there already stays as it is, unless it is to be overwritten', async () => {
  const cwd = host.project({ 'shop.yaml': shop, 'main.ts': '// mine\n' });
  const refused = await migrate(cwd, 'shop.yaml');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('main.ts');
  expect(filesOf(cwd)).toEqual(['main.ts', 'package.json', 'shop.yaml']);
  expect(readFileSync(join(cwd, 'main.ts'), 'utf8')).toBe('// mine\n');
  expect((await migrate(cwd, 'shop.yaml', '--force')).code).toBe(0);
  expect(readFileSync(join(cwd, 'main.ts'), 'utf8')).toContain('StatelessApp');
});

test('objects that a cluster refuses are migrated all the same, and the report says so', async () => {
  const cwd = host.project({ 'all.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: Bad_Name }\nspec: { ports: [{ port: 99999 }] }\n' });
  const { code, stderr } = await migrate(cwd, 'all.yaml');
  expect(code).toBe(0);
  expect(stderr).toContain('findings of the check');
  const { stdout } = await host.run(['synth', 'main.ts', '--stdout', '--no-validate'], { cwd });
  expect(stdout).toContain('name: Bad_Name');
});

test('a folder that cannot be written to is left as it was', async () => {
  if (process.getuid?.() === 0) return;
  const cwd = host.project({ 'shop.yaml': shop });
  mkdirSync(join(cwd, 'infra'));
  chmodSync(join(cwd, 'infra'), 0o500);
  const { code } = await migrate(cwd, 'shop.yaml', '--output', 'infra');
  expect(code).toBe(2);
  expect(filesOf(join(cwd, 'infra'))).toEqual([]);
});
