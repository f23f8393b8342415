import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  App, Bundle, ConfigMapData, type Diagnostic, DiagnosticsError, KubeObject, ManifestFile, SecretData, StatefulApp, StatelessApp, unsafeLiteral,
} from '../../src';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-bad-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that a synthesis says about a bundle, warnings too; fails on any other error. */
function said(define: (bundle: Bundle, app: App) => unknown): readonly Diagnostic[] {
  const warnings: Diagnostic[] = [];
  const outdir = join(folder, 'dist');
  try {
    const app = new App({ outdir, onWarnings: (list) => warnings.push(...list) });
    define(new Bundle(app, 'shop', { namespace: 'shop' }), app);
    app.synth();
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    expect(existsSync(outdir)).toBe(false);
    return error.diagnostics;
  }
  return warnings;
}

const lines = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
/** What a caller without types can pass. */
const any = (value: unknown): never => value as never;
const image = 'nginx:1.27';

describe('what is no construct, id or option is a diagnostic, never a TypeError', () => {
  test.each<[string, (bundle: Bundle, app: App) => unknown, string[]]>([
    ['no scope', () => new StatelessApp(any(undefined), 'web', { image }), ['construct/no-scope ']],
    ['a scope that is no construct', () => new Bundle(any({}), 'x'), ['construct/no-scope ']],
    ['an empty id', (bundle) => new StatelessApp(bundle, '', { image, name: 'web' }), []],
    ['an empty id without a name', (bundle) => new ConfigMapData(bundle, '', { data: { A: '1' } }), ['name/invalid /name']],
    ['a number for an id', (bundle) => new ConfigMapData(bundle, any(7), { data: { A: '1' } }), ['value/wrong-type /name']],
    ['null for a name', (bundle) => new ConfigMapData(bundle, 'x', { data: { A: '1' }, name: any(null) }), ['value/wrong-type /name']],
    ['a name without a prototype', (bundle) => new ConfigMapData(bundle, 'x', { data: { A: '1' }, name: any(Object.create(null)) }), ['value/wrong-type /name']],
    ['options of a bundle that are none', (_, app) => new Bundle(app, 'x', any(null)), ['value/wrong-type ']],
    ['annotations that are none', (_, app) => new Bundle(app, 'x', { annotations: any(null) }), ['value/wrong-type /annotations']],
    ['a namespace that is a symbol', (_, app) => new Bundle(app, 'x', { namespace: any(Symbol('x')) }), ['value/wrong-type /namespace']],
    ['a cluster that leads out of the folder', (_, app) => new Bundle(app, 'x', { cluster: '../up' }), ['name/invalid /cluster']],
    ['a bundle that leads out of the folder', (_, app) => new Bundle(app, '../up'), ['name/invalid ']],
    ['a misspelt option of a bundle', (_, app) => new Bundle(app, 'x', any({ namespce: 'x' })), ['value/unknown-field /namespce']],
    ['two bundles of one id', (_, app) => new Bundle(app, 'shop'), ['output/collision ']],
  ])('%s', (_name, define, want) => {
    expect(lines(said(define))).toEqual(want);
  });
});

/** Maps within each other. */
function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}

describe('KubeObject', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap' } as const;

  test.each<[string, unknown, string[]]>([
    ['no props', null, ['value/wrong-type ']],
    ['a kind without a prototype', { apiVersion: 'v1', kind: Object.create(null) as unknown }, ['value/wrong-type /kind']],
    ['a misspelt kind of Kubernetes', { apiVersion: 'apps/v1', kind: 'Deploymnt' }, ['object/unknown-kind /kind']],
    ['metadata that is a text', { ...configMap, metadata: 'zzz' }, ['value/wrong-type /metadata']],
    ['metadata that is null', { ...configMap, metadata: null }, ['value/wrong-type /metadata']],
    ['an invalid namespace', { ...configMap, metadata: { namespace: 'Other_' } }, ['name/invalid /metadata/namespace']],
    ['an invalid name', { ...configMap, metadata: { name: 'Bad_' } }, ['name/invalid /metadata/name']],
    ['a function among the data', { ...configMap, data: { a: () => 1 } }, ['value/not-data /data/a']],
    ['data without end', { ...configMap, data: nested(20_000) }, ['value/too-deep ']],
  ])('%s', (_name, props, want) => {
    expect(lines(said((bundle) => new KubeObject(bundle, 'x', any(props))))).toEqual(want);
  });

  test('is open for kinds of other groups', () => {
    expect(said((bundle) => new KubeObject(bundle, 'x', { apiVersion: 'example.com/v1', kind: 'Deploymnt', spec: {} }))).toEqual([]);
  });
});

