import { readFileSync } from 'node:fs';
import {
  App, Bundle, ConfigMapData, type ConfigMapDataProps, CronJob, http, Ingress, Job, NetworkPolicy, type NetworkPolicyProps, NodeAgent, Pod,
  SecretData, ServiceAccount, StatefulApp, StatelessApp, type StatelessAppProps, text, unsafeLiteral,
} from '../../src';
import type { NetworkPolicySpec, OwnerReference } from '../../generated/kubernetes';
import { built, diagnosticsOf, errorsOf, lines, namesOf, newBundle } from '../support/definitions';

const image = 'nginx:1.27';
const labelsOf = (name: string, instance = name) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance });
const pods = (name: string) => ({ podSelector: { matchLabels: labelsOf(name) } });

/** A program with bundles of its own. */
function program(...namespaces: readonly string[]): Bundle[] {
  const app = new App({ onWarnings: () => undefined });
  return namespaces.map((namespace) => new Bundle(app, namespace, { namespace }));
}

function policyOf(bundle: Bundle, name: string): NetworkPolicySpec {
  return built(bundle, 'NetworkPolicy', name).spec;
}

describe('references between apps', () => {
  test('name a host as the reader can reach it', () => {
    const [shop, stats] = program('shop', 'stats') as [Bundle, Bundle];
    const db = new StatefulApp(shop, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });
    const url = text`mysql://app@${db.host}:${db.port('mysql')}/shop`;
    new StatelessApp(shop, 'web', { image, env: { URL: url } });
    new StatelessApp(stats, 'report', { image, env: { URL: url, FIRST: db.podHost(0) } });
    const envOf = (bundle: Bundle) => built(bundle, 'Deployment').spec.template.spec.containers[0]!.env.map(({ value }) => value);
    expect(envOf(shop)).toEqual(['mysql://app@db:3306/shop']);
    expect(envOf(stats)).toEqual(['mysql://app@db.shop.svc:3306/shop', 'db-0.db.shop.svc']);
  });

  test('follow a Service to another number', () => {
    const bundle = newBundle();
    const web = new StatelessApp(bundle, 'web', { image, ports: { http: 8080 }, service: { ports: { http: 80 } } });
    new StatelessApp(bundle, 'reader', { image, args: [text`--web=${web.host}:${web.port('http')}`] });
    expect(built(bundle, 'Deployment', 'reader').spec.template.spec.containers[0]!.args).toEqual(['--web=web:80']);
  });

  test('lead Ingresses to a Service', () => {
    const bundle = newBundle();
    const web = new StatelessApp(bundle, 'web', { image, ports: { http: 8080 } });
    new Ingress(bundle, 'front', { rules: { 'shop.example.com': web.port('http') } });
    expect(built(bundle, 'Ingress').spec.rules[0]!.http.paths[0]!.backend).toEqual({ service: { name: 'web', port: { name: 'http' } } });
  });

  test('into another cluster are refused', () => {
    const app = new App({ onWarnings: () => undefined });
    const db = new StatefulApp(new Bundle(app, 'a', { namespace: 'shop', cluster: 'staging' }), 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });
    const production = new Bundle(app, 'b', { namespace: 'shop', cluster: 'production' });
    new StatelessApp(production, 'web', { image, env: { HOST: db.host } }).allowTo(db);
    expect(errorsOf(production)).toEqual(['reference/other-cluster /env/HOST', 'reference/other-cluster /allowTo']);
  });

  test('to data of another namespace are refused, since Kubernetes has none', () => {
    const [shop, stats] = program('shop', 'stats') as [Bundle, Bundle];
    const settings = new ConfigMapData(shop, 'settings', { data: { LEVEL: 'info' } });
    new StatelessApp(stats, 'report', { image, env: { LEVEL: settings.key('LEVEL') }, mounts: { '/etc/app': settings.files() } });
    expect(errorsOf(stats)).toEqual(['reference/other-namespace /env/LEVEL', 'reference/other-namespace /mounts/~1etc~1app']);
  });
});

