import type { HTTPRoute } from '../../generated/kubernetes';
import { checkExclusive, checkFields, checkMap, checkPlainData, isPlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import type { HttpRouteMatch } from './http-route-match';

/** A filter, as an HTTPRoute has it. */
export type HttpRouteFilter = NonNullable<NonNullable<HTTPRoute['spec']['rules']>[number]['filters']>[number];

/**
 * What is done to a request or a response, in Kubernetes' own shape without `type`, which follows from the field.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter
 */
export type HttpRouteFilterProps = Omit<HttpRouteFilter, 'type'>;

const filterTypes = {
  requestHeaderModifier: 'RequestHeaderModifier',
  responseHeaderModifier: 'ResponseHeaderModifier',
  requestMirror: 'RequestMirror',
  requestRedirect: 'RequestRedirect',
  urlRewrite: 'URLRewrite',
  cors: 'CORS',
  externalAuth: 'ExternalAuth',
  extensionRef: 'ExtensionRef',
} as const;
type FilterName = keyof typeof filterTypes;
const filterNames = Object.keys(filterTypes) as FilterName[];
const filterFields: ReadonlySet<string> = new Set(filterNames);
const repeatable: ReadonlySet<FilterName> = new Set(['requestMirror', 'extensionRef']);

/** Brings filters into the form that an HTTPRoute has and reports what it refuses in their combination. */
export function normalizeFilters(input: unknown, problems: Problems): HttpRouteFilter[] {
  const seen = new Set<FilterName>();
  const filters = itemsOf(problems, input).flatMap(([item, place]) => {
    if (!checkMap(place, item, 'a map with one filter')) return [];
    checkFields(place, item, filterFields);
    const name = checkExclusive(place, item, filterNames, true);
    if (name === undefined || !checkMap(place.at(name), item[name]) || !checkPlainData(place.at(name), item[name])) return [];
    if (seen.has(name) && !repeatable.has(name)) place.report('value/duplicate', { what: 'filter', name });
    seen.add(name);
    checkMirror(place.at(name), name, item[name]);
    return [{ type: filterTypes[name], [name]: item[name] }];
  });
  if (seen.has('requestRedirect') && seen.has('urlRewrite')) problems.report('value/exclusive', { fields: ['requestRedirect', 'urlRewrite'] });
  return filters;
}

/** Reports filters that replace a matched prefix in a rule that does not match exactly one. */
export function checkPrefixFilters(filters: readonly HttpRouteFilter[], matches: readonly HttpRouteMatch[], problems: Problems): void {
  const replaces = filters.some(({ urlRewrite, requestRedirect }) => [urlRewrite, requestRedirect].some((filter) => filter?.path?.type === 'ReplacePrefixMatch'));
  if (!replaces || matches.length === 0) return;
  const type = matches[0]!.path?.type ?? 'PathPrefix';
  if (matches.length > 1 || type !== 'PathPrefix') problems.report('value/needs-other', { field: 'replacePrefixMatch', needs: 'exactly one match, of a path prefix' });
}

function checkMirror(problems: Problems, name: FilterName, filter: unknown): void {
  const backend = name === 'requestMirror' && isPlainMap(filter) ? filter['backendRef'] : undefined;
  if (isPlainMap(backend) && backend['port'] === undefined && (backend['kind'] === undefined || backend['kind'] === 'Service')) {
    problems.at('backendRef', 'port').report('value/missing', { field: 'port' });
  }
}
