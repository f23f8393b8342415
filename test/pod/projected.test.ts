import type { Mountable, PodVolume } from '../../src/core/pod-inputs';
import { clusterTrustBundle, podCertificate } from '../../src/pod/certificates';
import { field, resource } from '../../src/pod/downward';
import { downwardFiles } from '../../src/pod/downward-files';
import { projected, type ProjectionSource } from '../../src/pod/projected';
import { serviceAccountToken } from '../../src/pod/service-account-token';
import { consumer, type Outcome, outcomeOf } from '../support/diagnostics';
import { folder } from '../support/pods';

function volumeOf(mountable: Mountable): Outcome<PodVolume | undefined> {
  return outcomeOf((problems) => mountable.podVolume(problems, consumer()));
}

const files = (...paths: string[]): ProjectionSource => ({
  volumeProjection: () => ({ configMap: { name: 'settings', items: paths.map((path) => ({ key: path, path })) } }),
});

describe('downwardFiles', () => {
  test('write fields and resources', () => {
    const given = downwardFiles({
      labels: field('metadata.labels'),
      'limits/memory': { value: resource('limits.memory', { container: 'web', divisor: '1Mi' }), mode: 0o400 },
    }, { defaultMode: 0o444 });
    expect(volumeOf(given)).toEqual({
      result: {
        name: 'pod-info',
        source: {
          downwardAPI: {
            items: [
              { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
              { path: 'limits/memory', resourceFieldRef: { containerName: 'web', resource: 'limits.memory', divisor: '1Mi' }, mode: 0o400 },
            ],
            defaultMode: 0o444,
          },
        },
      },
      reported: [],
    });
  });

  type Files = Parameters<typeof downwardFiles>[0];
  test.each<[string, { given: unknown; options?: unknown; want: string[] }]>([
    ['no map', { given: field('metadata.name'), want: ['value/wrong-type'] }],
    ['no file', { given: {}, want: ['value/missing'] }],
    ['a text', { given: { labels: 'metadata.labels' }, want: ['value/wrong-type /labels'] }],
    ['a field that only variables can have', { given: { ip: field('status.podIP') }, want: ['value/not-one-of /ip'] }],
    ['a resource of no container', { given: { cpu: resource('limits.cpu') }, want: ['value/needs-other /cpu'] }],
    ['a path that leaves the volume', { given: { '../labels': field('metadata.labels') }, want: ['volume/path-invalid /..~1labels'] }],
    ['a path that starts with dots', { given: { '..labels': field('metadata.labels') }, want: ['volume/path-invalid /..labels'] }],
    ['a path from the root', { given: { '/labels': field('metadata.labels') }, want: ['volume/path-not-relative /~1labels'] }],
    ['a wrong mode', { given: { labels: { value: field('metadata.labels'), mode: 644 } }, want: ['value/out-of-range /labels/mode'] }],
    ['a misspelt field', { given: { labels: { value: field('metadata.labels'), mod: 1 } }, want: ['value/unknown-field /labels/mod'] }],
    ['a misspelt option', { given: { labels: field('metadata.labels') }, options: { mode: 1 }, want: ['value/unknown-field /mode'] }],
    ['options that are none', { given: { labels: field('metadata.labels') }, options: null, want: ['value/wrong-type'] }],
  ])('report %s', (_name, { given, options = {}, want }) => {
    expect(volumeOf(downwardFiles(given as Files, options as object)).reported).toEqual(want);
  });
});

describe('serviceAccountToken', () => {
  test.each<[string, { given: object; want: object }]>([
    ['a file of its own', { given: {}, want: { path: 'token' } }],
    ['an audience and a time', {
      given: { path: 'vault', audience: 'vault', expirationSeconds: 600 }, want: { audience: 'vault', expirationSeconds: 600, path: 'vault' },
    }],
  ])('has %s', (_name, { given, want }) => {
    expect(volumeOf(serviceAccountToken(given))).toEqual({
      result: { name: 'token', source: { projected: { sources: [{ serviceAccountToken: want }] } } }, reported: [],
    });
  });

  test.each<[string, { given: unknown; want: string[] }]>([
    ['no map', { given: 'vault', want: ['value/wrong-type'] }],
    ['a short time', { given: { expirationSeconds: 599 }, want: ['value/out-of-range /expirationSeconds'] }],
    ['an empty audience', { given: { audience: '' }, want: ['value/wrong-type /audience'] }],
    ['a path that leaves the volume', { given: { path: 'a/../..' }, want: ['volume/path-invalid /path'] }],
    ['a misspelt field', { given: { expiration: 600 }, want: ['value/unknown-field /expiration'] }],
  ])('reports %s', (_name, { given, want }) => {
    expect(volumeOf(serviceAccountToken(given as object)).reported).toEqual(want);
  });
});

describe('clusterTrustBundle', () => {
  const off = 'feature/off-by-default';

  test.each<[string, { given: Parameters<typeof clusterTrustBundle>[0]; want: object }]>([
    ['one bundle', { given: { path: 'ca.pem', name: 'example.com:ca:root', optional: true }, want: { name: 'example.com:ca:root', optional: true, path: 'ca.pem' } }],
    ['all bundles of a signer', { given: { path: 'ca.pem', signerName: 'example.com/ca' }, want: { signerName: 'example.com/ca', labelSelector: {}, path: 'ca.pem' } }],
    ['some bundles of a signer', {
      given: { path: 'ca.pem', signerName: 'example.com/ca', labelSelector: { tier: 'front' } },
      want: { signerName: 'example.com/ca', labelSelector: { matchLabels: { tier: 'front' } }, path: 'ca.pem' },
    }],
  ])('takes %s, and warns that API servers drop it by default', (_name, { given, want }) => {
    expect(volumeOf(clusterTrustBundle(given))).toEqual({
      result: { name: 'trust-bundle', source: { projected: { sources: [{ clusterTrustBundle: want }] } } }, reported: [off],
    });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['no path', { given: { name: 'a' }, want: ['value/missing /path', off] }],
    ['neither name nor signer', { given: { path: 'a' }, want: ['value/needs-one-of', off] }],
    ['both', { given: { path: 'a', name: 'a', signerName: 'example.com/ca' }, want: ['value/exclusive /signerName', off] }],
    ['a signer without a domain', { given: { path: 'a', signerName: 'local/ca' }, want: ['name/invalid /signerName', off] }],
    ['a signer without a name', { given: { path: 'a', signerName: 'example.com' }, want: ['name/invalid /signerName', off] }],
    ['a wrong name', { given: { path: 'a', name: 'A b' }, want: ['name/invalid /name', off] }],
    ['labels without a signer', { given: { path: 'a', name: 'a', labelSelector: {} }, want: ['value/needs-other /labelSelector', off] }],
  ])('reports %s', (_name, { given, want }) => {
    expect(volumeOf(clusterTrustBundle(given as Parameters<typeof clusterTrustBundle>[0])).reported).toEqual(want);
  });
});

describe('podCertificate', () => {
  const off = 'feature/off-by-default';
  const well = { signerName: 'example.com/ca', keyType: 'ED25519', credentialBundlePath: 'bundle.pem' } as const;

  test('takes a signer, a kind of key and files', () => {
    const given = { ...well, keyPath: 'key.pem', certificateChainPath: 'chain.pem', maxExpirationSeconds: 86_400, userAnnotations: { 'example.com/a': 'b' } };
    expect(volumeOf(podCertificate(given))).toEqual({
      result: { name: 'certificate', source: { projected: { sources: [{ podCertificate: given }] } } }, reported: [off],
    });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['what is missing', { given: {}, want: ['value/missing /signerName', 'value/missing /keyType', 'value/needs-one-of', off] }],
    ['a wrong kind of key', { given: { ...well, keyType: 'RSA' }, want: ['value/not-one-of /keyType', off] }],
    ['a short time', { given: { ...well, maxExpirationSeconds: 3599 }, want: ['value/out-of-range /maxExpirationSeconds', off] }],
    ['more than a day of Kubernetes itself', {
      given: { ...well, signerName: 'x.kubernetes.io/ca', maxExpirationSeconds: 86_401 }, want: ['value/out-of-range /maxExpirationSeconds', off],
    }],
    ['a path that leaves the volume', { given: { ...well, credentialBundlePath: '../a' }, want: ['volume/path-invalid /credentialBundlePath', off] }],
  ])('reports %s', (_name, { given, want }) => {
    expect(volumeOf(podCertificate(given as Parameters<typeof podCertificate>[0])).reported).toEqual(want);
  });
});

describe('projected', () => {
  test('puts sources into one volume, in order', () => {
    expect(volumeOf(projected([files('a'), downwardFiles({ labels: field('metadata.labels') }), serviceAccountToken()], { defaultMode: 0o400 }))).toEqual({
      result: {
        name: 'projected',
        source: {
          projected: {
            sources: [
              { configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } },
              { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
              { serviceAccountToken: { path: 'token' } },
            ],
            defaultMode: 0o400,
          },
        },
      },
      reported: [],
    });
  });

  test.each<[string, { given: unknown; options?: object | null; want: string[] }]>([
    ['no list', { given: files('a'), want: ['value/wrong-type /sources'] }],
    ['no source', { given: [], want: ['value/missing'] }],
    ['a volume of another type', { given: [folder()], want: ['volume/no-projection /sources/0'] }],
    ['a name', { given: ['settings'], want: ['volume/no-projection /sources/0'] }],
    ['one file twice', { given: [files('a', 'token'), serviceAccountToken()], want: ['value/duplicate /sources/1'] }],
    ['a mode that the volume should have', {
      given: [downwardFiles({ a: field('metadata.name') }, { defaultMode: 0o400 })], want: ['value/needs-other /sources/0'],
    }],
    ['a misspelt option', { given: [files('a')], options: { mode: 1 }, want: ['value/unknown-field /mode'] }],
    ['options that are none', { given: [files('a')], options: null, want: ['value/wrong-type'] }],
  ])('reports %s', (_name, { given, options = {}, want }) => {
    expect(volumeOf(projected(given as ProjectionSource[], options as object)).reported).toEqual(want);
  });
});
