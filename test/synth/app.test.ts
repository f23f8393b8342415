import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, Include, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { App, type AppProps, Bundle, ConfigMapData, type Diagnostic, DiagnosticsError, KubeObject, StatefulApp, StatelessApp } from '../../src';
import { SourceTrace } from '../../src/core/source';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-app-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function newApp(props: AppProps = {}): App {
  return new App({ outdir: folder, onWarnings: () => undefined, ...props });
}

function filesIn(path = folder): string[] {
  return (readdirSync(path, { recursive: true }) as string[]).filter((name) => statSync(join(path, name)).isFile()).sort();
}

function problemsOf(run: () => unknown): readonly Diagnostic[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticsError) return error.diagnostics;
    throw error;
  }
  return [];
}

const deployment = (name: string): ConstructorParameters<typeof ApiObject>[2] => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name } });

describe('synth', () => {
  test('writes one file for each bundle, in a folder for each cluster', () => {
    const app = newApp();
    for (const cluster of [undefined, 'staging', 'production']) {
      const bundle = new Bundle(app, cluster === undefined ? 'shop' : `shop-${cluster}`, { cluster });
      new StatelessApp(bundle, 'web', { image: 'nginx:1.27' });
    }
    app.synth();
    expect(filesIn()).toEqual(['production/shop-production.k8s.yaml', 'shop.k8s.yaml', 'staging/shop-staging.k8s.yaml']);
  });

  test.each([
    [YamlOutputType.FILE_PER_APP, ['app.k8s.yaml']],
    [YamlOutputType.FILE_PER_CHART, ['a.k8s.yaml', 'b.k8s.yaml']],
    [YamlOutputType.FILE_PER_RESOURCE, ['one.ConfigMap.settings.k8s.yaml', 'two.ConfigMap.settings.k8s.yaml']],
    [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, ['a/ConfigMap.settings.k8s.yaml', 'b/ConfigMap.settings.k8s.yaml']],
  ])('keeps objects of one name in two namespaces apart in layout %s', (yamlOutputType, files) => {
    const app = newApp({ yamlOutputType });
    new ConfigMapData(new Bundle(app, 'a', { namespace: 'one' }), 'settings', { data: { A: '1' } });
    new ConfigMapData(new Bundle(app, 'b', { namespace: 'two' }), 'settings', { data: { A: '2' } });
    app.synth();
    expect(filesIn()).toEqual(files);
  });

  test('never numbers files, whatever depends on what', () => {
    const app = newApp();
    const [first, second] = [new Bundle(app, 'first'), new Bundle(app, 'second')];
    first.addDependency(second);
    app.synth();
    expect(filesIn()).toEqual(['first.k8s.yaml', 'second.k8s.yaml']);
  });

  test('touches no file whose content stays', () => {
    const define = (): void => {
      const app = newApp();
      new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27' });
      app.synth();
    };
    define();
    const file = join(folder, 'shop.k8s.yaml');
    utimesSync(file, 1, 1);
    define();
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  test('writes and changes nothing when something is wrong, and says all of it', () => {
    writeFileSync(join(folder, 'good.k8s.yaml'), 'before');
    const app = newApp();
    new StatelessApp(new Bundle(app, 'good'), 'web', { image: 'nginx:1.27' });
    const bad = new Bundle(app, 'bad');
    new StatelessApp(bad, 'web', { image: 'nginx:1.27', replicas: -1, ports: { http: 70_000 } });
    new StatelessApp(bad, 'Other', { image: 'nginx:1.27' });
    expect(problemsOf(() => app.synth()).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(
      expect.arrayContaining(['value/out-of-range /replicas', 'value/out-of-range /ports/http', 'name/invalid /name']),
    );
    expect(filesIn()).toEqual(['good.k8s.yaml']);
    expect(readFileSync(join(folder, 'good.k8s.yaml'), 'utf8')).toBe('before');
  });

  test('points at the property that is wrong', () => {
    const app = newApp();
    const bundle = new Bundle(app, 'shop');
    new StatelessApp(bundle, 'web', {
      image: 'nginx:1.27',
      replicas: -1,
      ports: {
        http: 0,
      },
    });
    const lines = readFileSync(__filename, 'utf8').split('\n');
    const found = problemsOf(() => app.synth()).map(({ source }) => lines[source!.line - 1]!.slice(source!.column - 1));
    expect(found).toEqual(expect.arrayContaining(['replicas: -1,', 'http: 0,']));
  });

  test('hands out warnings once everything is written', () => {
    const warnings: string[] = [];
    const app = newApp({ onWarnings: (list) => warnings.push(...list.map(({ code }) => code)) });
    new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27', env: { A: '$(NOBODY)' } });
    app.synth();
    expect(warnings).toEqual(['env/unknown-variable']);
    expect(filesIn()).toEqual(['shop.k8s.yaml']);
  });
});

describe('identity', () => {
  test('two objects of one identity name both places', () => {
    const app = newApp();
    new ConfigMapData(new Bundle(app, 'a', { namespace: 'shop' }), 'settings', { data: { A: '1' } });
    new ConfigMapData(new Bundle(app, 'b', { namespace: 'shop' }), 'settings', { data: { A: '2' } });
    const [problem] = problemsOf(() => app.synth());
    expect(problem).toMatchObject({ code: 'identity/duplicate', object: { kind: 'ConfigMap', namespace: 'shop', name: 'settings' } });
    expect(problem!.message).toMatch(/app\.test\.ts:\d+:\d+ and at .*app\.test\.ts:\d+:\d+/);
  });

  test('the same names in two clusters are two objects', () => {
    const app = newApp();
    for (const cluster of ['staging', 'production']) {
      new ConfigMapData(new Bundle(app, `shop-${cluster}`, { namespace: 'shop', cluster }), 'settings', { data: { A: '1' } });
    }
    expect(problemsOf(() => app.synth())).toEqual([]);
  });

  test('an id that is taken in its scope is reported like any other mistake', () => {
    const app = newApp();
    const bundle = new Bundle(app, 'shop');
    new StatelessApp(bundle, 'web', { image: 'nginx:1.27' });
    new StatelessApp(bundle, 'web', { image: 'nginx:1.28' });
    expect(problemsOf(() => app.synth()).map(({ code }) => code)).toContain('identity/duplicate');
  });

  test('two bundles that would share a file are an error, in any case of letters', () => {
    const app = newApp();
    new Bundle(app, 'shop');
    new Bundle(app, 'Shop'); const { line } = new SourceTrace().location!;
    expect(problemsOf(() => app.synth()).map(({ code, source }) => [code, source?.line])).toEqual([['output/collision', line]]);
  });

  test('names and labels do not depend on where in the tree a definition stands', () => {
    const define = (wrap: boolean): unknown => {
      const bundle = new Bundle(newApp(), 'shop');
      new StatefulApp(wrap ? new Construct(bundle, 'refactored') : bundle, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });
      return bundle.objects();
    };
    expect(define(true)).toEqual(define(false));
  });
});

describe('cdk8s in the same tree', () => {
  test('comes out as cdk8s gives it: objects, patches, lazy values, includes', () => {
    const manifest = join(folder, 'included.yaml');
    writeFileSync(manifest, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\ndata:\n  "yes": "no"\n');
    const define = (chart: Chart): void => {
      const object = new ApiObject(chart, 'patched', { ...deployment('patched'), spec: { replicas: Lazy.any({ produce: () => 3 }) as unknown } });
      object.addJsonPatch(JsonPatch.add('/spec/paused', true));
      new Include(chart, 'included', { url: manifest });
    };
    const bundle = new Bundle(newApp(), 'shop', { namespace: 'shop' });
    define(bundle);
    const peer = new Chart(new Cdk8sApp({ outdir: folder }), 'shop', { namespace: 'shop' });
    define(peer);
    const byName = (list: unknown[]): unknown[] =>
      [...list].sort((a, b) => ((a as { kind: string }).kind < (b as { kind: string }).kind ? -1 : 1));
    expect(byName(Testing.synth(bundle) as unknown[])).toEqual(byName(Testing.synth(peer) as unknown[]));
  });

  test('a plain chart beside bundles is written by its own name', () => {
    const app = newApp();
    new ApiObject(new Chart(app, 'plain'), 'web', deployment('web'));
    new Bundle(app, 'ours');
    app.synth();
    expect(filesIn()).toEqual(['ours.k8s.yaml', 'plain.k8s.yaml']);
  });

  test('a bundle works under an App of cdk8s', () => {
    const app = new Cdk8sApp({ outdir: folder });
    new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27' });
    app.synth();
    expect(readFileSync(join(folder, 'shop.k8s.yaml'), 'utf8')).toContain('kind: Deployment');
  });

  test('an App of cdk8s is told everything that is wrong before it writes the first file', () => {
    const app = new Cdk8sApp({ outdir: folder });
    new ApiObject(new Chart(app, 'plain'), 'web', deployment('web'));
    new StatelessApp(new Bundle(app, 'shop', { namespace: 'shop' }), 'web', { image: 'nginx:1.27', replicas: -1 });
    const other = new Bundle(app, 'other', { namespace: 'shop' });
    new StatelessApp(other, 'api', { image: 'nginx:1.27' });
    new StatelessApp(other, 'second', { image: 'nginx:1.28', name: 'api' });
    expect(problemsOf(() => app.synth()).map(({ code }) => code)).toEqual(['value/out-of-range', 'identity/duplicate']);
    expect(filesIn()).toEqual([]);
  });

  test('an App of cdk8s in whose folders definitions would be lost is refused', () => {
    const app = new Cdk8sApp({ outdir: folder, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27' });
    expect(problemsOf(() => app.synth()).map(({ code }) => code)).toEqual(['bundle/foreign-layout']);
    expect(filesIn()).toEqual([]);
  });

  test('warnings are told with the errors, so that nobody meets them one run later', () => {
    const app = newApp();
    const bundle = new Bundle(app, 'shop');
    new StatelessApp(bundle, 'web', { image: 'Nginx:1.27', replicas: -1 });
    new StatelessApp(bundle, 'api', { image: 'Nginx:1.27' });
    const wanted = ['container/image', 'value/out-of-range', 'container/image'];
    for (const synth of [() => app.synth(), () => app.synthYaml()]) expect(problemsOf(synth).map(({ code }) => code)).toEqual(wanted);
  });

  test('a path that is wrong is one mistake, and no unused volume as well', () => {
    const app = newApp();
    new StatefulApp(new Bundle(app, 'shop'), 'db', { image: 'mysql:8.4', storage: { data: { mountPath: 'var/lib/mysql', size: '8Gi' } } });
    expect(problemsOf(() => app.synth()).map(({ code }) => code)).toEqual(['storage/path-not-absolute']);
  });

  test('a validation of any construct stops the writing', () => {
    const app = newApp();
    const bundle = new Bundle(app, 'shop');
    bundle.node.addValidation({ validate: () => ['not today'] });
    expect(problemsOf(() => app.synth())).toMatchObject([{ code: 'construct/invalid', message: '[shop] not today' }]);
  });

  test('an object of ours becomes an ApiObject where one is asked for', () => {
    const bundle = new Bundle(newApp(), 'shop', { namespace: 'shop' });
    const web = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });
    const object = web.toApiObject();
    object.addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(web.toApiObject()).toBe(object);
    const kinds = bundle.objects().map(({ kind }) => kind);
    expect(kinds).toEqual(['Service', 'Deployment']);
    expect(bundle.objects()[1]).toMatchObject({ metadata: { name: 'web', namespace: 'shop' }, spec: { paused: true } });
  });
});

describe('order in a file', () => {
  test('puts what is needed first, and keeps dependencies between constructs', () => {
    const bundle = new Bundle(newApp(), 'shop', { namespace: 'shop' });
    const late = new KubeObject(bundle, 'late', { apiVersion: 'example.com/v1', kind: 'Thing' });
    const web = new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ports: { http: 8080 }, expose: { http: 'a.example.com' } });
    new ConfigMapData(bundle, 'settings', { data: { A: '1' } });
    new KubeObject(bundle, 'shop', { apiVersion: 'v1', kind: 'Namespace' });
    new KubeObject(bundle, 'things.example.com', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: {} as never });
    late.node.addDependency(web);
    expect(bundle.objects().map(({ kind }) => kind)).toEqual([
      'CustomResourceDefinition', 'Namespace', 'ConfigMap', 'Service', 'Deployment', 'Ingress', 'Thing',
    ]);
  });
});

