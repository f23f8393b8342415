import { metadataFields, type MetadataProps } from '../../src/core/metadata';
import { describeWithApiServer, surprises } from '../support/api-server';
import { outcomeOf } from '../support/diagnostics';

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1-2' };

function build(props: unknown, ...rest: [] | [Parameters<typeof metadataFields>[3]]): ReturnType<typeof outcomeOf<object>> {
  return outcomeOf((problems) => metadataFields({ name: 'web', namespace: 'shop' }, props as MetadataProps, problems, ...rest));
}

const refused: [string, { given: unknown; want: readonly string[]; server?: 'refuses' | 'accepts' }][] = [
  ['a bad label', { given: { labels: { a: 'b c' } }, want: ['label/invalid-value /labels/a'], server: 'refuses' }],
  ['a bad annotation', { given: { annotations: { a: 1 } }, want: ['value/wrong-type /annotations/a'], server: 'refuses' }],
  ['a finalizer that is no name', { given: { finalizers: ['example.com/a b'] }, want: ['name/invalid /finalizers/0'], server: 'refuses' }],
  ['a finalizer without a prefix', { given: { finalizers: ['cleanup'] }, want: ['name/invalid /finalizers/0'], server: 'refuses' }],
  ['an empty finalizer', { given: { finalizers: [''] }, want: ['value/wrong-type /finalizers/0'], server: 'refuses' }],
  ['finalizers that are no list', { given: { finalizers: 'example.com/a' }, want: ['value/wrong-type /finalizers'], server: 'refuses' }],
  ['two ways to treat dependents', { given: { finalizers: ['orphan', 'foregroundDeletion'] }, want: ['value/exclusive /finalizers'], server: 'refuses' }],
  ['an owner without its uid', { given: { ownerReferences: [{ ...owner, uid: undefined }] }, want: ['value/missing /ownerReferences/0/uid'], server: 'refuses' }],
  ['an owner of no version', {
    given: { ownerReferences: [{ ...owner, apiVersion: 'apps/' }] }, want: ['value/wrong-type /ownerReferences/0/apiVersion'], server: 'refuses',
  }],
  ['an owner of a longer version', {
    given: { ownerReferences: [{ ...owner, apiVersion: 'a/b/c' }] }, want: ['value/wrong-type /ownerReferences/0/apiVersion'], server: 'refuses',
  }],
  ['an owner that is no map', { given: { ownerReferences: ['web'] }, want: ['value/wrong-type /ownerReferences/0'], server: 'refuses' }],
  ['two owners in control', {
    given: { ownerReferences: [{ ...owner, controller: true }, { ...owner, uid: '3', controller: true }] },
    want: ['value/duplicate /ownerReferences'],
    server: 'refuses',
  }],
];

describe('metadataFields', () => {
  test('has a name, and a namespace where there is one', () => {
    expect(build({}).result).toEqual({ name: 'web', namespace: 'shop' });
    expect(Object.keys(outcomeOf((problems) => metadataFields({ name: 'web' }, {}, problems)).result)).toEqual(['name']);
  });

  test('has all that is given', () => {
    const given = {
      labels: { a: 'b' }, annotations: { c: 'd' }, finalizers: ['example.com/keep', 'orphan'], ownerReferences: [{ ...owner, controller: true }, { ...owner, uid: '3' }],
    };
    expect(build(given)).toEqual({ result: { name: 'web', namespace: 'shop', ...given }, reported: [] });
  });

  test('puts what is given behind what is inherited, and in its place', () => {
    const { result } = build({ labels: { a: 'own', c: 'own' } }, { labels: { a: 'inherited', b: 'inherited' }, annotations: { d: 'inherited' } });
    expect(JSON.stringify(result)).toBe(JSON.stringify({
      name: 'web', namespace: 'shop', labels: { a: 'own', b: 'inherited', c: 'own' }, annotations: { d: 'inherited' },
    }));
  });

  test.each(refused)('reports %s', (_name, { given, want }) => {
    expect(build(given).reported).toEqual(want);
  });

  test('reads props that are no map as none', () => {
    expect(build(5)).toEqual({ result: { name: 'web', namespace: 'shop' }, reported: [] });
  });
});

describeWithApiServer('metadata and the API server (needs KUBELOOM_ORACLE)', () => {
  const withMetadata = (metadata: object): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop', ...metadata } });

  test('accepts what is built', () => {
    expect(surprises([
      { name: 'all fields', object: withMetadata({ labels: { a: 'b' }, finalizers: ['example.com/keep', 'orphan'], ownerReferences: [owner] }), accepted: true },
      { name: 'the same finalizer twice', object: withMetadata({ finalizers: ['kubernetes', 'kubernetes'] }), accepted: true },
    ])).toEqual([]);
  });

  test('refuses what is reported', () => {
    expect(surprises(refused.flatMap(([name, { given, server }]) =>
      (server === undefined ? [] : [{ name, object: withMetadata(given as object), accepted: server === 'accepts' }])))).toEqual([]);
  });
});
