import { buildServiceAccount } from '../../src/apps/service-account';
import { Consumer } from '../../src/core/references';
import { normalizeBinding, normalizeServiceAccount, serviceAccountObjects, type ServiceAccountProps } from '../../src/access/service-account';
import { normalizeUrlGrant, rulesOf } from '../../src/access/grants';
import { outcomeOf } from '../support/diagnostics';
import { told } from '../network/fixtures';

const identity = { name: 'reader', namespace: 'shop' };
const subjects = [{ kind: 'ServiceAccount', ...identity }];
const rbac = 'rbac.authorization.k8s.io';
const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: identity };
const role = (kind: 'Role' | 'ClusterRole', metadata: object, granted: readonly object[]) =>
  ({ apiVersion: `${rbac}/v1`, kind, metadata, rules: granted });
const binding = (kind: 'Role' | 'ClusterRole', metadata: object, refKind: string, name: string) =>
  ({ apiVersion: `${rbac}/v1`, kind: `${kind}Binding`, metadata, roleRef: { apiGroup: rbac, kind: refKind, name }, subjects });
const settings = { target: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' } };

function objectsOf(grants: ServiceAccountProps['grants']): readonly object[] {
  const { objects, diagnostics } = buildServiceAccount(identity, { grants });
  expect(diagnostics).toEqual([]);
  return objects;
}

function rules(grants: ServiceAccountProps['grants']): unknown {
  return (objectsOf(grants)[1] as { readonly rules: unknown }).rules;
}

describe('a service account', () => {
  test('without grants is alone', () => {
    expect(buildServiceAccount(identity, {
      automountServiceAccountToken: false, imagePullSecrets: ['registry', { name: 'mirror' }], annotations: { a: 'b' },
    })).toEqual({
      objects: [{ ...account, metadata: { ...identity, annotations: { a: 'b' } }, automountServiceAccountToken: false, imagePullSecrets: [{ name: 'registry' }, { name: 'mirror' }] }],
      diagnostics: [],
    });
  });

  test('gets a role and a binding of its name', () => {
    expect(objectsOf([{ verbs: ['list', 'get'], resources: 'pods' }])).toEqual([
      account,
      role('Role', identity, [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }]),
      binding('Role', identity, 'Role', 'reader'),
    ]);
  });

  test('is named with its namespace wherever accounts of several namespaces meet', () => {
    const elsewhere = { name: 'shop:reader', namespace: 'billing' };
    expect(objectsOf([{ verbs: 'get', resources: 'nodes', clusterWide: true }, { verbs: 'get', resources: 'pods', namespace: 'billing' }, { verbs: 'get', resources: 'secrets', namespace: 'shop' }])).toEqual([
      account,
      role('Role', elsewhere, [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
      binding('Role', elsewhere, 'Role', 'shop:reader'),
      role('Role', identity, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }]),
      binding('Role', identity, 'Role', 'reader'),
      role('ClusterRole', { name: 'shop:reader' }, [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]),
      binding('ClusterRole', { name: 'shop:reader' }, 'ClusterRole', 'shop:reader'),
    ]);
  });
});

