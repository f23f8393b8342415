import { buildSecret } from '../../src/apps/secret-data';
import { dockerConfigJson } from '../../src/config/docker-config';
import { type SecretProps } from '../../src/config/secret';
import { fromEnvironment, unsafeLiteral } from '../../src/config/secret-sources';
import type { SecretValue } from '../../src/config/secret-value';
import { describeOracle, verdicts } from '../support/oracle';

const identity = { name: 'password', namespace: 'shop' };
const word = 'hunter2-7f3a';
const allowed = { commit: 'base64', reason: 'a test' } as const;
const mebibyte = 1024 * 1024;

function valuesOf(texts: { readonly [key: string]: string }): { [key: string]: SecretValue } {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, unsafeLiteral(text)]));
}

interface Result {
  readonly fields: { readonly [field: string]: unknown };
  readonly name: string;
  readonly reported: readonly string[];
}

function built(props: unknown, { name = identity.name, namespace = identity.namespace } = {}): Result {
  const { objects, diagnostics } = buildSecret({ name, namespace }, props as SecretProps);
  const { apiVersion, kind, metadata, ...fields } = objects[0] ?? { apiVersion: 'v1', kind: 'Secret' };
  expect({ apiVersion, kind }).toEqual({ apiVersion: 'v1', kind: 'Secret' });
  expect(JSON.stringify(diagnostics)).not.toContain(word);
  expect(JSON.stringify(diagnostics)).not.toContain(Buffer.from(word).toString('base64'));
  const loud = diagnostics.filter(({ severity }) => severity !== 'info');
  return { fields: { ...fields, ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }) }, name: metadata?.name ?? '', reported: loud.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()) };
}

describe('values in clear', () => {
  test('are refused', () => {
    expect(built({ data: valuesOf({ root: word }) }).reported).toEqual(['secret/clear-text /data']);
  });

  test('are written as base64 where the definition says so, and that is noted with the reason', () => {
    const { diagnostics } = buildSecret(identity, { data: valuesOf({ root: word }), ...allowed });
    expect(built({ data: valuesOf({ root: word }), ...allowed }).fields).toEqual({ data: { root: 'aHVudGVyMi03ZjNh' } });
    expect(diagnostics.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      ['info', 'secret/committed', 'the value of "root" stands in the output in clear: a test'],
    ]);
  });

  test.each([
    ['a reason is needed', { commit: 'base64' }, ['value/needs-other /commit']],
    ['a reason must be a text', { commit: 'base64', reason: '' }, ['value/wrong-type /reason']],
    ['a reason alone allows nothing', { reason: 'because' }, ['secret/clear-text /data']],
    ['there is one word for it', { commit: 'plain', reason: 'because' }, ['value/not-one-of /commit']],
  ])('%s', (_, given, want) => {
    expect(built({ data: valuesOf({ root: word }), ...given }).reported).toEqual(want);
  });

  test('need no leave where there are none', () => {
    expect(built({}).reported).toEqual([]);
    expect(built({ reason: 'because' }).reported).toEqual(['value/needs-other /reason']);
  });
});

