import type { Ingress, IngressBackend, IngressRule, IngressSpec, IngressTLS, TypedLocalObjectReference } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, entriesOf, isPlainMap, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { isNothing, itemsOf, readField, readList } from '../core/read-field';
import type { Consumer } from '../core/references';
import { type Referable, referredName } from '../core/targeted';
import { type BackendInput, ingressBackend, looksLikeBackend, normalizeBackend, resourceBackend } from './backend';
import { checkHost, checkUrlPath } from './hosts';

/** How a path is compared. @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types */
export type PathType = 'Prefix' | 'Exact' | 'ImplementationSpecific';

/** Where an Ingress leads requests to: a Service, or another object that the Ingress class knows. */
export type IngressBackendInput = BackendInput | { readonly resource: TypedLocalObjectReference };

/** One path of a host, in full. */
export interface IngressPathProps {
  /** Where the requests are led. */
  readonly backend: IngressBackendInput;
  /** @default 'Prefix' */
  readonly pathType?: PathType | undefined;
}

/** What a host serves: everything from one backend, or a map of path to backend. */
export type IngressHostInput = IngressBackendInput | { readonly [path: `/${string}`]: IngressBackendInput | IngressPathProps };

/** A Secret with a certificate: its definition or its name. */
export type TlsSecretInput = Referable<'Secret'>;

/** Hosts that are served with one certificate. */
export interface IngressTlsProps {
  /** @default - all hosts of the rules */
  readonly hosts?: readonly string[] | undefined;
  /** Secret of type kubernetes.io/tls. @default - none: the certificate of the Ingress controller */
  readonly secret?: TlsSecretInput | undefined;
}

/**
 * An Ingress: HTTP requests from outside of the cluster, led to Services by host and path.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export interface IngressProps extends MetadataProps {
  /** Which Ingress controller serves it. @default - the default class of the cluster */
  readonly className?: string | undefined;
  /**
   * What each host serves; `*` stands for every host that no other rule names.
   * `{ 'shop.example.com': { '/': web.port('http'), '/api': { backend: api, pathType: 'Exact' } } }`
   * @default - none: then a default backend is needed
   */
  readonly rules?: { readonly [host: string]: IngressHostInput } | undefined;
  /** Where requests go that no rule is for. @default - what the Ingress controller does */
  readonly defaultBackend?: IngressBackendInput | undefined;
  /**
   * TLS: a Secret for all hosts, `true` for the certificate of the Ingress controller, or a list of hosts and Secrets.
   * @default - plain HTTP
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
   */
  readonly tls?: true | TlsSecretInput | readonly IngressTlsProps[] | undefined;
}

/** One path after normalization. */
export interface IngressPathModel {
  readonly path: string;
  readonly pathType: PathType;
  readonly backend: IngressBackend;
}

/** An Ingress after normalization. */
export interface IngressModel {
  readonly className?: string | undefined;
  readonly rules: readonly { readonly host?: string | undefined; readonly paths: readonly IngressPathModel[] }[];
  readonly defaultBackend?: IngressBackend | undefined;
  readonly tls: readonly IngressTLS[];
  readonly metadata: MetadataProps;
}

/** Every field of `IngressProps`, and what the construct adds. */
export const ingressFieldNames: ReadonlySet<string> = new Set([
  'className', 'rules', 'defaultBackend', 'tls', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const pathFields: ReadonlySet<string> = new Set(['backend', 'pathType']);
const tlsFields: ReadonlySet<string> = new Set(['hosts', 'secret']);
const pathTypes = ['Prefix', 'Exact', 'ImplementationSpecific'] as const;

/** Brings an Ingress into its full form and reports what the API server refuses. */
export function normalizeIngress(input: IngressProps, problems: Problems, consumer: Consumer): IngressModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, ingressFieldNames);
  const rules = rulesOf(problems.at('rules'), props['rules'], consumer);
  const defaultBackend = props['defaultBackend'] === undefined ? undefined : backendOf(props['defaultBackend'], problems.at('defaultBackend'), consumer);
  if (isNothing(props['rules']) && props['defaultBackend'] === undefined) {
    const place = props['rules'] === undefined ? problems : problems.at('rules');
    place.report('value/needs-one-of', { fields: ['rules', 'defaultBackend'] });
  }
  const hosts = rules.flatMap(({ host }) => host ?? []);
  return {
    className: readField(problems, props, 'className', checkClassName),
    rules,
    defaultBackend,
    tls: tlsOf(problems.at('tls'), props['tls'], hosts, consumer),
    metadata: input,
  };
}

