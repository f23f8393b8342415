import { App, Bundle, ClusterRole, ClusterRoleBinding, Role, RoleBinding, ServiceAccount, StatelessApp } from '../../src';
import { buildClusterRole, buildRole } from '../../src/apps/role';
import { buildClusterRoleBinding, buildRoleBinding } from '../../src/apps/role-binding';
import { type BindingProps } from '../../src/access/role-binding';
import { told } from '../network/fixtures';
import { acceptedWithoutErrors } from '../support/agreement';

const identity = { name: 'reader', namespace: 'shop' };

describe('a role', () => {
  test('looks up the groups of what is of Kubernetes itself, and takes those that are given', () => {
    const { objects: [role], diagnostics } = buildRole(identity, {
      rules: [
        { verbs: ['get'], resources: ['pods', 'pods/log', 'deployments'] },
        { verbs: ['*'], resources: ['*'] },
        { verbs: ['update'], resources: ['widgets'], apiGroups: ['example.com'], resourceNames: ['one'] },
      ],
    });
    expect(diagnostics).toEqual([]);
    expect(role?.rules).toEqual([
      { verbs: ['get'], apiGroups: ['', 'apps'], resources: ['pods', 'pods/log', 'deployments'] },
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['update'], apiGroups: ['example.com'], resources: ['widgets'], resourceNames: ['one'] },
    ]);
  });

  test('of the cluster has paths, and gathers others', () => {
    const { objects: [role], diagnostics } = buildClusterRole(identity, { aggregate: [{ tier: 'a' }], rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }] });
    expect(diagnostics).toEqual([]);
    expect(role).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { tier: 'a' } }] }, rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }],
    });
  });

  test.each<[string, { given: object; want: readonly string[]; kind?: 'ClusterRole' }]>([
    ['no verbs', { given: { rules: [{ verbs: [], resources: ['pods'] }, { resources: ['pods'] }] }, want: ['value/missing /rules/0/verbs', 'value/missing /rules/1/verbs'] }],
    ['no resources', { given: { rules: [{ verbs: ['get'] }] }, want: ['value/missing /rules/0/resources'] }],
    ['a misspelt resource', { given: { rules: [{ verbs: ['get'], resources: ['pods', 'podz'] }] }, want: ['access/unknown-resource /rules/0/resources/1'] }],
    ['no groups', { given: { rules: [{ verbs: ['get'], resources: ['pods'], apiGroups: [] }] }, want: ['value/missing /rules/0/apiGroups'] }],
    ['an empty list of names, which would mean every object', { given: { rules: [{ verbs: ['get'], resources: ['secrets'], resourceNames: [] }] }, want: ['value/empty-list /rules/0/resourceNames'] }],
    ['resources outside of namespaces', {
      given: {
        rules: [
          { verbs: ['get'], resources: ['pods', 'nodes', 'namespaces', 'nodes/status'] }, { verbs: ['get'], resources: ['nodes'], apiGroups: [''] },
          { verbs: ['get'], resources: ['nodes'], apiGroups: ['metrics.k8s.io'] },
        ],
      },
      want: ['access/not-in-namespace /rules/0/resources/1', 'access/not-in-namespace /rules/0/resources/3', 'access/not-in-namespace /rules/1/resources/0'],
    }],
    ['resources outside of namespaces for the whole cluster', { kind: 'ClusterRole', given: { rules: [{ verbs: ['get'], resources: ['nodes'] }] }, want: [] }],
    ['paths in a namespace', { given: { rules: [{ verbs: ['get'], nonResourceURLs: ['/'] }] }, want: ['value/needs-other /rules/0/nonResourceURLs'] }],
    ['paths and resources', { kind: 'ClusterRole', given: { rules: [{ verbs: ['get'], nonResourceURLs: ['/'], resources: ['pods'] }] }, want: ['value/exclusive /rules/0/resources'] }],
    ['a gathering role of a namespace', { given: { aggregate: [] }, want: ['value/unknown-field /aggregate'] }],
    ['rules that are none', { given: { rules: ['x', { verbs: 'get', resources: [3] }] }, want: ['value/wrong-type /rules/0', 'value/wrong-type /rules/1/verbs', 'value/wrong-type /rules/1/resources/0', 'value/missing /rules/1/verbs', 'value/missing /rules/1/resources'] }],
  ])('reports %s', (_case, { given, want, kind }) => {
    const built = kind === undefined ? buildRole(identity, given) : buildClusterRole(identity, given);
    expect(told(built.diagnostics)).toEqual(want);
  });
});

