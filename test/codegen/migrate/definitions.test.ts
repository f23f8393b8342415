import type { Manifest } from '../../../src/core/manifest';
import { writeDocuments } from '../../../src/yaml/write';
import { comparable, migrate, run } from './support';

const metadata = { name: 'a', namespace: 'shop', labels: { team: 'blue' }, annotations: { note: 'x' } };
const { namespace: _namespace, ...outside } = metadata;
const labels = { app: 'a' };
const container = { name: 'main', image: 'a:1' };
const template = (spec: object): object => ({ metadata: { labels }, spec });

/** Objects, and the class whose definition gives each of them, in the order in which they are printed. */
test.each<[string, { given: readonly object[]; want: readonly string[] }]>([
  ['a priority class', { given: [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: outside, value: 10, description: 'x' }], want: ['PriorityClass'] }],
  ['a quota', { given: [{ apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard: { pods: '10' }, scopes: ['BestEffort'] } }], want: ['ResourceQuota'] }],
  ['limits', { given: [{ apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] } }], want: ['LimitRange'] }],
  ['a claim and its volume', {
    given: [
      { apiVersion: 'v1', kind: 'PersistentVolume', metadata: outside, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'], nfs: { server: 's', path: '/p' }, storageClassName: '' } },
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } }, storageClassName: '', volumeName: 'a' } },
    ],
    want: ['PersistentVolume', 'PersistentVolumeClaim'],
  }],
  ['an app with its Service, autoscaler and budget', {
    given: [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, labels }, spec: { selector: { matchLabels: labels }, template: template({ containers: [{ ...container, ports: [{ name: 'http', containerPort: 80 }] }] }) } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'shop' }, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
      {
        apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a', namespace: 'shop' },
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, maxReplicas: 3, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }] },
      },
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a', namespace: 'shop' }, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
    ],
    want: ['StatelessApp'],
  }],
  ['a job, a cron job and a pod', {
    given: [
      { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { backoffLimit: 2, template: template({ restartPolicy: 'Never', containers: [container] }) } },
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '0 * * * *', jobTemplate: { spec: { template: template({ restartPolicy: 'OnFailure', containers: [container] }) } } } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels }, spec: { containers: [container, { name: 'side', image: 'b:1' }], volumes: [{ name: 'v', emptyDir: {} }] } },
    ],
    want: ['Job', 'CronJob', 'Pod'],
  }],
  ['a stateful app and its claims', {
    given: [
      {
        apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { ...metadata, labels },
        spec: {
          serviceName: 'a-headless', selector: { matchLabels: labels }, template: template({ containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] }),
          volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
        },
      },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a-headless', namespace: 'shop' }, spec: { clusterIP: 'None', selector: labels, ports: [{ name: 'sql', port: 1 }] } },
    ],
    want: ['StatefulApp'],
  }],
  ['an ingress and a policy', {
    given: [
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { tls: [{ hosts: ['x.example.com'], secretName: 't' }], rules: [{ host: 'x.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }] } }] } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: { matchLabels: labels }, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 80 }] }], egress: [{ to: [{ namespaceSelector: {} }] }] } },
    ],
    want: ['Ingress', 'NetworkPolicy'],
  }],
  ['a custom resource, in its namespace and outside of any', {
    given: [{ apiVersion: 'example.com/v1', kind: 'Widget', metadata, spec: { a: 1 } }, { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: outside }],
    want: ['KubeObject', 'KubeObject'],
  }],
  ['what no definition and no typed object takes', { given: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name: 'Bad_Name' } }], want: ['ManifestFile'] }],
])('%s', async (_case, { given, want }) => {
  const objects = given as readonly Manifest[];
  const migrated = migrate(writeDocuments(objects));
  const classes = migrated.plan.bundles.flatMap(({ units }) => units.flatMap(({ callee }) => (callee.type === 'name' ? [callee.name] : [])));
  expect(classes).toEqual(want);
  const { objects: result } = await run(migrated);
  expect(comparable(result)).toEqual(comparable(objects));
});