describe('rules', () => {
  test.each<[string, { given: ServiceAccountProps['grants']; want: readonly object[] }]>([
    ['the group of a built-in resource', { given: [{ verbs: 'get', resources: ['deployments', 'ingresses'] }], want: [
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }, { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['get'] },
    ] }],
    ['subresources', { given: [{ verbs: 'get', resources: 'pods/log' }, { verbs: ['update'], resources: 'deployments/scale' }], want: [
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }, { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['update'] },
    ] }],
    ['resources of other APIs', { given: [{ verbs: '*', resources: ['certificates.cert-manager.io', 'certificates.cert-manager.io/status'] }, { verbs: 'get', resources: 'pods', apiGroup: 'metrics.k8s.io' }], want: [
      { apiGroups: ['cert-manager.io'], resources: ['certificates', 'certificates/status'], verbs: ['*'] }, { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get'] },
    ] }],
    ['one object by its definition', { given: [{ verbs: 'get', resources: settings }], want: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['settings'], verbs: ['get'] }] }],
    ['single names', { given: [{ verbs: ['get', 'update'], resources: 'leases', names: ['b', 'a'] }], want: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: ['a', 'b'], verbs: ['get', 'update'] }] }],
    ['resources with the same verbs together, whatever the order', { given: [{ verbs: ['watch', 'get'], resources: 'services' }, { verbs: 'get', resources: 'pods' }, { verbs: 'watch', resources: 'pods' }], want: [
      { apiGroups: [''], resources: ['pods', 'services'], verbs: ['get', 'watch'] },
    ] }],
    ['everything', { given: [{ verbs: '*', resources: '*' }], want: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] }],
    ['the own namespace, which a Role can grant', { given: [{ verbs: 'get', resources: 'namespaces' }], want: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get'] }] }],
  ])('name %s', (_, { given, want }) => {
    expect(rules(given)).toEqual(want);
    expect(rules([...given!].reverse())).toEqual(want);
  });

  test('name paths of the API server, for the whole cluster', () => {
    const { result, reported } = outcomeOf((problems) => normalizeUrlGrant(['get', 'head'], ['/metrics', '/healthz/*'], problems));
    expect(reported).toEqual([]);
    expect(result.every(({ scope }) => scope.clusterWide)).toBe(true);
    expect(rulesOf(result)).toEqual([{ nonResourceURLs: ['/healthz/*', '/metrics'], verbs: ['get', 'head'] }]);
    expect(outcomeOf((problems) => normalizeUrlGrant('get', 'metrics', problems))).toEqual({ result: [], reported: ['path/not-absolute /urls'] });
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['a resource in the singular', { given: { verbs: 'get', resources: 'pod' }, want: ['access/unknown-resource /grants/0/resources'] }],
    ['a subresource that is none', { given: { verbs: 'get', resources: 'pods/logs' }, want: ['access/unknown-resource /grants/0/resources'] }],
    ['a resource outside of namespaces', { given: { verbs: 'get', resources: 'nodes' }, want: ['access/cluster-scoped /grants/0/resources'] }],
    ['a misspelt verb', { given: { verbs: ['gte'], resources: 'pods' }, want: ['access/unknown-verb /grants/0/verbs/0'] }],
    ['no verbs', { given: { verbs: [], resources: 'pods' }, want: ['value/wrong-type /grants/0/verbs'] }],
    ['a verb that names cannot restrict', { given: { verbs: 'create', resources: 'pods', names: ['a'] }, want: ['access/names-and-verb /grants/0/verbs'] }],
    ['an empty list of names, which would mean every object', { given: { verbs: 'delete', resources: 'pods', names: [] }, want: ['value/empty-list /grants/0/names'] }],
    ['a namespace and the cluster', { given: { verbs: 'get', resources: 'pods', namespace: 'a', clusterWide: true }, want: ['access/namespace-and-cluster /grants/0'] }],
    ['an object of another namespace', { given: { verbs: 'get', resources: { target: { ...settings.target, namespace: 'other' } } }, want: ['reference/other-namespace /grants/0/resources'] }],
    ['names beside a definition', { given: { verbs: 'get', resources: settings, names: ['a'] }, want: ['value/exclusive /grants/0/resources'] }],
    ['a group with a version', { given: { verbs: 'get', resources: 'x', apiGroup: 'apps/v1' }, want: ['name/invalid /grants/0/apiGroup', 'access/unknown-resource /grants/0/resources'] }],
    ['misspelt fields', { given: { verb: 'get', verbs: 'get', resources: 'pods' }, want: ['value/unknown-field /grants/0/verb'] }],
  ])('report %s', (_, { given, want }) => {
    expect(told(buildServiceAccount(identity, { grants: [given] } as ServiceAccountProps).diagnostics)).toEqual(want);
  });

  test('need a namespace where others must name the account', () => {
    expect(told(buildServiceAccount({ name: 'reader' }, { grants: [{ verbs: 'get', resources: 'nodes', clusterWide: true }] }).diagnostics)).toEqual(['access/no-namespace /grants/0']);
  });
});

describe('a role that is defined elsewhere', () => {
  const consumer = () => new Consumer('shop', undefined);
  const bound = (input: unknown, options?: object) => outcomeOf((problems) => {
    const model = normalizeServiceAccount({}, problems, consumer());
    const found = normalizeBinding(input, options, problems, consumer());
    if (found !== undefined) model.bindings.push(found);
    return serviceAccountObjects(model, identity, problems).slice(1);
  });

  test.each<[string, { given: unknown; options?: object; want: object }]>([
    ['a ClusterRole by name', { given: 'view', want: binding('Role', { name: 'reader:view', namespace: 'shop' }, 'ClusterRole', 'view') }],
    ['a ClusterRole for the whole cluster', { given: 'view', options: { clusterWide: true }, want: binding('ClusterRole', { name: 'shop:reader:view' }, 'ClusterRole', 'view') }],
    ['a Role of another namespace', { given: { kind: 'Role', name: 'writer' }, options: { namespace: 'billing' }, want: binding('Role', { name: 'shop:reader:writer', namespace: 'billing' }, 'Role', 'writer') }],
    ['a definition', { given: { target: { apiVersion: `${rbac}/v1`, kind: 'Role', namespace: 'shop', name: 'writer' } }, want: binding('Role', { name: 'reader:writer', namespace: 'shop' }, 'Role', 'writer') }],
  ])('is bound: %s', (_, { given, options, want }) => {
    expect(bound(given, options)).toEqual({ result: [want], reported: [] });
  });

  test.each<[string, { given: unknown; options?: object; want: readonly string[] }]>([
    ['a Role for the whole cluster', { given: { kind: 'Role', name: 'writer' }, options: { clusterWide: true }, want: ['value/wrong-type /role'] }],
    ['a Role of another namespace without saying so', { given: { target: { apiVersion: `${rbac}/v1`, kind: 'Role', namespace: 'billing', name: 'writer' } }, want: ['reference/other-namespace /role'] }],
    ['something that is no role', { given: settings, want: ['value/not-one-of /role/kind'] }],
    ['nothing', { given: undefined, want: ['value/missing /role'] }],
  ])('is reported: %s', (_, { given, options, want }) => {
    expect(bound(given, options)).toEqual({ result: [], reported: want });
  });
});