/** The specification of an Ingress. */
export function ingressFields(model: IngressModel): { readonly spec: IngressSpec } {
  const { className, rules, defaultBackend, tls } = model;
  return {
    spec: {
      ...(className === undefined ? undefined : { ingressClassName: className }),
      ...(defaultBackend === undefined ? undefined : { defaultBackend }),
      ...(tls.length === 0 ? undefined : { tls }),
      ...(rules.length === 0 ? undefined : { rules: rules.map(ruleFields) }),
    },
  };
}

/** The Ingress of a model. */
export function ingressObject(
  model: IngressModel,
  identity: Identity,
  problems: Problems,
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): Ingress {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: metadataFields(identity, model.metadata, problems, inherited), ...ingressFields(model) };
}

/** Reports anything but the name of an Ingress class. */
export function checkClassName(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsSubdomain, 'Ingress class', value);
}

/** Reports anything but a way to compare paths. */
export function checkPathType(problems: Problems, value: unknown): value is PathType {
  return checkOneOf(problems, value, pathTypes);
}

function ruleFields({ host, paths }: IngressModel['rules'][number]): IngressRule {
  return { ...(host === undefined ? undefined : { host }), http: { paths } };
}

function rulesOf(problems: Problems, input: unknown, consumer: Consumer): IngressModel['rules'] {
  if (input === undefined || !checkMap(problems, input, 'a map of host to backends')) return [];
  return entriesOf(problems, input).flatMap(([host, served]) => {
    const place = problems.at(host);
    if (host !== '*' && !checkHost(place, host)) return [];
    const paths = pathsOf(place, served, consumer);
    return paths.length === 0 ? [] : [{ host: host === '*' ? undefined : host, paths }];
  });
}

function pathsOf(problems: Problems, input: unknown, consumer: Consumer): IngressPathModel[] {
  if (looksLikeBackend(input)) {
    const backend = backendOf(input, problems, consumer);
    return backend === undefined ? [] : [{ path: '/', pathType: 'Prefix', backend }];
  }
  if (!checkMap(problems, input, 'a backend, or a map of path to backend')) return [];
  const entries = entriesOf(problems, input);
  if (entries.length === 0) problems.report('value/missing', { field: '/' });
  return entries.flatMap(([path, spec]) => {
    const place = problems.at(path);
    const full = isPlainMap(spec) && 'backend' in spec;
    if (full) checkFields(place, spec, pathFields);
    const pathType = (full ? readField(place, spec, 'pathType', checkPathType) : undefined) ?? 'Prefix';
    const backend = full ? backendOf(spec['backend'], place.at('backend'), consumer) : backendOf(spec, place, consumer);
    return checkUrlPath(place, path, pathType === 'ImplementationSpecific') && backend !== undefined ? [{ path, pathType, backend }] : [];
  });
}

function backendOf(input: unknown, problems: Problems, consumer: Consumer): IngressBackend | undefined {
  if (isPlainMap(input) && 'resource' in input) return resourceBackend(input, problems);
  const backend = normalizeBackend(input, problems, consumer);
  return backend === undefined ? undefined : ingressBackend(backend);
}

function tlsOf(problems: Problems, input: unknown, hosts: readonly string[], consumer: Consumer): IngressTLS[] {
  if (input === undefined) return [];
  if (Array.isArray(input)) {
    return itemsOf(problems, input).flatMap(([item, place]) => {
      if (!checkMap(place, item, 'a map with hosts and secret')) return [];
      checkFields(place, item, tlsFields);
      const secretName = item['secret'] === undefined ? undefined : referredName(item['secret'], 'Secret', place.at('secret'), consumer);
      return [tlsEntry(readList(place, item, 'hosts', checkHost) ?? hosts, secretName)];
    });
  }
  if (input === true) return [tlsEntry(hosts, undefined)];
  const secretName = referredName(input, 'Secret', problems, consumer);
  return secretName === undefined ? [] : [tlsEntry(hosts, secretName)];
}

/** Hosts and Secret of one certificate; without hosts it is for the wildcard host of the controller. */
export function tlsEntry(hosts: readonly string[], secretName: string | undefined): IngressTLS {
  return { ...(hosts.length === 0 ? undefined : { hosts }), ...(secretName === undefined ? undefined : { secretName }) };
}