describe('network rules between apps', () => {
  function three(): { bundle: Bundle; db: StatefulApp<'mysql' | 'metrics'>; web: StatelessApp<'http'>; job: Job } {
    const bundle = newBundle();
    const db = new StatefulApp(bundle, 'db', { image: 'mysql:8.4', ports: { mysql: 3306, metrics: 9104 } });
    const web = new StatelessApp(bundle, 'web', { image, ports: { http: 8080 } });
    return { bundle, db, web, job: new Job(bundle, 'job', { image }) };
  }
  const dns = {
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
    ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
  };

  test('let in one app at its ports, and nobody else', () => {
    const { bundle, db, web } = three();
    db.allowFrom(web, { ports: ['mysql'] });
    expect(policyOf(bundle, 'db')).toEqual({
      ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: [{ protocol: 'TCP', port: 3306 }] }],
    });
    expect(namesOf(bundle).filter((name) => name.startsWith('NetworkPolicy'))).toEqual(['NetworkPolicy db']);
  });

  test('let in an app at all declared ports unless they are named', () => {
    const { bundle, db, web } = three();
    db.allowFrom(web);
    expect(policyOf(bundle, 'db').ingress).toEqual([{ from: [pods('web')], ports: [{ protocol: 'TCP', port: 3306 }, { protocol: 'TCP', port: 9104 }] }]);
  });

  test('let out to one app, and to the DNS', () => {
    const { bundle, db, web } = three();
    web.allowTo(db, { ports: ['mysql'] });
    expect(policyOf(bundle, 'web')).toEqual({
      ...pods('web'), policyTypes: ['Egress'], egress: [{ to: [pods('db')], ports: [{ protocol: 'TCP', port: 3306 }] }, dns],
    });
  });

  test('open both ends of a connection, where both are closed, whoever says so', () => {
    for (const said of ['by the server', 'by the client']) {
      const { bundle, db, web, job } = three();
      db.allowFrom(job);
      web.allowTo('anyone', { ports: [443] });
      if (said === 'by the server') db.allowFrom(web, { ports: ['mysql'] });
      else web.allowTo(db, { ports: ['mysql'] });
      expect(policyOf(bundle, 'db').ingress).toContainEqual({ from: [pods('web')], ports: [{ protocol: 'TCP', port: 3306 }] });
      expect(policyOf(bundle, 'web').egress).toContainEqual({ to: [pods('db')], ports: [{ protocol: 'TCP', port: 3306 }] });
    }
  });

  test('open the other end even if that is closed later', () => {
    const { bundle, db, web } = three();
    web.allowTo(db, { ports: ['mysql'] });
    db.allowFrom({ cidr: '10.0.0.0/8' }, { ports: ['metrics'] });
    expect(policyOf(bundle, 'db').ingress).toHaveLength(2);
    expect(policyOf(bundle, 'db').ingress).toContainEqual({ from: [pods('web')], ports: [{ protocol: 'TCP', port: 3306 }] });
  });

  describe('that a policy of the namespace closes', () => {
    const mysql = [{ protocol: 'TCP', port: 3306 }];

    test.each([
      ['by the server', ({ db, web }: ReturnType<typeof three>) => db.allowFrom(web, { ports: ['mysql'] })],
      ['by the client', ({ db, web }: ReturnType<typeof three>) => web.allowTo(db, { ports: ['mysql'] })],
    ])('are opened at both ends, said %s, before the policy or behind it', (_, allow) => {
      for (const closedFirst of [true, false]) {
        const all = three();
        const close = () => new NetworkPolicy(all.bundle, 'default-deny', { pods: 'all', isolate: 'both' });
        if (closedFirst) close();
        allow(all);
        if (!closedFirst) close();
        expect(policyOf(all.bundle, 'db')).toEqual({ ...pods('db'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: mysql }] });
        const { egress, ...web } = policyOf(all.bundle, 'web');
        expect(web).toEqual({ ...pods('web'), policyTypes: ['Egress'] });
        expect(egress![0]).toEqual({ to: [pods('db')], ports: mysql });
      }
    });

    test('leave it to the policy whom names are asked for', () => {
      const { bundle, db, web } = three();
      new NetworkPolicy(bundle, 'default-deny', { pods: 'all', isolate: 'egress', dns: false });
      db.allowFrom(web, { ports: ['mysql'] });
      expect(policyOf(bundle, 'web')).toEqual({ ...pods('web'), policyTypes: ['Egress'], egress: [{ to: [pods('db')], ports: mysql }] });
    });

    test('are opened in the direction that is closed, for the pods that are closed', () => {
      const closes = (policy: NetworkPolicyProps, namespace = 'shop') => {
        const { bundle, db, web } = three();
        new NetworkPolicy(namespace === 'shop' ? bundle : new Bundle(bundle.node.root, 'other', { namespace }), 'other', policy);
        db.allowFrom(web);
        return namesOf(bundle).includes('NetworkPolicy web');
      };
      expect(closes({ pods: 'all', isolate: 'egress' })).toBe(true);
      expect(closes({ pods: { 'app.kubernetes.io/name': 'web' }, isolate: 'egress' })).toBe(true);
      expect(closes({ pods: 'app.kubernetes.io/name notin (db)', isolate: 'egress' })).toBe(true);
      expect(closes({ pods: 'all', isolate: 'ingress' })).toBe(false);
      expect(closes({ pods: { 'app.kubernetes.io/name': 'job' }, isolate: 'egress' })).toBe(false);
      expect(closes({ pods: 'all', isolate: 'egress' }, 'elsewhere')).toBe(false);
    });

    test('are not opened again where that policy opens them', () => {
      const { bundle, db, web } = three();
      new NetworkPolicy(bundle, 'web', { pods: web, allowTo: [db] });
      db.allowFrom(web);
      expect(namesOf(bundle).filter((name) => name === 'NetworkPolicy web')).toHaveLength(1);
    });
  });

  test('name the namespace of an app that lives in another one, at both ends', () => {
    const [shop, stats] = program('shop', 'stats') as [Bundle, Bundle];
    const db = new StatefulApp(shop, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 }, network: { isolate: 'ingress' } });
    new StatelessApp(stats, 'report', { image, network: { isolate: 'egress' } }).allowTo(db);
    const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    expect(policyOf(stats, 'report').egress![0]).toEqual({ to: [{ ...inNamespace('shop'), ...pods('db') }], ports: [{ protocol: 'TCP', port: 3306 }] });
    expect(policyOf(shop, 'db').ingress).toEqual([{ from: [{ ...inNamespace('stats'), ...pods('report') }], ports: [{ protocol: 'TCP', port: 3306 }] }]);
  });

  test('close everything but what a definition allows, the DNS too where it says so', () => {
    const bundle = newBundle();
    const web = new StatelessApp(bundle, 'web', { image, ports: { http: 8080 }, network: { isolate: 'both', dns: false } });
    expect(policyOf(bundle, 'web')).toEqual({ ...pods('web'), policyTypes: ['Ingress', 'Egress'] });
    new StatelessApp(bundle, 'db', { image, network: { allowFrom: [{ from: web, ports: [5432] }] } });
    expect(policyOf(bundle, 'db').ingress).toEqual([{ from: [pods('web')], ports: [{ protocol: 'TCP', port: 5432 }] }]);
  });

  test('that the props name are opened at both ends, as by a call', () => {
    const bundle = newBundle();
    const db = new StatefulApp(bundle, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 }, network: { isolate: 'ingress' } });
    new StatelessApp(bundle, 'web', { image, ports: { http: 8080 }, network: { allowFrom: ['anyone'], allowTo: [db] } });
    expect(policyOf(bundle, 'db').ingress).toEqual([{ from: [pods('web')], ports: [{ protocol: 'TCP', port: 3306 }] }]);
    expect(policyOf(bundle, 'web').ingress).toEqual([{ ports: [{ protocol: 'TCP', port: 8080 }] }]);
  });

  test('follow an adopted selector', () => {
    const bundle = newBundle();
    const old = new StatelessApp(bundle, 'old', { image, selector: { app: 'old', tier: 'front' } });
    const db = new StatelessApp(bundle, 'db', { image, ports: { sql: 5432 }, selector: 'app=db,tier in (back, rear)', podLabels: { tier: 'back' } });
    db.allowFrom(old);
    expect(policyOf(bundle, 'db').podSelector).toEqual({ matchLabels: { app: 'db' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['back', 'rear'] }] });
    expect(policyOf(bundle, 'db').ingress![0]!.from).toEqual([{ podSelector: { matchLabels: { app: 'old', tier: 'front' } } }]);
  });

  test('take policies that stand for themselves as the other end', () => {
    const { bundle, db } = three();
    db.allowFrom({ namespaces: 'monitoring' }, { ports: ['metrics'] });
    new NetworkPolicy(bundle, 'batch', { pods: { app: 'batch' } }).allowTo(db, { ports: ['mysql'] });
    expect(policyOf(bundle, 'batch').egress![0]).toEqual({ to: [pods('db')], ports: [{ protocol: 'TCP', port: 3306 }] });
  });

  test('report peers and ports that are none', () => {
    const { bundle, db, web } = three();
    db.allowFrom(web, { ports: ['msql'] as never });
    db.allowFrom(web, { ports: [] });
    web.allowTo([], {}).allowFrom({});
    expect(errorsOf(bundle)).toEqual(['service/unknown-port /allowFrom/ports/0', 'value/empty-list /allowFrom/ports', 'policy/no-peers /allowTo', 'value/needs-one-of /allowFrom']);
  });
});

