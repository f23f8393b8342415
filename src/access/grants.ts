import type { PolicyRule } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkMap, checkText } from '../core/checks';
import { checkName, dnsLabel, dnsSubdomain, followsRule } from '../core/names';
import { groupOf } from '../core/object-id';
import type { Problems } from '../core/problems';
import { checkNotEmpty, itemsOf, readField, readList } from '../core/read-field';
import { nearest } from '../core/suggest';
import { isTargeted, type Targeted } from '../core/targeted';
import { builtInResource, builtInResourceNames, isBuiltInGroup, pluralOf } from './built-in-resources';

/** What may be done with a resource. @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export type Verb =
  | 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection' | '*'
  | 'use' | 'bind' | 'escalate' | 'impersonate' | 'approve' | 'sign' | 'attest'
  | (string & Record<never, never>);

/**
 * A resource by its plural name (`pods`, `pods/log`, `deployments`, with the group of other APIs as `certificates.cert-manager.io`),
 * or one object by its definition.
 */
export type ResourceInput = string | Targeted;

/** Limits of a grant. */
export interface GrantOptions {
  /** Group of the resources. @default - looked up for resources of Kubernetes itself */
  readonly apiGroup?: string | undefined;
  /** Names of single objects. @default - every object */
  readonly names?: readonly string[] | undefined;
  /** Whether the grant is for every namespace, and for resources outside of them. @default false */
  readonly clusterWide?: boolean | undefined;
  /** Namespace that the grant is for. @default - that of the account */
  readonly namespace?: string | undefined;
}

/** One thing that an account may do. @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface GrantProps extends GrantOptions {
  /** What may be done. */
  readonly verbs: Verb | readonly Verb[];
  /** With what. */
  readonly resources: ResourceInput | readonly ResourceInput[];
}

/** Where a grant applies: in one namespace, or everywhere. */
export type GrantScope = { readonly clusterWide: true } | { readonly clusterWide: false; readonly namespace: string | undefined };

/** One grant after normalization: verbs on one resource. */
export interface GrantModel {
  readonly scope: GrantScope;
  readonly verbs: readonly string[];
  /** Group and resource, or a path outside of the API's resources. */
  readonly on: { readonly apiGroup: string; readonly resource: string; readonly names: readonly string[] } | { readonly url: string };
}

const verbOrder = ['*', 'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const knownVerbs: ReadonlySet<string> = new Set([...verbOrder, 'use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'request-serviceaccounts-token-audience']);
const urlVerbs: ReadonlySet<string> = new Set(['*', 'get', 'head', 'post', 'put', 'patch', 'delete', 'options']);
const nameless: ReadonlySet<string> = new Set(['create', 'deletecollection']);
const optionFields: ReadonlySet<string> = new Set(['apiGroup', 'names', 'clusterWide', 'namespace']);
const grantFields: ReadonlySet<string> = new Set(['verbs', 'resources', ...optionFields]);

/** Brings grants of a definition into their full form. */
export function normalizeGrants(input: unknown, ownNamespace: string | undefined, problems: Problems): GrantModel[] {
  return itemsOf(problems, input).flatMap(([item, place]) => {
    if (!checkMap(place, item, 'a map with verbs and resources')) return [];
    checkFields(place, item, grantFields);
    return grantsOf(item['verbs'], item['resources'], item, ownNamespace, place, place.at('verbs'), place.at('resources'));
  });
}

/** Brings one call of `can` into its full form. */
export function normalizeGrant(
  verbs: unknown, resources: unknown, options: unknown, ownNamespace: string | undefined, problems: Problems,
): GrantModel[] {
  const limits: unknown = options === undefined ? {} : options;
  const good = checkMap(problems, limits, 'a map with apiGroup, names, clusterWide or namespace');
  if (good) checkFields(problems, limits, optionFields);
  const grants = grantsOf(verbs, resources, good ? limits : {}, ownNamespace, problems, problems.at('verbs'), problems.at('resources'));
  return good ? grants : [];
}

