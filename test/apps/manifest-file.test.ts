import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundle, ManifestFile, StatelessApp } from '../../src';
import { facts } from '../storage/fixtures';
import { diagnosticsOf, newBundle } from '../support/definitions';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeloom-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function include(bundle: Bundle, text: string): { readonly included: ManifestFile; readonly file: string } {
  const file = join(folder, 'objects.yaml');
  writeFileSync(file, text);
  return { included: new ManifestFile(bundle, 'included', { file }), file };
}

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'b' } };
const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'elsewhere' } };
/** Of kinds that end as lists do, or hold what they hold, and that are none. */
const things = { apiVersion: 'example.com/v1', kind: 'Things', metadata: { name: 'all' }, items: [7] };
const checkList = { apiVersion: 'example.com/v1', kind: 'CheckList', metadata: { name: 'release' }, spec: { items: [] } };

describe('an included file', () => {
  test('gives its objects as they stand in it, each document one', () => {
    const bundle = newBundle();
    const { included } = include(bundle, [settings, claim, checkList, things].map((object) => JSON.stringify(object)).join('\n---\n'));
    expect(included.objects).toEqual([settings, claim, checkList, things]);
    expect(new Set(bundle.objects())).toEqual(new Set([settings, claim, checkList, things]));
  });

  test('that holds one object twice is told so, with the one place that there is', () => {
    const bundle = newBundle();
    include(bundle, [settings, settings].map((object) => JSON.stringify(object)).join('\n---\n'));
    const [found, ...others] = diagnosticsOf(bundle);
    expect([found!.code, others]).toEqual(['identity/duplicate', []]);
    expect(found!.message).toMatch(/^ConfigMap settings is there twice in what is defined at .*manifest-file\.test\.ts:\d+:\d+$/);
  });

  test('gives the objects of a list, and of a list within', () => {
    const within = { apiVersion: 'v1', kind: 'PersistentVolumeClaimList', items: [claim] };
    const { included } = include(newBundle(), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [settings, within] }));
    expect(included.objects).toEqual([settings, claim]);
  });

  test('gives nothing where nothing is in it', () => {
    const bundle = newBundle();
    expect(include(bundle, '').included.objects).toEqual([]);
    expect(diagnosticsOf(bundle)).toEqual([]);
  });

  test('is taken as it is: labels and namespaces of the bundle are not added, and others are sorted around it', () => {
    const bundle = newBundle();
    include(bundle, JSON.stringify(settings));
    new StatelessApp(bundle, 'web', { image: 'example:1' });
    expect(bundle.objects().map(({ kind, metadata }) => `${kind} ${metadata?.namespace}`)).toEqual(['ConfigMap undefined', 'Deployment shop']);
  });

  test.each<[string, string, (file: string) => [string, object][]]>([
    ['no object', '- 7\n', (file) => [['manifest/not-an-object /file', { file, line: 1, found: [7] }]]],
    ['an object without a kind', '---\n---\napiVersion: v1\n', (file) => [['manifest/not-an-object /file', { file, line: 3, found: { apiVersion: 'v1' } }]]],
    ['an object without a version', 'kind: Pod\n', (file) => [['manifest/not-an-object /file', { file, line: 1, found: { kind: 'Pod' } }]]],
    ['a list of anything', '{apiVersion: v1, kind: List, items: [7, {kind: 7, apiVersion: v1}]}', (file) => [
      ['manifest/not-an-object /file', { file, line: 1, found: 7 }],
      ['manifest/not-an-object /file', { file, line: 1, found: { kind: 7, apiVersion: 'v1' } }],
    ]],
    ['no YAML', 'a: b\n---\na: "\n', (file) => [
      ['manifest/not-an-object /file', { file, line: 1, found: { a: 'b' } }],
      ['manifest/unreadable /file', { file, line: 4, column: 1, why: expect.stringContaining('quote') as string }],
    ]],
  ])('with %s is reported, at the line where it is included', (_name, text, want) => {
    const bundle = newBundle();
    const { included, file } = include(bundle, text);
    expect(included.objects).toEqual([]);
    const found = diagnosticsOf(bundle);
    expect(facts(found)).toEqual(want(file));
    expect(found[0]!.source?.file).toBe(__filename);
  });

  test.each<[string, unknown, string]>([
    ['no props', undefined, 'value/wrong-type /file'], ['no path', { file: 7 }, 'value/wrong-type /file'], ['a file that is not there', { file: 'no/such.yaml' }, 'data/unreadable-file /file'],
  ])('that cannot be read is reported once: %s', (_name, props, want) => {
    const bundle = newBundle();
    expect(new ManifestFile(bundle, 'included', props as never).objects).toEqual([]);
    expect(facts(diagnosticsOf(bundle)).map(([place]) => place)).toEqual([want]);
  });
});
