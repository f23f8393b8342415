const odd: readonly unknown[] = [
  undefined, null, 0, '', 'text', true, [], {}, { kind: 'Pod' }, { apiVersion: 1, kind: 2 }, { apiVersion: 'v1', kind: 'Pod', metadata: [],
    spec: 'x' },
];

const kinds: readonly (readonly [string, string])[] = [
  ['v1', 'Pod'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['v1', 'Service'], ['v1', 'Secret'],
  ['v1', 'ConfigMap'],
  ['v1', 'Namespace'], ['v1', 'ServiceAccount'], ['v1', 'PersistentVolume'], ['v1', 'PersistentVolumeClaim'], ['v1', 'LimitRange'], ['v1',
    'ResourceQuota'],
  ['v1', 'Endpoints'], ['discovery.k8s.io/v1', 'EndpointSlice'], ['storage.k8s.io/v1', 'StorageClass'], ['scheduling.k8s.io/v1', 'PriorityClass'],
  ['node.k8s.io/v1', 'RuntimeClass'], ['networking.k8s.io/v1', 'Ingress'], ['networking.k8s.io/v1', 'NetworkPolicy'], ['policy/v1',
    'PodDisruptionBudget'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['rbac.authorization.k8s.io/v1', 'RoleBinding'], ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1beta1', 'ReferenceGrant'], ['external-secrets.io/v1', 'ExternalSecret'], ['bitnami.com/v1alpha1', 'SealedSecret'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'], ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
  ['keda.sh/v1alpha1', 'ScaledObject'],
];

const strange: readonly unknown[] = [null, 0, -1, 1e21, 2n ** 64n, 'x', true, [], [null], ['x'], [[]], [{}], {}, { '': null }, { a: null }, { name: 0 }];

/** A pod with something strange in every place, one level deeper each. */
function podsWith(value: unknown): object[] {
  const container = {
    name: 'a', env: value, envFrom: value, volumeMounts: value, volumeDevices: value, ports: value, resources: value, securityContext: value,
    livenessProbe: value, lifecycle: value,
  };
  return [
    {
      containers: value, initContainers: value, volumes: value, imagePullSecrets: value, affinity: value,
      nodeSelector: value, overhead: value, resources: value,
    },
    {
      containers: [container],
      volumes: [{ name: 'v', configMap: value, projected: value, ephemeral: value, csi: value, hostPath: value, persistentVolumeClaim: value }],
    },
    {
      containers: [{ name: 'a', env: [value, { name: value, valueFrom: value }], resources: { requests: value, limits: value }, ports: [value], livenessProbe: { httpGet: value } }],
    },
    {
      containers: [{ name: 'a' }],
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: value }, podAntiAffinity: value }, priority: value,
    },
    {
      containers: [{ name: value }],
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: value } } }, runtimeClassName: value,
    },
  ];
}

/** Objects of every kind that the graph reads, with what nobody expects in every place that it reads. */
export function strangeObjects(): unknown[] {
  return [...odd, ...kinds.flatMap(([apiVersion, kind]) => strange.flatMap((value, index) => {
    const named = { name: `n${index}`, namespace: 'shop', labels: { app: 'a' } };
    const all = {
      containers: value, template: value, volumes: value, selector: value, podSelector: value, rules: value, volumeClaimTemplates: value,
      ports: value, tls: value,
      replicas: value, ordinals: value, hard: value, limits: value, scopes: value, scopeSelector: value, metrics: value,
      scaleTargetRef: value, minAvailable: value,
      accessModes: value, capacity: value, claimRef: value, nodeAffinity: value, resources: value, storageClassName: value,
      volumeName: value, egress: value,
      policyTypes: value, strategy: value, parentRefs: value, from: value, to: value, target: value, data: value, serviceName: value,
      jobTemplate: value,
    };
    return [
      {
        apiVersion, kind,
        metadata: { name: value, namespace: value, labels: value, annotations: value, ownerReferences: value, finalizers: value }, spec: value,
      },
      { apiVersion, kind, metadata: value, spec: all },
      {
        apiVersion, kind, metadata: named, spec: all, data: value, subjects: value, roleRef: value, webhooks: value, type: value,
        subsets: value, value, overhead: value,
        scheduling: value, provisioner: value, reclaimPolicy: value, imagePullSecrets: value, secrets: value, globalDefault: value,
      },
      ...podsWith(value).map((spec, at) => ({
        apiVersion, kind, metadata: { ...named, name: `p${index}-${at}` },
        spec: kind === 'Pod' ? spec : { selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' } }, spec } },
      })),
    ];
  }))];
}
