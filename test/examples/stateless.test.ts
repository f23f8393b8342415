import { formatDiagnostic } from '../../src';
import { bootcamp, type BootcampStage } from '../../examples/bootcamp';
import { rollingWeb, type RollingWebStage } from '../../examples/rolling-web';
import { buildStatelessApp } from '../../src/apps/stateless-app';
import { bootcampStages, rollingWebStages, synthesize, type Synthesized, systems } from './systems';

const system = (slug: string): Synthesized => synthesize(systems[slug]!);

describe('single-pod', () => {
  const { one } = system('single-pod');

  test('is a pod kin-stateless-1 with one nginx container', () => {
    const { containers } = one('Pod', 'kin-stateless-1').spec;
    expect(containers.map(({ image }) => image)).toEqual(['nginx:1.27']);
  });

  test('is ready once it answers', () => {
    const { ports, readinessProbe } = one('Pod').spec.containers[0]!;
    expect({ ports, readinessProbe }).toEqual({ ports: [{ name: 'http', containerPort: 80 }], readinessProbe: { httpGet: { path: '/', port: 'http' } } });
  });
});

describe.each([
  ['replica-set', 'ReplicaSet', 'kin-stateless-rs'],
  ['replication-controller', 'ReplicationController', 'kin-stateless-rc'],
] as const)('%s', (slug, kind, name) => {
  const { one, objects } = system(slug);
  const { replicas, selector, template } = one(kind, name).spec as unknown as {
    replicas: number; selector: unknown; template: { metadata: { labels: { [key: string]: string } }; spec: { containers: { image: string }[] } };
  };

  test('keeps 2 pods of nginx', () => {
    expect(replicas).toBe(2);
    expect(template.spec.containers.map(({ image }) => image)).toEqual(['nginx:1.27']);
  });

  test('selects them by the published label alone', () => {
    const labels = { app: name };
    expect(selector).toEqual(kind === 'ReplicaSet' ? { matchLabels: labels } : labels);
    expect(template.metadata.labels).toMatchObject(labels);
    expect(one('Service', name).spec.selector).toEqual(labels);
  });

  test('is no Deployment, and the definition notes that one is recommended', () => {
    expect(objects.map((object) => object.kind)).toEqual(['Namespace', 'Service', kind]);
    const { diagnostics } = buildStatelessApp({ name }, { workload: kind, image: 'nginx:1.27', selector: { app: name } });
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([kind === 'ReplicaSet' ? 'info workload/no-rollout' : 'warning workload/legacy']);
    expect(formatDiagnostic(diagnostics[0]!)).toContain('a Deployment does, and is recommended');
  });
});

describe('rolling-web', () => {
  const stages = new Map(rollingWebStages.map((stage) => [stage, synthesize((app) => rollingWeb(app, stage))]));
  const deployment = (stage: RollingWebStage) => stages.get(stage)!.one('Deployment', 'kin-stateless-dp').spec;
  const image = (stage: RollingWebStage): string => deployment(stage).template.spec.containers[0]!.image;
  const template = (stage: RollingWebStage): string => JSON.stringify(deployment(stage).template);

  test('starts with 2 replicas of nginx', () => {
    expect([deployment('first').replicas, image('first')]).toEqual([2, 'nginx:1.15.12']);
  });

  test('is updated to nginx:1.16.0', () => {
    expect(image('updated')).toBe('nginx:1.16.0');
  });

  test('is scaled from 2 to 5 to 3, which replaces no pod', () => {
    expect(['updated', 'scaled-up', 'scaled-down'].map((stage) => deployment(stage as RollingWebStage).replicas)).toEqual([2, 5, 3]);
    expect(template('scaled-up')).toBe(template('updated'));
    expect(template('scaled-down')).toBe(template('updated'));
  });

  test('stays at 3 from then on', () => {
    expect(['paused', 'resumed'].map((stage) => deployment(stage as RollingWebStage).replicas)).toEqual([3, 3]);
  });

  test('adds at most 1 pod (a number) and misses at most 25% (a share) during an update', () => {
    expect(deployment('first').strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } });
  });

  test('keeps 5 revisions to go back to', () => {
    expect(deployment('resumed').revisionHistoryLimit).toBe(5);
  });

  test('changes its pods while it is paused, and the same change rolls out once it is resumed', () => {
    expect([...stages.keys()].filter((stage) => deployment(stage).paused)).toEqual(['paused']);
    expect(template('paused')).not.toBe(template('scaled-down'));
    expect(template('resumed')).toBe(template('paused'));
  });

  test('stands beside a Deployment that stops its pods first', () => {
    expect(stages.get('resumed')!.one('Deployment', 'kin-stateless-recreate').spec.strategy).toEqual({ type: 'Recreate' });
  });

  test('changes nothing that cannot be changed, and nothing else, from stage to stage', () => {
    const fixed = rollingWebStages.map((stage) => {
      const { replicas: _replicas, paused: _paused, template: { spec: { containers, ...pod }, metadata }, ...spec } = deployment(stage);
      return { spec, metadata, pod, containers: containers.map(({ image: _image, resources: _resources, ...container }) => container) };
    });
    for (const stage of fixed) expect(stage).toEqual(fixed[0]);
  });

  test('writes its final stage', () => {
    expect(system('rolling-web').text).toBe(stages.get('resumed')!.text);
  });
});

