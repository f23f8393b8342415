import { withoutServerFields } from '../../../src/codegen/migrate/server-fields';
import type { Manifest } from '../../../src/core/manifest';

const live = { uid: '1', resourceVersion: '2', managedFields: [], creationTimestamp: '2026-01-01T00:00:00Z', generation: 1 };

describe('what a server sets is taken out', () => {
  test.each<[string, { given: object; want: object }]>([
    ['of every object', {
      given: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...live, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }, data: { A: '1' } },
      want: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { A: '1' } },
    }],
    ['annotations of people stay', {
      given: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: { 'deployment.kubernetes.io/revision': '1', mine: 'x' } } },
      want: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: { mine: 'x' } } },
    }],
    ['an address that the server chose', {
      given: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', ...live }, spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ports: [] }, status: {} },
      want: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [] } },
    }],
    ['the family of an address that the server chose', {
      given: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', ...live }, spec: { clusterIP: '10.0.0.1', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' } },
      want: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: {} },
    }],
    ['what guards an object, and not what somebody else put there', {
      given: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', ...live, finalizers: ['kubernetes.io/pvc-protection', 'example.com/mine'] } },
      want: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'a', finalizers: ['example.com/mine'] } },
    }],
    ['the label of a namespace', {
      given: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', ...live, labels: { 'kubernetes.io/metadata.name': 'a' } }, spec: { finalizers: ['kubernetes'] } },
      want: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
    }],
    ['the old name of the account', {
      given: { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a', ...live }, spec: { jobTemplate: { spec: { template: { spec: { serviceAccount: 'x', serviceAccountName: 'x' } } } } } },
      want: { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a' }, spec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: 'x' } } } } } },
    }],
    ['what admission and the scheduler gave to a pod', {
      given: {
        apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', ...live },
        spec: {
          nodeName: 'n', priority: 0, preemptionPolicy: 'PreemptLowerPriority', serviceAccount: 'default', serviceAccountName: 'default',
          tolerations: [{ key: 'mine', operator: 'Exists' }, ...['not-ready', 'unreachable'].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))],
          containers: [{ name: 'a', image: 'a', volumeMounts: [{ name: 'kube-api-access-x7k2p', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] }], volumes: [{ name: 'kube-api-access-x7k2p', projected: {} }],
        },
      },
      want: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { tolerations: [{ key: 'mine', operator: 'Exists' }], containers: [{ name: 'a', image: 'a' }] } },
    }],
    ['nothing of a pod that somebody wrote', {
      given: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { nodeName: 'n', priority: 0, serviceAccount: 'x', serviceAccountName: 'x' } },
      want: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { nodeName: 'n', priority: 0, serviceAccount: 'x', serviceAccountName: 'x' } },
    }],
    ['no address that somebody wrote down', {
      given: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { clusterIP: '10.0.0.1' } },
      want: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { clusterIP: '10.0.0.1' } },
    }],
    ['times and states in templates', {
      given: {
        apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'a', creationTimestamp: null },
        spec: { template: { metadata: { creationTimestamp: null } }, volumeClaimTemplates: [{ metadata: { name: 'd', creationTimestamp: null }, status: {} }] }, status: {},
      },
      want: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'a' }, spec: { template: {}, volumeClaimTemplates: [{ metadata: { name: 'd' } }] } },
    }],
    ['texts of a Secret are data, and win', {
      given: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { A: 'eA==', B: 'eQ==' }, stringData: { A: 'new' } },
      want: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { A: 'bmV3', B: 'eQ==' } },
    }],
  ])('%s', (_case, { given, want }) => {
    const before = structuredClone(given);
    expect(withoutServerFields(given as Manifest)).toMatchObject({ manifest: want });
    expect((withoutServerFields(given as Manifest) as { manifest: object }).manifest).toEqual(want);
    expect(given).toEqual(before);
  });
});

describe('what others make is left out', () => {
  test.each<[string, object]>([
    ['the certificate of a namespace', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' } }],
    ['what a controller owns', { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'a', ownerReferences: [{ kind: 'Deployment', name: 'a', controller: true }] } }],
    ['an event', { apiVersion: 'v1', kind: 'Event', metadata: { name: 'a' } }],
    ['the history of Helm', { apiVersion: 'v1', kind: 'Secret', type: 'helm.sh/release.v1', metadata: { name: 'a' } }],
    ['the account of a namespace', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', ...live } }],
    ['endpoints of a Service', { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a', ...live } }],
    ['the Service of the API server', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'kubernetes', namespace: 'default', ...live } }],
    ['a node', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a', ...live } }],
    ['what only kustomize reads', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }],
    ['a provisioned volume', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'a', ...live, annotations: { 'pv.kubernetes.io/provisioned-by': 'x' } } }],
  ])('%s', (_case, given) => {
    expect(withoutServerFields(given as Manifest)).toEqual({ leftOut: expect.any(String) as string });
  });

  test('but not what somebody wrote down', () => {
    expect(withoutServerFields({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } })).toMatchObject({ removed: [] });
  });
});
