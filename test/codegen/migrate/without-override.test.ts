import type { Manifest } from '../../../src/core/manifest';
import { writeDocuments } from '../../../src/yaml/write';
import { comparable, migrate, run } from './support';

const named = { name: 'web', namespace: 'shop' };
const labels = { app: 'web' };

function deployment(container: object, more: object = {}): object {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: named,
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'a:1', ...container }], ...more } } },
  };
}

function service(spec: object, name = 'web'): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { selector: labels, ...spec } };
}

function ingress(port: object): object {
  const backend = { service: { name: 'web', port } };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: named, spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] } };
}

/** Objects, and what stands in the program that is made of them. */
test.each<[string, { given: readonly object[]; want: readonly string[] }]>([
  ['ports without names, and what leads there', {
    given: [
      deployment({ ports: [{ containerPort: 3550 }], readinessProbe: { grpc: { port: 3550 } }, livenessProbe: { httpGet: { path: '/', port: 3550 } } }),
      service({ type: 'ClusterIP', ports: [{ name: 'grpc', port: 3550, targetPort: 3550 }] }),
    ],
    want: ['ports: { grpc: { port: 3550, named: false } }', "service: { type: 'ClusterIP' }", "health: { readiness: grpc(), liveness: http('/') }"],
  }],
  ['a Service whose only port has no name, and the Ingress that knows its number', {
    given: [deployment({ ports: [{ containerPort: 8080, protocol: 'TCP' }] }), service({ ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] }), ingress({ number: 80 })],
    want: ["http: { port: 8080, protocol: 'TCP', named: false }", "http: { port: 80, protocol: 'TCP', named: false }", "expose: { http: 'a.example.com' }"],
  }],
  ['a number for a port that has a name', {
    given: [
      deployment({ ports: [{ name: 'http', containerPort: 8080 }, { name: 'admin', containerPort: 9090 }], readinessProbe: { tcpSocket: { port: 8080 } }, livenessProbe: { httpGet: { path: '/', port: 'admin' } } }),
      service({ ports: [{ name: 'http', port: 80, targetPort: 8080 }] }), ingress({ number: 80 }),
    ],
    want: ['targetPort: 8080', 'tcp(8080)', "http('/', 'admin')", '{ service: web, port: 80 }'],
  }],
  ['a Service that says no port of the pods, and one that calls it differently', {
    given: [deployment({ ports: [{ containerPort: 6379 }] }), service({ ports: [{ port: 6379 }] }), service({ clusterIP: 'None', ports: [{ name: 'tcp-redis', port: 6379, targetPort: 6379 }] }, 'web-all')],
    want: ['redis: { port: 6379, named: false }', 'targetPort: null', "name: 'tcp-redis'"],
  }],
  ['a port that no container declares', {
    given: [deployment({}), service({ ports: [{ port: 80, targetPort: 8080 }] })],
    want: ['http: { port: 80, targetPort: 8080, named: false }'],
  }],
  ['a Service of pods that nothing makes here', {
    given: [service({ ports: [{ port: 9999, targetPort: 'x' }] })],
    want: ["'port-9999': { port: 9999, targetPort: 'x', named: false }"],
  }],
  ['an Ingress with all that one port can say, and another one that leads elsewhere as well', {
    given: [
      deployment({ ports: [{ name: 'http', containerPort: 8080 }] }), service({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
      {
        apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'front', namespace: 'shop', annotations: { a: 'b' } },
        spec: {
          ingressClassName: 'nginx', tls: [{ hosts: ['a.example.com', 'b.example.com'], secretName: 't' }],
          rules: ['a.example.com', 'b.example.com'].map((host) => ({ host, http: { paths: ['/x', '/y'].map((path) => ({ path, pathType: 'Exact', backend: { service: { name: 'web', port: { name: 'http' } } } })) } })),
        },
      },
      {
        apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'both', namespace: 'shop' },
        spec: { rules: [{ host: 'c.example.com', http: { paths: ['web', 'other'].map((name) => ({ path: `/${name}`, pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } })) } }] },
      },
    ],
    want: [
      "expose: { http: { host: ['a.example.com', 'b.example.com'], path: ['/x', '/y'], pathType: 'Exact', tls: 't', className: 'nginx', name: 'front', annotations: { a: 'b' }, }, }",
      "'/web': web.port('http')",
    ],
  }],
  ['an optional key that its ConfigMap does not have', {
    given: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { a: '1' } },
      deployment({ env: ['a', 'b'].map((key) => ({ name: key, valueFrom: { configMapKeyRef: { name: 'settings', key, optional: true } } })) }),
    ],
    want: ["a: settings.key('a', { optional: true })", "b: settings.key('b', { optional: true })", 'optionalKeys: { b: true }'],
  }],
  ['a ConfigMap that has nothing in it', { given: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: named }], want: ["new ConfigMapData(shop, 'web', {})"] }],
  ['an optional file of a key that its ConfigMap does not have', {
    given: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } },
      {
        apiVersion: 'v1', kind: 'Pod', metadata: { ...named, labels },
        spec: {
          containers: [{ name: 'web', image: 'a:1', volumeMounts: [{ name: 'settings', mountPath: '/etc/a' }] }],
          volumes: [{ name: 'settings', configMap: { name: 'settings', optional: true, items: [{ key: 'b', path: 'c' }] } }],
        },
      },
    ],
    want: ["settings.files({ items: { b: 'c' }, optional: true })", 'optionalKeys: { b: true }'],
  }],
  ['a policy without protocols', {
    given: [{
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: named,
      spec: { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: 'front' } } }], ports: [{ port: 'http' }] }] },
    }],
    want: ["ports: [{ port: 'http', protocol: null }]"],
  }],
])('%s', async (_case, { given, want }) => {
  const objects = given as readonly Manifest[];
  const migrated = migrate(writeDocuments(objects));
  const text = migrated.printed.map((file) => file.text).join('\n');
  for (const part of want) expect(text.replace(/\s+/g, ' ')).toContain(part);
  expect(text).not.toContain('override');
  expect(text).not.toContain('KubeObject');
  const { objects: result } = await run(migrated);
  expect(comparable(result)).toEqual(comparable(objects));
});