const TABLE: readonly [name: string, { readonly given: object; readonly fields?: object; readonly reported?: readonly string[] }][] = [
  ['any bytes', { given: { data: { a: unsafeLiteral(new Uint8Array([0, 255])) } }, fields: { data: { a: 'AP8=' } } }],
  ['a type of your own', { given: { type: 'example.com/mine', data: {} }, fields: { type: 'example.com/mine' } }],
  ['no value where it is undefined', { given: { data: { a: undefined } }, fields: {} }],
  ['an immutable one', { given: { immutable: true }, fields: { immutable: true } }],
  ['texts are refused', { given: { data: { a: word, b: 7, c: null, d: [word], e: { [word]: word } } }, reported: ['/data/a', '/data/b', '/data/c', '/data/d', '/data/e'].map((path) => `secret/not-a-secret-value ${path}`) }],
  ['a text in place of the data is refused', { given: { data: word }, reported: ['secret/wrong-type /data'] }],
  ['a list in place of the data is refused', { given: { data: [word] }, reported: ['secret/wrong-type /data'] }],
  ['a Map in place of the data is refused', { given: { data: new Map([['root', word]]) }, reported: ['secret/wrong-type /data'] }],
  ['a Set in place of the data is refused', { given: { data: new Set([word]) }, reported: ['secret/wrong-type /data'] }],
  ['one value in place of the data is refused', { given: { data: unsafeLiteral(word) }, reported: ['secret/wrong-type /data'] }],
  ['a Date in place of the data is refused', { given: { data: new Date(0) }, reported: ['secret/wrong-type /data'] }],
  ['a promise in place of the data is refused', { given: { data: Promise.resolve({}) }, reported: ['secret/wrong-type /data'] }],
  ['keys that Kubernetes refuses', { given: { data: valuesOf({ 'a/b': 'x', '..': 'x' }) }, reported: ['name/invalid /data/a~1b', 'name/invalid /data/..'] }],
  ['unknown fields', { given: { stringData: { a: word } }, reported: ['value/unknown-field /stringData'] }],
  ['a line that ends in a line break', { given: { data: valuesOf({ a: `${word}\n`, b: `${word}\r\n` }) }, reported: ['secret/trailing-newline /data/a', 'secret/trailing-newline /data/b'] }],
  ['several lines end as they do', { given: { data: valuesOf({ a: 'one\ntwo\n' }) }, fields: { data: { a: 'b25lCnR3bwo=' } } }],
  ['a line break that is meant', { given: { data: { a: unsafeLiteral('x\n', { trimNewline: false }) } }, fields: { data: { a: 'eAo=' } } }],
  ['a line break that is taken away', { given: { data: { a: unsafeLiteral('x\n', { trimNewline: true }) } }, fields: { data: { a: 'eA==' } } }],
  ['an empty value', { given: { data: valuesOf({ a: '' }) }, reported: ['secret/empty /data/a'] }],
  ['1 MiB', { given: { data: valuesOf({ a: 'x'.repeat(mebibyte) }) }, reported: ['data/too-large-to-apply /data'] }],
  ['more than 1 MiB', { given: { data: valuesOf({ a: 'x'.repeat(mebibyte), b: 'x' }) }, reported: ['data/too-large /data'] }],
  ['a version that is no text', { given: { version: 2 }, reported: ['value/wrong-type /version'] }],
  ['an immutable that is none', { given: { immutable: 'hashed' }, reported: ['value/wrong-type /immutable'] }],
  ['a versioned name without a version', { given: { immutable: 'versioned' }, reported: ['secret/needs-version /immutable'] }],

  ['tls without keys', { given: { type: 'kubernetes.io/tls' }, reported: ['secret/missing-key /data'] }],
  ['tls with a misspelt key', { given: { type: 'kubernetes.io/tls', data: valuesOf({ 'tls.crt': 'x', 'tls.kez': 'x' }) }, reported: ['secret/missing-key /data'] }],
  ['tls', { given: { type: 'kubernetes.io/tls', data: valuesOf({ 'tls.crt': 'x', 'tls.key': 'x', 'ca.crt': 'x' }) }, fields: { type: 'kubernetes.io/tls', data: { 'tls.crt': 'eA==', 'tls.key': 'eA==', 'ca.crt': 'eA==' } } }],
  ['dockerconfigjson without its key', { given: { type: 'kubernetes.io/dockerconfigjson', data: valuesOf({ 'config.json': '{}' }) }, reported: ['secret/missing-key /data'] }],
  ['dockerconfigjson that is not JSON', { given: { type: 'kubernetes.io/dockerconfigjson', data: valuesOf({ '.dockerconfigjson': word }) }, reported: ['secret/malformed /data/.dockerconfigjson'] }],
  ['dockerconfigjson that is a list', { given: { type: 'kubernetes.io/dockerconfigjson', data: valuesOf({ '.dockerconfigjson': '[]' }) }, reported: ['secret/malformed /data/.dockerconfigjson'] }],
  ['dockercfg', { given: { type: 'kubernetes.io/dockercfg', data: valuesOf({ '.dockercfg': '{}' }) }, fields: { type: 'kubernetes.io/dockercfg', data: { '.dockercfg': 'e30=' } } }],
  ['dockercfg that is not JSON', { given: { type: 'kubernetes.io/dockercfg', data: valuesOf({ '.dockercfg': '{' }) }, reported: ['secret/malformed /data/.dockercfg'] }],
  ['basic-auth without either key', { given: { type: 'kubernetes.io/basic-auth', data: valuesOf({ user: 'x' }) }, reported: ['secret/missing-key /data'] }],
  ['basic-auth with one of them', { given: { type: 'kubernetes.io/basic-auth', data: valuesOf({ password: 'x' }) }, fields: { type: 'kubernetes.io/basic-auth', data: { password: 'eA==' } } }],
  ['ssh-auth without its key', { given: { type: 'kubernetes.io/ssh-auth' }, reported: ['secret/missing-key /data'] }],
  ['ssh-auth with an empty key', { given: { type: 'kubernetes.io/ssh-auth', data: valuesOf({ 'ssh-privatekey': '' }) }, reported: ['secret/empty /data/ssh-privatekey', 'secret/malformed /data/ssh-privatekey'] }],
  ['service-account-token without an account', { given: { type: 'kubernetes.io/service-account-token' }, reported: ['value/needs-other'] }],
  ['service-account-token', { given: { type: 'kubernetes.io/service-account-token', serviceAccount: 'ci' }, fields: { type: 'kubernetes.io/service-account-token', annotations: { 'kubernetes.io/service-account.name': 'ci' } } }],
  ['service-account-token by annotation', { given: { type: 'kubernetes.io/service-account-token', annotations: { 'kubernetes.io/service-account.name': 'ci' } }, fields: { type: 'kubernetes.io/service-account-token', annotations: { 'kubernetes.io/service-account.name': 'ci' } } }],
  ['an account of another namespace', { given: { type: 'kubernetes.io/service-account-token', serviceAccount: { name: 'ci', target: { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'other', name: 'ci' } } }, reported: ['reference/other-namespace /serviceAccount', 'value/needs-other'] }],
  ['an account without the type', { given: { serviceAccount: 'ci' }, reported: ['value/needs-other /serviceAccount'] }],
  ['an account that is none', { given: { type: 'kubernetes.io/service-account-token', serviceAccount: 'CI' }, reported: ['name/invalid /serviceAccount', 'value/needs-other'] }],
];

