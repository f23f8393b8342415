import type { Manifest } from '../../core/manifest';
import { type KindKey, kindKey } from './kinds';
import { each, fields, isMap, text } from './read';
import type { References } from './reference';

type Reader = (manifest: Manifest, references: References) => void;

interface Named {
  readonly group?: unknown;
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly port?: unknown;
  readonly sectionName?: unknown;
}

/** What custom resources refer to, of the controllers that bundles mostly meet: the Gateway API, cert-manager and others. */
export const foreignReferences: { readonly [kind: KindKey]: Reader | undefined } = {
  ...Object.fromEntries(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => [`gateway.networking.k8s.io/${kind}`, routeReferences])),
  'gateway.networking.k8s.io/Gateway': ({ ...gateway }, references) => {
    const { gatewayClassName, listeners } = specOf<{ gatewayClassName?: unknown; listeners?: { tls?: { certificateRefs?: Named[] } }[] }>(gateway);
    references.addClusterScoped('uses-class', 'gateway.networking.k8s.io/GatewayClass', gatewayClassName, '/spec/gatewayClassName');
    each(listeners, ({ tls }, listener) => each(fields(tls).certificateRefs, (certificate, index) => {
      named('serves-with', '/Secret', certificate, `/spec/listeners/${listener}/tls/certificateRefs/${index}`, references);
    }));
  },
  'cert-manager.io/Certificate': (certificate, references) => issuer(specOf<{ issuerRef?: Named }>(certificate).issuerRef, references),
  'cert-manager.io/CertificateRequest': (certificate, references) => issuer(specOf<{ issuerRef?: Named }>(certificate).issuerRef, references),
  'external-secrets.io/ExternalSecret': (secret, references) => {
    const { kind, name } = fields(specOf<{ secretStoreRef?: Named }>(secret).secretStoreRef);
    const pointer = '/spec/secretStoreRef/name';
    if (kind === 'ClusterSecretStore') references.addClusterScoped('uses-class', 'external-secrets.io/ClusterSecretStore', name, pointer);
    else references.add('uses-class', 'external-secrets.io/SecretStore', name, pointer);
  },
  'keda.sh/ScaledObject': (object, references) => {
    const { apiVersion, kind, name } = fields(specOf<{ scaleTargetRef?: Named & { apiVersion?: unknown } }>(object).scaleTargetRef);
    references.add('scales', kindKey(text(apiVersion) ?? 'apps/v1', text(kind) ?? 'Deployment'), name, '/spec/scaleTargetRef/name');
  },
  'monitoring.coreos.com/ServiceMonitor': () => undefined,
};

function specOf<S extends object>(manifest: Manifest): { readonly [K in keyof S]?: S[K] } {
  return fields((manifest as { readonly spec?: S }).spec);
}

interface RouteRule {
  readonly backendRefs?: readonly (Named & { readonly filters?: readonly RouteFilter[] })[];
  readonly filters?: readonly RouteFilter[];
}

interface RouteFilter {
  readonly requestMirror?: { readonly backendRef?: Named };
}

function routeReferences(manifest: Manifest, references: References): void {
  const { parentRefs, rules } = specOf<{ parentRefs?: Named[]; rules?: RouteRule[] }>(manifest);
  each(parentRefs, (parent, index) => {
    const kind = text(parent.kind) ?? 'Gateway';
    const group = typeof parent.group === 'string' ? parent.group : 'gateway.networking.k8s.io';
    references.add('attaches-to', `${group}/${kind}`, parent.name, `/spec/parentRefs/${index}/name`, { namespace: text(parent.namespace), key: text(parent.sectionName) });
  });
  each(rules, ({ backendRefs, filters }, rule) => {
    each(backendRefs, (backend, index) => named('routes-to', '/Service', backend, `/spec/rules/${rule}/backendRefs/${index}`, references));
    each(filters, ({ requestMirror }, index) => {
      if (isMap(requestMirror)) named('routes-to', '/Service', requestMirror.backendRef, `/spec/rules/${rule}/filters/${index}/requestMirror/backendRef`, references);
    });
  });
}

/** A reference as the Gateway API has it: group, kind and namespace go without saying. */
function named(type: 'routes-to' | 'serves-with', otherwise: KindKey, reference: Named | undefined, pointer: string, references: References): void {
  const { group, kind, name, namespace, port } = fields(reference);
  const key = typeof kind === 'string' || typeof group === 'string'
    ? `${typeof group === 'string' ? group : ''}/${text(kind) ?? otherwise.slice(1)}`
    : otherwise;
  references.add(type, key, name, `${pointer}/name`, { namespace: text(namespace), key: typeof port === 'number' ? port : undefined });
}

function issuer(reference: Named | undefined, references: References): void {
  const { kind, name, group } = fields(reference);
  if (text(group) !== undefined && group !== 'cert-manager.io') return;
  if (kind === 'ClusterIssuer') references.addClusterScoped('uses-class', 'cert-manager.io/ClusterIssuer', name, '/spec/issuerRef/name');
  else references.add('uses-class', 'cert-manager.io/Issuer', name, '/spec/issuerRef/name');
}
