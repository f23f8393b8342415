import { App, buildStatelessApp, Bundle, type Diagnostic, StatelessApp, type StatelessAppProps } from '../../src';
import { built, diagnosticsOf, errorsOf, lines, namesOf, newBundle } from '../support/definitions';

const web = (props: Partial<StatelessAppProps<string, string>> = {}) =>
  buildStatelessApp<string, string>({ name: 'web', namespace: 'shop' }, { image: 'nginx:1.27', ...props });
/** What JavaScript and JSON bring. */
const anything = (props: unknown) => buildStatelessApp({ name: 'web' }, props as StatelessAppProps);
const own = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' };

describe('a stateless app', () => {
  test('is a Deployment that selects its own pods', () => {
    const { metadata, spec } = built(web(), 'Deployment');
    expect(metadata).toEqual({ name: 'web', namespace: 'shop', labels: own });
    expect([spec.selector, spec.template.metadata]).toEqual([{ matchLabels: own }, { labels: own }]);
  });

  test('says nothing that Kubernetes decides by itself', () => {
    expect(Object.keys(built(web(), 'Deployment').spec)).toEqual(['selector', 'template']);
    const [container] = built(web(), 'Deployment').spec.template.spec.containers;
    expect(container).toEqual({ name: 'web', image: 'nginx:1.27', securityContext: { allowPrivilegeEscalation: false } });
  });

  test('has a Service for its ports, and none without them', () => {
    expect(namesOf(web())).toEqual(['Deployment web']);
    expect(built(web({ ports: { http: 80, dns: { port: 53, protocol: 'UDP' } } }), 'Service').spec).toEqual({
      selector: own,
      ports: [{ name: 'http', port: 80, targetPort: 'http' }, { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' }],
    });
    expect(namesOf(web({ ports: { http: 80 }, service: false }))).toEqual(['Deployment web']);
  });

  test('has a fixed number of pods, none included', () => {
    expect([0, 1, 7].map((replicas) => built(web({ replicas }), 'Deployment').spec.replicas)).toEqual([0, 1, 7]);
  });

  test('leaves the number of pods to its autoscaler', () => {
    const scaled = web({ replicas: { min: 2, max: 10, cpu: '70%' }, resources: { requests: { cpu: '100m' } } });
    expect(namesOf(scaled)).toEqual(['Deployment web', 'HorizontalPodAutoscaler web']);
    expect(built(scaled, 'Deployment').spec).not.toHaveProperty('replicas');
    const { metadata, spec } = built(scaled, 'HorizontalPodAutoscaler');
    expect([metadata.name, spec.scaleTargetRef, spec.minReplicas, spec.maxReplicas]).toEqual(['web', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, 2, 10]);
  });

  test('has a disruption budget for its own pods', () => {
    expect(built(web({ replicas: 3, disruptionBudget: { maxUnavailable: 1 } }), 'PodDisruptionBudget').spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: own } });
  });

  test('is opened to the outside by an Ingress or by a Gateway, at the port of its Service', () => {
    const ports = { http: 8080, admin: 9000 };
    const ingress = built(web({ ports, expose: { http: 'shop.example.com' } }), 'Ingress');
    expect(ingress.spec.rules[0]!.http.paths[0]!.backend).toEqual({ service: { name: 'web', port: { name: 'http' } } });
    const both = web({ ports, service: { ports: { http: 80 } }, expose: { http: { gateway: 'public', host: 'shop.example.com' } } });
    expect(namesOf(both)).toEqual(['Deployment web', 'Service web', 'HTTPRoute web']);
    expect(JSON.stringify(both.objects[2])).toContain('"backendRefs":[{"name":"web","port":80}]');
  });

  test('is opened at the Service that bears its name, or at its first one', () => {
    const ports = { http: 8080 };
    const backend = (props: object) => built(web({ ports, expose: { http: 'shop.example.com' }, ...props }), 'Ingress').spec.rules[0]!.http.paths[0]!.backend.service;
    expect(backend({ services: { front: {} } })).toEqual({ name: 'web', port: { name: 'http' } });
    expect(backend({ service: false, services: { front: { ports: { http: 80 } }, back: {} } })).toEqual({ name: 'web-front', port: { name: 'http' } });
  });

  test('cannot be opened to the outside without a Service', () => {
    expect(errorsOf(web({ ports: { http: 80 }, service: false, expose: { http: 'shop.example.com' } }))).toEqual(['service/none /expose']);
    expect(errorsOf(web({ ports: { http: 80 }, expose: { htp: 'shop.example.com' } }))).toEqual(['service/unknown-port /expose/htp']);
  });

  test('replaces its pods as it is told', () => {
    expect(built(web({ rollout: { strategy: 'Recreate' } }), 'Deployment').spec.strategy).toEqual({ type: 'Recreate' });
    expect(built(web({ rollout: { maxSurge: '50%', maxUnavailable: 0, paused: true, minReadySeconds: 5, progressDeadlineSeconds: 60 } }), 'Deployment').spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 } }, paused: true, minReadySeconds: 5, progressDeadlineSeconds: 60,
    });
  });

  test('gives the same objects as a construct and as a pure function', () => {
    const props = {
      image: 'nginx:1.27', ports: { http: 8080 }, replicas: { min: 2, max: 4 }, disruptionBudget: { minAvailable: 1 }, labels: { tier: 'front' },
      expose: { http: 'shop.example.com' }, network: { allowFrom: ['anyone'] }, override: { Deployment: { spec: { revisionHistoryLimit: 1 } } },
    } as const;
    const bundle = newBundle();
    new StatelessApp(bundle, 'web', props);
    const pure = buildStatelessApp({ name: 'web', namespace: 'shop' }, props);
    expect(pure.diagnostics).toEqual([]);
    expect(new Set(bundle.objects())).toEqual(new Set(pure.objects));
  });
});

