import type { HTTPRoute } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, checkText, entriesOf, isPlainMap, type PlainMap } from '../core/checks';
import { type Identity, metadataFields, type MetadataProps } from '../core/metadata';
import { checkName, dnsLabel, dnsSubdomain } from '../core/names';
import type { Problems } from '../core/problems';
import { checkNotEmpty, itemsOf, readField, readList } from '../core/read-field';
import type { Consumer } from '../core/references';
import { isTargeted, type Targeted } from '../core/targeted';
import { type BackendInput, type BackendModel, looksLikeBackend, normalizeBackend } from './backend';
import { checkHost } from './hosts';
import { checkPrefixFilters, type HttpRouteFilterProps, normalizeFilters } from './http-route-filters';
import { checkCount, type HttpRouteMatchProps, normalizeRouteMatch, normalizeRoutePath, type RoutePath } from './http-route-match';
import { checkPortNumber } from './service-ports';

/** A Gateway that a route attaches to: its name in the own namespace, an object that has it, or in full. */
export type GatewayInput =
  | string
  | Targeted
  | {
    readonly name: string;
    /** @default - the route's own namespace */
    readonly namespace?: string | undefined;
    /** Name of one listener. @default - all listeners that take the route */
    readonly sectionName?: string | undefined;
    /** Port of the listeners. @default - all ports */
    readonly port?: number | undefined;
  };

/** A backend that gets a share of the requests. */
export interface WeightedBackendProps {
  /** Where the requests are led. */
  readonly backend: BackendInput;
  /** Share among the backends of the rule, 0-1,000,000; 0 takes no requests. @default 1 */
  readonly weight?: number | undefined;
  /** What is done to the requests that go there. @default - nothing */
  readonly filters?: readonly HttpRouteFilterProps[] | undefined;
}

/** One rule of a route, in full. @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
export interface HttpRouteRuleProps {
  /** Name of the rule, for policies that are attached to it. @default - none */
  readonly name?: string | undefined;
  /** Requests that the rule is for: one of these must match. @default - every request */
  readonly matches?: readonly HttpRouteMatchProps[] | undefined;
  /** Where they are led. @default - nowhere: a filter answers them */
  readonly backends?: readonly (BackendInput | WeightedBackendProps)[] | undefined;
  /** What is done to them. @default - nothing */
  readonly filters?: readonly HttpRouteFilterProps[] | undefined;
  /**
   * How long they may take (`10s`, `1m30s`): in all, and for each attempt at a backend.
   * @default - what the Gateway does
   */
  readonly timeouts?: { readonly request?: string | undefined; readonly backendRequest?: string | undefined } | undefined;
}

/**
 * An HTTPRoute of the Gateway API: HTTP requests that arrive at a Gateway, led to Services.
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export interface HttpRouteProps extends MetadataProps {
  /** The Gateway, or several. */
  readonly gateway: GatewayInput | readonly GatewayInput[];
  /** Host names, which may start with `*.`. @default - all that the Gateway serves */
  readonly hostnames?: readonly string[] | undefined;
  /** Rules: a map of path prefix to backend (`{ '/': web.port('http') }`), or a list of full ones. */
  readonly rules: { readonly [path: `/${string}`]: BackendInput } | readonly HttpRouteRuleProps[];
}

/** A Gateway, as an HTTPRoute refers to it. */
export type ParentReference = NonNullable<HTTPRoute['spec']['parentRefs']>[number];

/** A rule, as an HTTPRoute has it. */
export type HttpRouteRule = NonNullable<HTTPRoute['spec']['rules']>[number];

/** An HTTPRoute after normalization. */
export interface HttpRouteModel {
  readonly parentRefs: readonly ParentReference[];
  readonly hostnames: readonly string[];
  readonly rules: readonly HttpRouteRule[];
  readonly metadata: MetadataProps;
}