test.each(TABLE)('%s', (_, { given, fields, reported }) => {
  const result = built({ ...given, ...('data' in given && given.data !== undefined && Object.values(given.data as object).some((value) => value !== undefined) ? allowed : {}) });
  expect(result.reported).toEqual(reported ?? []);
  if (fields !== undefined) expect(result.fields).toEqual(fields);
});

test('puts the version into the name where asked for', () => {
  const result = built({ immutable: 'versioned', version: '2' });
  expect([result.name, result.fields, result.reported]).toEqual(['password-2', { immutable: true }, []]);
  expect(built({ immutable: 'versioned', version: 'V2' }).reported).toEqual(['name/invalid /version']);
  expect(built({ immutable: 'versioned', version: '2' }, { name: 'Password' }).reported).toEqual(['name/invalid /name']);
});

describe('bootstrap tokens', () => {
  const token = (texts: { readonly [key: string]: string } = {}): object =>
    ({ type: 'bootstrap.kubernetes.io/token', data: valuesOf({ 'token-id': '07401b', 'token-secret': 'f395accd246ae52d', ...texts }), ...allowed });
  const place = { name: 'bootstrap-token-07401b', namespace: 'kube-system' };

  test('lie where the cluster looks for them', () => {
    expect(built(token(), place).reported).toEqual([]);
    expect(built(token(), { ...place, namespace: undefined }).reported).toEqual(['secret/bootstrap-name']);
    expect(built(token(), { ...place, name: 'token' }).reported).toEqual(['secret/bootstrap-name /name']);
  });

  test.each([
    ['token-id', 'short'], ['token-secret', word], ['expiration', 'tomorrow'], ['usage-bootstrap-signing', 'yes'], ['auth-extra-groups', 'system:masters'],
  ])('have a form for %s', (key, text) => {
    const { reported } = built(token({ [key]: text }), { ...place, ...(key === 'token-id' ? { name: `bootstrap-token-${text}` } : {}) });
    expect(reported).toEqual([`secret/malformed /data/${key}`]);
  });

  test('take all keys', () => {
    const all = { 'expiration': '2030-01-31T12:00:00Z', 'usage-bootstrap-authentication': 'true', 'auth-extra-groups': 'system:bootstrappers:a:b,system:bootstrappers:c', 'description': 'x' };
    expect(built(token(all), place).reported).toEqual([]);
  });
});

