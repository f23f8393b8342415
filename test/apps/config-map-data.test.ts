import { basename } from 'node:path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ConfigMap, Secret } from 'cdk8s-plus-27';
import { ConfigMapData, type ConfigMapDataProps } from '../../src/apps/config-map-data';
import { StatelessApp, type StatelessAppProps } from '../../src/apps/stateless-app';
import type { DataReferences } from '../../src/config/keyed-data';
import type { Manifest } from '../../src/core/manifest';
import { App } from '../../src/synth/app';
import { Bundle } from '../../src/synth/bundle';

interface Assembled {
  readonly objects: readonly Manifest[];
  readonly reported: readonly string[];
}

const newBundle = (namespace: string | undefined = 'shop', app: App = new App()): Bundle => new Bundle(app, namespace ?? 'none', { namespace });

function assembled(bundle: Bundle): Assembled {
  const { objects, diagnostics } = bundle.assemble();
  return { objects: objects.map(({ manifest }) => manifest), reported: diagnostics.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()) };
}

const checksum = 'kubeloom.dev/config-checksum';

interface Outcome {
  readonly main: object;
  readonly checksum: unknown;
  readonly volumes: unknown;
  readonly reported: readonly string[];
}

/** An app with these props, and what came of it in the end. */
function web(bundle: Bundle, props: Partial<StatelessAppProps>, before: () => void = () => undefined): Outcome {
  new StatelessApp(bundle, 'web', { image: 'example:1', ...props });
  before();
  const { objects, reported } = assembled(bundle);
  const template = (objects.find(({ kind }) => kind === 'Deployment') as DeploymentLike | undefined)?.spec.template;
  return {
    main: template?.spec.containers[0] ?? {},
    checksum: template?.metadata.annotations?.[checksum],
    volumes: template?.spec.volumes,
    reported,
  };
}

interface DeploymentLike {
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly annotations?: { readonly [key: string]: string } };
      readonly spec: { readonly containers: readonly object[]; readonly volumes?: unknown };
    };
  };
}

test('writes a ConfigMap of the bundle', () => {
  const bundle = newBundle();
  const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x' }, labels: { a: 'b' }, name: 'web-settings', override: { metadata: { labels: { c: 'd' } } } });
  expect(assembled(bundle)).toEqual({
    reported: [],
    objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-settings', namespace: 'shop', labels: { a: 'b', c: 'd' } }, data: { A: 'x' } }],
  });
  expect([settings.name, settings.target]).toEqual(['web-settings', { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'web-settings', cluster: undefined }]);
});

