import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import { App, Bundle, ConfigMapData, DiagnosticsError, KubeObject, StatelessApp } from '../../src';
import { captureCdk8sApps } from '../../src/synth/capture-cdk8s-apps';
import { planWrite } from '../../src/synth/output/plan-write';
import { currentSession, runInSession } from '../../src/synth/session';
import type { SynthesisOptions } from '../../src/synth/synthesis';
import { mergeSyntheses, synthesize, synthesizedText } from '../../src/synth/synthesize';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-session-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const thing = { apiVersion: 'example.com/v1', kind: 'Thing' } as const;

function newApp(): App {
  return new App({ outdir: join(folder, 'dist') });
}

/** An app with two bundles, one of them for a cluster. */
function shop(): App {
  const app = newApp();
  new ConfigMapData(new Bundle(app, 'settings', { namespace: 'shop' }), 'settings', { data: { A: '1' } });
  new StatelessApp(new Bundle(app, 'web', { namespace: 'shop', cluster: 'staging' }), 'web', { image: 'nginx:1.27', ports: { http: 80 } });
  return app;
}

async function inSession(run: () => void, options: SynthesisOptions = {}): Promise<Awaited<ReturnType<typeof runInSession>>['apps']> {
  return (await runInSession(options, run)).apps;
}

describe('a session', () => {
  test('takes what apps would write, at the moment of synth(), and nothing is written', async () => {
    const { value, apps } = await runInSession({}, () => {
      const app = newApp();
      const bundle = new Bundle(app, 'shop');
      new KubeObject(bundle, 'early', thing);
      app.synth();
      new KubeObject(bundle, 'late', thing);
      return 'done';
    });
    expect(value).toBe('done');
    expect(apps.map(({ objects, outdir }) => [objects.map(({ manifest }) => manifest.metadata!.name), outdir])).toEqual([[['early'], join(folder, 'dist')]]);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('takes an app that is synthesized again as it is in the end', async () => {
    const apps = await inSession(() => {
      const [first, second] = [newApp(), new cdk8s.App({ outdir: folder })];
      const bundle = new Bundle(first, 'shop');
      new KubeObject(bundle, 'early', thing);
      const release = captureCdk8sApps(cdk8s);
      first.synth();
      second.synth();
      new KubeObject(bundle, 'late', thing);
      first.synth();
      second.synth();
      release();
    });
    expect(apps.map(({ objects }) => objects.length)).toEqual([2, 0]);
  });

  test('waits for a program that takes its time', async () => {
    const { apps } = await runInSession({}, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      shop().synth();
      shop().synth();
    });
    expect(apps).toHaveLength(2);
  });

  test('ends with the program, however that ends', async () => {
    await expect(runInSession({}, () => {
      throw new Error('mistake');
    })).rejects.toThrow('mistake');
    expect(currentSession()).toBeUndefined();
    shop().synth();
    expect(existsSync(join(folder, 'dist'))).toBe(true);
  });

  test('is one for a process', async () => {
    await expect(runInSession({}, async () => runInSession({}, () => undefined))).rejects.toThrow('already');
  });

  test('is found by any copy of the package', async () => {
    let seen: unknown;
    await inSession(() => {
      jest.isolateModules(() => {
        seen = (require('../../src/synth/session') as typeof import('../../src/synth/session')).currentSession();
      });
    });
    expect(seen).toBeDefined();
  });

  test('has what is wrong with the program as data', async () => {
    const [app] = await inSession(() => {
      const given = newApp();
      const bundle = new Bundle(given, 'shop');
      new StatelessApp(bundle, 'bad', { image: 'nginx:1.27', replicas: -1 });
      new KubeObject(bundle, 'good', thing);
      given.synth();
    });
    expect(app!.diagnostics).toMatchObject([{ code: 'value/out-of-range', source: { file: __filename } }]);
    expect([...app!.files]).toEqual([]);
    expect(app!.objects.map(({ manifest }) => manifest.metadata!.name)).toContain('good');
  });

  test('leaves warnings to those who take them themselves', async () => {
    const define = (onWarnings?: (codes: readonly { code: string }[]) => void) => () => {
      const app = new App({ outdir: folder, ...(onWarnings === undefined ? {} : { onWarnings }) });
      new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27', env: { A: '$(NOBODY)' } });
      app.synth();
    };
    const taken: string[] = [];
    const [own] = await inSession(define((warnings) => taken.push(...warnings.map(({ code }) => code))));
    expect([own!.diagnostics, taken]).toEqual([[], ['env/unknown-variable']]);
    const [other] = await inSession(define());
    expect(other!.diagnostics.map(({ code }) => code)).toEqual(['env/unknown-variable']);
    expect([...other!.files.keys()]).toEqual(['shop.k8s.yaml']);
  });
});

describe('apps of plain cdk8s', () => {
  const define = (): void => {
    const app = new cdk8s.App({ outdir: join(folder, 'dist') });
    new cdk8s.ApiObject(new cdk8s.Chart(app, 'plain'), 'one', { ...thing, metadata: { name: 'one' } });
    app.synth();
  };

  test('hand over, too, once they are captured', async () => {
    const release = captureCdk8sApps(cdk8s);
    try {
      const [app] = await inSession(define, { program: join(__dirname, 'main.ts') });
      expect([...app!.files]).toEqual([[
        'plain.k8s.yaml',
        '# Made by Kubeloom from test/synth/main.ts. Changes to this file are overwritten.\n---\n'
        + 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: one\n',
      ]]);
      expect(existsSync(join(folder, 'dist'))).toBe(false);
      // Outside of a session they write as ever.
      define();
      expect(readdirSync(join(folder, 'dist'))).toEqual(['plain.k8s.yaml']);
    } finally {
      release();
    }
    const { apps } = await runInSession({}, define);
    expect(apps).toEqual([]);
  });
});

describe('what may be asked of a synthesis', () => {
  test.each<[string, { given: SynthesisOptions; want: string[] }]>([
    ['nothing', { given: {}, want: ['settings.k8s.yaml', 'staging/web.k8s.yaml'] }],
    ['a layout', { given: { layout: 'object' }, want: ['ConfigMap.settings.k8s.yaml', 'staging/Service.web.k8s.yaml', 'staging/Deployment.web.k8s.yaml'] }],
    ['folders', {
      given: { layout: 'folder' },
      want: ['settings/ConfigMap.settings.k8s.yaml', 'staging/web/Service.web.k8s.yaml', 'staging/web/Deployment.web.k8s.yaml'],
    }],
    ['one file for each cluster', { given: { layout: 'stream' }, want: ['app.k8s.yaml', 'staging/app.k8s.yaml'] }],
    ['an extension', { given: { extension: '.yml' }, want: ['settings.yml', 'staging/web.yml'] }],
    ['JSON', { given: { format: 'json' }, want: ['settings.k8s.json', 'staging/web.k8s.json'] }],
    ['JSON with another extension', { given: { format: 'json', extension: '.manifest' }, want: ['settings.manifest', 'staging/web.manifest'] }],
    ['one bundle', { given: { only: ['web'] }, want: ['staging/web.k8s.yaml'] }],
    ['bundles of a cluster', { given: { only: ['staging/*'] }, want: ['staging/web.k8s.yaml'] }],
    ['several patterns', { given: { only: ['w?b', 'set*'] }, want: ['settings.k8s.yaml', 'staging/web.k8s.yaml'] }],
    ['a bundle by a pattern of regular expressions', { given: { only: ['**', '.*'] }, want: [] }],
  ])('%s', (_name, { given, want }) => {
    const synthesis = synthesize(shop(), given);
    expect([...synthesis.files.keys()]).toEqual(want);
    expect(synthesis.complete).toBe(given.only === undefined);
  });

  test('a bundle that is not there is told, with the nearest', () => {
    const { diagnostics, files } = synthesize(shop(), { only: ['webb', 'settings'] });
    expect(diagnostics).toMatchObject([{ code: 'output/no-bundle', args: { pattern: 'webb', known: ['settings', 'staging/web'] }, help: 'did you mean "web"?' }]);
    expect(files.size).toBe(0);
  });

  test('every object with its bundle, file and line', () => {
    const { objects, bundles } = synthesize(shop(), { only: ['web'] });
    const facts = objects.map(({ manifest, bundle, file, path, source }) => [manifest.kind, bundle.name, bundle.cluster, file, path, source?.file]);
    expect(facts).toEqual([
      ['ConfigMap', 'settings', undefined, '', 'settings/settings', __filename],
      ['Service', 'web', 'staging', 'staging/web.k8s.yaml', 'web/web', __filename],
      ['Deployment', 'web', 'staging', 'staging/web.k8s.yaml', 'web/web', __filename],
    ]);
    expect(bundles.map(({ name, path, source }) => [name, path, source?.file])).toEqual([['settings', 'settings', __filename], ['web', 'web', __filename]]);
  });

  test('JSON holds one object, or a List of them', () => {
    const list = JSON.parse(synthesize(shop(), { format: 'json' }).files.get('staging/web.k8s.json')!) as { kind: string; items: { kind: string }[] };
    expect([list.kind, list.items.map(({ kind }) => kind)]).toEqual(['List', ['Service', 'Deployment']]);
    const object = synthesize(shop(), { format: 'json', layout: 'object' }).files.get('ConfigMap.settings.k8s.json');
    expect(object).toBe(`{
  "apiVersion": "v1",
  "kind": "ConfigMap",
  "metadata": {
    "name": "settings",
    "namespace": "shop"
  },
  "data": {
    "A": "1"
  }
}
`);
  });

  test('all documents as one text, without the first lines of files', () => {
    const text = synthesizedText(synthesize(shop()));
    expect(text).toMatch(/^apiVersion: v1\nkind: ConfigMap\n/);
    expect(text.match(/^---$/gm)).toHaveLength(2);
    expect(text).not.toContain('#');
    expect(synthesizedText(synthesize(shop(), { layout: 'stream' }))).toBe(text);
    expect((JSON.parse(synthesizedText(synthesize(shop(), { format: 'json' }))) as { items: object[] }).items).toHaveLength(3);
  });

  test('names of files tell apart what would share one', () => {
    const app = newApp();
    for (const namespace of ['one', 'two']) {
      const bundle = new Bundle(app, namespace, { namespace });
      new KubeObject(bundle, 'web', { apiVersion: 'v1', kind: 'Service' });
      new KubeObject(bundle, 'web-2', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' } });
    }
    new KubeObject(new Bundle(app, 'three'), 'other', { apiVersion: 'v1', kind: 'Service' });
    expect([...synthesize(app, { layout: 'object' }).files.keys()]).toEqual([
      'one.Service.web.k8s.yaml', 'one.Service.serving.knative.dev.web.k8s.yaml',
      'two.Service.web.k8s.yaml', 'two.Service.serving.knative.dev.web.k8s.yaml', 'Service.other.k8s.yaml',
    ]);
  });

  test('an extension that leads out of the folder', () => {
    const app = new App({ outdir: join(folder, 'dist'), outputFileExtension: '/../../x.yaml' });
    new KubeObject(new Bundle(app, 'shop'), 'a', thing);
    expect(() => app.synth()).toThrow(DiagnosticsError);
    expect(planWrite(app.outdir, synthesize(app).files).diagnostics.map(({ code }) => code)).toEqual(['output/escapes']);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('several apps for one folder', () => {
  test('keep what the others wrote, and remove what they themselves no longer give', () => {
    const files = (): string[] => readdirSync(join(folder, 'dist'), { recursive: true }).map(String).filter((path) => path.endsWith('.yaml')).sort();
    const other = newApp();
    const bundle = new Bundle(other, 'other');
    new KubeObject(bundle, 'a', thing);
    shop().synth();
    other.synth();
    expect(files()).toEqual(['other.k8s.yaml', 'settings.k8s.yaml', 'staging/web.k8s.yaml']);
    other.node.tryRemoveChild('other');
    new KubeObject(new Bundle(other, 'another'), 'a', thing);
    other.synth();
    expect(files()).toEqual(['another.k8s.yaml', 'settings.k8s.yaml', 'staging/web.k8s.yaml']);
  });

  test('are one', () => {
    const other = newApp();
    new KubeObject(new Bundle(other, 'other'), 'a', thing);
    const merged = mergeSyntheses([synthesize(shop()), synthesize(other)]);
    expect([...merged.files.keys()]).toEqual(['settings.k8s.yaml', 'staging/web.k8s.yaml', 'other.k8s.yaml']);
    expect([merged.objects.length, merged.bundles.length, merged.diagnostics]).toEqual([4, 3, []]);
  });

  test('may not share a file', () => {
    const merged = mergeSyntheses([synthesize(shop()), synthesize(shop())]);
    expect(merged.diagnostics.map(({ code }) => code)).toEqual(['output/collision', 'output/collision']);
    expect(merged.files.size).toBe(0);
  });
});

describe('what cdk8s asks for', () => {
  test('names of constructs beside the output, for plugins that validate', () => {
    const app = new App({ outdir: folder, recordConstructMetadata: true });
    const bundle = new Bundle(app, 'shop');
    new KubeObject(bundle, 'ours', thing);
    new cdk8s.ApiObject(bundle, 'theirs', thing);
    const { files } = synthesize(app);
    const theirs = cdk8s.Names.toDnsLabel(bundle.node.findChild('theirs'));
    expect(JSON.parse(files.get('construct-metadata.json')!)).toEqual({
      version: '1.0.0', resources: { ours: { path: 'shop/ours' }, [theirs]: { path: 'shop/theirs' } },
    });
  });
});