/** Brings a grant for paths of the API server (`/metrics`, `/healthz/*`) into its full form. */
export function normalizeUrlGrant(verbs: unknown, urls: unknown, problems: Problems): GrantModel[] {
  const good = verbsOf(verbs, problems.at('verbs'), urlVerbs);
  return listOf(urls, problems.at('urls')).flatMap(([url, place]) => {
    if (typeof url !== 'string' || (url[0] !== '/' && url !== '*')) {
      place.report('path/not-absolute', { found: url });
      return [];
    }
    return good.length === 0 ? [] : [{ scope: { clusterWide: true }, verbs: good, on: { url } }];
  });
}

/** Where a grant applies; what is wrong is reported. */
export function grantScope(options: object, ownNamespace: string | undefined, problems: Problems): GrantScope {
  const clusterWide = readField(problems, options, 'clusterWide', checkBoolean) ?? false;
  const namespace = readField(problems, options, 'namespace', checkNamespace);
  if (clusterWide && namespace !== undefined) problems.report('access/namespace-and-cluster', {});
  const own = !clusterWide && (namespace === undefined || namespace === ownNamespace);
  if (!own && ownNamespace === undefined) problems.report('access/no-namespace', {});
  return clusterWide ? { clusterWide } : { clusterWide: false, namespace: namespace ?? ownNamespace };
}

