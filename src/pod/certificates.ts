import type { LabelSelector, VolumeProjection } from '../../generated/kubernetes';
import { checkBoolean, checkExclusive, checkFields, checkInteger, checkOneOf, checkText } from '../core/checks';
import { type LabelSelectorInput, labelSelectorFields, normalizeLabelSelector } from '../core/label-selector';
import { checkAnnotations } from '../core/labels';
import { dnsLabel, dnsSubdomain, followsRule } from '../core/names';
import type { Problems } from '../core/problems';
import { type Check, readField } from '../core/read-field';
import { areOptions } from './inputs';
import { checkVolumePath } from './paths';
import { SingleProjection } from './projected';

/** Certificates of authorities that the cluster keeps: of one bundle, or of all that one signer vouches for. */
export interface ClusterTrustBundleProps {
  /** Name of the file. */
  readonly path: string;
  /** Name of the ClusterTrustBundle. Excludes `signerName`. @default - none */
  readonly name?: string | undefined;
  /** Signer of the bundles, as `example.com/signer`. @default - none */
  readonly signerName?: string | undefined;
  /** Which bundles of the signer. @default - all of them */
  readonly labelSelector?: LabelSelectorInput | undefined;
  /** Whether the pod starts without any bundle. @default false */
  readonly optional?: boolean | undefined;
}

/** Kinds of keys that a pod certificate can have. */
export type PodCertificateKeyType = 'RSA3072' | 'RSA4096' | 'ECDSAP256' | 'ECDSAP384' | 'ECDSAP521' | 'ED25519';

/** A private key that the kubelet makes, and the certificate that a signer gives for it. */
export interface PodCertificateProps {
  /** Signer of the certificate, as `example.com/signer`. */
  readonly signerName: string;
  /** Kind of the key. */
  readonly keyType: PodCertificateKeyType;
  /** Name of the file that has both key and certificates. @default - none */
  readonly credentialBundlePath?: string | undefined;
  /** Name of the file that has the key. @default - none */
  readonly keyPath?: string | undefined;
  /** Name of the file that has the certificates. @default - none */
  readonly certificateChainPath?: string | undefined;
  /** Seconds that the certificate is valid at most, at least 3600. @default - as the signer says, at most a day */
  readonly maxExpirationSeconds?: number | undefined;
  /** Facts for the signer. @default - none */
  readonly userAnnotations?: { readonly [key: string]: string } | undefined;
}