test('is used as variables, as files and as one file', () => {
  const bundle = newBundle();
  const settings = new ConfigMapData(bundle, 'settings', { data: { LOG_LEVEL: 'info', 'my.cnf': '[mysqld]' } });
  const { main, volumes, reported } = web(bundle, {
    env: { LEVEL: settings.keys.LOG_LEVEL },
    envFrom: [settings.all({ prefix: 'SHOP_' })],
    mounts: { '/etc/all': settings.files(), '/etc/my.cnf': settings.file('my.cnf') },
  });
  expect(reported).toEqual([]);
  expect(main).toMatchObject({
    env: [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LOG_LEVEL' } } }],
    envFrom: [{ prefix: 'SHOP_', configMapRef: { name: 'settings' } }],
    volumeMounts: [{ name: 'settings', mountPath: '/etc/all' }, { name: 'settings', mountPath: '/etc/my.cnf', subPath: 'my.cnf' }],
  });
  // Both mounts are of one volume.
  expect(volumes).toEqual([{ name: 'settings', configMap: { name: 'settings' } }]);
});

describe('pods that read it at start are replaced', () => {
  type Use = (settings: ConfigMapData<string>) => Partial<StatelessAppProps>;
  const sumOf = (data: { readonly [key: string]: string }, use: Use, props: Partial<ConfigMapDataProps> = {}): unknown => {
    const bundle = newBundle();
    return web(bundle, use(new ConfigMapData<string>(bundle, 'settings', { data, ...props }))).checksum;
  };
  const byKey = (settings: ConfigMapData<string>): Partial<StatelessAppProps> => ({ env: { A: settings.key('A') } });
  const byAll = (settings: ConfigMapData<string>): Partial<StatelessAppProps> => ({ envFrom: [settings.all()] });

  test('when a key that they use changes, and no other', () => {
    const base = sumOf({ A: 'x', B: 'y' }, byKey);
    expect(base).toEqual(expect.any(String));
    expect(sumOf({ A: 'x', B: 'z' }, byKey)).toBe(base);
    expect(sumOf({ A: 'z', B: 'y' }, byKey)).not.toBe(base);
  });

  test('when any key changes, where they use all', () => {
    expect(sumOf({ A: 'x', B: 'z' }, byAll)).not.toBe(sumOf({ A: 'x', B: 'y' }, byAll));
    expect(sumOf({ B: 'y', A: 'x' }, byAll)).toBe(sumOf({ A: 'x', B: 'y' }, byAll));
  });

  test('when what is written changes, whoever says so', () => {
    const all = { A: 'x', B: 'y' };
    const base = { byKey: sumOf(all, byKey), byAll: sumOf(all, byAll) };
    for (const override of [{ data: { A: 'z' } }, [{ op: 'replace', path: '/data/A', value: 'z' }]] as const) {
      expect(sumOf(all, byKey, { override })).toBe(sumOf({ ...all, A: 'z' }, byKey));
      expect(sumOf(all, byKey, { override })).not.toBe(base.byKey);
      expect(sumOf(all, byAll, { override })).toBe(sumOf({ ...all, A: 'z' }, byAll));
    }
    const elsewhere = { override: { metadata: { labels: { a: 'b' } }, data: { B: 'z' } } };
    expect(sumOf(all, byKey, elsewhere)).toBe(base.byKey);
    expect(sumOf(all, byAll, elsewhere)).not.toBe(base.byAll);
    const patched = sumOf(all, (settings) => {
      settings.toApiObject().addJsonPatch(JsonPatch.replace('/data/A', 'z'));
      return byKey(settings);
    });
    expect(patched).toBe(sumOf({ ...all, A: 'z' }, byKey));
  });

  test('only by the name, where that follows the content', () => {
    expect(sumOf({ A: 'x' }, byKey, { immutable: 'hashed' })).toBeUndefined();
  });

  test('never for files that they follow', () => {
    expect(sumOf({ A: 'x' }, (settings) => ({ mounts: { '/etc': settings.files() } }))).toBeUndefined();
    expect(sumOf({ A: 'x' }, (settings) => ({ mounts: { '/etc': settings.files({ restartOnChange: true }) } }))).toEqual(expect.any(String));
  });
});

test('a key that an override adds can be referred to, and no other', () => {
  const settingsOf = (bundle: Bundle) => new ConfigMapData(bundle, 'settings', { data: { A: 'x' }, override: { data: { B: 'y' } } });
  const well = newBundle();
  const settings = settingsOf(well);
  expect(web(well, { env: { A: settings.key('A'), B: settings.dynamicKey('B') } }).reported).toEqual([]);
  const wrong = newBundle();
  expect(web(wrong, { env: { C: settingsOf(wrong).dynamicKey('C') } }).reported).toEqual(['reference/unknown-key /env/C']);
});

test('a key that an override takes away is missed', () => {
  const bundle = newBundle();
  const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x', B: 'y' }, override: { data: { A: null } } });
  expect(web(bundle, { env: { A: settings.key('A'), B: settings.key('B') } }).reported).toEqual(['reference/unknown-key /env/A']);
});

test('a patch that cannot be applied is one mistake, whoever reads the content', () => {
  const bundle = newBundle();
  const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x' } });
  settings.toApiObject().addJsonPatch(JsonPatch.replace('/nope/A', 'z'));
  const keys = ConfigMapData.from(settings.toApiObject(), ['A']);
  expect(web(bundle, { env: { A: settings.key('A'), B: keys.key('A') } }).reported).toEqual(['construct/unserializable']);
  expect(bundle.assemble().diagnostics.map(({ source }) => basename(source?.file ?? ''))).toEqual([basename(__filename)]);
});

describe('content-hashed names', () => {
  test('belong to one content, so that no patch may give them another', () => {
    const bundle = newBundle();
    const patched = (patch: JsonPatch): string[] => {
      const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x' }, immutable: 'hashed', override: { metadata: { labels: { a: 'b' } } } });
      settings.toApiObject().addJsonPatch(patch);
      return settings.assemble().diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    };
    expect(patched(JsonPatch.replace('/data/A', 'z'))).toEqual(['value/exclusive /immutable']);
    expect(patched(JsonPatch.add('/metadata/annotations', { a: 'b' }))).toEqual([]);
  });

  test('are followed by every reference', () => {
    const bundle = newBundle();
    const settings = new ConfigMapData(bundle, 'settings', { data: { A: 'x' }, immutable: 'hashed' });
    expect(settings.name).toMatch(/^settings-[0-9a-f]{10}$/);
    const { main, volumes } = web(bundle, { env: { A: settings.key('A') }, mounts: { '/a': settings.files() } });
    expect(main).toMatchObject({ env: [{ valueFrom: { configMapKeyRef: { name: settings.name } } }] });
    // The volume keeps its name.
    expect(volumes).toEqual([{ name: 'settings', configMap: { name: settings.name } }]);
    expect(assembled(bundle).objects[0]).toMatchObject({ metadata: { name: settings.name }, immutable: true });
  });

  test('start with a name of its own', () => {
    expect(new ConfigMapData(newBundle(), 'settings', { data: {}, immutable: 'hashed', name: 'web' }).name).toMatch(/^web-[0-9a-f]{10}$/);
  });

  test('are names as a whole', () => {
    const bundle = newBundle();
    new ConfigMapData(bundle, 'odd', { data: { A: 'x' }, immutable: 'hashed', name: 7 as never });
    new ConfigMapData(bundle, 'a'.repeat(243), { data: { A: 'x' }, immutable: 'hashed' });
    expect(assembled(bundle).reported).toEqual(['value/wrong-type /name', 'name/too-long /name']);
  });

  test('stand for the content, which no override changes', () => {
    const bundle = newBundle();
    new ConfigMapData(bundle, 'a', { data: { A: 'x' }, immutable: 'hashed', override: { data: { A: 'y' } } });
    new ConfigMapData(bundle, 'b', { data: { A: 'x' }, immutable: 'hashed', override: [{ op: 'replace', path: '/data/A', value: 'y' }] });
    new ConfigMapData(bundle, 'c', { data: { A: 'x' }, immutable: 'hashed', override: { metadata: { labels: { a: 'b' } } } });
    expect(assembled(bundle).reported).toEqual(['value/exclusive /override', 'value/exclusive /override']);
  });

  test('report once what is wrong with the content', () => {
    const bundle = newBundle();
    new ConfigMapData(bundle, 'a', { data: { A: 'x\0' }, immutable: 'hashed' });
    expect(assembled(bundle).reported).toEqual(['data/not-text /data/A']);
  });
});

describe('existing ones', () => {
  test('write nothing and are referred to by name', () => {
    const bundle = newBundle();
    const found = ConfigMapData.existing(bundle, 'found', { keys: ['A'], name: 'cluster-info' });
    const { main, volumes, checksum: sum } = web(bundle, { env: { A: found.key('A'), B: found.dynamicKey('B') }, mounts: { '/a': found.file('A') } });
    expect(main).toMatchObject({ env: [{ valueFrom: { configMapKeyRef: { name: 'cluster-info', key: 'A' } } }, { valueFrom: { configMapKeyRef: { name: 'cluster-info', key: 'B' } } }] });
    expect(volumes).toEqual([{ name: 'found', configMap: { name: 'cluster-info', items: [{ key: 'A', path: 'A' }] } }]);
    expect(sum).toBeUndefined();
    expect(assembled(bundle).objects.map(({ kind }) => kind)).toEqual(['Deployment']);
  });

  test('replace pods by a version that the user gives', () => {
    const sumOf = (version: string): unknown => {
      const bundle = newBundle();
      return web(bundle, { env: { A: ConfigMapData.existing(bundle, 'found', { keys: ['A'], version }).key('A') } }).checksum;
    };
    expect(sumOf('1')).toEqual(expect.any(String));
    expect(sumOf('2')).not.toBe(sumOf('1'));
  });

  test('are checked', () => {
    const bundle = newBundle();
    ConfigMapData.existing(bundle, 'a', { keys: ['/'], name: 'A' });
    ConfigMapData.existing(bundle, 'b', { data: {} } as never);
    ConfigMapData.existing(bundle, 'c', undefined as never);
    expect(assembled(bundle).reported).toEqual(['name/invalid /name', 'name/invalid /keys/0', 'value/unknown-field /data', 'value/missing', 'value/wrong-type']);
  });
});

describe('of other libraries', () => {
  const envOf = (main: object): unknown => (main as { readonly env?: unknown }).env;
  const variable = (name: string): unknown => [{ name: 'A', valueFrom: { configMapKeyRef: { name, key: 'A' } } }];

  test('an object of cdk8s', () => {
    const bundle = newBundle();
    const object = new ApiObject(bundle, 'found', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'found' }, data: { A: 'x' } });
    const { main, reported } = web(bundle, { env: { A: ConfigMapData.from(object, ['A']).key('A') } });
    expect([envOf(main), reported]).toEqual([variable('found'), []]);
  });

  test('a ConfigMap of cdk8s-plus, whose content may still grow', () => {
    const sumOf = (value: string): unknown => {
      const bundle = newBundle();
      const object = new ConfigMap(bundle, 'found');
      const found = ConfigMapData.from(object, ['A']);
      const props = { env: { A: found.key('A') }, envFrom: [found.all()] };
      object.addData('A', value);
      const { main, checksum: sum, reported } = web(bundle, props);
      expect([envOf(main), reported]).toEqual([variable(object.name), []]);
      return sum;
    };
    expect(sumOf('x')).toEqual(expect.any(String));
    expect(sumOf('y')).not.toBe(sumOf('x'));
  });

  test('whatever their content is, and whichever way it is used', () => {
    const sumOf = (binaryData: object, use: (found: DataReferences<'A' | 'B'>) => Partial<StatelessAppProps>): unknown => {
      const bundle = newBundle();
      const object = new ApiObject(bundle, 'found', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'found' }, binaryData });
      return web(bundle, use(ConfigMapData.from(object, ['A', 'B']))).checksum;
    };
    const one = (found: DataReferences<'A' | 'B'>): Partial<StatelessAppProps> => ({ mounts: { '/a': found.file('A') } });
    const all = (found: DataReferences<'A' | 'B'>): Partial<StatelessAppProps> => ({ envFrom: [found.all()] });
    expect(sumOf({ A: 'AAAA', B: 'AAAA' }, one)).toBe(sumOf({ A: 'AAAA', B: 'BBBB' }, one));
    expect(sumOf({ A: 'BBBB' }, one)).not.toBe(sumOf({ A: 'AAAA' }, one));
    expect(sumOf({}, one)).not.toBe(sumOf({ A: 'AAAA' }, one));
    expect(sumOf({ A: 'AAAA', B: 'AAAA' }, all)).not.toBe(sumOf({ A: 'AAAA', B: 'BBBB' }, all));
  });

  test('a ConfigMap that cdk8s-plus imports', () => {
    const bundle = newBundle();
    const object = ConfigMap.fromConfigMapName(bundle, 'found', 'cluster-info');
    const { main, checksum: sum, reported } = web(bundle, { env: { A: ConfigMapData.from(object, ['A']).key('A') } });
    expect([envOf(main), sum, reported]).toEqual([variable('cluster-info'), undefined, []]);
    const other = newBundle();
    const versioned = ConfigMapData.from(ConfigMap.fromConfigMapName(other, 'found', 'cluster-info'), ['A'], { version: '2' });
    expect(web(other, { env: { A: versioned.key('A') } }).checksum).toEqual(expect.any(String));
  });

  test('in another namespace or cluster are refused', () => {
    const app = new App();
    const elsewhere = new ConfigMap(new Bundle(app, 'elsewhere', { namespace: 'elsewhere' }), 'found', { data: { A: 'x' } });
    const staging = new ConfigMap(new Bundle(app, 'staging', { namespace: 'shop', cluster: 'staging' }), 'found', { data: { A: 'x' } });
    const chart = new ConfigMap(new Chart(app, 'chart', { namespace: 'shop' }), 'found', { data: { A: 'x' } });
    const { reported } = web(newBundle('shop', app), {
      env: { A: ConfigMapData.from(elsewhere, ['A']).key('A'), B: ConfigMapData.from(staging, ['A']).key('A'), C: ConfigMapData.from(chart, ['A']).key('A') },
    });
    expect(reported).toEqual(['reference/other-namespace /env/A', 'reference/other-cluster /env/B']);
  });

  test('a key that they do not have in the end is reported, wherever it is used', () => {
    const bundle = newBundle();
    const object = new ConfigMap(bundle, 'found', { metadata: { name: 'found' }, data: { A: 'x' } });
    const found = ConfigMapData.from(object, ['A', 'B', 'C']);
    const { reported } = web(bundle, {
      env: { A: found.key('A'), B: found.key('B'), C: found.key('C'), D: found.dynamicKey('D'), E: found.key('B', { optional: true }) },
      mounts: { '/one': found.file('B'), '/two': found.files(['A', 'B']), '/three': found.files(['B'], { optional: true, defaultMode: 0o400 }) },
    }, () => object.addData('C', 'x'));
    expect(reported).toEqual([
      'reference/unknown-key /env/B', 'reference/unknown-key /env/D', 'reference/unknown-key /mounts/~1one', 'reference/unknown-key /mounts/~1two',
    ]);
  });

  test('what they have is said of a misspelt key', () => {
    const bundle = newBundle();
    const object = new ApiObject(bundle, 'found', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'found' }, data: { LOG_LEVEL: 'x' }, binaryData: { logo: 'AAAA' } });
    new StatelessApp(bundle, 'web', { image: 'example:1', env: { A: ConfigMapData.from(object, ['LOG_LEVE']).key('LOG_LEVE') } });
    for (const diagnostics of [bundle.assemble().diagnostics, bundle.assemble().diagnostics]) {
      expect(diagnostics.map(({ code, args }) => [code, args.key, args.known, args.nearest])).toEqual([
        ['reference/unknown-key', 'LOG_LEVE', ['LOG_LEVEL', 'logo'], 'LOG_LEVEL'],
      ]);
    }
  });

  test('keys of one without any are not known: something in the cluster may fill it', () => {
    const bundle = newBundle();
    const { reported } = web(bundle, { env: { A: ConfigMapData.from(new ConfigMap(bundle, 'found'), ['A']).key('A') } });
    expect(reported).toEqual([]);
  });

  test('each wrong argument is blamed itself', () => {
    const messages = (...given: unknown[]): readonly string[] => {
      const bundle = newBundle();
      const found = (ConfigMapData.from as (...all: unknown[]) => DataReferences<string>)(...given);
      new StatelessApp(bundle, 'web', { image: 'example:1', env: { A: found.key('A') } });
      return bundle.assemble().diagnostics.map(({ message }) => message);
    };
    const object = new ConfigMap(newBundle(), 'found', { data: { A: 'x' } });
    const keys = 'expected a list of keys as the second argument of ConfigMapData.from, found';
    expect(messages(null, null)).toEqual(['expected a ConfigMap of cdk8s or cdk8s-plus, found null', `${keys} null`]);
    expect(messages(object, null)).toEqual([`${keys} null`]);
    expect(messages(object)).toEqual([`${keys} undefined`]);
    expect(messages(object, ['A'], null)).toEqual(['expected options as the third argument of ConfigMapData.from, found null']);
  });

  test('that are no ConfigMaps are refused where they are used', () => {
    const bundle = newBundle();
    const secret = new Secret(bundle, 'secret');
    const { reported } = web(bundle, {
      env: {
        A: ConfigMapData.from(secret, ['A']).key('A'),
        B: ConfigMapData.from(undefined as never, ['A']).key('A'),
        C: ConfigMapData.from({ name: 'x' } as never, ['A']).key('A'),
        D: ConfigMapData.from(new ConfigMap(bundle, 'd'), ['/']).key('/'),
        E: ConfigMapData.from(new ConfigMap(bundle, 'e'), ['A'], { version: 1 } as never).key('A'),
        F: ConfigMapData.from(new ConfigMap(bundle, 'f'), ['A']).key('a' as never),
        G: ConfigMapData.from(new ConfigMap(bundle, 'g'), 'A' as never, 'B' as never).dynamicKey('A'),
      },
    });
    expect(reported).toEqual([
      'value/not-one-of /env/A', 'value/wrong-type /env/B', 'value/wrong-type /env/C', 'name/invalid /env/D/0', 'value/wrong-type /env/E/version', 'reference/unknown-key /env/F', 'value/wrong-type /env/G', 'value/wrong-type /env/G',
    ]);
  });
});

test.each([undefined, null, 'data', 7, []])('reports props that are %p, and throws nothing', (props) => {
  const bundle = newBundle();
  new ConfigMapData(bundle, 'settings', props as never);
  expect(assembled(bundle).reported).toEqual(['value/wrong-type']);
});

test('problems name the object and the line that defined it', () => {
  const bundle = newBundle();
  new ConfigMapData(bundle, 'settings', { data: { 'a/b': 'x' } });
  const [diagnostic] = bundle.assemble().diagnostics;
  expect(diagnostic?.object).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' });
  expect(diagnostic?.source?.file).toBe(__filename);
});

test('references to another namespace or cluster are refused', () => {
  const app = new App();
  const settings = new ConfigMapData(newBundle('data', app), 'settings', { data: { A: 'x' } });
  expect(web(newBundle('shop', app), { env: { A: settings.key('A') }, mounts: { '/a': settings.files() } }).reported).toEqual([
    'reference/other-namespace /env/A', 'reference/other-namespace /mounts/~1a',
  ]);
});
