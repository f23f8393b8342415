import { Problems } from '../../src/core/problems';
import { exec, http } from '../../src/pod/health';
import { sleep } from '../../src/pod/lifecycle';
import { normalizePod, podFields, podSpec } from '../../src/pod/pod';
import { text } from '../../src/pod/text';
import { consumer } from '../support/diagnostics';
import { claim, folder, knownText, podOf, podOfAnything, secretKey, volume } from '../support/pods';

describe('a pod', () => {
  test('is put together of all its parts', () => {
    const { result, reported } = podOf({
      image: 'shop:1', ports: { http: 8080, metrics: { port: 9090, container: 'exporter' } },
      env: { DB_URL: text`mysql://${knownText('db')}/shop?password=${secretKey('db', 'app')}` },
      resources: { requests: { cpu: '100m' } },
      volumes: { cache: folder() },
      mounts: { '/cache': 'cache', '/etc/shop': volume('settings', { configMap: { name: 'settings' } }) },
      health: { readiness: http('/ready'), liveness: http('/live', 'http', { periodSeconds: 30 }) },
      lifecycle: { preStop: sleep(5) },
      initContainers: { migrate: { image: 'shop:1', args: ['migrate'] } },
      sidecars: { exporter: { image: 'exporter:1', mounts: { '/cache': { volume: 'cache', readOnly: true } } } },
      serviceAccount: 'shop', terminationGracePeriodSeconds: 60, scheduling: { nodeSelector: { disk: 'ssd' } },
    });
    expect(reported).toEqual([]);
    expect(result).toMatchInlineSnapshot(`
{
  "automountServiceAccountToken": false,
  "containers": [
    {
      "env": [
        {
          "name": "DB_URL_APP",
          "valueFrom": {
            "secretKeyRef": {
              "key": "app",
              "name": "db",
            },
          },
        },
        {
          "name": "DB_URL",
          "value": "mysql://db/shop?password=$(DB_URL_APP)",
        },
      ],
      "image": "shop:1",
      "lifecycle": {
        "preStop": {
          "sleep": {
            "seconds": 5,
          },
        },
      },
      "livenessProbe": {
        "httpGet": {
          "path": "/live",
          "port": "http",
        },
        "periodSeconds": 30,
      },
      "name": "web",
      "ports": [
        {
          "containerPort": 8080,
          "name": "http",
        },
      ],
      "readinessProbe": {
        "httpGet": {
          "path": "/ready",
          "port": "http",
        },
      },
      "resources": {
        "requests": {
          "cpu": "100m",
        },
      },
      "securityContext": {
        "allowPrivilegeEscalation": false,
      },
      "volumeMounts": [
        {
          "mountPath": "/cache",
          "name": "cache",
        },
        {
          "mountPath": "/etc/shop",
          "name": "settings",
        },
      ],
    },
  ],
  "initContainers": [
    {
      "image": "exporter:1",
      "name": "exporter",
      "ports": [
        {
          "containerPort": 9090,
          "name": "metrics",
        },
      ],
      "restartPolicy": "Always",
      "securityContext": {
        "allowPrivilegeEscalation": false,
      },
      "volumeMounts": [
        {
          "mountPath": "/cache",
          "name": "cache",
          "readOnly": true,
        },
      ],
    },
    {
      "args": [
        "migrate",
      ],
      "image": "shop:1",
      "name": "migrate",
      "securityContext": {
        "allowPrivilegeEscalation": false,
      },
    },
  ],
  "nodeSelector": {
    "disk": "ssd",
  },
  "securityContext": {
    "seccompProfile": {
      "type": "RuntimeDefault",
    },
  },
  "serviceAccountName": "shop",
  "terminationGracePeriodSeconds": 60,
  "volumes": [
    {
      "emptyDir": {},
      "name": "cache",
    },
    {
      "configMap": {
        "name": "settings",
      },
      "name": "settings",
    },
  ],
}
`);
  });

  test('of an image alone says little', () => {
    expect(podOf({ image: 'nginx:1.27' }, { restartPolicies: ['Always'] })).toMatchInlineSnapshot(`
{
  "reported": [],
  "result": {
    "automountServiceAccountToken": false,
    "containers": [
      {
        "image": "nginx:1.27",
        "name": "web",
        "securityContext": {
          "allowPrivilegeEscalation": false,
        },
      },
    ],
    "securityContext": {
      "seccompProfile": {
        "type": "RuntimeDefault",
      },
    },
  },
}
`);
  });

  test('has its token only where it is of use', () => {
    const given = { consumer: consumer(), appName: 'web', selectorLabels: {}, restartPolicies: ['Always'] as const };
    const model = normalizePod({ image: 'a' }, new Problems(), given);
    expect(podSpec(model).automountServiceAccountToken).toBe(false);
    expect(podSpec(model, true).automountServiceAccountToken).not.toBe(false);
  });

  test('tells others of its ports and of its main container', () => {
    const model = normalizePod({ image: 'a', ports: { http: 80 } }, new Problems(), {
      consumer: consumer(), appName: 'a.b', selectorLabels: {}, restartPolicies: ['Always'],
    });
    expect(model).toMatchObject({ mainContainer: 'a-b', ports: [{ name: 'http', port: 80, protocol: 'TCP' }] });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['containers', { given: { containers: [{ name: 'b', image: 'b', mounts: { '/v': 'v' } }] }, want: ['value/wrong-type /containers'] }],
    ['mounts', { given: { mounts: [{ name: 'v', mountPath: '/v' }] }, want: ['value/wrong-type /mounts'] }],
    ['mounts of another container', { given: { containers: { b: { image: 'b', mounts: ['v'] } } }, want: ['value/wrong-type /containers/b/mounts'] }],
    ['variables', { given: { env: [{ name: 'A', value: '1' }], args: ['$(A)'], mounts: { '/v': 'v' } }, want: ['value/wrong-type /env'] }],
  ])('a list of %s is one mistake, from which no other follows', (_name, { given, want }) => {
    expect(podOf({ image: 'a', volumes: { v: folder() }, ...given }).reported).toEqual(want);
  });

  test('notes the service account, and refuses one of another namespace', () => {
    const target = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'other', name: 'shop' };
    expect(podOf({ image: 'a', serviceAccount: { target } }).reported).toEqual(['reference/other-namespace /serviceAccount']);
    const own = consumer();
    const { result } = podOf({ image: 'a', serviceAccount: { target: { ...target, namespace: 'space' } } }, { consumer: own });
    expect(result.serviceAccountName).toBe('shop');
    expect(own.targets).toHaveLength(1);
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['a service account that is no name', { given: { serviceAccount: 'My Account' }, want: ['name/invalid /serviceAccount'] }],
    ['ports of the node under other numbers', {
      given: { security: { hostNetwork: true }, ports: { http: { port: 80, hostPort: 8080 } } }, want: ['port/host-port /ports/http/hostPort'],
    }],
    ['block devices for users of its own', {
      given: { security: { hostUsers: false }, devices: { '/dev/a': claim('c') } }, want: ['pod/conflict /devices'],
    }],
    ['what is wrong in every part', {
      given: {
        ports: 5, volumes: 5, containers: 5, initContainers: 5, sidecars: 5, podResources: 5, security: 5, scheduling: 5, serviceAccount: 5,
        env: 5, envFrom: 5, mounts: 5, devices: 5, health: 5, lifecycle: 5, resources: 5, args: 5, command: 5, resizePolicy: 5,
        restartPolicyRules: 5, image: 5, containerName: 5,
      },
      want: [
        'value/wrong-type /security', 'value/wrong-type /scheduling', 'value/wrong-type /containerName', 'value/wrong-type /sidecars',
        'value/wrong-type /initContainers', 'value/wrong-type /containers', 'value/wrong-type /ports', 'value/wrong-type /volumes', 'value/wrong-type /image',
        'value/wrong-type /env', 'value/wrong-type /command', 'value/wrong-type /args', 'value/wrong-type /mounts', 'value/wrong-type /devices',
        'value/wrong-type /envFrom', 'value/wrong-type /resources', 'value/wrong-type /resizePolicy', 'value/wrong-type /health', 'value/wrong-type /lifecycle',
        'value/wrong-type /restartPolicyRules', 'value/wrong-type /podResources', 'value/wrong-type /serviceAccount',
      ],
    }],
  ])('reports %s', (_name, { given, want }) => {
    expect(podOfAnything({ ...given }).reported).toEqual(want);
  });

  test.each<[string, unknown]>([
    ['null', null], ['a text', 'x'], ['an empty list', []], ['a list', [null]], ['a map', { a: { b: null } }], ['a map of null', { a: null }],
    ['a function', (): void => undefined], ['a number', NaN], ['a big number', 1n], ['a symbol', Symbol('a')],
    ['an instance', new Date(0)], ['a container', { a: { image: null, env: [null], health: { liveness: { exec: null } }, mounts: { '/a': { volume: null } } } }],
  ])('never throws, not even on %s in any field', (_name, value) => {
    for (const field of podFields) expect(() => podOfAnything({ [field]: value })).not.toThrow();
  });

  test('is the same for the same props', () => {
    const props = { image: 'a', env: { B: '$(A)', A: '1' }, mounts: { '/x': claim('c') }, health: { liveness: exec(['a']) } };
    expect(JSON.stringify(podOf(props))).toBe(JSON.stringify(podOf(props)));
  });
});