describe('override by kind', () => {
  const define = (override: StatelessAppProps<'http'>['override']): Bundle => {
    const bundle = newBundle();
    new StatelessApp(bundle, 'web', {
      image, ports: { http: 8080 }, env: { A: '1', B: '2' }, services: { peers: { headless: true } }, disruptionBudget: { minAvailable: 1 },
      override,
    });
    return bundle;
  };

  test('merges by the keys of Kubernetes, deletes by null, and leaves the rest as it was', () => {
    const bundle = define({
      Deployment: { spec: { revisionHistoryLimit: 2, template: { spec: { containers: [{ name: 'web', env: [{ name: 'B', value: '3' }, { name: 'C', value: '4' }], ports: null }] } } } },
      PodDisruptionBudget: { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
      'Service/web-peers': { spec: { publishNotReadyAddresses: true } },
    });
    const { spec } = built(bundle, 'Deployment');
    expect(spec.revisionHistoryLimit).toBe(2);
    expect(spec.template.spec.containers).toEqual([{
      name: 'web', image, env: [{ name: 'A', value: '1' }, { name: 'B', value: '3' }, { name: 'C', value: '4' }], securityContext: { allowPrivilegeEscalation: false },
    }]);
    expect(built(bundle, 'PodDisruptionBudget').spec).toMatchObject({ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
    expect(built(bundle, 'Service', 'web-peers').spec.publishNotReadyAddresses).toBe(true);
    expect(built(bundle, 'Service', 'web').spec).not.toHaveProperty('publishNotReadyAddresses');
  });

  test('takes a JSON Patch', () => {
    const bundle = define({ Deployment: [{ op: 'add', path: '/spec/template/spec/hostname', value: 'front' }] });
    expect(built(bundle, 'Deployment').spec.template.spec.hostname).toBe('front');
  });

  test.each<[string, object, string[]]>([
    ['a kind that the app does not make', { StatefulSet: { spec: { replicas: 1 } } }, ['override/no-object /override/StatefulSet']],
    ['a name that no object has', { 'Service/web-peer': {} }, ['override/no-object /override/Service~1web-peer']],
    ['a kind of several objects', { Service: { spec: { type: 'NodePort' } } }, ['override/ambiguous /override/Service']],
    ['an unknown field', { Deployment: { spec: { replica: 2 } } }, ['override/unknown-field /override/Deployment/spec/replica']],
    ['a change that changes nothing', { Deployment: { spec: { template: { spec: { containers: [{ name: 'web', image }] } } } } }, [
      'override/no-effect /override/Deployment/spec/template/spec/containers/0/image',
    ]],
    ['several things at once', { Deployment: { spec: { paused: 'yes', replica: 1 } }, Job: {} }, [
      'override/wrong-type /override/Deployment/spec/paused', 'override/unknown-field /override/Deployment/spec/replica', 'override/no-object /override/Job',
    ]],
    ['something that is no map', 'Deployment' as unknown as object, ['value/wrong-type /override']],
  ])('refuses %s', (_name, override, want) => {
    expect(errorsOf(define(override))).toEqual(want);
  });

  test("points at the user's line", () => {
    const bundle = newBundle();
    new StatelessApp(bundle, 'web', {
      image,
      override: {
        Deployment: { spec: { progresDeadlineSeconds: 5 } } as object,
      },
    });
    const [problem] = diagnosticsOf(bundle);
    expect(problem).toMatchObject({ code: 'override/unknown-field', object: { kind: 'Deployment', namespace: 'shop', name: 'web' }, source: { file: __filename } });
    expect(problem!.help).toContain('progressDeadlineSeconds');
    const { line, column } = problem!.source!;
    expect(readFileSync(__filename, 'utf8').split('\n')[line - 1]!.slice(column - 1)).toMatch(/^progresDeadlineSeconds: 5/);
  });
});

describe('identity of an app', () => {
  const define = (props: Partial<StatelessAppProps<string, string>>): Bundle => {
    const bundle = newBundle();
    new StatelessApp<string, string>(bundle, 'web', { image, ports: { http: 80 }, network: { isolate: 'ingress' }, disruptionBudget: { minAvailable: 1 }, ...props });
    return bundle;
  };
  const selectors = (bundle: Bundle) => [
    built(bundle, 'Deployment').spec.selector.matchLabels, built(bundle, 'Service').spec.selector,
    built(bundle, 'NetworkPolicy').spec.podSelector.matchLabels, built(bundle, 'PodDisruptionBudget').spec.selector.matchLabels,
  ];

  test('is its name, in every selector and on every object', () => {
    const bundle = define({});
    for (const selector of selectors(bundle)) expect(selector).toEqual(labelsOf('web'));
    for (const { metadata } of bundle.objects()) expect(metadata?.labels).toEqual(labelsOf('web'));
  });

  test('tells installations apart by an instance', () => {
    const bundle = define({ instance: 'green' });
    for (const selector of selectors(bundle)) expect(selector).toEqual(labelsOf('web', 'green'));
    expect(errorsOf(define({ instance: 'not a label' }))).toEqual(['name/invalid /instance']);
  });

  test('can be another name than the id in code', () => {
    const bundle = define({ name: 'shop-web' });
    expect(new Set(bundle.objects().map(({ metadata }) => metadata?.name))).toEqual(new Set(['shop-web']));
    for (const selector of selectors(bundle)) expect(selector).toEqual(labelsOf('shop-web'));
  });

  test('never takes versions or further labels into selectors', () => {
    const bundle = define({ labels: { 'app.kubernetes.io/version': '1.2' }, podLabels: { 'app.kubernetes.io/version': '1.2' } });
    for (const selector of selectors(bundle)) expect(selector).toEqual(labelsOf('web'));
    expect(built(bundle, 'Deployment').metadata.labels).toEqual({ ...labelsOf('web'), 'app.kubernetes.io/version': '1.2' });
    expect(built(bundle, 'Deployment').spec.template.metadata.labels).toEqual({ ...labelsOf('web'), 'app.kubernetes.io/version': '1.2' });
  });

  test('adopts a selector that is published', () => {
    const bundle = define({ selector: { app: 'web', tier: 'front' } });
    for (const selector of selectors(bundle)) expect(selector).toEqual({ app: 'web', tier: 'front' });
    expect(built(bundle, 'Deployment').spec.template.metadata.labels).toEqual({ ...labelsOf('web'), app: 'web', tier: 'front' });
  });

  test('adopts expressions, which the pods must satisfy', () => {
    const selector = 'tier in (front, edge),!legacy';
    const bundle = define({ selector, podLabels: { tier: 'edge' } });
    expect(built(bundle, 'Deployment').spec.selector).toEqual({
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['front', 'edge'] }, { key: 'legacy', operator: 'DoesNotExist' }],
    });
    expect(built(bundle, 'Service').spec.selector).toEqual(labelsOf('web'));
    expect(errorsOf(define({ selector }))).toEqual(['selector/not-own-pods /selector/matchExpressions/0']);
    expect(errorsOf(define({ selector, podLabels: { tier: 'edge', legacy: '' } }))).toEqual(['selector/not-own-pods /selector/matchExpressions/1']);
  });

  test('can leave out the standard labels where a selector is given', () => {
    const bundle = define({ standardLabels: false, selector: { app: 'web' } });
    expect(built(bundle, 'Deployment').metadata).toEqual({ name: 'web', namespace: 'shop' });
    expect(built(bundle, 'Deployment').spec.template.metadata.labels).toEqual({ app: 'web' });
    for (const selector of selectors(bundle)) expect(selector).toEqual({ app: 'web' });
    expect(errorsOf(define({ standardLabels: false }))).toEqual(['value/needs-other /standardLabels']);
  });

  test('never leaves Services and policies with a selector that means all pods', () => {
    expect(errorsOf(define({ selector: {} }))).toEqual(['value/needs-one-of /selector']);
    expect(errorsOf(define({ selector: 'legacy notin (true)', standardLabels: false }))).toEqual(['value/missing /podLabels']);
    const bundle = define({ selector: 'tier in (front)', standardLabels: false, podLabels: { tier: 'front' } });
    expect(built(bundle, 'Service').spec.selector).toEqual({ tier: 'front' });
    expect(errorsOf(define({ selector: 'tier in' }))).toEqual(['selector/syntax /selector']);
  });

  test('refuses pod labels that its selector would miss', () => {
    expect(errorsOf(define({ podLabels: { 'app.kubernetes.io/name': 'other' } }))).toEqual(['selector/label-clash /podLabels/app.kubernetes.io~1name']);
  });

  test('carries owners and finalizers through, on the workload alone', () => {
    const owner: OwnerReference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '0-1', blockOwnerDeletion: true };
    const bundle = define({ ownerReferences: [owner], finalizers: ['example.com/keep'] });
    expect(built(bundle, 'Deployment').metadata).toMatchObject({ ownerReferences: [owner], finalizers: ['example.com/keep'] });
    expect(built(bundle, 'Service').metadata).not.toHaveProperty('ownerReferences');
  });
});

