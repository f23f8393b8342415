import type { Ingress, Secret, Service } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import { each, fields, own, text, texts } from '../graph/read';
import type { Reference } from '../graph/reference';
import { type Bundle, read } from './bundle';

const gatewayApi = 'gateway.networking.k8s.io/';
const grantKind = `${gatewayApi}ReferenceGrant`;

/** Where requests from outside lead: the Services of Ingresses and routes, and their ports. */
export function backendRule(bundle: Bundle): void {
  const { graph } = bundle;
  for (const reference of graph.references('routes-to')) if (reference.kind === '/Service') checkBackend(bundle, reference);
  for (const reference of graph.references('serves-with')) checkCertificate(bundle, reference);
  for (const reference of graph.references('calls')) checkWebhook(bundle, reference);
}

function checkBackend(bundle: Bundle, reference: Reference): void {
  const { from, to, pointer, key } = reference;
  const isRoute = from.key.startsWith(gatewayApi);
  if (to === undefined) {
    const missing = bundle.missing(reference);
    if (missing !== undefined) bundle.report(from, isRoute ? 'route/service-missing' : 'ingress/service-missing', missing.args, pointer, missing);
    return;
  }
  if (isRoute && reference.namespace !== from.namespace) checkGrant(bundle, from, to, pointer);
  if (key === undefined || to.origin !== 'given') return;
  const ports: { name: string | undefined; number: number | undefined }[] = [];
  const { type, ports: given } = fields(read<Service>(to).spec);
  each(given, ({ name, port }) => ports.push({ name: text(name), number: port }));
  if (ports.some(({ name, number }) => name === key || number === key)) return;
  // Another name for a host needs no ports: controllers send to the port that is asked for.
  if (type === 'ExternalName' && ports.length === 0 && typeof key === 'number') return;
  const known = ports.map(({ name, number }) => (typeof key === 'string' && name !== undefined ? name : String(number)));
  const near = bundle.nearest(String(key), () => known);
  const at = `${pointer.slice(0, -'/name'.length)}/port${isRoute ? '' : typeof key === 'string' ? '/name' : '/number'}`;
  bundle.report(from, isRoute ? 'route/port-missing' : 'ingress/port-missing', { service: to.id, port: String(key), known: known.slice(0, 20), nearest: near }, at);
}

interface Grant {
  readonly from?: readonly { readonly group?: unknown; readonly kind?: unknown; readonly namespace?: unknown }[];
  readonly to?: readonly { readonly group?: unknown; readonly kind?: unknown; readonly name?: unknown }[];
}

/** A route into another namespace needs the permission of that namespace. */
function checkGrant(bundle: Bundle, route: ObjectNode, service: ObjectNode, pointer: string): void {
  if (service.origin !== 'given' || bundle.graph.declared(grantKind, service.namespace, '*') !== 'not declared') return;
  for (const node of grantsOf(bundle).get(service.namespace) ?? []) {
    const { from, to } = fields((node.manifest as { readonly spec?: Grant }).spec);
    let [fits, leads] = [false, false];
    each(from, (one) => (fits ||= one.kind === route.id.kind && one.namespace === route.namespace));
    each(to, (one) => (leads ||= one.kind === 'Service' && (one.name === undefined || one.name === service.id.name)));
    if (fits && leads) return;
  }
  bundle.report(route, 'route/not-granted', { service: service.id, from: route.namespace }, `${pointer.slice(0, -'/name'.length)}/namespace`);
}

function grantsOf(bundle: Bundle): ReadonlyMap<string, readonly ObjectNode[]> {
  return bundle.once(grantsOf, () => {
    const found = new Map<string, ObjectNode[]>();
    for (const [node] of bundle.ofKind(grantKind)) found.set(node.namespace, [...(found.get(node.namespace) ?? []), node]);
    return found;
  });
}

/** Annotations that tell cert-manager to make the Secret. */
const makesCertificates = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer', 'kubernetes.io/tls-acme', 'certmanager.k8s.io/issuer', 'certmanager.k8s.io/cluster-issuer'];

function checkCertificate(bundle: Bundle, reference: Reference): void {
  const { from, to, pointer } = reference;
  if (to === undefined) {
    const annotations = texts(fields(from.manifest?.metadata).annotations);
    if (makesCertificates.some((key) => own(annotations, key) !== undefined)) return;
    const missing = bundle.missing(reference);
    if (missing !== undefined) bundle.report(from, 'ingress/secret-missing', missing.args, pointer, missing);
    return;
  }
  if (to.manifest === undefined) return;
  const { type = 'Opaque' } = read<Secret>(to);
  if (typeof type === 'string' && type !== 'kubernetes.io/tls') bundle.report(from, 'ingress/secret-type', { secret: to.id, found: type }, pointer);
}

function checkWebhook(bundle: Bundle, reference: Reference): void {
  const { from, to, pointer } = reference;
  if (to !== undefined) return;
  const missing = bundle.missing(reference);
  if (missing !== undefined) bundle.report(from, 'webhook/service-missing', missing.args, pointer, missing);
}

const classAnnotation = 'kubernetes.io/ingress.class';
const canaryAnnotation = 'nginx.ingress.kubernetes.io/canary';

/** Hosts and paths that several rules of one class are for. */
export function duplicatePathRule(bundle: Bundle): void {
  const seen = new Map<string, ObjectNode>();
  for (const [node, { spec, metadata }] of bundle.ofKind<Ingress>('networking.k8s.io/Ingress')) {
    const annotations = texts(fields(metadata).annotations);
    // A canary has the host and path of what it stands beside.
    if (own(annotations, canaryAnnotation) === 'true') continue;
    const { ingressClassName, rules } = fields(spec);
    const ingressClass = own(annotations, classAnnotation) ?? ingressClassName ?? '';
    each(rules, ({ host, http }, rule) => each(fields(http).paths, ({ path, pathType }, index) => {
      const place = `${ingressClass} ${host ?? ''} ${path ?? '/'} ${pathType ?? ''}`;
      const other = seen.get(place);
      if (other === undefined) seen.set(place, node);
      else {
        const args = { host: text(host) ?? '*', path: text(path) ?? '/', other: other.id };
        bundle.report(node, 'ingress/duplicate-path', args, `/spec/rules/${rule}/http/paths/${index}`);
      }
    }));
  }
}
