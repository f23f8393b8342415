import {
  type Bundle, ConfigMapData, CronJob, field, fromFolder, hostPath, NodeAgent, PersistentVolume, Service, StatefulApp, StatelessApp,
  type StatelessAppProps,
} from '../../src';
import { diagnosticsOf, newBundle } from '../support/definitions';

/** Values that the types refuse, as programs without types give them. */
const loose = (props: object): never => props as never;
const web = (props: object) => (bundle: Bundle): unknown => new StatelessApp(bundle, 'web', loose({ image: 'nginx:1.27', ...props }));
const ports = { ports: { http: 8080 } } satisfies Partial<StatelessAppProps<'http'>>;

describe('the next step is one that can be taken', () => {
  test.each<[string, { given: (bundle: Bundle) => unknown; want: [message: string, help: string] }]>([
    ['a share above 100 %', {
      given: web({ rollout: { maxUnavailable: '125%' } }),
      want: ['expected a whole number or a percentage such as "50%", at most 100%, found "125%"', 'use "100%" or less'],
    }],
    ['a StatefulSet that can replace nothing, and has no surge', {
      given: (bundle) => new StatefulApp(bundle, 'db', { image: 'mysql:8.4', rollout: { maxUnavailable: 0 } }),
      want: ['maxUnavailable is 0: no pod could ever be replaced', 'let maxUnavailable be at least 1'],
    }],
    ['an address as another name', {
      given: (bundle) => new Service(bundle, 'mail', { type: 'ExternalName', externalName: '10.0.0.1' }),
      want: [
        'expected a host name: DNS takes no address as the other name of a Service, found "10.0.0.1"',
        'leave "type" and "pods" out, and write an EndpointSlice with the address',
      ],
    }],
    ['a Service that the app does not have beside others', {
      given: (bundle) => new StatelessApp(bundle, 'web', { image: 'nginx:1.27', ...ports, services: { public: { type: 'LoadBalancer' } } }).service('pubic'),
      want: ['Deployment web has no Service "pubic"; it has "public"', 'did you mean "public"?'],
    }],
    ['the Service of an app that has none', {
      given: (bundle) => new StatelessApp(bundle, 'web', { image: 'nginx:1.27' }).host,
      want: ['Deployment web has no Service "web", so that it has no host name', 'give it a port, or service: {}'],
    }],
    ['no labels to select by', {
      given: web({ standardLabels: false }), want: ['"standardLabels: false" needs a "selector"', 'add what it needs, or remove "standardLabels: false"'],
    }],
    ['the only word that there is', {
      given: web({ restartPolicy: 'OnFailure' }), want: ['expected "Always", found "OnFailure"', 'write "Always": it takes no other word'],
    }],
    ['a reference to another kind', {
      given: (bundle) => web({ scheduling: { priorityClass: new ConfigMapData(bundle, 'settings', { data: {} }) } })(bundle),
      want: ['expected a PriorityClass, found ConfigMap shop/settings', 'give the definition of a PriorityClass, or its name'],
    }],
    ['what needs something else', {
      given: web({ dnsPolicy: 'None' }),
      want: ['"dnsPolicy: \'None\'" needs at least one address in dnsConfig.nameservers', 'add what it needs, or remove "dnsPolicy: \'None\'"'],
    }],
    ['a word that may be something else', {
      given: web({ scheduling: { spread: 'node' } }), want: ['expected "nodes", "zones" or the key of a node label, found "node"', 'did you mean "nodes"?'],
    }],
    ['a field of the pod that is none', {
      given: web({ env: { NAME: field('metadata.nam' as 'metadata.name') } }),
      want: [
        'expected "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", '
          + '"status.podIPs" or one label or annotation, such as "metadata.labels[\'app\']", found "metadata.nam"',
        'did you mean "metadata.name"?',
      ],
    }],
    ['another namespace by an override', {
      given: web({ override: { Deployment: { metadata: { namespace: 'other' } } } }),
      want: ['"metadata.namespace" cannot be overridden: references, labels and selectors of the definition would not follow', 'give the bundle its "namespace"'],
    }],
    ['a field that begins like one', {
      given: (bundle) => new PersistentVolume(bundle, 'volume', loose({ source: hostPath('/data'), capacity: '1Gi', claimRef: { name: 'data', namespace: 'shop' } })),
      want: ['there is no field "claimRef" here', 'did you mean "claim"?'],
    }],
    ['a folder in place of keys', {
      given: (bundle) => new ConfigMapData(bundle, 'settings', loose({ data: fromFolder('settings') })),
      want: ['expected a map of keys to texts, found an object of type FolderContent', 'give a folder as "files"'],
    }],
    ['a port that was told where it was asked for', {
      given: (bundle) => web({ env: { PORT: new StatelessApp(bundle, 'api', { image: 'api:1', ...ports }).dynamicPort('htp') } })(bundle),
      want: ['there is no port "htp"; there is http', 'did you mean "http"?'],
    }],
    ['a list of Kubernetes in place of a map', {
      given: web({ env: [{ name: 'A', value: '1' }] }),
      want: [
        'expected a map of environment variables, found a list of 1',
        'write { name: … }: what a manifest lists with a name each is a map of names here',
      ],
    }],
    ['an app of a kind that makes no Service by itself', {
      given: (bundle) => new NodeAgent(bundle, 'agent', { image: 'agent:1', ...ports, expose: { http: 'shop.example.com' } }),
      want: ['the app has no Service', 'declare ports, and let "service" make a Service of them: {} makes one, false none'],
    }],
    ['a word for a schedule', {
      given: (bundle) => new CronJob(bundle, 'job', { image: 'job:1', schedule: '@dayly' }),
      want: ['schedule "@dayly": expected one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or "@every 1h30m"', 'did you mean "@daily"?'],
    }],
    ['a schedule of four fields', {
      given: (bundle) => new CronJob(bundle, 'job', { image: 'job:1', schedule: '* * * *' }),
      want: ['schedule "* * * *": expected 5 fields, found 4', 'five fields: minute hour day-of-month month day-of-week, for example "15 3 * * *"'],
    }],
  ])('for %s', (_, { given, want }) => {
    const bundle = newBundle();
    given(bundle);
    expect(diagnosticsOf(bundle).map(({ message, help }) => [message, help])).toEqual([want]);
  });
});