describe('what cannot be written', () => {
  test('is reported for each object, with its path', () => {
    const found = said((bundle) => {
      new ConfigMapData(bundle, 'one', { data: { A: '1' }, annotations: { note: 'cut \ud83d here' } });
      new KubeObject(bundle, 'two', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { text: '\ud800' } });
    });
    expect(found.map(({ code, object, pointer, source }) => [code, object?.name, pointer, source?.file === __filename])).toEqual([
      ['output/not-yaml', 'one', '/metadata/annotations/note', true],
      ['output/not-yaml', 'two', '/spec/text', true],
    ]);
  });

  test('of cdk8s is reported beside the mistakes of others', () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const found = said((bundle) => {
      new ApiObject(bundle, 'cyclic', any({ apiVersion: 'v1', kind: 'ConfigMap', data: cyclic }));
      new StatelessApp(bundle, 'web', { image, replicas: -1 });
    });
    expect(lines(found).sort()).toEqual(['construct/unserializable ', 'value/out-of-range /replicas']);
  });

  test('in a plain chart is reported as well', () => {
    const found = said((_, app) => new ApiObject(new Chart(app, 'plain'), 'fn', any({ apiVersion: 'v1', kind: 'ConfigMap', data: { a: new Date() } })));
    expect(lines(found)).toEqual(['construct/unserializable ']);
  });
});

describe('overrides keep what others refer to', () => {
  const web = (override: unknown) => (bundle: Bundle) => new StatelessApp(bundle, 'web', { image, ports: { http: 80 }, override: any(override) });

  test.each<[string, (bundle: Bundle) => unknown, string[]]>([
    ['the name', (bundle) => new ConfigMapData(bundle, 'c', { data: { A: '1' }, override: { metadata: { name: 'other' } } }), ['override/identity /override/metadata/name']],
    ['the namespace', web({ Service: { metadata: { namespace: 'other' } } }), ['override/identity /override/Service/metadata/namespace']],
    ['the selector', web({ Deployment: { spec: { selector: { matchLabels: { x: 'y' } } } } }), ['override/identity /override/Deployment/spec/selector']],
    ['a label that the selector needs', web({ Deployment: { spec: { template: { metadata: { labels: { 'app.kubernetes.io/name': null } } } } } }),
      ['override/pods-not-selected /override/Deployment/spec/template/metadata/labels']],
    ['a label with a wrong value', web({ Deployment: { metadata: { labels: { team: 'not valid!' } } } }),
      ['label/invalid-value /override/Deployment/metadata/labels/team']],
    ['a further label of the pods', web({ Deployment: { spec: { template: { metadata: { labels: { team: 'a' } } } } } }), []],
    ['an ordinary field', web({ Deployment: { spec: { revisionHistoryLimit: 3 } } }), []],
  ])('%s', (_name, define, want) => {
    expect(lines(said(define))).toEqual(want);
  });
});

describe('Secrets in clear that no SecretData stands for', () => {
  const clear = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  a: clear\n';

  test.each<[string, (bundle: Bundle) => unknown, string[]]>([
    ['any object', (bundle) => new KubeObject(bundle, 'x', { apiVersion: 'v1', kind: 'Secret', stringData: { a: 'clear' } }), ['secret/unguarded /data']],
    ['an included file', (bundle) => {
      writeFileSync(join(folder, 'secret.yaml'), clear);
      return new ManifestFile(bundle, 'x', { file: join(folder, 'secret.yaml') });
    }, ['secret/unguarded /data']],
    ['a Secret of cdk8s-plus', (bundle) => new kplus.Secret(bundle, 'x', { stringData: { a: 'clear' } }), ['secret/unguarded /data']],
    ['encrypted values', (bundle) => new KubeObject(bundle, 'x', { apiVersion: 'v1', kind: 'Secret', data: { a: 'ENC[AES256_GCM,…]' } }), []],
    ['a SecretData that says why', (bundle) =>
      new SecretData(bundle, 'x', { data: { a: unsafeLiteral('clear') }, commit: 'base64', reason: 'a test' }), []],
  ])('%s', (_name, define, want) => {
    const found = said(define);
    expect(lines(found)).toEqual(want);
    expect(JSON.stringify(found)).not.toContain('clear"');
  });
});

test('synthYaml hands out warnings as synth does', () => {
  const warnings: string[] = [];
  const app = new App({ outdir: folder, onWarnings: (list) => warnings.push(...list.map(({ code }) => code)) });
  new StatelessApp(new Bundle(app, 'shop'), 'web', { image, env: { A: '$(NOBODY)' } });
  app.synthYaml();
  expect(warnings).toEqual(['env/unknown-variable']);
});

test('a definition that stands in an app without a bundle says so', () => {
  const app = new App({ outdir: folder });
  expect(() => new StatefulApp(any(app), 'db', { image })).toThrow(DiagnosticsError);
});
