import { inspect } from 'node:util';
import { Secret } from 'cdk8s-plus-27';
import { format } from 'pretty-format';
import { SecretData } from '../../src/apps/secret-data';
import { StatelessApp } from '../../src/apps/stateless-app';
import { unsafeLiteral } from '../../src/config/secret-sources';
import type { Manifest } from '../../src/core/manifest';
import { App } from '../../src/synth/app';
import { Bundle } from '../../src/synth/bundle';
import { KubeObject } from '../../src/synth/kube-object';

const word = 'hunter2-7f3a';
const allowed = { commit: 'base64', reason: 'a test' } as const;
const ciphertext = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512 + 20, 7)]).toString('base64');

const newBundle = (): Bundle => new Bundle(new App(), 'shop', { namespace: 'shop' });

function assembled(bundle: Bundle): { readonly objects: readonly Manifest[]; readonly reported: readonly string[] } {
  const { objects, diagnostics } = bundle.assemble();
  const loud = diagnostics.filter(({ severity }) => severity !== 'info');
  return { objects: objects.map(({ manifest }) => manifest), reported: loud.map(({ code, pointer }) => `${code} ${pointer}`.trimEnd()) };
}

interface Template {
  readonly metadata: { readonly annotations?: { readonly [key: string]: string } };
  readonly spec: { readonly containers: readonly { readonly env: readonly { readonly valueFrom: unknown }[] }[] };
}

interface Use {
  readonly valueFrom: unknown;
  readonly versions: unknown;
  readonly reported: readonly string[];
}

/** How a pod gets at a key, and the annotation that tells of versions. */
function used(bundle: Bundle, secret: Pick<SecretData<'a'>, 'key'>): Use {
  new StatelessApp(bundle, 'web', { image: 'example:1', env: { A: secret.key('a') } });
  const { objects, reported } = assembled(bundle);
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as { readonly spec: { readonly template: Template } } | undefined;
  const template = deployment?.spec.template;
  return {
    valueFrom: template?.spec.containers[0]?.env[0]?.valueFrom,
    versions: template?.metadata.annotations?.['kubeloom.dev/secret-versions'],
    reported,
  };
}

const reference = (name: string): unknown => ({ secretKeyRef: { name, key: 'a' } });

describe('with values', () => {
  test('is written where the definition says why', () => {
    const bundle = newBundle();
    const secret = new SecretData(bundle, 'password', { data: { a: unsafeLiteral('x') }, ...allowed, version: '3', override: { metadata: { labels: { a: 'b' } } } });
    expect(used(bundle, secret)).toEqual({ valueFrom: reference('password'), versions: 'password=3', reported: [] });
    expect(assembled(bundle).objects[0]).toEqual({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'password', namespace: 'shop', labels: { a: 'b' } }, data: { a: 'eA==' } });
  });

  test('is refused otherwise', () => {
    const bundle = newBundle();
    new SecretData(bundle, 'password', { data: { a: unsafeLiteral(word) } });
    expect(assembled(bundle)).toEqual({ objects: [], reported: ['secret/clear-text /data'] });
  });

  test('is refused in an override too', () => {
    const bundle = newBundle();
    new SecretData(bundle, 'a', { override: { stringData: { a: word } } as never });
    new SecretData(bundle, 'b', { override: [{ op: 'add', path: '/data', value: { a: word } }] as never });
    expect(assembled(bundle)).toEqual({ objects: [], reported: ['secret/clear-text /override', 'secret/clear-text /override'] });
    expect(JSON.stringify(bundle.assemble())).not.toContain(word);
  });

  test('has its version in the name where asked for, and then nowhere else', () => {
    const bundle = newBundle();
    const secret = new SecretData(bundle, 'password', { data: { a: unsafeLiteral('x') }, ...allowed, version: '3', immutable: 'versioned' });
    expect(used(bundle, secret)).toEqual({ valueFrom: reference('password-3'), versions: undefined, reported: [] });
    expect(assembled(bundle).objects[0]).toMatchObject({ metadata: { name: 'password-3' }, immutable: true });
  });

  test('has a name that is one', () => {
    const bundle = newBundle();
    new SecretData(bundle, 'password', { version: '3', immutable: 'versioned', name: 7 as never });
    expect(assembled(bundle).reported).toEqual(['value/wrong-type /name']);
  });

  test('of a name and a version, the one to blame is blamed', () => {
    const bundle = newBundle();
    new SecretData(bundle, 'password', { version: 'BUNDLE', immutable: 'versioned' });
    new SecretData(bundle, 'other', { version: '3', immutable: 'versioned', name: 'Other' });
    new SecretData(bundle, 'third', { version: 'BUNDLE', name: 'third' });
    expect(assembled(bundle).reported).toEqual(['name/invalid /version', 'name/invalid /name']);
  });

  test('shows no value, whoever looks at the definition', () => {
    const bundle = newBundle();
    const secret = new SecretData(bundle, 'password', { data: { a: unsafeLiteral(word) }, ...allowed });
    const app = new StatelessApp(bundle, 'web', { image: 'example:1', env: { A: secret.key('a') } });
    const base64 = Buffer.from(word).toString('base64');
    for (const shown of [inspect([secret, app, bundle, secret.key('a')], { depth: 20 }), inspect(secret, { depth: 20, showHidden: true, customInspect: false }), format(secret.keys)]) {
      expect(shown).not.toContain(word);
      expect(shown).not.toContain(base64);
    }
  });
});

