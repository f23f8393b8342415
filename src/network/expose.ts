import type { IngressTLS } from '../../generated/kubernetes';
import { checkFields, checkMap, entriesOf, isPlainMap, type PlainMap } from '../core/checks';
import { checkAnnotations } from '../core/labels';
import type { Manifest } from '../core/manifest';
import type { Identity } from '../core/metadata';
import { checkName, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { itemsOf, readField } from '../core/read-field';
import type { Consumer } from '../core/references';
import { nearest } from '../core/suggest';
import { referredName } from '../core/targeted';
import { ingressBackend, ownBackend } from './backend';
import { checkHost, checkUrlPath } from './hosts';
import { type GatewayInput, type HttpRouteModel, httpRouteObject, type HttpRouteRule, normalizeGateways, type ParentReference, pathRule } from './http-route';
import { normalizeRoutePath } from './http-route-match';
import {
  checkClassName, checkPathType, type IngressModel, ingressObject, type IngressPathModel, type PathType, tlsEntry, type TlsSecretInput,
} from './ingress';
import type { ServicePortFacts } from './service-ref';

/** What all ways to open a port to the outside have. */
interface ExposeCommon {
  /** Host name or names, which may start with `*.`. @default - every host that no other rule names */
  readonly host?: string | readonly string[] | undefined;
  /** Path or paths. @default '/' */
  readonly path?: string | readonly string[] | undefined;
  /** Annotations of the object, which most Ingress controllers take their settings from. @default - none */
  readonly annotations?: { readonly [key: string]: string } | undefined;
  /**
   * Name of the object. Ports with the same name share one Ingress (or one HTTPRoute), and so do all without a name.
   * @default - the name of the app
   */
  readonly name?: string | undefined;
}

/** A port that is opened to the outside by an Ingress. @see https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export interface ExposeByIngress extends ExposeCommon {
  /** @default 'Prefix' */
  readonly pathType?: PathType | undefined;
  /** Secret with the certificate for these hosts, or `true` for the certificate of the Ingress controller. @default - plain HTTP */
  readonly tls?: true | TlsSecretInput | undefined;
  /** Which Ingress controller serves it. @default - the default class of the cluster */
  readonly className?: string | undefined;
}

/** A port that is opened to the outside by an HTTPRoute. @see https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export interface ExposeByGateway extends ExposeCommon {
  /** The Gateway, or several; TLS is theirs. */
  readonly gateway: GatewayInput | readonly GatewayInput[];
}

/**
 * Ports that are opened to the outside, by name: `{ http: 'shop.example.com' }`, `{ http: { host, path, tls, className } }` (an
 * Ingress) or `{ http: { gateway, host } }` (an HTTPRoute).
 */
export type ExposeProps<P extends string = string> = { readonly [N in P]?: string | ExposeByIngress | ExposeByGateway };

/** What opens ports to the outside, after normalization; an object without a name gets that of the app. */
export interface ExposeModel {
  readonly ingresses: readonly { readonly name: string | undefined; readonly model: IngressModel }[];
  readonly routes: readonly { readonly name: string | undefined; readonly model: HttpRouteModel }[];
}

/** The Service whose ports are opened: its name, and its ports. */
export interface ExposedService {
  readonly name: string;
  readonly ports: readonly ServicePortFacts[];
}

const commonFields = ['host', 'path', 'annotations', 'name'];
const ingressFields: ReadonlySet<string> = new Set([...commonFields, 'pathType', 'tls', 'className']);
const gatewayFields: ReadonlySet<string> = new Set([...commonFields, 'gateway']);
const none: ExposeModel = { ingresses: [], routes: [] };

