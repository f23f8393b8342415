import type { HTTPRoute } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf, checkText, entriesOf, isPlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { checkUrlPath } from './hosts';

/** How a value is compared. */
export type RouteComparison = 'Exact' | 'RegularExpression';

/** A value to compare with: exactly this text, or an expression. */
export type RouteValueInput = string | { readonly type?: RouteComparison | undefined; readonly value: string };

/** Conditions on a request; all must hold. @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutematch */
export interface HttpRouteMatchProps {
  /** Path: a text is compared as a prefix, segment by segment. @default '/' */
  readonly path?: string | { readonly type?: 'PathPrefix' | RouteComparison | undefined; readonly value: string } | undefined;
  /** @default - every method */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | undefined;
  /** Headers, by name. @default - none */
  readonly headers?: { readonly [name: string]: RouteValueInput } | undefined;
  /** Query parameters, by name. @default - none */
  readonly queryParams?: { readonly [name: string]: RouteValueInput } | undefined;
}

/** Conditions on a request, as an HTTPRoute has them. */
export type HttpRouteMatch = NonNullable<NonNullable<HTTPRoute['spec']['rules']>[number]['matches']>[number];

/** A path, as an HTTPRoute has it. */
export type RoutePath = NonNullable<HttpRouteMatch['path']>;

type ValueMatch = NonNullable<HttpRouteMatch['headers']>[number];

const matchFields: ReadonlySet<string> = new Set(['path', 'method', 'headers', 'queryParams']);
const valueFields: ReadonlySet<string> = new Set(['type', 'value']);
const pathTypes = ['PathPrefix', 'Exact', 'RegularExpression'] as const;
const comparisons = ['Exact', 'RegularExpression'] as const;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;
const token = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const pathCharacters = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const longestPath = 1024;

/** Brings conditions into the form that an HTTPRoute has and reports what its schema refuses. */
export function normalizeRouteMatch(input: unknown, problems: Problems): HttpRouteMatch | undefined {
  if (!checkMap(problems, input, 'a map with path, method, headers and queryParams')) return undefined;
  checkFields(problems, input, matchFields);
  const path = input['path'] === undefined ? undefined : normalizeRoutePath(input['path'], problems.at('path'));
  const method = readField(problems, input, 'method', checkMethod);
  const headers = valueMatches(input['headers'], problems.at('headers'), 256, 4096);
  const queryParams = valueMatches(input['queryParams'], problems.at('queryParams'), 256, 1024);
  checkCount(problems.at('headers'), 'headers', headers.length, 16);
  checkCount(problems.at('queryParams'), 'query parameters', queryParams.length, 16);
  return {
    ...(path === undefined ? undefined : { path }),
    ...(method === undefined ? undefined : { method }),
    ...(headers.length === 0 ? undefined : { headers }),
    ...(queryParams.length === 0 ? undefined : { queryParams }),
  };
}

/** A path and how it is compared; what is wrong is reported. */
export function normalizeRoutePath(input: unknown, problems: Problems): RoutePath | undefined {
  const spec = typeof input === 'string' ? { value: input } : input;
  if (!checkMap(problems, spec, 'a path, or a map with type and value')) return undefined;
  checkFields(problems, spec, valueFields);
  const type = spec['type'] === undefined ? 'PathPrefix' : spec['type'];
  if (!checkOneOf(problems.at('type'), type, pathTypes)) return undefined;
  const place = typeof input === 'string' ? problems : problems.at('value');
  const { value } = spec;
  if (type === 'RegularExpression') {
    if (!checkText(place, value)) return undefined;
  } else if (!checkUrlPath(place, value)) return undefined;
  if (value.length > longestPath) place.report('name/too-long', { what: 'path', found: value, length: value.length, max: longestPath });
  else if (type !== 'RegularExpression' && !pathCharacters.test(value)) place.report('path/invalid', { found: value, why: 'expected letters, digits, and what URLs allow unescaped, everything else as %XX' });
  else return { type, value };
  return undefined;
}

/** Reports more items than an HTTPRoute takes. */
export function checkCount(problems: Problems, what: string, count: number, max: number): void {
  if (count > max) problems.report('route/too-many', { what, count, max });
}

function valueMatches(input: unknown, problems: Problems, longestName: number, longestValue: number): ValueMatch[] {
  if (input === undefined || !checkMap(problems, input, 'a map of name to value')) return [];
  return entriesOf(problems, input).flatMap(([name, spec]) => {
    const place = problems.at(name);
    if (!token.test(name) || name.length > longestName) {
      place.report('name/invalid', { what: 'name', found: name, rule: `expected at most ${longestName} letters, digits and characters of !#$%&'*+-.^_\`|~` });
      return [];
    }
    const full = isPlainMap(spec);
    if (full) checkFields(place, spec, valueFields);
    const type = full ? readField(place, spec, 'type', checkComparison) : undefined;
    const value = full ? spec['value'] : spec;
    const valuePlace = full ? place.at('value') : place;
    if (!checkText(valuePlace, value)) return [];
    if (value.length > longestValue) {
      valuePlace.report('name/too-long', { what: 'value', found: value, length: value.length, max: longestValue });
      return [];
    }
    return [{ ...(type === undefined ? undefined : { type }), name, value }];
  });
}

function checkMethod(problems: Problems, value: unknown): value is NonNullable<HttpRouteMatch['method']> {
  return checkOneOf(problems, value, methods);
}

function checkComparison(problems: Problems, value: unknown): value is RouteComparison {
  return checkOneOf(problems, value, comparisons);
}
