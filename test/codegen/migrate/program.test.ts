import { groupObjects } from '../../../src/codegen/migrate/bundles';
import { readSources } from '../../../src/codegen/migrate/sources';
import type { Manifest } from '../../../src/core/manifest';
import { writeDocuments } from '../../../src/yaml/write';
import { comparable, migrate, run } from './support';

const config = (name: string, namespace?: string): Manifest =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...(namespace === undefined ? undefined : { namespace }) }, data: { A: '1' } } as Manifest);
const namespace = (name: string): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

function groups(files: { readonly [name: string]: readonly Manifest[] }, grouping: 'namespace' | 'folder'): unknown {
  const { objects } = readSources(Object.entries(files).map(([name, manifests]) => ({ name, text: writeDocuments(manifests) })));
  return groupObjects(objects, grouping, 'app').map(({ id, namespace: own, objects: some }) => [id, own, some.map(({ manifest }) => manifest.metadata!.name)]);
}

describe('bundles', () => {
  test('are the objects of a namespace, and its Namespace', () => {
    expect(groups({ 'a.yaml': [config('a', 'shop'), namespace('shop'), config('b', 'blog'), config('c')] }, 'namespace')).toEqual([
      ['shop', 'shop', ['a', 'shop']], ['blog', 'blog', ['b']], ['app', undefined, ['c']],
    ]);
  });

  test('what lives outside of namespaces goes with the only one, or into one of its own', () => {
    const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv' } } as Manifest;
    expect(groups({ 'a.yaml': [config('a', 'shop'), volume] }, 'namespace')).toEqual([['shop', 'shop', ['a', 'pv']]]);
    expect(groups({ 'a.yaml': [config('a', 'shop'), config('b', 'blog'), volume] }, 'namespace')).toEqual([
      ['shop', 'shop', ['a']], ['blog', 'blog', ['b']], ['cluster', undefined, ['pv']],
    ]);
  });

  test('are the objects of a folder', () => {
    expect(groups({ 'x/front/a.yaml': [config('a', 'shop')], 'x/back/b.yaml': [config('b', 'shop'), config('c', 'other')] }, 'folder')).toEqual([
      ['front', 'shop', ['a']], ['back', 'shop', ['b']], ['back-other', 'other', ['c']],
    ]);
  });

  test('have ids that no two files share', () => {
    expect(groups({ 'x/a/a.yaml': [config('a')], 'y/A/b.yaml': [config('b')] }, 'folder')).toEqual([['a', undefined, ['a']], ['A-2', undefined, ['b']]]);
  });
});

const app = (name: string, own: string): Manifest[] => [
  { ...config(`${name}-config`, own), data: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`KEY_${index}`, `a value that is ${index}`])) } as Manifest,
  {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: own, labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: 'example.com/a-very-long-name-of-an-image:1.0', envFrom: [{ configMapRef: { name: `${name}-config` } }] }] },
      },
    },
  } as Manifest,
];

test('a large program is a file for each bundle, a large bundle one for each of its parts, and gives the same objects', async () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'class', namespace: 'big' }, data: { A: 'eA==' } } as Manifest;
  const objects = [...Array.from({ length: 12 }, (_, index) => app(`app-${index}`, 'big')).flat(), secret, ...app('web', 'new'), ...app('main', 'app')];
  const migrated = migrate(writeDocuments(objects));
  expect(migrated.printed.map(({ path }) => path).sort()).toEqual([
    'app.ts', 'big.ts', 'big/app-0.ts', 'big/app-4.ts', 'big/app-8.ts', 'big/constants.ts', 'main.ts', 'new.ts',
  ].sort());
  for (const { path, text } of migrated.printed) expect(`${path}: ${text.split('\n').length <= 400}`).toBe(`${path}: true`);
  const { objects: result, touched } = await run(migrated);
  expect(comparable(result)).toEqual(comparable(objects));
  expect(touched).toEqual([]);
});

test('hosts of other definitions are references, and so is what a definition takes from another', async () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop' }, spec: { selector: { app: 'db' }, ports: [{ name: 'sql', port: 3306 }] } } as Manifest;
  const [settings, web] = app('web', 'shop');
  const env = [
    { name: 'DB_HOST', value: 'db' }, { name: 'DB_URL', value: 'mysql://root@db:3306/shop' }, { name: 'KIND', value: 'db' }, { name: 'OTHER', value: 'db.example.com:3306' },
    { name: 'WRONG_PORT', value: 'http://db:80' },
  ];
  const containers = [{ name: 'web', image: 'a:1', env }];
  const withEnv = { ...web, spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers } } } } as Manifest;
  const [database] = app('db', 'shop').slice(1);
  const objects = [settings!, withEnv, database!, service];
  const migrated = migrate(writeDocuments(objects));
  expect(migrated.printed[0]!.text).toContain(`  env: {
    DB_HOST: dbService.host,
    DB_URL: text\`mysql://root@\${dbService.host}:\${dbService.port('sql')}/shop\`,
    KIND: 'db',
    OTHER: 'db.example.com:3306',
    WRONG_PORT: text\`http://\${dbService.host}:80\`,
  },`);
  expect(comparable((await run(migrated)).objects)).toEqual(comparable(objects));
});
