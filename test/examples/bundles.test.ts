import type { Manifest } from '../../src/core/manifest';
import { invalidNames } from '../support/integrity/names';
import { danglingReferences } from '../support/integrity/references';
import { brokenSelectors } from '../support/integrity/selectors';
import { misshapen } from '../support/integrity/shapes';
import { everyStage, synthesize, systems } from './systems';

/** What the systems expect to be there already. */
const outside = ['Secret mysql-password', 'Secret mariadb-passwords', 'Secret db-passwords', 'Secret redis-passwords', 'Secret kafka-passwords', 'Secret mongo-passwords'];

describe.each(everyStage)('%s', (_name, define) => {
  const { text, objects } = synthesize(define);

  test('is written as before', () => {
    expect(text).toMatchSnapshot();
  });

  test('holds together: selectors find their pods, references lead somewhere, names and forms are valid', () => {
    expect(brokenSelectors(objects)).toEqual([]);
    expect(danglingReferences(objects, outside)).toEqual([]);
    expect(invalidNames(objects)).toEqual([]);
    expect(misshapen(objects)).toEqual([]);
  });
});

describe.each(Object.entries(systems))('%s', (slug, define) => {
  const { file, names, objects } = synthesize(define);

  test('is written to a file that bears its name', () => {
    expect(file).toBe(`${slug}.k8s.yaml`);
  });

  test('lives in a namespace of its name, which it brings with it, first of all', () => {
    expect(names[0]).toBe(`Namespace ${slug}`);
    const clusterWide = ['Namespace', 'PersistentVolume', 'StorageClass'];
    for (const { kind, metadata } of objects) expect([kind, metadata?.namespace]).toEqual([kind, clusterWide.includes(kind) ? undefined : slug]);
  });
});

describe('the test of whether a bundle holds together', () => {
  const { objects } = synthesize(systems['front-and-back']!);

  /** The bundle with another text in place of one. */
  function changed(kind: string, from: string, to: string): Manifest[] {
    return objects.map((object) => (object.kind === kind ? (JSON.parse(JSON.stringify(object).replaceAll(from, to)) as Manifest) : object));
  }

  test.each<[string, () => string[], string]>([
    ['a selector that misses its pods', () => brokenSelectors(changed('Deployment', '"matchLabels":{', '"matchLabels":{"app":"other",')), 'Deployment front does not select its own pods'],
    ['a Service that leads nowhere', () => brokenSelectors(changed('Service', '"selector":{', '"selector":{"app":"other",')), 'Service hello leads to 0 workloads'],
    ['a port that the pods do not have', () => brokenSelectors(changed('Service', '"targetPort":"http"', '"targetPort":"web"')), 'Service hello leads to port web, which its pods do not have'],
    ['a policy for nobody', () => brokenSelectors(changed('NetworkPolicy', '"podSelector":{"matchLabels":{', '"podSelector":{"matchLabels":{"a":"b",')), 'NetworkPolicy hello selects no pods'],
    ['a ConfigMap that is not there', () => danglingReferences(objects.filter(({ kind }) => kind !== 'ConfigMap')), 'Deployment front -> ConfigMap front-site'],
    ['a key that is not there', () => danglingReferences(changed('ConfigMap', 'default.conf', 'other.conf')), 'Deployment front, container front -> key default.conf.template of ConfigMap front-site'],
    ['a volume that is not there', () => danglingReferences(changed('Deployment', '"volumes":[{"name":"', '"volumes":[{"name":"x')), 'Deployment front, container front -> volume front-site'],
    ['a backend that is not there', () => danglingReferences(changed('Ingress', '"port":{"name":"http"}', '"port":{"name":"web"}')), 'Ingress front -> Service front with port web'],
    ['a field that is not there', () => misshapen(changed('Service', '"selector":', '"select":')), 'Service hello/spec: there is no field select'],
    ['a value of another type', () => misshapen(changed('Deployment', '"replicas":2', '"replicas":"2"')), 'Deployment front/spec/replicas: expected a whole number, found "2"'],
    ['a field that must be there', () => misshapen(changed('Deployment', '"selector":', '"minReadySeconds":1,"metadata":')), 'Deployment front/spec: the field selector is missing'],
    ['a name that is none', () => invalidNames(changed('Service', '"name":"hello"', '"name":"Hello"')), 'Service Hello'],
  ])('finds %s', (_name, run, want) => {
    expect(run()).toContain(want);
  });
});
