import { X509Certificate } from 'node:crypto';
import type { CertificateSigningRequest, CertificateSigningRequestSpec, ClusterTrustBundle, ClusterTrustBundleSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, needs, objects, oneOf, type Rule, texts } from '../../rule/rules';
import { kind, kindWith } from '../shared/kind';
import { unique } from '../shared/lists';
import { byteLength, dnsSubdomain, pathSegment, textRule } from '../shared/names';
import { atLeast } from '../shared/numbers';
import { signerName } from './signer-name';

const usages = [
  'signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment', 'cert sign', 'crl sign', 'encipher only',
  'decipher only', 'any', 'server auth', 'client auth', 'code signing', 'email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user',
  'timestamping', 'ocsp signing', 'microsoft sgc', 'netscape sgc',
];

const requestBlock = /-----BEGIN CERTIFICATE REQUEST-----\r?\n[\s\S]+?-----END CERTIFICATE REQUEST-----/;

/** A request in PEM form; what stands inside of it is not judged. */
const request: Rule<string> = (coded, at) => {
  const text = Buffer.from(coded, 'base64').toString('latin1');
  if (!requestBlock.test(text)) at.report('certificate/request', {});
};

const signer: Rule<string> = (found, at) => {
  if (found === 'kubernetes.io/legacy-unknown') at.report('api/invalid', { found, expected: 'a signer of this version of the API' });
  else signerName(found, at);
};

/** Names that are judged elsewhere. */
const anyName = textRule('api/path-segment', () => true);

/** @see https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/ */
export const signingRequest: Rule<CertificateSigningRequest> = kind(pathSegment, objects<CertificateSigningRequest>({
  spec: all(
    texts<CertificateSigningRequestSpec>({ request, signerName: signer }),
    needs<CertificateSigningRequestSpec>({ usages: [each<string>(oneOf(...usages)), unique<string>()] }),
    fields<CertificateSigningRequestSpec>({ expirationSeconds: atLeast(600) }),
  ),
}));

const block = /-----BEGIN ([^-\r\n]+)-----\r?\n([\s\S]*?)-----END \1-----/g;
const maxBundle = 1024 * 1024;

/** Certificates of authorities, each once. */
function trustBundle(found: string, at: Context): void {
  const length = byteLength(found);
  if (length > maxBundle) return at.report('api/too-long', { length, max: maxBundle });
  const blocks = [...found.matchAll(block)];
  const bodies = blocks.map(([, , body = '']) => body.replace(/\s/g, ''));
  const problem = blocks.length === 0
    ? 'none'
    : blocks.some(([whole, type]) => type !== 'CERTIFICATE' || !isAuthority(whole)) ? 'no-authority' : new Set(bodies).size < bodies.length ? 'twice' : undefined;
  if (problem !== undefined) at.report('certificate/bundle', { problem });
}

function isAuthority(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}

/** A bundle of a signer is named for it. */
const bundleName: Rule<ClusterTrustBundle> = ({ metadata, spec }, at) => {
  const prefix = (spec?.signerName ?? '') === '' ? '' : `${spec.signerName!.replaceAll('/', ':')}:`;
  for (const field of ['name', 'generateName'] as const) {
    const found = metadata?.[field] ?? '';
    if (found === '') continue;
    const rest = found.slice(prefix.length);
    const well = found.startsWith(prefix) && dnsSubdomain.accepts(field === 'name' ? rest : rest.replace(/..-$/, 'a').replace(/-$/, ''));
    if (!well) at.reportAt(['metadata', field], 'api/object-name', { found, expected: prefix === '' ? 'a DNS subdomain' : `${prefix} and a DNS subdomain` });
  }
};

/** @see https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#cluster-trust-bundles */
export const clusterTrustBundle: Rule<ClusterTrustBundle> = kindWith({}, anyName, bundleName, objects<ClusterTrustBundle>({
  spec: all(
    fields<ClusterTrustBundleSpec>({
      signerName: (found, at) => {
        if (found !== '') signerName(found, at);
      },
    }),
    texts<ClusterTrustBundleSpec>({ trustBundle }),
  ),
}));