describe('a binding', () => {
  const account = { target: { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'web' } };

  test('names its role and its subjects by definition or by name', () => {
    const role = { target: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', namespace: 'shop', name: 'reader' } };
    const { objects: [binding], diagnostics } = buildRoleBinding(identity, { role, subjects: [account, { kind: 'ServiceAccount', name: 'own' }, { kind: 'Group', name: 'support' }] });
    expect(diagnostics).toEqual([]);
    expect(binding).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: identity,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }, { kind: 'ServiceAccount', name: 'own', namespace: 'shop' }, { kind: 'Group', name: 'support' }],
    });
  });

  test.each<[string, { given: object; want: readonly string[]; kind?: 'ClusterRoleBinding' }]>([
    ['no role', { given: {}, want: ['value/missing /role'] }],
    ['a role of a namespace for the whole cluster', { kind: 'ClusterRoleBinding', given: { role: { kind: 'Role', name: 'a' } }, want: ['value/wrong-type /role'] }],
    ['a role of another namespace', { given: { role: { target: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', namespace: 'other', name: 'a' } } }, want: ['reference/other-namespace /role'] }],
    ['a subject that is no account', { given: { role: 'view', subjects: [{ target: { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'a' } }] }, want: ['value/wrong-type /subjects/0'] }],
    ['a subject without a kind', { given: { role: 'view', subjects: [{ name: 'a' }, { kind: 'Usr', name: 'a' }] }, want: ['value/missing /subjects/0/kind', 'value/not-one-of /subjects/1/kind'] }],
    ['a user in a namespace', { given: { role: 'view', subjects: [{ kind: 'User', name: 'a', namespace: 'b' }] }, want: ['value/needs-other /subjects/0/namespace'] }],
  ])('reports %s', (_case, { given, want, kind }) => {
    const built = kind === undefined ? buildRoleBinding(identity, given as BindingProps) : buildClusterRoleBinding(identity, given as BindingProps);
    expect(told(built.diagnostics)).toEqual(want);
  });

  test('gives the pods of its accounts their token', () => {
    const bundle = new Bundle(new App(), 'shop', { namespace: 'shop' });
    const sa = new ServiceAccount(bundle, 'web');
    new StatelessApp(bundle, 'web', { image: 'a:1', serviceAccount: sa });
    new RoleBinding(bundle, 'web', { role: new Role(bundle, 'web', { rules: [{ verbs: ['get'], resources: ['pods'] }] }), subjects: [sa] });
    new ClusterRoleBinding(bundle, 'all', { role: new ClusterRole(bundle, 'all', { rules: [{ verbs: ['get'], resources: ['nodes'] }] }), subjects: [sa] });
    const { objects, diagnostics } = bundle.assemble();
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(objects.find(({ manifest }) => manifest.kind === 'Deployment')?.manifest)).toContain('"automountServiceAccountToken":true');
  });
});

const rule = { verbs: ['get'], resources: ['pods'] };
const rules = [
  [], [rule], [{ ...rule, verbs: [] }], [{ verbs: ['get'], nonResourceURLs: ['/x'] }], [{ ...rule, nonResourceURLs: ['/x'] }], [{ ...rule, apiGroups: [] }], [{ ...rule, apiGroups: [''] }], [{ verbs: ['get'] }],
  [{ ...rule, resources: ['a/b'], apiGroups: ['x'] }], [{ ...rule, verbs: ['x'] }], [{ ...rule, resourceNames: ['a'] }], [{ ...rule, resourceNames: [''] }], 'x', [null], [{ ...rule, resources: [] }], [{ ...rule, verbs: [''] }],
];
for (const [kind, build] of [['Role', buildRole], ['ClusterRole', buildClusterRole]] as const) {
  acceptedWithoutErrors(kind, {
    bases: [{}, { rules: [rule] }],
    fields: { rules, name: ['system:x', 'a/b', '..', ''], aggregate: [[], [{ a: 'b' }], [{ a: 'b c' }], 'x'] },
    build: ({ name = 'reader', ...props }) => build({ name: name as string, namespace: 'shop' }, props),
  });
}
for (const [kind, build] of [['RoleBinding', buildRoleBinding], ['ClusterRoleBinding', buildClusterRoleBinding]] as const) {
  const subject = { kind: 'ServiceAccount', name: 'a', namespace: 'shop' };
  acceptedWithoutErrors(kind, {
    bases: [{ role: 'view' }],
    fields: {
      role: ['view', 'a/b', '', { kind: 'Role', name: 'a' }, { kind: 'ClusterRole', name: 'a' }, { kind: 'X', name: 'a' }, { kind: 'Role' }, 7],
      subjects: [
        [], [subject], [{ ...subject, name: 'A b' }], [{ kind: 'ServiceAccount', name: 'a' }], [{ kind: 'User', name: 'a' }], [{ kind: 'Group', name: 'a', apiGroup: 'rbac.authorization.k8s.io' }],
        [{ kind: 'User', name: 'a', apiGroup: 'x' }], [{ kind: 'User', name: 'a', namespace: 'b' }], [{ kind: 'X', name: 'a' }], [{ ...subject, apiGroup: '' }], [{ ...subject, apiGroup: 'x' }], [{ ...subject, namespace: '' }], 'x', [null],
      ],
      name: ['system:x', 'a/b'],
    },
    build: ({ name = 'reader', ...props }) => build({ name: name as string, namespace: 'shop' }, props as unknown as BindingProps),
  });
}