/** The fewest rules that grant all this, always in the same order. */
export function rulesOf(grants: readonly GrantModel[]): PolicyRule[] {
  const verbs = new Map<string, { readonly on: GrantModel['on']; readonly verbs: Set<string> }>();
  for (const { on, verbs: more } of grants) {
    const key = 'url' in on ? `\n${on.url}` : `${on.apiGroup}\n${on.resource}\n${[...on.names].sort().join(',')}`;
    const entry = verbs.get(key) ?? { on, verbs: new Set<string>() };
    verbs.set(key, entry);
    for (const verb of more) entry.verbs.add(verb);
  }
  const merged = new Map<string, { readonly rule: PolicyRule; readonly names: string[] }>();
  for (const [, { on, verbs: all }] of [...verbs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = sortedVerbs(all);
    if ('url' in on) addTo(merged, `\n${sorted.join()}`, on.url, (nonResourceURLs) => ({ nonResourceURLs, verbs: sorted }));
    else {
      const names = [...on.names].sort();
      addTo(merged, `${on.apiGroup}\n${names.join()}\n${sorted.join()}`, on.resource, (resources) => ({
        apiGroups: [on.apiGroup], resources, ...(names.length === 0 ? undefined : { resourceNames: names }), verbs: sorted,
      }));
    }
  }
  return [...merged.values()].map(({ rule }) => rule);
}

function addTo(
  merged: Map<string, { readonly rule: PolicyRule; readonly names: string[] }>, key: string, name: string, make: (names: string[]) => PolicyRule,
): void {
  const found = merged.get(key);
  if (found !== undefined) {
    found.names.push(name);
    return;
  }
  const names = [name];
  merged.set(key, { rule: make(names), names });
}

function sortedVerbs(verbs: ReadonlySet<string>): string[] {
  if (verbs.has('*')) return ['*'];
  const rank = (verb: string): number => (verbOrder.includes(verb) ? verbOrder.indexOf(verb) : verbOrder.length);
  return [...verbs].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function grantsOf(
  verbs: unknown, resources: unknown, options: object, ownNamespace: string | undefined, problems: Problems, verbsAt: Problems, resourcesAt: Problems,
): GrantModel[] {
  const scope = grantScope(options, ownNamespace, problems);
  const good = verbsOf(verbs, verbsAt, knownVerbs);
  const names = readList(problems, options, 'names', checkObjectName) ?? [];
  checkNotEmpty(problems.at('names'), (options as GrantOptions).names, 'every object');
  const apiGroup = readField(problems, options, 'apiGroup', checkGroup);
  if (names.length > 0) for (const verb of good) if (nameless.has(verb)) verbsAt.report('access/names-and-verb', { verb });
  return listOf(resources, resourcesAt).flatMap(([resource, place]) => {
    const on = isTargeted(resource) ? objectOf(resource, scope, names, place) : resourceOf(resource, apiGroup, scope, place);
    return on === undefined || good.length === 0 ? [] : [{ scope, verbs: good, on: { names, ...on } }];
  });
}

/** One object: its resource, and its name. */
function objectOf(
  { target }: Targeted, scope: GrantScope, names: readonly string[], problems: Problems,
): { apiGroup: string; resource: string; names: readonly string[] } | undefined {
  if (names.length > 0) problems.report('value/exclusive', { fields: ['names', 'a definition as the resource'] });
  const resource = pluralOf(target.kind);
  if (!scope.clusterWide && target.namespace === undefined && builtInResource(resource)?.clusterScoped === true) {
    problems.report('access/cluster-scoped', { resource });
    return undefined;
  }
  if (!scope.clusterWide && target.namespace !== undefined && target.namespace !== scope.namespace) {
    problems.report('reference/other-namespace', { target, from: scope.namespace, why: 'a Role grants objects of its own namespace; give "namespace" to grant it there' });
    return undefined;
  }
  return { apiGroup: groupOf(target.apiVersion), resource, names: [target.name] };
}

function resourceOf(
  input: unknown, givenGroup: string | undefined, scope: GrantScope, problems: Problems,
): { apiGroup: string; resource: string } | undefined {
  if (!checkText(problems, input, 'the plural name of a resource')) return undefined;
  const [base = '', sub] = input.split('/', 2);
  const dot = base.indexOf('.');
  const apiGroup = givenGroup ?? (dot < 0 ? undefined : base.slice(dot + 1));
  const resource = (dot < 0 ? base : base.slice(0, dot)) + (sub === undefined ? '' : `/${sub}`);
  const builtIn = builtInResource(resource);
  if (apiGroup === undefined || (isBuiltInGroup(apiGroup) && builtIn?.apiGroup === apiGroup)) {
    if (builtIn === undefined && resource !== '*') {
      problems.report('access/unknown-resource', { resource: input, nearest: nearest(input, builtInResourceNames) });
      return undefined;
    }
    // A request for a namespace counts as made in that namespace, so that a Role there can grant it.
    if (builtIn?.clusterScoped === true && !scope.clusterWide && base !== 'namespaces') {
      problems.report('access/cluster-scoped', { resource });
      return undefined;
    }
  }
  return { apiGroup: apiGroup ?? (resource === '*' ? '*' : builtIn!.apiGroup), resource };
}

function verbsOf(input: unknown, problems: Problems, known: ReadonlySet<string>): string[] {
  const verbs = listOf(input, problems).flatMap(([verb, place]) => (checkText(place, verb, 'a verb') ? [[verb, place] as const] : []));
  for (const [verb, place] of verbs) {
    if (known.has(verb)) continue;
    place.report('access/unknown-verb', { verb, nearest: nearest(verb, known) });
  }
  return verbs.map(([verb]) => verb);
}

/** One item or a list with at least one. */
function listOf(input: unknown, problems: Problems): [unknown, Problems][] {
  if (!Array.isArray(input)) return [[input, problems]];
  if (input.length === 0) problems.report('value/wrong-type', { expected: 'a list with at least one item', found: input });
  return itemsOf(problems, input);
}

function checkNamespace(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsLabel, 'namespace', value);
}

function checkObjectName(problems: Problems, value: unknown): value is string {
  return checkText(problems, value, 'the name of an object');
}

function checkGroup(problems: Problems, value: unknown): value is string {
  if (typeof value === 'string' && (value === '' || value === '*' || followsRule(dnsSubdomain, value))) return true;
  problems.report('name/invalid', { what: 'API group', found: value, rule: 'expected a group such as apps or cert-manager.io, without a version; "" is the core group' });
  return false;
}