describe('a stateless app of another kind', () => {
  test.each([
    ['ReplicaSet', { matchLabels: own }, 'workload/no-rollout'], ['ReplicationController', own, 'workload/legacy'],
  ] as const)('%s: selects its pods, and a Deployment is recommended', (workload, selector, code) => {
    const set = web({ workload, replicas: 2, rollout: { minReadySeconds: 3 }, disruptionBudget: { minAvailable: 1 } });
    expect(lines(set.diagnostics)).toEqual([`${code} /workload`]);
    expect(built(set, workload).spec).toMatchObject({ replicas: 2, minReadySeconds: 3, selector, template: { metadata: { labels: own } } });
    expect(built(set, 'PodDisruptionBudget').spec.selector).toEqual({ matchLabels: own });
  });

  test.each([['ReplicaSet', []], ['ReplicationController', ['workload/legacy']]] as const)('%s: a synthesis warns of what is kept for old systems only', (workload, want) => {
    const warnings: Diagnostic[] = [];
    const app = new App({ onWarnings: (list) => warnings.push(...list) });
    new StatelessApp(new Bundle(app, 'shop'), 'web', { image: 'nginx:1.27', workload });
    app.synthYaml();
    expect(warnings.map(({ code }) => code)).toEqual(want);
  });

  test('refuses what only a Deployment has', () => {
    const set = web({ workload: 'ReplicaSet', rollout: { strategy: 'Recreate', paused: true, revisionHistoryLimit: 3 } });
    expect(errorsOf(set)).toEqual(['rollout/not-of-kind /rollout/strategy', 'rollout/not-of-kind /rollout/paused', 'rollout/not-of-kind /rollout/revisionHistoryLimit']);
    const selector = { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] } as const;
    expect(errorsOf(web({ workload: 'ReplicaSet', selector }))).toEqual([]);
    expect(errorsOf(web({ workload: 'ReplicationController', selector }))).toEqual(['rollout/not-of-kind /selector/matchExpressions']);
  });

  test('is scaled by the kind that it is of', () => {
    expect(built(web({ workload: 'ReplicationController', replicas: { max: 3 } }), 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({
      apiVersion: 'v1', kind: 'ReplicationController', name: 'web',
    });
  });
});

describe('what is wrong with a stateless app is reported', () => {
  test.each<[string, unknown, string[]]>([
    ['no props', undefined, ['value/wrong-type']],
    ['a text', 'nginx', ['value/wrong-type']],
    ['no image', {}, ['value/missing /image']],
    ['an unknown field', { image: 'nginx:1', replica: 2 }, ['value/unknown-field /replica']],
    ['several things at once', { image: '', replicas: -1, ports: { HTTP: 80 }, rollout: { maxSurge: 0, maxUnavailable: 0 } }, [
      'value/wrong-type /image', 'name/invalid /ports/HTTP', 'rollout/cannot-progress /rollout/maxUnavailable', 'value/out-of-range /replicas',
    ]],
    ['an unknown workload', { image: 'nginx:1', workload: 'StatefulSet' }, ['value/not-one-of /workload']],
    ['a field of another kind of app', { image: 'nginx:1', storage: {} }, ['value/unknown-field /storage']],
    ['NaN', { image: 'nginx:1', replicas: Number.NaN }, ['value/wrong-type /replicas']],
    ['a part of a pod', { image: 'nginx:1', replicas: 1.5 }, ['value/out-of-range /replicas']],
    ['a partition', { image: 'nginx:1', rollout: { partition: 1 } }, ['value/unknown-field /rollout/partition']],
    ['fewer than none at most', { image: 'nginx:1', replicas: { min: 5, max: 2 } }, ['value/min-over-max /replicas/min']],
    ['a budget of both', { image: 'nginx:1', disruptionBudget: { minAvailable: 1, maxUnavailable: 1 } }, ['value/exclusive /disruptionBudget/maxUnavailable']],
  ])('%s', (_name, props, want) => {
    const { objects, diagnostics } = anything(props);
    expect(objects).toEqual([]);
    expect(lines(diagnostics.filter(({ severity }) => severity === 'error')).sort()).toEqual([...want].sort());
  });

  test('a name that is no label, and one of a Service', () => {
    expect(errorsOf(buildStatelessApp({ name: 'a'.repeat(64) }, { image: 'nginx:1', containerName: 'web' }))).toEqual(['name/too-long /name']);
    expect(errorsOf(buildStatelessApp({ name: 'Web' }, { image: 'nginx:1' }))).toContain('name/invalid /name');
    expect(errorsOf(buildStatelessApp({ name: 'web.v2' }, { image: 'nginx:1', ports: { http: 80 } }))).toEqual(['name/invalid /service/name']);
    const [problem] = diagnosticsOf(buildStatelessApp({ name: 'a'.repeat(64) }, { image: 'nginx:1', containerName: 'web' }));
    expect(problem!.message).toMatch(/64.*63/);
  });
});

test('messages show short and harmless what was given', () => {
  const long = 'x'.repeat(100_000);
  const found = diagnosticsOf(anything({
    image: 'nginx:1.27', rollout: { strategy: 'a\u0000b\u001b[31m', maxSurge: 1 }, mounts: { '/data': long },
    ports: { http: { port: 80, container: long }, ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${index}`, 1000 + index])) },
    health: { ready: { http: '/', port: long } },
  }));
  expect(lines(found)).toEqual(expect.arrayContaining(['port/unknown-container /ports/http/container', 'mount/unknown-volume /mounts/~1data']));
  for (const { message, help } of found) {
    expect(`${message}${help}`).not.toMatch(/[\u0000-\u001f]/);
    expect(message.length).toBeLessThan(500);
  }
});