describe('a change of configuration that pods read only at start', () => {
  type Data = ConfigMapDataProps<'LEVEL' | 'COLOUR' | 'app.cnf'>['data'];
  const first = { LEVEL: 'info', COLOUR: 'red', 'app.cnf': 'a=1\n' };

  /** The checksums of apps that consume different keys in different ways. */
  function checksums(data: Data): { readonly [app: string]: string | undefined } {
    const bundle = newBundle();
    const settings = new ConfigMapData(bundle, 'settings', { data: data! });
    const consumers: { readonly [name: string]: Partial<StatelessAppProps<string, string>> } = {
      'level': { env: { LEVEL: settings.key('LEVEL') } },
      'colour': { sidecars: { helper: { image, args: [settings.key('COLOUR')] } } },
      'all': { envFrom: [settings.all()] },
      'one-file': { mounts: { '/etc/app.cnf': settings.file('app.cnf') } },
      'files': { mounts: { '/etc/app': settings.files() } },
      'watched-files': { mounts: { '/etc/app': settings.files(['app.cnf'], { restartOnChange: true }) } },
      'off': { env: { LEVEL: settings.key('LEVEL') }, rollOnConfigChange: false },
      'none': {},
    };
    for (const [name, props] of Object.entries(consumers)) new StatelessApp<string, string>(bundle, name, { image, ...props });
    return Object.fromEntries(Object.keys(consumers).map((name) => {
      const metadata: { readonly annotations?: { readonly [key: string]: string } } = built(bundle, 'Deployment', name).spec.template.metadata;
      return [name, metadata.annotations?.['kubeloom.dev/config-checksum']];
    }));
  }

  const before = checksums(first);
  const rolledBy = (change: object): string[] => {
    const after = checksums({ ...first, ...change });
    return Object.keys(after).filter((name) => after[name] !== before[name]);
  };

  test('rolls exactly the pods that read the key', () => {
    expect(rolledBy({})).toEqual([]);
    expect(rolledBy({ LEVEL: 'debug' })).toEqual(['level', 'all']);
    expect(rolledBy({ COLOUR: 'blue' })).toEqual(['colour', 'all']);
    expect(rolledBy({ 'app.cnf': 'a=2\n' })).toEqual(['all', 'one-file', 'watched-files']);
  });

  test('leaves pods alone that see it without a restart, or that say so', () => {
    expect([before['files'], before['off'], before['none']]).toEqual([undefined, undefined, undefined]);
  });

  test('stands beside annotations of the pods, which may replace it', () => {
    const bundle = newBundle();
    const settings = new ConfigMapData(bundle, 'settings', { data: first });
    new StatelessApp(bundle, 'web', { image, env: { LEVEL: settings.key('LEVEL') }, podAnnotations: { 'example.com/a': 'b' } });
    expect(built(bundle, 'Deployment').spec.template.metadata.annotations).toEqual({ 'kubeloom.dev/config-checksum': before['level'], 'example.com/a': 'b' });
  });

  test('rolls nothing by the order in which keys are consumed', () => {
    const inOrder = (...keys: readonly ('LEVEL' | 'COLOUR')[]): unknown => {
      const bundle = newBundle();
      const settings = new ConfigMapData(bundle, 'settings', { data: first });
      new StatelessApp<string>(bundle, 'web', { image, env: Object.fromEntries(keys.map((key) => [key, settings.key(key)])) });
      return built(bundle, 'Deployment').spec.template.metadata.annotations;
    };
    expect(inOrder('LEVEL', 'COLOUR')).toEqual(inOrder('COLOUR', 'LEVEL'));
  });

  test('gives a new name to what never changes in place, and every reference follows', () => {
    const nameWith = (LEVEL: string): string => {
      const bundle = newBundle();
      const settings = new ConfigMapData(bundle, 'settings', { data: { LEVEL }, immutable: 'hashed' });
      new StatelessApp(bundle, 'web', { image, env: { LEVEL: settings.key('LEVEL') } });
      const { template } = built(bundle, 'Deployment').spec;
      expect(template.metadata).not.toHaveProperty('annotations');
      expect(template.spec.containers[0]!.env[0]!.valueFrom.configMapKeyRef.name).toBe(settings.name);
      expect(built(bundle, 'ConfigMap').metadata.name).toBe(settings.name);
      return settings.name;
    };
    expect(nameWith('info')).toBe(nameWith('info'));
    expect(nameWith('info')).not.toBe(nameWith('debug'));
  });

  test('is said of Secrets by their version alone', () => {
    const annotationsFor = (value: string, version: string | undefined): unknown => {
      const bundle = newBundle();
      const password = new SecretData(bundle, 'password', { data: { root: unsafeLiteral(value) }, version, commit: 'base64', reason: 'a test' });
      const other = SecretData.existing(bundle, 'other', { keys: ['key'], version: '7' });
      new StatelessApp(bundle, 'web', { image, env: { A: password.key('root') } });
      new StatelessApp(bundle, 'both', { image, env: { A: password.key('root'), B: other.key('key') } });
      return ['web', 'both'].map((name) => {
        const metadata: { readonly annotations?: object } = built(bundle, 'Deployment', name).spec.template.metadata;
        return metadata.annotations;
      });
    };
    const versions = (value: string) => ({ 'kubeloom.dev/secret-versions': value });
    expect(annotationsFor('one', '1')).toEqual([versions('password=1'), versions('other=7,password=1')]);
    expect(annotationsFor('two', '1')).toEqual(annotationsFor('one', '1'));
    expect(annotationsFor('two', '2')).toEqual([versions('password=2'), versions('other=7,password=2')]);
    expect(annotationsFor('one', undefined)).toEqual([undefined, versions('other=7')]);
  });

  test('never keeps a job from being applied again, and says nothing of a single pod', () => {
    const annotated = (level: string, props: { readonly rollOnConfigChange?: boolean } = {}): unknown[] => {
      const bundle = newBundle();
      const settings = new ConfigMapData(bundle, 'settings', { data: { LEVEL: level } });
      const password = SecretData.existing(bundle, 'password', { keys: ['root'], version: level });
      const env = { LEVEL: settings.key('LEVEL'), PASSWORD: password.key('root') };
      new Job(bundle, 'job', { image, env, ...props });
      new Pod(bundle, 'pod', { image, env, ...props });
      const [template, pod]: { readonly annotations?: object }[] = [built(bundle, 'Job').spec.template.metadata, built(bundle, 'Pod').metadata];
      return [template?.annotations, pod?.annotations];
    };
    expect([annotated('info'), annotated('debug')]).toEqual([[undefined, undefined], [undefined, undefined]]);
    expect(annotated('info', { rollOnConfigChange: true })).toEqual([expect.any(Object), expect.any(Object)]);
  });

  test('reaches every kind of app that is rolled', () => {
    const bundle = newBundle();
    const settings = new ConfigMapData(bundle, 'settings', { data: first });
    const env = { LEVEL: settings.key('LEVEL') };
    new StatefulApp(bundle, 'set', { image, env });
    new NodeAgent(bundle, 'agent', { image, env });
    new CronJob(bundle, 'cron', { image, env, schedule: '@daily' });
    const want = { 'kubeloom.dev/config-checksum': before['level'] };
    expect(built(bundle, 'StatefulSet').spec.template.metadata.annotations).toEqual(want);
    expect(built(bundle, 'DaemonSet').spec.template.metadata.annotations).toEqual(want);
    expect(built(bundle, 'CronJob').spec.jobTemplate.spec.template.metadata.annotations).toEqual(want);
  });
});

