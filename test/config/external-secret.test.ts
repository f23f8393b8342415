import { buildExternalSecret } from '../../src/apps/secret-data';
import { type ExternalSecretProps, normalizeExternalSecret } from '../../src/config/external-secret';
import { Problems } from '../../src/core/problems';

const identity = { name: 'db', namespace: 'shop' };

const TABLE: readonly [name: string, { readonly given: unknown; readonly spec?: object; readonly reported?: readonly string[] }][] = [
  ['a value for each key', {
    given: { store: 'vault', data: { user: 'db/user', password: { key: 'db', property: 'password', version: '3', decodingStrategy: 'Base64' } } },
    spec: {
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      data: [
        { secretKey: 'user', remoteRef: { key: 'db/user' } },
        { secretKey: 'password', remoteRef: { key: 'db', property: 'password', version: '3', decodingStrategy: 'Base64' } },
      ],
      target: { name: 'db' },
    },
  }],
  ['a store of the cluster, and how often it is asked', {
    given: { store: { name: 'vault', kind: 'ClusterSecretStore' }, data: { a: 'b' }, refreshInterval: '1h30m', refreshPolicy: 'Periodic', creationPolicy: 'Orphan', deletionPolicy: 'Delete', immutable: true },
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1h30m',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      data: [{ secretKey: 'a', remoteRef: { key: 'b' } }],
      target: { name: 'db', creationPolicy: 'Orphan', deletionPolicy: 'Delete', immutable: true },
    },
  }],
  ['all of an entry', {
    given: { store: 'vault', dataFrom: [{ extract: { key: 'db' } }, { find: { name: { regexp: '^shop-' } }, rewrite: [{ regexp: { source: 'a', target: 'b' } }] }], keys: ['user'] },
    spec: {
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      dataFrom: [{ extract: { key: 'db' } }, { find: { name: { regexp: '^shop-' } }, rewrite: [{ regexp: { source: 'a', target: 'b' } }] }],
      target: { name: 'db' },
    },
  }],
  ['a generator, which needs no store', {
    given: { dataFrom: [{ sourceRef: { generatorRef: { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', name: 'p' } } }], keys: ['password'] },
    spec: { dataFrom: [{ sourceRef: { generatorRef: { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', name: 'p' } } }], target: { name: 'db' } },
  }],
  ['a type, and a template', {
    given: { store: 'vault', type: 'kubernetes.io/tls', data: { a: 'x' }, template: { data: { 'tls.crt': '{{ .a }}', 'tls.key': '{{ .a }}' }, labels: { a: 'b' }, annotations: { c: 'd' }, mergePolicy: 'Replace' } },
    spec: {
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      data: [{ secretKey: 'a', remoteRef: { key: 'x' } }],
      target: { name: 'db', template: { type: 'kubernetes.io/tls', mergePolicy: 'Replace', metadata: { labels: { a: 'b' }, annotations: { c: 'd' } }, data: { 'tls.crt': '{{ .a }}', 'tls.key': '{{ .a }}' } } },
    },
  }],
  ['a type alone', {
    given: { store: 'vault', type: 'kubernetes.io/basic-auth', data: { password: 'x' } },
    spec: { secretStoreRef: { name: 'vault', kind: 'SecretStore' }, data: [{ secretKey: 'password', remoteRef: { key: 'x' } }], target: { name: 'db', template: { type: 'kubernetes.io/basic-auth' } } },
  }],

  ['no source', { given: { store: 'vault' }, reported: ['value/needs-one-of'] }],
  ['no store', { given: { data: { a: 'b' } }, reported: ['value/missing'] }],
  ['a store that is none', { given: { store: 'Vault', data: { a: 'b' } }, reported: ['name/invalid /store'] }],
  ['a store of another kind', { given: { store: { name: 'vault', kind: 'Vault', namespace: 'x' }, data: { a: 'b' } }, reported: ['value/unknown-field /store/namespace', 'value/not-one-of /store/kind'] }],
  ['entries that are none', { given: { store: 'vault', data: { a: '', b: {}, c: { key: 'x', propery: 'y' }, 'd/': 'x', e: 7 } }, reported: ['value/wrong-type /data/a/key', 'value/missing /data/b/key', 'value/unknown-field /data/c/propery', 'name/invalid /data/d~1', 'value/wrong-type /data/e'] }],
  ['selections that are none', { given: { store: 'vault', dataFrom: [{}, { extract: { key: 'a' }, find: {} }, 7, { extract: { key: '' } }] }, reported: ['value/needs-one-of /dataFrom/0', 'value/exclusive /dataFrom/1', 'value/wrong-type /dataFrom/2', 'value/wrong-type /dataFrom/3/extract/key'] }],
  ['keys that are none', { given: { store: 'vault', dataFrom: [{ extract: { key: 'a' } }], keys: ['a', 'a', '/'] }, reported: ['value/duplicate /keys/1', 'name/invalid /keys/2'] }],
  ['words that are none', {
    given: { store: 'vault', data: { a: 'b' }, refreshInterval: '1 hour', refreshPolicy: 'Never', creationPolicy: 'owner', deletionPolicy: 'Keep', immutable: 'yes', nope: 1 },
    reported: ['value/unknown-field /nope', 'value/not-one-of /refreshPolicy', 'value/wrong-type /refreshInterval', 'value/not-one-of /creationPolicy', 'value/not-one-of /deletionPolicy', 'value/wrong-type /immutable'],
  }],
  ['policies that the operator refuses together', { given: { store: 'vault', data: { a: 'b' }, creationPolicy: 'Merge', deletionPolicy: 'Delete' }, reported: ['value/needs-other /deletionPolicy'] }],
  ['a type without its keys', { given: { store: 'vault', type: 'kubernetes.io/tls', data: { 'tls.crt': 'x' } }, reported: ['secret/missing-key /data'] }],
  ['a template without the keys of the type', { given: { store: 'vault', type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': 'x' }, template: { data: { a: 'x' } } }, reported: ['secret/missing-key /data'] }],
  ['a template that is none', { given: { store: 'vault', data: { a: 'b' }, template: { data: { 'a/': 'x', b: 7 }, labels: { 'a b': 'c' }, nope: 1 } }, reported: ['value/unknown-field /template/nope', 'name/invalid /template/data/a~1', 'value/wrong-type /template/data/b', 'label/invalid-key /template/labels/a b'] }],
  ['no props', { given: undefined, reported: ['value/wrong-type'] }],
];

test.each(TABLE)('%s', (_, { given, spec, reported }) => {
  const { objects, diagnostics } = buildExternalSecret(identity, given as ExternalSecretProps);
  expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd())).toEqual(reported ?? []);
  if (spec !== undefined) {
    expect(objects).toEqual([{ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'db', namespace: 'shop' }, spec }]);
  }
});

test.each<[string, ExternalSecretProps, string[], boolean]>([
  ['its data', { store: 'v', data: { a: 'x', b: 'x' } }, ['a', 'b'], true],
  ['what it says of other entries', { store: 'v', data: { a: 'x' }, dataFrom: [{ extract: { key: 'x' } }], keys: ['b'] }, ['a', 'b'], false],
  ['its template alone', { store: 'v', data: { a: 'x' }, dataFrom: [{ extract: { key: 'x' } }], template: { data: { c: 'x' } } }, ['c'], true],
  ['its template beside the data', { store: 'v', data: { a: 'x' }, template: { data: { c: 'x' }, mergePolicy: 'Merge' } }, ['a', 'c'], true],
  ['its data under a template of labels', { store: 'v', data: { a: 'x' }, template: { labels: {} } }, ['a'], true],
])('has the keys of %s', (_, given, keys, complete) => {
  const model = normalizeExternalSecret(given, new Problems());
  expect([[...model.keys], model.complete]).toEqual([keys, complete]);
});
