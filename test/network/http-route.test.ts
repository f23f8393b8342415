import { buildHttpRoute } from '../../src/apps/http-route';
import { type HttpRouteProps } from '../../src/network/http-route';
import { service, told } from './fixtures';

const identity = { name: 'shop', namespace: 'shop' };
const web = service('web');
const toWeb = { name: 'web', port: 80 };

function specOf(props: HttpRouteProps): object {
  const { objects, diagnostics } = buildHttpRoute(identity, props);
  expect(diagnostics).toEqual([]);
  return objects[0]!.spec;
}

function reported(props: object): string[] {
  return told(buildHttpRoute(identity, { gateway: 'public', rules: { '/': web.port('http') }, ...props }).diagnostics);
}

const withRule = (rule: object) => ({ rules: [{ backends: [web.port('http')], ...rule }] });

describe('buildHttpRoute', () => {
  test('leads path prefixes to backends', () => {
    expect(buildHttpRoute(identity, { gateway: 'public', hostnames: ['shop.example.com', '*.shop.example.com'], rules: { '/': web.port('http'), '/api': { service: 'api', port: 8080 } }, labels: { a: 'b' } })).toEqual({
      objects: [{
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { ...identity, labels: { a: 'b' } },
        spec: {
          parentRefs: [{ name: 'public' }],
          hostnames: ['shop.example.com', '*.shop.example.com'],
          rules: [
            { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [toWeb] },
            { matches: [{ path: { type: 'PathPrefix', value: '/api' } }], backendRefs: [{ name: 'api', port: 8080 }] },
          ],
        },
      }],
      diagnostics: [],
    });
  });

  test('carries full rules', () => {
    expect(specOf({
      gateway: { name: 'public', namespace: 'gateways', sectionName: 'https', port: 443 },
      rules: [
        {
          name: 'main',
          matches: [
            { path: { type: 'Exact', value: '/a' }, method: 'GET', headers: { 'X-Version': '2', 'accept': { type: 'RegularExpression', value: 'text/.*' } }, queryParams: { debug: '1' } },
            { path: { type: 'RegularExpression', value: '/b/[0-9]+' } },
            { path: '/c' },
          ],
          filters: [{ requestHeaderModifier: { set: [{ name: 'X-From', value: 'gateway' }] } }],
          backends: [
            { backend: web.port('http'), weight: 9 },
            { backend: { service: web, port: 'admin' }, weight: 1, filters: [{ responseHeaderModifier: { remove: ['Server'] } }] },
          ],
          timeouts: { request: '1m30s', backendRequest: '90s' },
        },
        { matches: [{ path: '/old' }], filters: [{ requestRedirect: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' }, statusCode: 301 } }] },
      ],
    })).toEqual({
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https', port: 443 }],
      rules: [
        {
          name: 'main',
          matches: [
            {
              path: { type: 'Exact', value: '/a' }, method: 'GET', headers: [{ name: 'X-Version', value: '2' }, { type: 'RegularExpression', name: 'accept', value: 'text/.*' }],
              queryParams: [{ name: 'debug', value: '1' }],
            },
            { path: { type: 'RegularExpression', value: '/b/[0-9]+' } },
            { path: { type: 'PathPrefix', value: '/c' } },
          ],
          filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-From', value: 'gateway' }] } }],
          backendRefs: [
            { ...toWeb, weight: 9 },
            { name: 'web', port: 9000, weight: 1, filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['Server'] } }] },
          ],
          timeouts: { request: '1m30s', backendRequest: '90s' },
        },
        {
          matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' }, statusCode: 301 } }],
        },
      ],
    });
  });

  test.each<[string, HttpRouteProps['gateway'], object[]]>([
    ['several', ['public', { name: 'internal', namespace: 'gateways' }], [{ name: 'public' }, { name: 'internal', namespace: 'gateways' }]],
    ['a definition', { target: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', namespace: 'shop', name: 'public' } }, [{ name: 'public' }]],
    ['a definition of another namespace', { target: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', namespace: 'gateways', name: 'public' } }, [{ name: 'public', namespace: 'gateways' }]],
    ['one twice, by its listeners', [{ name: 'public', sectionName: 'http' }, { name: 'public', sectionName: 'https' }], [{ name: 'public', sectionName: 'http' }, { name: 'public', sectionName: 'https' }]],
  ])('attaches to Gateways: %s', (_, gateway, want) => {
    expect(specOf({ gateway, rules: { '/': web.port('http') } })).toMatchObject({ parentRefs: want });
  });

  test('names the namespace of a backend elsewhere, and says what that needs', () => {
    const { objects, diagnostics } = buildHttpRoute(identity, { gateway: 'public', rules: { '/': service('web', 'other').port('http') } });
    expect(objects[0]!.spec.rules).toEqual([expect.objectContaining({ backendRefs: [{ ...toWeb, namespace: 'other' }] })]);
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'route/other-namespace', severity: 'warning' })]);
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['no Gateway', { given: { gateway: undefined }, want: ['value/missing /gateway'] }],
    ['an empty list of Gateways', { given: { gateway: [] }, want: ['value/missing /gateway'] }],
    ['a Gateway twice', { given: { gateway: ['a', 'b', { name: 'a', sectionName: 'x' }] }, want: ['value/duplicate /gateway/2'] }],
    ['a Gateway of another cluster', { given: { gateway: { target: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', namespace: 'shop', name: 'public', cluster: 'staging' } } }, want: ['reference/other-cluster /gateway'] }],
    ['hosts that are none', { given: { hostnames: ['a.example.com:80', '*'] }, want: ['name/invalid /hostnames/0', 'name/invalid /hostnames/1'] }],
    ['an empty list of hosts, which would mean every host', { given: { hostnames: [] }, want: ['value/empty-list /hostnames'] }],
    ['too many hosts', { given: { hostnames: Array.from({ length: 17 }, (_, index) => `h${index}.example.com`) }, want: ['route/too-many /hostnames'] }],
    ['no rules', { given: { rules: undefined }, want: ['value/missing /rules'] }],
    ['an empty list of rules', { given: { rules: [] }, want: ['value/missing /rules'] }],
    ['an empty map of rules', { given: { rules: {} }, want: ['value/missing /rules'] }],
    ['too many matches in all', { given: { rules: Array.from({ length: 3 }, () => ({ backends: [web.port('http')], matches: Array.from({ length: 43 }, (_, index) => ({ path: `/${index}` })) })) }, want: ['route/too-many /rules'] }],
    ['a rule that leads nowhere', { given: { rules: [{}] }, want: ['value/needs-one-of /rules/0'] }],
    ['a redirect with backends', { given: withRule({ filters: [{ requestRedirect: { scheme: 'https' } }] }), want: ['value/exclusive /rules/0/backends'] }],
    ['a redirect that rewrites', { given: { rules: [{ filters: [{ requestRedirect: { scheme: 'https' } }, { urlRewrite: { hostname: 'a' } }] }] }, want: ['value/exclusive /rules/0/filters'] }],
    ['a filter twice', { given: withRule({ filters: [{ requestHeaderModifier: {} }, { requestHeaderModifier: {} }] }), want: ['value/duplicate /rules/0/filters/1'] }],
    ['two filters in one', { given: withRule({ filters: [{ requestHeaderModifier: {}, urlRewrite: {} }] }), want: ['value/exclusive /rules/0/filters/0/urlRewrite'] }],
    ['a filter that is none', { given: withRule({ filters: [{ type: 'CORS' }, {}] }), want: ['value/unknown-field /rules/0/filters/0/type', 'value/needs-one-of /rules/0/filters/0', 'value/needs-one-of /rules/0/filters/1'] }],
    ['a mirror without a port', { given: withRule({ filters: [{ requestMirror: { backendRef: { name: 'x' } } }] }), want: ['value/missing /rules/0/filters/0/requestMirror/backendRef/port'] }],
    ['a replaced prefix where an exact path matches', {
      given: withRule({ matches: [{ path: { type: 'Exact', value: '/a' } }], filters: [{ urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }] }), want: ['value/needs-other /rules/0/filters'],
    }],
    ['paths that are none', { given: { rules: { 'api': web.port('http'), '/a b': web.port('http'), [`/${'a'.repeat(1024)}`]: web.port('http') } }, want: ['path/not-absolute /rules/api', 'path/invalid /rules/~1a b', `name/too-long /rules/~1${'a'.repeat(1024)}`] }],
    ['header names that are none', { given: withRule({ matches: [{ headers: { 'x y': 'z' } }] }), want: ['name/invalid /rules/0/matches/0/headers/x y'] }],
    ['values that are none', { given: withRule({ matches: [{ method: 'get', headers: { a: 5 }, queryParams: { a: { type: 'exact', value: 'b' }, b: { value: '' } } }] }), want: [
      'value/not-one-of /rules/0/matches/0/method', 'value/wrong-type /rules/0/matches/0/headers/a', 'value/not-one-of /rules/0/matches/0/queryParams/a/type', 'value/wrong-type /rules/0/matches/0/queryParams/b/value',
    ] }],
    ['a port name without a Service that has it', { given: { rules: { '/': { service: 'web', port: 'http' } } }, want: ['value/wrong-type /rules/~1/port'] }],
    ['weights out of range', { given: { rules: [{ backends: [{ backend: web.port('http'), weight: -1 }] }] }, want: ['value/out-of-range /rules/0/backends/0/weight'] }],
    ['times that are none', { given: withRule({ timeouts: { request: '10', backendRequest: 5 } }), want: ['value/wrong-type /rules/0/timeouts/request', 'value/wrong-type /rules/0/timeouts/backendRequest'] }],
    ['an attempt that may take longer than all', { given: withRule({ timeouts: { request: '1s', backendRequest: '1500ms' } }), want: ['value/min-over-max /rules/0/timeouts/backendRequest'] }],
    ['misspelt fields', { given: { hosts: [], ...withRule({ match: [], matches: [{ pth: '/' }], timeouts: { requests: '1s' } }) }, want: [
      'value/unknown-field /hosts', 'value/unknown-field /rules/0/match', 'value/unknown-field /rules/0/matches/0/pth', 'value/unknown-field /rules/0/timeouts/requests',
    ] }],
    ['wrong types', { given: { gateway: 5, hostnames: 'x', rules: 'x' }, want: ['value/wrong-type /hostnames', 'value/wrong-type /rules', 'value/wrong-type /gateway'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});
