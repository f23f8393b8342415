import { check } from '../../src/check';
import { withoutSecretValues } from '../../src/check/redact';

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: Buffer.from('hunter2').toString('base64') }, stringData: { b: 'swordfish' } };

describe('withoutSecretValues', () => {
  test.each([
    ['a value', { what: 'swordfish' }, { what: '(hidden)' }],
    ['a value in a text', { what: 'found swordfish here' }, { what: '(hidden)' }],
    ['a decoded value', { what: 'hunter2' }, { what: '(hidden)' }],
    ['a value in a list', { what: ['x', 'swordfish'] }, { what: ['x', '(hidden)'] }],
    ['a key', { key: 'a', count: 3 }, { key: 'a', count: 3 }],
  ])('hides %s', (_name, args, want) => {
    expect(withoutSecretValues(args, secret, '/metadata')).toEqual(want);
  });

  test.each([['x', '(hidden)'], [7, '(hidden number)'], [[1], '(hidden list)'], [{ a: 1 }, '(hidden object)'], [null, '(hidden null)']])('hides whatever was found below the data: %p', (found, want) => {
    expect(withoutSecretValues({ found }, secret, '/data/a')).toEqual({ found: want });
    expect(withoutSecretValues({ found }, secret, '/stringData')).toEqual({ found: want });
  });

  test('leaves other objects alone', () => {
    expect(withoutSecretValues({ found: 'swordfish' }, { ...secret, kind: 'ConfigMap' }, '/data/a')).toEqual({ found: 'swordfish' });
  });
});

test.each([
  ['no base64', { data: { password: 'lobster thermidor!' } }], ['a number', { stringData: { password: 12345678 } }], ['a map', { data: { password: { a: 'lobster' } } }],
  ['a list of values', { data: ['lobster'] }],
])('a report says nothing of the value of a Secret: %s', (_name, fields) => {
  const { diagnostics } = check([{ manifest: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields } }], { profile: 'strict' });
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(JSON.stringify(diagnostics)).not.toMatch(/lobster|thermidor|12345678/);
});

describe('values of other objects that sound like secrets', () => {
  const pod = (name: string, value: unknown): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'a', image: 'a:1', env: [{ name, value }] }] } });
  const map = (key: string, value: unknown): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: { [key]: value } });
  const said = (manifest: object): string => JSON.stringify(check([{ manifest }], { layers: ['schema', 'api'] }).diagnostics);

  test.each([['a variable', pod('DB_PASSWORD', 12345678)], ['a key', map('DB_PASSWORD', 12345678)]])('are hidden: %s', (_name, manifest) => {
    expect(said(manifest)).toContain('(hidden number)');
    expect(said(manifest)).not.toContain('12345678');
  });

  test.each([
    ['a template', { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'e' }, spec: { target: { template: { data: { password: ['hunter2'] } } } } }],
    ['an annotation', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: { token: ['hunter2'] } } }],
  ])('are hidden in %s', (_name, manifest) => {
    expect(said(manifest)).toContain('(hidden list)');
    expect(said(manifest)).not.toContain('hunter2');
  });

  test('fields of Kubernetes that have such words are none', () => {
    expect(said({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' }, automountServiceAccountToken: 'yes' })).toContain('found \\"yes\\"');
  });

  test.each([['a variable', pod('PORT', 12345678)], ['a key', map('PORT', 12345678)]])('and others are shown: %s', (_name, manifest) => {
    expect(said(manifest)).toContain('12345678');
  });
});
