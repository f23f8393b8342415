import { synthesize, type Synthesized, systems } from './systems';

const system = (slug: string): Synthesized => synthesize(systems[slug]!);

describe('multi-container', () => {
  const { spec } = system('multi-container').one('Pod', 'web');
  const container = (name: string) => [...spec.containers, ...spec.initContainers].find((one) => one.name === name)!;
  const volumesOf = (name: string) => container(name).volumeMounts.map((mount) => mount.name);

  test('runs a main container and a helper beside it', () => {
    expect(spec.containers.map(({ name }) => name)).toEqual(['web', 'page-writer']);
  });

  test('they share a volume: the helper writes what the web server serves', () => {
    expect(spec.volumes.map(({ name, emptyDir }) => [name, typeof emptyDir])).toEqual([['html', 'object'], ['logs', 'object']]);
    expect(container('web').volumeMounts).toContainEqual({ name: 'html', mountPath: '/usr/share/nginx/html', readOnly: true });
    expect(container('page-writer').volumeMounts).toEqual([{ name: 'html', mountPath: '/html' }]);
    expect(container('page-writer').command.at(-1)).toContain('/html/index.html');
  });

  test('the helper talks to the main container over localhost, at the port that it has', () => {
    expect(container('page-writer').command.at(-1)).toContain('http://localhost:80/');
    expect(container('web').ports).toEqual([{ name: 'http', containerPort: 80 }]);
  });

  test('an init container runs to its end first', () => {
    expect(container('first-page')).not.toHaveProperty('restartPolicy');
    expect(spec.initContainers.map(({ name }) => name)).toContain('first-page');
    expect(volumesOf('first-page')).toEqual(['html']);
  });

  test('a native sidecar starts before it, and reads what the web server logs', () => {
    expect(spec.initContainers.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([['access-log', 'Always'], ['first-page', undefined]]);
    expect(volumesOf('access-log')).toEqual(['logs']);
    expect(container('web').volumeMounts).toContainEqual({ name: 'logs', mountPath: '/var/log/nginx' });
  });
});

describe('config-and-secrets', () => {
  const { one, all, objects, text } = system('config-and-secrets');
  const containerOf = (name: string) => one('Deployment', name).spec.template.spec.containers[0]!;
  const [api, worker] = [containerOf('api'), containerOf('worker')];

  test('defines database URL, user, password and API key once, in a ConfigMap and a Secret', () => {
    expect(all('ConfigMap')).toHaveLength(1);
    expect(all('Secret')).toHaveLength(1);
    expect(one('ConfigMap', 'settings').data).toMatchObject({ DB_URL: 'postgresql://db.example.com:5432/shop', DB_USER: 'shop' });
    const { data } = one('Secret', 'credentials');
    expect(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])).toEqual([
      ['DB_PASSWORD', 'example-password'], ['API_KEY', 'example-api-key'],
    ]);
    expect(text).not.toContain('example-password');
  });

  test('two apps consume them', () => {
    expect(all('Deployment').map(({ metadata }) => metadata.name)).toEqual(['api', 'worker']);
  });

  test('as single variables', () => {
    expect(api.env).toEqual(expect.arrayContaining([
      { name: 'DB_URL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'DB_URL' } } },
      { name: 'DB_USER', valueFrom: { configMapKeyRef: { name: 'settings', key: 'DB_USER' } } },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'credentials', key: 'DB_PASSWORD' } } },
    ]));
  });

  test('as one variable made of others, which stands behind them', () => {
    const names = api.env.map(({ name }) => name);
    expect(api.env.find(({ name }) => name === 'LOGIN')!.value).toBe('$(DB_USER):$(DB_PASSWORD)');
    expect(names.indexOf('LOGIN')).toBeGreaterThan(Math.max(names.indexOf('DB_USER'), names.indexOf('DB_PASSWORD')));
  });

  test('as whole maps of variables', () => {
    expect(worker.envFrom).toEqual([{ prefix: 'APP_', configMapRef: { name: 'settings' } }, { secretRef: { name: 'credentials' } }]);
  });

  test('as arguments of the command line', () => {
    expect(api.args).toContain('--http-port=$(HTTP_PORT)');
    const [argument] = worker.args;
    const variable = /^--api-key=\$\((.*)\)$/.exec(argument!)![1];
    expect(worker.env).toEqual([{ name: variable, valueFrom: { secretKeyRef: { name: 'credentials', key: 'API_KEY' } } }]);
  });

  test('as files in volumes', () => {
    expect(api.volumeMounts).toEqual([{ name: 'settings', mountPath: '/etc/app' }, { name: 'credentials', mountPath: '/etc/credentials' }]);
    expect(one('Deployment', 'api').spec.template.spec.volumes).toEqual([
      { name: 'settings', configMap: { name: 'settings', items: [{ key: 'app.properties', path: 'app.properties' }] } },
      { name: 'credentials', secret: { secretName: 'credentials', defaultMode: 0o440 } },
    ]);
  });

  test('the pods of the api say by which version of the Secret they were started, and show nothing of its values', () => {
    expect(one('Deployment', 'api').spec.template.metadata.annotations).toMatchObject({ 'kubeloom.dev/secret-versions': 'credentials=1' });
  });

  test('those of the worker go on when a setting changes', () => {
    expect(one('Deployment', 'worker').spec.template.metadata.annotations).toBeUndefined();
  });

  test('runs under the strictest level of Pod Security', () => {
    expect(objects[0]!.metadata!.labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    for (const { spec } of all('Deployment')) {
      expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(spec.template.spec.containers[0]!.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    }
  });
});