test('existing ones write nothing', () => {
  const bundle = newBundle();
  const secret = SecretData.existing(bundle, 'password', { keys: ['a'], name: 'db', version: '2', type: 'kubernetes.io/basic-auth' });
  expect(used(bundle, secret)).toEqual({ valueFrom: reference('db'), versions: 'db=2', reported: [] });
  expect(assembled(bundle).objects.map(({ kind }) => kind)).toEqual(['Deployment']);
  expect([secret.type, secret.target]).toEqual(['kubernetes.io/basic-auth', { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'db', cluster: undefined }]);
});

test('external ones write where the values are, and lead to the Secret', () => {
  const bundle = newBundle();
  const secret = SecretData.externalSecret(bundle, 'password', { name: 'db', store: 'vault', data: { a: 'db/password' }, version: '2', labels: { a: 'b' }, override: { spec: { refreshInterval: '5m' } } });
  expect(secret.target).toMatchObject({ apiVersion: 'v1', kind: 'Secret', name: 'db' });
  expect(used(bundle, secret)).toEqual({ valueFrom: reference('db'), versions: 'db=2', reported: [] });
  expect(assembled(bundle).objects[0]).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'db', namespace: 'shop', labels: { a: 'b' } },
    spec: {
      secretStoreRef: { name: 'vault', kind: 'SecretStore' },
      refreshInterval: '5m',
      data: [{ secretKey: 'a', remoteRef: { key: 'db/password' } }],
      target: { name: 'db' },
    },
  });
});

test('sealed ones write their ciphertext, and lead to the Secret', () => {
  const bundle = newBundle();
  const secret = SecretData.sealed(bundle, 'password', { encryptedData: { a: ciphertext } });
  expect(used(bundle, secret)).toEqual({ valueFrom: reference('password'), versions: undefined, reported: [] });
  expect(assembled(bundle).objects[0]).toMatchObject({ kind: 'SealedSecret', metadata: { name: 'password' }, spec: { encryptedData: { a: ciphertext } } });
});

test('both objects of a Secret that an operator makes are noted by those that use it', () => {
  const bundle = newBundle();
  const secret = SecretData.sealed(bundle, 'password', { encryptedData: { a: ciphertext } });
  const app = new StatelessApp(bundle, 'web', { image: 'example:1', env: { A: secret.key('a') } });
  expect(app.targets.map(({ apiVersion, kind, name }) => `${apiVersion} ${kind} ${name}`)).toEqual(['v1 Secret password', 'bitnami.com/v1alpha1 SealedSecret password']);
});

test('those of other libraries are not looked into', () => {
  const bundle = newBundle();
  const secret = new Secret(bundle, 'secret', { stringData: { a: word } });
  expect(used(bundle, SecretData.from(secret, ['a']))).toEqual({ valueFrom: reference(secret.name), versions: undefined, reported: [] });
  const versioned = newBundle();
  expect(used(versioned, SecretData.from(Secret.fromSecretName(versioned, 'secret', 'db'), ['a'], { version: '2' })).versions).toBe('db=2');
});

test('a token comes after the account that it is for', () => {
  const bundle = newBundle();
  const account = new KubeObject(bundle, 'ci', { apiVersion: 'v1', kind: 'ServiceAccount' });
  new SecretData(bundle, 'ci-token', { type: 'kubernetes.io/service-account-token', serviceAccount: account });
  expect(assembled(bundle)).toMatchObject({
    reported: [],
    objects: [{ kind: 'ServiceAccount' }, { kind: 'Secret', metadata: { annotations: { 'kubernetes.io/service-account.name': 'ci' } }, type: 'kubernetes.io/service-account-token' }],
  });
});

describe.each<[string, (bundle: Bundle, props: never) => unknown]>([
  ['new SecretData', (bundle, props) => new SecretData(bundle, 'x', props)],
  ['SecretData.existing', (bundle, props) => SecretData.existing(bundle, 'x', props)],
  ['SecretData.externalSecret', (bundle, props) => SecretData.externalSecret(bundle, 'x', props)],
  ['SecretData.sealed', (bundle, props) => SecretData.sealed(bundle, 'x', props)],
])('%s', (_, make) => {
  test.each([undefined, null, 'data', 7, []])('reports props that are %p, and throws nothing', (props) => {
    const bundle = newBundle();
    make(bundle, props as never);
    expect(assembled(bundle).reported).toEqual(['value/wrong-type']);
  });
});