const bundleFields: ReadonlySet<string> = new Set<keyof ClusterTrustBundleProps>(['path', 'name', 'signerName', 'labelSelector', 'optional']);
const certificateFields: ReadonlySet<string> = new Set<keyof PodCertificateProps>([
  'signerName', 'keyType', 'credentialBundlePath', 'keyPath', 'certificateChainPath', 'maxExpirationSeconds', 'userAnnotations',
]);
const keyTypes = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'] as const;
const pathFields = ['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const;
const day = 24 * 60 * 60;
const kubernetesSigner = /^(?:.*\.)?kubernetes\.io\//;

const isPath: Check<string> = (problems, value): value is string => checkVolumePath(problems, value, 'name of a file', true);
const isKeyType: Check<PodCertificateKeyType> = (problems, value): value is PodCertificateKeyType => checkOneOf(problems, value, keyTypes);
const isSigner: Check<string> = (problems, value): value is string => {
  if (!checkText(problems, value, 'the name of a signer')) return false;
  const [domain = '', path, ...more] = value.split('/');
  const labels = domain.split('.');
  const well = more.length === 0 && path !== undefined && followsRule(dnsSubdomain, path) && domain.length <= dnsSubdomain.max
    && labels.length > 1 && labels.every((label) => followsRule(dnsLabel, label));
  if (!well) problems.report('name/invalid', { what: 'signer', found: value, rule: 'expected a domain and a name, such as "example.com/signer"' });
  return well;
};
const isBundleName: Check<string> = (problems, value): value is string => {
  if (!checkText(problems, value, 'the name of a ClusterTrustBundle')) return false;
  const colon = value.lastIndexOf(':');
  const well = followsRule(dnsSubdomain, value.slice(colon + 1));
  if (!well) problems.report('name/invalid', { what: 'ClusterTrustBundle', found: value, rule: `${dnsSubdomain.words}, after the signer and ":" if it has one` });
  return well;
};

/** Certificates of authorities as a file, made by `clusterTrustBundle`. */
export class ClusterTrustBundle extends SingleProjection {
  protected readonly volumeName = 'trust-bundle';

  /** @internal */
  constructor(private readonly props: ClusterTrustBundleProps) {
    super();
  }

  /** @internal */
  volumeProjection(problems: Problems): VolumeProjection | undefined {
    const { props } = this;
    if (!areOptions(problems, props)) return undefined;
    checkFields(problems, props, bundleFields);
    checkExclusive(problems, props, ['name', 'signerName'], true);
    const path = readPath(problems, props);
    const name = readField(problems, props, 'name', isBundleName);
    const signerName = readField(problems, props, 'signerName', isSigner);
    const optional = readField(problems, props, 'optional', checkBoolean);
    const labelSelector = readSelector(problems, props);
    problems.report('feature/off-by-default', { field: 'clusterTrustBundle', gate: 'ClusterTrustBundleProjection' });
    if (path === undefined) return undefined;
    return {
      clusterTrustBundle: {
        ...(name === undefined ? undefined : { name }),
        ...(signerName === undefined ? undefined : { signerName }),
        ...(labelSelector === undefined ? undefined : { labelSelector }),
        ...(optional === undefined ? undefined : { optional }),
        path,
      },
    };
  }
}

function readPath(problems: Problems, props: ClusterTrustBundleProps): string | undefined {
  if (props.path === undefined) problems.at('path').report('value/missing', { field: 'path' });
  return readField(problems, props, 'path', isPath);
}

function readSelector(problems: Problems, { labelSelector, signerName }: ClusterTrustBundleProps): LabelSelector | undefined {
  if (signerName === undefined) {
    if (labelSelector !== undefined) problems.at('labelSelector').report('value/needs-other', { field: 'labelSelector', needs: '"signerName"' });
    return undefined;
  }
  // Without a selector Kubernetes takes none of the signer's bundles, which nobody wants.
  return labelSelector === undefined ? {} : labelSelectorFields(normalizeLabelSelector(labelSelector, problems.at('labelSelector')));
}

/** A key and its certificate as files, made by `podCertificate`. */
export class PodCertificate extends SingleProjection {
  protected readonly volumeName = 'certificate';

  /** @internal */
  constructor(private readonly props: PodCertificateProps) {
    super();
  }

  /** @internal */
  volumeProjection(problems: Problems): VolumeProjection | undefined {
    const { props } = this;
    if (!areOptions(problems, props)) return undefined;
    checkFields(problems, props, certificateFields);
    for (const field of ['signerName', 'keyType'] as const) if (props[field] === undefined) problems.at(field).report('value/missing', { field });
    if (pathFields.every((field) => props[field] === undefined)) problems.report('value/needs-one-of', { fields: pathFields });
    const signerName = readField(problems, props, 'signerName', isSigner);
    const keyType = readField(problems, props, 'keyType', isKeyType);
    const [credentialBundlePath, keyPath, certificateChainPath] = pathFields.map((field) => readField(problems, props, field, isPath));
    const longest = signerName !== undefined && kubernetesSigner.test(signerName) ? day : 91 * day;
    const maxExpirationSeconds = readField(problems, props, 'maxExpirationSeconds', (place, value): value is number => checkInteger(place, value, 3600, longest));
    const userAnnotations = readField(problems, props, 'userAnnotations', checkAnnotations);
    problems.report('feature/off-by-default', { field: 'podCertificate', gate: 'PodCertificateRequest' });
    if (signerName === undefined || keyType === undefined) return undefined;
    return {
      podCertificate: {
        signerName,
        keyType,
        ...(credentialBundlePath === undefined ? undefined : { credentialBundlePath }),
        ...(keyPath === undefined ? undefined : { keyPath }),
        ...(certificateChainPath === undefined ? undefined : { certificateChainPath }),
        ...(maxExpirationSeconds === undefined ? undefined : { maxExpirationSeconds }),
        ...(userAnnotations === undefined ? undefined : { userAnnotations }),
      },
    };
  }
}

/**
 * Certificates of authorities that the cluster keeps, as a file: mounted by itself or as one source of `projected`.
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#clustertrustbundle
 */
export function clusterTrustBundle(props: ClusterTrustBundleProps): ClusterTrustBundle {
  return new ClusterTrustBundle(props);
}

/**
 * A private key and its certificate as files, which the kubelet renews: mounted by itself or as one source of `projected`.
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#podcertificate
 */
export function podCertificate(props: PodCertificateProps): PodCertificate {
  return new PodCertificate(props);
}