describe('agents-and-jobs', () => {
  const { one, names } = system('agents-and-jobs');

  test('is an agent, a job and a cron job', () => {
    expect(names.slice(1)).toEqual(['DaemonSet log-agent', 'Job pi', 'CronJob nightly-report']);
  });

  test('the agent runs on every node, those of the control plane included, and replaces 10% at once', () => {
    const { template, updateStrategy } = one('DaemonSet').spec;
    expect(template.spec.tolerations).toEqual([{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }]);
    expect(template.spec).not.toHaveProperty('nodeSelector');
    expect(updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
  });

  test('the agent reads the logs of its node, and cannot write there', () => {
    const { containers, volumes } = one('DaemonSet').spec.template.spec;
    expect(volumes).toEqual([{ name: 'var-log', hostPath: { path: '/var/log', type: 'Directory' } }]);
    expect(containers[0]!.volumeMounts).toEqual([{ name: 'var-log', mountPath: '/var/log', readOnly: true }]);
  });

  test('the agent follows the logs of all containers but its own', () => {
    const { image, command } = one('DaemonSet').spec.template.spec.containers[0]!;
    expect(image).toMatch(/^fluent\/fluent-bit:/);
    expect(command).toEqual(expect.arrayContaining(['path=/var/log/containers/*.log', 'exclude_path=/var/log/containers/log-agent-*.log']));
  });

  test('the job computes something, and the cron job says something', () => {
    const work = [one('Job').spec.template, one('CronJob').spec.jobTemplate.spec.template].map(({ spec }) => spec.containers.map(({ image, command }) => [image, command]));
    expect(work).toEqual([
      [['perl:5.40', ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)']]],
      [['busybox:1.36', ['sh', '-c', 'date; echo "the report of the night"']]],
    ]);
  });

  test('the job runs to completion: a failed pod is followed by another, at most 4 times', () => {
    const { backoffLimit, template } = one('Job').spec;
    expect([backoffLimit, template.spec.restartPolicy]).toEqual([4, 'Never']);
  });

  test('the cron job runs on a schedule, in a time zone, never twice at once', () => {
    const { schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, jobTemplate } = one('CronJob').spec;
    expect({ schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds }).toEqual({
      schedule: '15 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 600,
    });
    expect(jobTemplate.spec.ttlSecondsAfterFinished).toBe(86_400);
    expect(jobTemplate.spec.template.spec.restartPolicy).toBe('OnFailure');
  });
});
