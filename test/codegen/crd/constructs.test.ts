import { App, Bundle } from 'kubeloom';
import { Construct2, isConstruct2 } from '../../golden/import/hostile.example.com/construct';
import { isKubeObject2, KubeObject2 } from '../../golden/import/hostile.example.com/kube-object';
import { Certificate, CertificateV1beta1, isCertificate, isCertificateV1beta1 } from '../../golden/import/pki.example.com/certificate';

function objectsOf(define: (bundle: Bundle) => void): readonly unknown[] {
  const bundle = new Bundle(new App(), 'a', { namespace: 'shop' });
  define(bundle);
  return bundle.objects();
}

const issuerRef = { name: 'ca' };

test('a construct is the object that its props say, with the id as its name and the namespace of the bundle', () => {
  const [object, older] = objectsOf((bundle) => {
    new Certificate(bundle, 'web', { metadata: { labels: { a: 'b' } }, spec: { secretName: 'tls', issuerRef } });
    new CertificateV1beta1(bundle, 'old', { metadata: { name: 'older', namespace: 'other' }, spec: { secret: 'tls' } });
  });
  expect(object).toEqual({
    apiVersion: 'pki.example.com/v1', kind: 'Certificate', metadata: { name: 'web', namespace: 'shop', labels: { a: 'b' } }, spec: { secretName: 'tls', issuerRef },
  });
  expect(older).toEqual({ apiVersion: 'pki.example.com/v1beta1', kind: 'Certificate', metadata: { name: 'older', namespace: 'other' }, spec: { secret: 'tls' } });
  expect([isCertificate(object), isCertificate(older), isCertificateV1beta1(older), isCertificate(undefined)]).toEqual([true, false, true, false]);
});

test('of a kind outside of namespaces it has none', () => {
  const [object] = objectsOf((bundle) => new KubeObject2(bundle, 'web', { metadata: { labels: { a: 'b' } } }));
  expect(JSON.parse(JSON.stringify(object))).toEqual({ apiVersion: 'hostile.example.com/v1', kind: 'KubeObject', metadata: { name: 'web', labels: { a: 'b' } } });
  expect(isKubeObject2(object)).toBe(true);
});

test('where nothing must be said, nothing need be', () => {
  const [object] = objectsOf((bundle) => new Construct2(bundle, 'web'));
  expect(object).toEqual({ apiVersion: 'hostile.example.com/v2', kind: 'Construct', metadata: { name: 'web', namespace: 'shop' } });
  expect(isConstruct2(object)).toBe(true);
});