/** Every field of `HttpRouteProps`, and what the construct adds. */
export const httpRouteFieldNames: ReadonlySet<string> = new Set([
  'gateway', 'hostnames', 'rules', 'labels', 'annotations', 'finalizers', 'ownerReferences', 'name', 'override',
]);
const gatewayFields: ReadonlySet<string> = new Set(['name', 'namespace', 'sectionName', 'port']);
const ruleFields: ReadonlySet<string> = new Set(['name', 'matches', 'backends', 'filters', 'timeouts']);
const weightedFields: ReadonlySet<string> = new Set(['backend', 'weight', 'filters']);
const timeoutFields: ReadonlySet<string> = new Set(['request', 'backendRequest']);
const duration = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const durationPart = /(\d+)(ms|h|m|s)/g;
const unitMilliseconds: { readonly [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Brings an HTTPRoute into its full form and reports what its schema refuses. */
export function normalizeHttpRoute(input: HttpRouteProps, problems: Problems, consumer: Consumer): HttpRouteModel {
  const props: PlainMap = checkMap(problems, input) ? input : {};
  checkFields(problems, props, httpRouteFieldNames);
  if (props['gateway'] === undefined) problems.at('gateway').report('value/missing', { field: 'gateway' });
  if (props['rules'] === undefined) problems.at('rules').report('value/missing', { field: 'rules' });
  const hostnames = readList(problems, props, 'hostnames', checkHost) ?? [];
  checkNotEmpty(problems.at('hostnames'), props['hostnames'], 'every host');
  checkCount(problems.at('hostnames'), 'host names', hostnames.length, 16);
  const rules = rulesOf(problems.at('rules'), props['rules'], consumer);
  checkCount(problems.at('rules'), 'rules', rules.length, 16);
  checkCount(problems.at('rules'), 'matches in all rules', rules.reduce((sum, { matches }) => sum + (matches?.length ?? 0), 0), 128);
  return { parentRefs: normalizeGateways(props['gateway'], problems.at('gateway'), consumer), hostnames, rules, metadata: input };
}

/** The HTTPRoute of a model. */
export function httpRouteObject(
  model: HttpRouteModel,
  identity: Identity,
  problems: Problems,
  inherited?: { readonly labels?: { readonly [key: string]: string } },
): HTTPRoute {
  const { parentRefs, hostnames, rules, metadata } = model;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataFields(identity, metadata, problems, inherited),
    spec: { parentRefs, ...(hostnames.length === 0 ? undefined : { hostnames }), rules },
  };
}

/** The Gateways that a route attaches to; what is wrong is reported. */
export function normalizeGateways(input: unknown, problems: Problems, consumer: Consumer): ParentReference[] {
  if (input === undefined) return [];
  if (!Array.isArray(input)) return gatewayOf(input, problems, consumer) ?? [];
  if (input.length === 0) problems.report('value/missing', { field: 'gateway' });
  const gateways = itemsOf(problems, input).flatMap(([item, place]) => gatewayOf(item, place, consumer) ?? []);
  checkCount(problems, 'Gateways', gateways.length, 32);
  gateways.forEach((gateway, index) => {
    if (gateways.slice(0, index).some((other) => isTwin(gateway, other))) problems.at(index).report('value/duplicate', { what: 'Gateway', name: gateway.name });
  });
  return gateways;
}

/** Whether two references lead to the same listeners: a Gateway that is named twice needs different listeners. */
function isTwin(a: ParentReference, b: ParentReference): boolean {
  if (a.name !== b.name || a.namespace !== b.namespace) return false;
  return a.sectionName === undefined || b.sectionName === undefined || a.sectionName === b.sectionName;
}

/** The rule that leads path prefixes to one backend. */
export function pathRule(paths: readonly RoutePath[], backend: BackendModel): HttpRouteRule {
  return { matches: paths.map((path) => ({ path })), backendRefs: [backendRef(backend)] };
}

function gatewayOf(input: unknown, problems: Problems, consumer: Consumer): ParentReference[] | undefined {
  if (isTargeted(input)) {
    const { target } = input;
    if (!consumer.use(problems, target, { anyNamespace: true })) return undefined;
    const elsewhere = target.namespace !== undefined && target.namespace !== consumer.namespace;
    return [{ name: target.name, ...(elsewhere ? { namespace: target.namespace } : undefined) }];
  }
  if (typeof input === 'string') return checkName(problems, dnsSubdomain, 'Gateway name', input) ? [{ name: input }] : undefined;
  if (!checkMap(problems, input, 'the name of a Gateway, or a map with name and namespace')) return undefined;
  checkFields(problems, input, gatewayFields);
  const { name } = input;
  const namespace = readField(problems, input, 'namespace', (place, value): value is string => checkName(place, dnsLabel, 'namespace', value));
  const sectionName = readField(problems, input, 'sectionName', (place, value): value is string => checkName(place, dnsSubdomain, 'listener name', value));
  const port = readField(problems, input, 'port', checkPortNumber);
  if (!checkName(problems.at('name'), dnsSubdomain, 'Gateway name', name)) return undefined;
  return [{
    name,
    ...(namespace === undefined ? undefined : { namespace }),
    ...(sectionName === undefined ? undefined : { sectionName }),
    ...(port === undefined ? undefined : { port }),
  }];
}

function rulesOf(problems: Problems, input: unknown, consumer: Consumer): HttpRouteRule[] {
  if (input === undefined) return [];
  if (Array.isArray(input)) {
    if (input.length === 0) problems.report('value/missing', { field: 'rules' });
    return itemsOf(problems, input).flatMap(([item, place]) => ruleOf(place, item, consumer) ?? []);
  }
  if (!checkMap(problems, input, 'a map of path to backend, or a list of rules')) return [];
  const entries = entriesOf(problems, input);
  if (entries.length === 0) problems.report('value/missing', { field: '/' });
  return entries.flatMap(([path, backend]) => {
    const place = problems.at(path);
    const match = normalizeRoutePath(path, place);
    const model = routeBackend(backend, place, consumer);
    return match === undefined || model === undefined ? [] : [pathRule([match], model)];
  });
}

function ruleOf(problems: Problems, input: unknown, consumer: Consumer): HttpRouteRule | undefined {
  if (!checkMap(problems, input, 'a map with matches and backends')) return undefined;
  checkFields(problems, input, ruleFields);
  const matches = itemsOf(problems.at('matches'), input['matches']).flatMap(([item, place]) => normalizeRouteMatch(item, place) ?? []);
  const backendRefs = itemsOf(problems.at('backends'), input['backends']).flatMap(([item, place]) => weightedBackend(item, place, consumer) ?? []);
  const filters = normalizeFilters(input['filters'], problems.at('filters'));
  const name = readField(problems, input, 'name', checkRuleName);
  checkPrefixFilters(filters, matches, problems.at('filters'));
  if (input['backends'] !== undefined && filters.some(({ type }) => type === 'RequestRedirect')) {
    problems.at('backends').report('value/exclusive', { fields: ['backends', 'requestRedirect'] });
  }
  checkCount(problems.at('matches'), 'matches', matches.length, 64);
  checkCount(problems.at('backends'), 'backends', backendRefs.length, 16);
  if (input['backends'] === undefined && input['filters'] === undefined) problems.report('value/needs-one-of', { fields: ['backends', 'filters'] });
  const timeouts = timeoutsOf(input['timeouts'], problems.at('timeouts'));
  return {
    ...(name === undefined ? undefined : { name }),
    ...(matches.length === 0 ? undefined : { matches }),
    ...(filters.length === 0 ? undefined : { filters }),
    ...(backendRefs.length === 0 ? undefined : { backendRefs }),
    ...(timeouts === undefined ? undefined : { timeouts }),
  };
}

type BackendRef = NonNullable<HttpRouteRule['backendRefs']>[number];

function weightedBackend(input: unknown, problems: Problems, consumer: Consumer): BackendRef | undefined {
  if (looksLikeBackend(input) || !isPlainMap(input) || !('backend' in input)) {
    const only = routeBackend(input, problems, consumer);
    return only === undefined ? undefined : backendRef(only);
  }
  checkFields(problems, input, weightedFields);
  const model = routeBackend(input['backend'], problems.at('backend'), consumer);
  const weight = readField(problems, input, 'weight', checkWeight);
  const filters = normalizeFilters(input['filters'], problems.at('filters'));
  if (model === undefined) return undefined;
  return { ...backendRef(model), ...(weight === undefined ? undefined : { weight }), ...(filters.length === 0 ? undefined : { filters }) };
}

/** A backend whose port number is known: a route cannot say a port's name. */
function routeBackend(input: unknown, problems: Problems, consumer: Consumer): BackendModel | undefined {
  const model = normalizeBackend(input, problems, consumer, true);
  if (model === undefined || model.portNumber !== undefined) return model;
  problems.at('port').report('value/wrong-type', { expected: 'a port number (a route knows no port names)', found: model.portName });
  return undefined;
}

function backendRef({ service, namespace, portNumber }: BackendModel): BackendRef {
  return { name: service, ...(namespace === undefined ? undefined : { namespace }), port: portNumber! };
}

function checkWeight(problems: Problems, value: unknown): value is number {
  return checkInteger(problems, value, 0, 1_000_000);
}

function checkRuleName(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsSubdomain, 'rule name', value);
}

function timeoutsOf(input: unknown, problems: Problems): HttpRouteRule['timeouts'] {
  if (input === undefined || !checkMap(problems, input, 'a map with request and backendRequest')) return undefined;
  checkFields(problems, input, timeoutFields);
  const request = readField(problems, input, 'request', checkDuration);
  const backendRequest = readField(problems, input, 'backendRequest', checkDuration);
  if (request !== undefined && backendRequest !== undefined && milliseconds(request) > 0 && milliseconds(backendRequest) > milliseconds(request)) {
    problems.at('backendRequest').report('value/min-over-max', { min: backendRequest, max: request, minField: 'backendRequest', maxField: 'request' });
  }
  return { ...(request === undefined ? undefined : { request }), ...(backendRequest === undefined ? undefined : { backendRequest }) };
}

function checkDuration(problems: Problems, value: unknown): value is string {
  if (!checkText(problems, value, 'a length of time such as 10s or 1m30s')) return false;
  if (duration.test(value)) return true;
  problems.report('value/wrong-type', { expected: 'a length of time such as 10s, 500ms or 1m30s', found: value });
  return false;
}

function milliseconds(text: string): number {
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(durationPart)) sum += Number(amount) * unitMilliseconds[unit!]!;
  return sum;
}