describe('logins of registries', () => {
  const config = (registries: unknown): object => ({ type: 'kubernetes.io/dockerconfigjson', data: dockerConfigJson(registries as never), ...allowed });

  test('become what container runtimes read', () => {
    const { fields, reported } = built(config({
      'ghcr.io': { username: 'bot', password: unsafeLiteral('p:w') },
      'https://index.docker.io/v1/': { username: unsafeLiteral('me'), password: unsafeLiteral('ü'), email: 'me@example.com' },
    }));
    expect(reported).toEqual([]);
    expect(JSON.parse(Buffer.from((fields.data as { '.dockerconfigjson': string })['.dockerconfigjson'], 'base64').toString())).toEqual({
      auths: {
        'ghcr.io': { username: 'bot', password: 'p:w', auth: 'Ym90OnA6dw==' },
        'https://index.docker.io/v1/': { username: 'me', password: 'ü', email: 'me@example.com', auth: 'bWU6w7w=' },
      },
    });
  });

  test.each<[string, unknown, string[]]>([
    ['none', {}, ['secret/wrong-type /data/.dockerconfigjson']],
    ['no map', word, ['secret/wrong-type /data/.dockerconfigjson']],
    ['a login that is none', { 'ghcr.io': word }, ['secret/wrong-type /data/.dockerconfigjson/ghcr.io']],
    ['a password in clear', { 'ghcr.io': { username: 'bot', password: word } }, ['secret/not-a-secret-value /data/.dockerconfigjson/ghcr.io/password']],
    ['no user name', { 'ghcr.io': { password: unsafeLiteral(word) } }, ['secret/not-a-secret-value /data/.dockerconfigjson/ghcr.io/username']],
    ['a user name that would be cut', { 'ghcr.io': { username: 'a:b', password: unsafeLiteral(word) } }, ['secret/malformed /data/.dockerconfigjson/ghcr.io/username']],
    ['an empty password', { 'ghcr.io': { username: 'bot', password: unsafeLiteral('') } }, ['secret/empty /data/.dockerconfigjson/ghcr.io/password']],
    ['a password that is not there', { 'ghcr.io': { username: 'bot', password: fromEnvironment('KUBELOOM_TEST_NOT_SET') } }, ['secret/environment-missing /data/.dockerconfigjson/ghcr.io/password']],
    ['an address that is none', { 'ghcr.io': { username: 'bot', password: unsafeLiteral(word), email: 7, user: 'x' } }, ['value/unknown-field /data/.dockerconfigjson/ghcr.io/user', 'value/wrong-type /data/.dockerconfigjson/ghcr.io/email']],
    ['a line break behind the password', { 'ghcr.io': { username: 'bot', password: unsafeLiteral(`${word}\n`) } }, ['secret/trailing-newline /data/.dockerconfigjson/ghcr.io/password']],
  ])('are checked: %s', (_, registries, want) => {
    // Once when the definition is made, and not again for the output.
    expect(built(config(registries)).reported).toEqual(want);
  });
});

describeOracle('what the API server says', (release) => {
  const types: readonly [type: string, keys: readonly string[]][] = [
    ['Opaque', ['a']],
    ['example.com/mine', ['a']],
    ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
    ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
    ['kubernetes.io/dockercfg', ['.dockercfg']],
    ['kubernetes.io/basic-auth', ['username', 'password']],
    ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
    ['kubernetes.io/service-account-token', ['token']],
  ];
  const values = ['', 'x', '{}', '{"auths":{}}', '[]', 'null', '"x"', '1', '{'];

  test('agrees about types, required keys and forms', () => {
    const cases = types.flatMap(([type, keys]) => {
      const choices = keys.reduce<string[][]>((sets, key) => [...sets, ...sets.map((set) => [...set, key])], [[]]);
      return choices.flatMap((chosen) => values.flatMap((text) => [{}, { annotations: { 'kubernetes.io/service-account.name': 'ci' } }].map((around) => ({
        type, ...around, texts: Object.fromEntries(chosen.map((key) => [key, text])),
      }))));
    });
    const ours = cases.map(({ texts, ...props }) => {
      const { diagnostics } = buildSecret(identity, { ...props, data: valuesOf(texts), ...allowed });
      return diagnostics.every(({ severity }) => severity !== 'error');
    });
    const given = verdicts(release, cases.map(({ type, texts, annotations }) => ({
      apiVersion: 'v1', kind: 'Secret', metadata: { ...identity, ...(annotations === undefined ? {} : { annotations }) }, type,
      data: Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')])),
    })));
    const differing = cases.filter((_, index) => ours[index] !== (given[index]!.code === 201));
    expect(differing).toEqual([]);
    expect(new Set(ours)).toEqual(new Set([true, false]));
  });

  test('accepts what is accepted here', () => {
    const well = TABLE.filter(([, { reported }]) => reported === undefined);
    const objects = well.flatMap(([, { given }]) => buildSecret(identity, { ...given, ...allowed }).objects);
    expect(verdicts(release, objects).filter(({ code }) => code !== 201)).toEqual([]);
  });
});