describe('bootcamp', () => {
  const stages = new Map(bootcampStages.map((stage) => [stage, synthesize((app) => bootcamp(app, stage))]));
  const deployment = (stage: BootcampStage) => stages.get(stage)!.one('Deployment', 'kubernetes-bootcamp').spec;
  const { one, all } = stages.get('updated')!;

  test('runs the image of the tutorial, v1 and then v2', () => {
    const images = bootcampStages.map((stage) => deployment(stage).template.spec.containers[0]!.image);
    expect(images).toEqual([...Array.from({ length: 3 }, () => 'gcr.io/google-samples/kubernetes-bootcamp:v1'), 'gcr.io/google-samples/kubernetes-bootcamp:v2']);
  });

  test('is scaled to 4 and then to 2', () => {
    expect(bootcampStages.map((stage) => deployment(stage).replicas)).toEqual([1, 4, 2, 2]);
  });

  test('is exposed as ClusterIP', () => {
    const { spec } = one('Service', 'kubernetes-bootcamp');
    expect(spec).not.toHaveProperty('type');
    expect(spec).not.toHaveProperty('clusterIP');
    expect(spec.ports).toEqual([{ name: 'http', port: 8080, targetPort: 'http' }]);
  });

  test('is exposed as NodePort: service port 8080, a node port of the range 30000-32767', () => {
    const { type, ports } = one('Service', 'kubernetes-bootcamp-node-port').spec;
    expect([type, ports.map(({ port }) => port)]).toEqual(['NodePort', [8080]]);
    expect(ports[0]!.nodePort).toBeGreaterThanOrEqual(30_000);
    expect(ports[0]!.nodePort).toBeLessThanOrEqual(32_767);
  });

  test('is exposed as LoadBalancer', () => {
    const { type, ports } = one('Service', 'kubernetes-bootcamp-load-balancer').spec;
    expect([type, ports.map(({ port }) => port)]).toEqual(['LoadBalancer', [8080]]);
  });

  test('has the same pods behind all three', () => {
    const labels = deployment('updated').template.metadata.labels;
    expect(all('Service').map(({ spec }) => spec.selector)).toEqual([labels, labels, labels]);
  });

  test('writes its final stage', () => {
    expect(system('bootcamp').text).toBe(stages.get('updated')!.text);
  });
});

describe('front-and-back', () => {
  const { one, all, objects } = system('front-and-back');
  const front = one('Deployment', 'front').spec.template;

  test('is two apps', () => {
    expect(all('Deployment').map(({ metadata }) => metadata.name)).toEqual(['hello', 'front']);
  });

  test('the front end reaches the back end by the name and port of its Service', () => {
    const { metadata, spec } = one('Service', 'hello');
    expect(front.spec.containers[0]!.env).toEqual([{ name: 'BACK_END', value: `http://${metadata.name}:${spec.ports[0]!.port}` }]);
    expect(one('ConfigMap', 'front-site').data['default.conf.template']).toContain('proxy_pass ${BACK_END};');
  });

  test('nginx fills in its template where the image looks for it', () => {
    expect(front.spec.containers[0]!.volumeMounts).toEqual([
      { name: 'front-site', mountPath: '/etc/nginx/templates/default.conf.template', subPath: 'default.conf.template' },
    ]);
  });

  test('the front end is open to the outside, by a load balancer and by an Ingress', () => {
    expect(one('Service', 'front').spec.type).toBe('LoadBalancer');
    const { ingressClassName, rules } = one('Ingress', 'front').spec;
    const backend = { service: { name: 'front', port: { name: 'http' } } };
    expect({ ingressClassName, rules }).toEqual({
      ingressClassName: 'nginx', rules: [{ host: 'hello.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    });
  });

  test('the back end is not, and lets in the front end alone', () => {
    expect(one('Service', 'hello').spec).not.toHaveProperty('type');
    expect(all('NetworkPolicy').map(({ metadata }) => metadata.name)).toEqual(['hello']);
    const { podSelector, policyTypes, ingress } = one('NetworkPolicy', 'hello').spec;
    expect(podSelector).toEqual({ matchLabels: one('Deployment', 'hello').spec.template.metadata.labels });
    expect(policyTypes).toEqual(['Ingress']);
    expect(ingress).toEqual([{ from: [{ podSelector: { matchLabels: front.metadata.labels } }], ports: [{ protocol: 'TCP', port: 80 }] }]);
  });

  test('a change of the site replaces the pods of the front end alone', () => {
    const annotated = all('Deployment').filter(({ spec }) => Object.keys(spec.template.metadata).includes('annotations'));
    expect(annotated.map(({ metadata }) => metadata.name)).toEqual(['front']);
    expect(objects.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(1);
  });
});
