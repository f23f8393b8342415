/**
 * What must and must not compile with imported types: of the custom resources of `test/golden/import`. Each `@ts-expect-error` is an
 * error of the type check if the line below it compiles.
 */
import { type App, Bundle } from 'kubeloom';
import { Route } from '../golden/import/choices.example.com/route';
import { Menu } from '../golden/import/deep.example.com/menu';
import { Construct2 } from '../golden/import/hostile.example.com/construct';
import { isKubeObject2, KubeObject2 } from '../golden/import/hostile.example.com/kube-object';
import { Object2 } from '../golden/import/hostile.example.com/object';
import { Anything } from '../golden/import/open.example.com/anything';
import { Old } from '../golden/import/open.example.com/old';
import { Package } from '../golden/import/open.example.com/package';
import { Certificate, type CertificateManifest, CertificateV1beta1, isCertificate } from '../golden/import/pki.example.com/certificate';

declare const app: App;
const bundle = new Bundle(app, 'types');
const issuerRef = { name: 'ca', kind: 'Issuer' } as const;

export const whole = new Certificate(bundle, 'whole', {
  metadata: { labels: { a: 'b' }, finalizers: ['pki.example.com/keep'] },
  spec: {
    secretName: 'tls', issuerRef, dnsNames: ['a.example.com'], duration: '24h', privateKey: { algorithm: 'RSA', size: 2048, rotate: undefined },
    keystores: [{ format: 'pkcs#12', password: 7 }, { format: 'jks', password: 'secret' }], secretLabels: { 'a/b': 'c' }, usageBudget: { sign: { most: 1.5 } },
    selfSigned: {},
  },
});
new Certificate(bundle, 'null', { spec: { secretName: 'tls', issuerRef, privateKey: null } });
new CertificateV1beta1(bundle, 'older', { spec: { secret: 'tls', days: 3 } });
export const versions: readonly ['pki.example.com/v1', 'pki.example.com/v1beta1'] = [Certificate.apiVersion, CertificateV1beta1.apiVersion];

// @ts-expect-error spec is required
new Certificate(bundle, 'a', {});
// @ts-expect-error secretName is required
new Certificate(bundle, 'a', { spec: { issuerRef } });
// @ts-expect-error the field is secretName
new Certificate(bundle, 'a', { spec: { secretNme: 'tls', secretName: 'tls', issuerRef } });
// @ts-expect-error the algorithm is RSA
new Certificate(bundle, 'a', { spec: { secretName: 'tls', issuerRef, privateKey: { algorithm: 'rsa' } } });
// @ts-expect-error null is no issuer
new Certificate(bundle, 'a', { spec: { secretName: 'tls', issuerRef: null } });
// @ts-expect-error it has no fields
new Certificate(bundle, 'a', { spec: { secretName: 'tls', issuerRef, selfSigned: { a: 1 } } });
// @ts-expect-error the server alone writes the status
new Certificate(bundle, 'a', { spec: { secretName: 'tls', issuerRef }, status: { ready: true } });
// @ts-expect-error names are texts
new Certificate(bundle, 'a', { metadata: { name: 7 }, spec: { secretName: 'tls', issuerRef } });

export function secretOf(object: unknown): string {
  if (!isCertificate(object)) return '';
  const certificate: CertificateManifest = object;
  return certificate.spec.secretName;
}

// Fields that exclude each other.
new Route(bundle, 'a', { spec: { one: { exact: '/a', ignoreCase: true }, oneOrNone: {}, some: { cpu: 1, memory: '1Gi' }, pairs: { host: 'a', port: 1, user: 'b', token: 'c' } } });
new Route(bundle, 'b', { spec: { oneOrNone: { simple: 'RANDOM' }, pairs: { socket: '/a', host: 'b', token: 'c' }, beyond: { mode: 'a' } } });
// @ts-expect-error one of exact, prefix and regex
new Route(bundle, 'c', { spec: { one: { ignoreCase: true } } });
// @ts-expect-error not two of exact, prefix and regex
new Route(bundle, 'd', { spec: { one: { exact: '/a', prefix: '/b' } } });
// @ts-expect-error not both
new Route(bundle, 'e', { spec: { oneOrNone: { simple: 'RANDOM', hash: {} } } });
// @ts-expect-error cpu or memory
new Route(bundle, 'f', { spec: { some: {} } });
// @ts-expect-error user or token as well
new Route(bundle, 'g', { spec: { pairs: { socket: '/a' } } });

// Keys to the letter.
new KubeObject2(bundle, 'h', {
  props: { a: 'b' }, manifest: { a: 'b' },
  spec: {
    'class': 'a', '2fast': 1, 'größe': 'b', 'constructor': 'c', 'foo-bar': { dash: '' }, 'fooBar': { camel: '' }, 'foo.bar': { dot: '' }, 'with space': [[{ x: null }]], 'mixed': 1, 'numbers': 3,
    '': { empty: '' }, 'any': { unknown: 'c' }, '\'; process.exit(1); \'': 'it\'s',
  },
});
// @ts-expect-error a field of fooBar
new KubeObject2(bundle, 'i', { spec: { 'class': 'a', '2fast': 1, 'größe': 'b', 'foo-bar': { camel: '' } } });
new Construct2(bundle, 'j', { spec: { objectMeta: { a: 'b' } } });
new Object2(bundle, 'k');
export const guarded: boolean = isKubeObject2({});

// Fields that nobody describes.
new Anything(bundle, 'l', { spec: { any: [1, 'a', { thing: true }] }, data: 7 });
new Old(bundle, 'm', { spec: { size: 3 }, more: true });
// @ts-expect-error it is a number
new Old(bundle, 'n', { spec: { size: 'three' } });
new Package(bundle, 'o', {
  spec: {
    values: [1, 2], more: { a: 1 }, raw: { name: 'a', other: 1 }, refs: [1, 'a'], strange: null, nothing: {},
    template: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'b' } }, item: { apiVersion: 'a/v1', kind: 'B', spec: { size: 1 } },
  },
});
// @ts-expect-error an object says what it is
new Package(bundle, 'p', { spec: { template: { metadata: { name: 'a' } } } });
// @ts-expect-error this one keeps no other fields
new Package(bundle, 'q', { spec: { item: { apiVersion: 'a/v1', kind: 'B', data: {} } } });

new Menu(bundle, 'r', { spec: { title: 'a', items: [{ title: 'b', items: [{ title: 'c', items: [{ items: [] }] }] }] } });