describe('references between bundles', () => {
  test('become dependencies, and put the bundle that is referred to first', () => {
    const app = newApp({ yamlOutputType: YamlOutputType.FILE_PER_APP });
    const front = new Bundle(app, 'front', { namespace: 'shop' });
    const back = new Bundle(app, 'back', { namespace: 'shop' });
    const db = new StatefulApp(back, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });
    new StatelessApp(front, 'web', { image: 'nginx:1.27', env: { DB_HOST: db.host } });
    app.synth();
    expect(front.node.dependencies).toEqual([back]);
    const kinds = [...readFileSync(join(folder, 'app.k8s.yaml'), 'utf8').matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    expect(kinds).toEqual(['Service', 'StatefulSet', 'Deployment']);
  });

  test('in both directions are written all the same', () => {
    const app = newApp();
    const [one, two] = [new Bundle(app, 'one', { namespace: 'shop' }), new Bundle(app, 'two', { namespace: 'shop' })];
    const a = new StatelessApp(one, 'a', { image: 'nginx:1.27', ports: { http: 80 } });
    const b = new StatelessApp(two, 'b', { image: 'nginx:1.27', ports: { http: 80 }, env: { A: a.host } });
    new StatelessApp(one, 'c', { image: 'nginx:1.27', env: { B: b.host } });
    app.synth();
    expect(filesIn()).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
    expect(() => app.charts).not.toThrow();
  });

  test('of another cluster are refused with the reason', () => {
    const app = newApp();
    const [one, two] = ['one', 'two'].map((cluster) => new Bundle(app, cluster, { namespace: 'shop', cluster })) as [Bundle, Bundle];
    const db = new StatefulApp(one, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });
    new StatelessApp(two, 'web', { image: 'nginx:1.27', env: { DB_HOST: db.host } });
    expect(problemsOf(() => app.synth())).toMatchObject([{ code: 'reference/other-cluster', pointer: '/env/DB_HOST' }]);
  });

  test('of another namespace are refused where Kubernetes has none, and lengthened where it has', () => {
    const app = newApp();
    const settings = new ConfigMapData(new Bundle(app, 'a', { namespace: 'a' }), 'settings', { data: { KEY: '1' } });
    const db = new StatefulApp(new Bundle(app, 'b', { namespace: 'b' }), 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });
    new StatelessApp(new Bundle(app, 'c', { namespace: 'c' }), 'web', { image: 'nginx:1.27', env: { HOST: db.host, KEY: settings.key('KEY') } });
    expect(problemsOf(() => app.synth())).toMatchObject([{ code: 'reference/other-namespace', pointer: '/env/KEY' }]);
  });
});

test('a definition outside of any bundle says so', () => {
  const app = newApp();
  expect(problemsOf(() => new StatelessApp(app, 'web', { image: 'nginx:1.27' })).map(({ code }) => code)).toEqual(['bundle/missing']);
});