describe('the service account of an app', () => {
  const define = (grant: (account: ServiceAccount) => unknown, props: Partial<StatelessAppProps> = {}): Bundle => {
    const bundle = newBundle();
    const account = new ServiceAccount(bundle, 'reader');
    new StatelessApp(bundle, 'web', { image, serviceAccount: account, ...props });
    // Granted once the app is defined: its objects are built later.
    grant(account);
    return bundle;
  };
  const tokenOf = (bundle: Bundle): boolean | undefined => built(bundle, 'Deployment').spec.template.spec.automountServiceAccountToken;

  test('gives its pods a token once it may do something', () => {
    expect(tokenOf(define(() => undefined))).toBe(false);
    expect(tokenOf(define((account) => account.can(['get', 'list'], 'pods')))).toBe(true);
    expect(tokenOf(define((account) => account.canReach('get', '/metrics')))).toBe(true);
    expect(tokenOf(define((account) => account.bindTo('view')))).toBe(true);
  });

  test('does as the user says', () => {
    expect(tokenOf(define((account) => account.can('get', 'pods'), { security: { automountServiceAccountToken: false } }))).toBe(false);
    expect(tokenOf(define(() => undefined, { security: { automountServiceAccountToken: true } }))).toBe(true);
  });

  test('comes before the workload, with its role and binding', () => {
    expect(namesOf(define((account) => account.can('get', 'pods')))).toEqual(['ServiceAccount reader', 'Role reader', 'RoleBinding reader', 'Deployment web']);
  });

  test('can exist already, and can be a name', () => {
    const bundle = newBundle();
    new StatelessApp(bundle, 'web', { image, serviceAccount: ServiceAccount.existing(bundle, 'operator') });
    expect([built(bundle, 'Deployment').spec.template.spec.serviceAccountName, tokenOf(bundle)]).toEqual(['operator', true]);
    const named = newBundle();
    new StatelessApp(named, 'web', { image, serviceAccount: 'robot' });
    expect([built(named, 'Deployment').spec.template.spec.serviceAccountName, tokenOf(named)]).toEqual(['robot', false]);
  });

  test('must be one of the same namespace', () => {
    const [shop, stats] = program('shop', 'stats') as [Bundle, Bundle];
    new StatelessApp(stats, 'web', { image, serviceAccount: new ServiceAccount(shop, 'reader') });
    expect(errorsOf(stats)).toEqual(['reference/other-namespace /serviceAccount']);
  });
});

describe('several things that are wrong', () => {
  test('are all reported, each at its own line', () => {
    const bundle = newBundle();
    new StatelessApp(bundle, 'web', {
      image,
      ports: { http: 70_000 },
      health: { readiness: http('/', 'htpp' as 'http') },
      mounts: { 'data': 'nowhere' as never },
    });
    new StatefulApp(bundle, 'db', { image, replicas: -1 });
    const source = readFileSync(__filename, 'utf8').split('\n');
    const found = diagnosticsOf(bundle);
    expect(lines(found)).toEqual(expect.arrayContaining(['value/out-of-range /ports/http', 'value/out-of-range /replicas']));
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const { source: place } of found) expect(place!.file).toBe(__filename);
    const at = (code: string, pointer: string): string => {
      const { line, column } = found.find((one) => one.code === code && one.pointer === pointer)!.source!;
      return source[line - 1]!.slice(column - 1);
    };
    expect(at('value/out-of-range', '/ports/http')).toMatch(/^http: 70_000/);
    expect(at('value/out-of-range', '/replicas')).toMatch(/^replicas: -1/);
  });
});