/** Brings `expose` of an app into its full form. */
export function normalizeExpose(
  input: ExposeProps | undefined, services: readonly ExposedService[], problems: Problems, consumer: Consumer,
): ExposeModel {
  if (input === undefined || !checkMap(problems, input, 'a map of port name to host or options')) return none;
  const entries = entriesOf<unknown>(problems, input);
  if (entries.length === 0) return none;
  if (services.length === 0) {
    problems.report('service/none', { what: 'the app' });
    return none;
  }
  const ingresses = new Map<string | undefined, IngressDraft>();
  const routes = new Map<string | undefined, RouteDraft>();
  for (const [portName, spec] of entries) {
    const place = problems.at(portName);
    const exposed = exposedPort(portName, services, place);
    if (exposed === undefined) continue;
    const { service, port } = exposed;
    const props = typeof spec === 'string' ? { host: spec } : spec;
    if (!checkMap(place, props, 'a host name, or a map with host, path, tls, className or gateway')) continue;
    const byGateway = props['gateway'] !== undefined;
    checkFields(place, props, byGateway ? gatewayFields : ingressFields);
    const name = readField(place, props, 'name', checkObjectName);
    if (byGateway) addToRoute(draftOf(routes, name, newRoute), props, service, port, place, consumer);
    else addToIngress(draftOf(ingresses, name, newIngress), props, service, port, place, consumer);
  }
  return {
    ingresses: [...ingresses].map(([name, draft]) => ({ name, model: finishIngress(draft) })),
    routes: [...routes].map(([name, draft]) => ({ name, model: { ...draft, metadata: { annotations: nonEmpty(draft.annotations) } } })),
  };
}

/** The Ingresses and HTTPRoutes of a model. */
export function exposeObjects(
  { ingresses, routes }: ExposeModel,
  identity: Identity,
  problems: Problems,
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): Manifest[] {
  return [
    ...ingresses.map(({ name, model }) => ingressObject(model, named(identity, name), problems, inherited)),
    ...routes.map(({ name, model }) => httpRouteObject(model, named(identity, name), problems, inherited)),
  ];
}

function named(identity: Identity, name: string | undefined): Identity {
  return name === undefined ? identity : { ...identity, name };
}

function draftOf<T>(drafts: Map<string | undefined, T>, name: string | undefined, make: () => T): T {
  const found = drafts.get(name);
  if (found !== undefined) return found;
  const made = make();
  drafts.set(name, made);
  return made;
}

interface Draft {
  readonly annotations: { [key: string]: string };
}

interface IngressDraft extends Draft {
  started: boolean;
  className: string | undefined;
  readonly hosts: Map<string | undefined, IngressPathModel[]>;
  readonly tls: Map<string | undefined, Set<string>>;
}

function newIngress(): IngressDraft {
  return { started: false, className: undefined, annotations: {}, hosts: new Map(), tls: new Map() };
}

function addToIngress(draft: IngressDraft, props: PlainMap, service: string, port: ServicePortFacts, problems: Problems, consumer: Consumer): void {
  const className = readField(problems, props, 'className', checkClassName);
  const shown = (props['name'] as string | undefined) ?? service;
  if (!draft.started) Object.assign(draft, { started: true, className });
  else if (draft.className !== className) problems.report('ingress/mixed-class', { name: shown, found: className, first: draft.className });
  addAnnotations(draft, props['annotations'], shown, problems);
  const pathType = readField(problems, props, 'pathType', checkPathType) ?? 'Prefix';
  const backend = ingressBackend(ownBackend(service, port));
  const hosts = hostsOf(problems, props);
  for (const host of hosts) {
    const paths = draft.hosts.get(host) ?? [];
    draft.hosts.set(host, paths);
    for (const [path, place] of oneOrMore(problems.at('path'), pathsIn(props))) {
      if (!checkUrlPath(place, path, pathType === 'ImplementationSpecific')) continue;
      if (paths.some((other) => other.path === path && other.pathType === pathType)) {
        place.report('value/duplicate', { what: 'path', name: `${host ?? '*'}${path}` });
      } else paths.push({ path, pathType, backend });
    }
  }
  const { tls } = props;
  if (tls === undefined) return;
  const secretName = tls === true ? undefined : referredName(tls, 'Secret', problems.at('tls'), consumer);
  if (tls !== true && secretName === undefined) return;
  const covered = draft.tls.get(secretName) ?? new Set<string>();
  draft.tls.set(secretName, covered);
  for (const host of hosts) if (host !== undefined) covered.add(host);
}