test('an Ingress that no app can have leaves the rest of the app whole', async () => {
  const bad = ingress({ name: 'http' }) as { spec: { rules: { host: string }[] } };
  bad.spec.rules[0]!.host = 'Not_A_Host';
  const objects = [deployment({ ports: [{ name: 'http', containerPort: 8080 }] }), service({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] }), bad] as unknown as readonly Manifest[];
  const migrated = migrate(writeDocuments(objects));
  expect(migrated.printed[0]?.text).toContain('service: { ports: { http: 80 } }');
  expect(comparable((await run(migrated)).objects)).toEqual(comparable(objects));
});

const rbac = 'rbac.authorization.k8s.io';

test('who may do what is said by references, and does not change who gets a token', async () => {
  const role = (kind: string): object => ({ apiVersion: `${rbac}/v1`, kind, metadata: kind === 'Role' ? named : { name: 'web' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, { apiGroups: ['x.example.com'], resources: ['*'], verbs: ['*'] }] });
  const binding = (kind: string, ref: string): object => ({
    apiVersion: `${rbac}/v1`, kind, metadata: kind === 'RoleBinding' ? named : { name: 'web' }, roleRef: { apiGroup: rbac, kind: ref, name: 'web' },
    subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }, { kind: 'User', name: 'a', apiGroup: rbac }],
  });
  const objects = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: named }, role('Role'), role('ClusterRole'), binding('RoleBinding', 'Role'), binding('ClusterRoleBinding', 'ClusterRole'),
    deployment({}, { serviceAccountName: 'web', automountServiceAccountToken: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }),
  ] as readonly Manifest[];
  const migrated = migrate(writeDocuments(objects));
  const text = migrated.printed.map((file) => file.text).join('\n').replace(/\s+/g, ' ');
  for (const part of ['role: webRole,', 'role: webClusterRole,', "webAccount, { kind: 'User'", "{ resources: ['pods'], verbs: ['get'] }"]) expect(text).toContain(part);
  expect(migrated.report.byLevel.definition).toBe(6);
  expect(comparable((await run(migrated)).objects)).toEqual(comparable(objects));
});