function finishIngress({ className, annotations, hosts, tls }: IngressDraft): IngressModel {
  return {
    className,
    rules: [...hosts].map(([host, paths]) => ({ host, paths })),
    tls: [...tls].map(([secretName, covered]): IngressTLS => tlsEntry([...covered], secretName)),
    metadata: { annotations: nonEmpty(annotations) },
  };
}

interface RouteDraft extends Draft {
  parentRefs: readonly ParentReference[];
  hostnames: readonly string[];
  readonly rules: HttpRouteRule[];
}

function newRoute(): RouteDraft {
  return { parentRefs: [], hostnames: [], rules: [], annotations: {} };
}

function addToRoute(draft: RouteDraft, props: PlainMap, service: string, port: ServicePortFacts, problems: Problems, consumer: Consumer): void {
  const parentRefs = normalizeGateways(props['gateway'], problems.at('gateway'), consumer);
  const hostnames = hostsOf(problems, props).filter((host) => host !== undefined);
  const shown = (props['name'] as string | undefined) ?? service;
  addAnnotations(draft, props['annotations'], shown, problems);
  if (draft.rules.length === 0) Object.assign(draft, { parentRefs, hostnames });
  else if (JSON.stringify([draft.parentRefs, draft.hostnames]) !== JSON.stringify([parentRefs, hostnames])) problems.report('route/mixed', { name: shown });
  const paths = oneOrMore(problems.at('path'), pathsIn(props)).flatMap(([path, place]) => normalizeRoutePath(path, place) ?? []);
  draft.rules.push(pathRule(paths, ownBackend(service, port)));
}

function addAnnotations(draft: Draft, annotations: unknown, name: string, problems: Problems): void {
  if (annotations === undefined || !checkAnnotations(problems.at('annotations'), annotations)) return;
  for (const [key, value] of Object.entries(annotations)) {
    if (draft.annotations[key] !== undefined && draft.annotations[key] !== value) problems.at('annotations', key).report('ingress/mixed-annotation', { name, key });
    draft.annotations[key] = value;
  }
}

/** The hosts; without any, one that stands for all. */
function hostsOf(problems: Problems, props: PlainMap): (string | undefined)[] {
  if (props['host'] === undefined) return [undefined];
  return oneOrMore(problems.at('host'), props['host']).flatMap(([host, place]) => (checkHost(place, host) ? [host] : []));
}

/** The paths as they are given; without any, one that stands for all. */
function pathsIn({ path }: PlainMap): unknown {
  return path === undefined ? '/' : path;
}

function oneOrMore(problems: Problems, value: unknown): [unknown, Problems][] {
  if (!Array.isArray(value)) return [[value, problems]];
  if (value.length === 0) problems.report('value/wrong-type', { expected: 'a list with at least one item', found: value });
  return itemsOf(problems, value);
}

/** The first Service that has the port. */
function exposedPort(
  name: string, services: readonly ExposedService[], problems: Problems,
): { readonly service: string; readonly port: ServicePortFacts } | undefined {
  const all = services.flatMap((service) => service.ports.map((port) => ({ service: service.name, port })));
  const found = all.find(({ port }) => port.name === name);
  const known = [...new Set(all.map(({ port }) => port.name))];
  if (found === undefined) problems.report('service/unknown-port', { port: name, known, nearest: nearest(name, known) });
  else if (found.port.protocol !== 'TCP') problems.report('ingress/protocol', { port: name, protocol: found.port.protocol });
  else return found;
  return undefined;
}

function checkObjectName(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsSubdomain, 'name', value);
}

function nonEmpty(map: { readonly [key: string]: string }): { readonly [key: string]: string } | undefined {
  return isPlainMap(map) && Object.keys(map).length > 0 ? map : undefined;
}
