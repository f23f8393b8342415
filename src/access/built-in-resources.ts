/** Plural names of the resources of each API group, those in namespaces first, then those outside of them. */
const groups: { readonly [apiGroup: string]: readonly [namespaced: string, clusterScoped: string] } = {
  '': [
    'bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services',
    'componentstatuses namespaces nodes persistentvolumes',
  ],
  'admissionregistration.k8s.io': ['', 'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations'],
  'apiextensions.k8s.io': ['', 'customresourcedefinitions'],
  'apiregistration.k8s.io': ['', 'apiservices'],
  'apps': ['controllerrevisions daemonsets deployments replicasets statefulsets', ''],
  'authentication.k8s.io': ['', 'selfsubjectreviews tokenreviews'],
  'authorization.k8s.io': ['localsubjectaccessreviews', 'selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews'],
  'autoscaling': ['horizontalpodautoscalers', ''],
  'batch': ['cronjobs jobs', ''],
  'certificates.k8s.io': ['podcertificaterequests', 'certificatesigningrequests clustertrustbundles signers'],
  'coordination.k8s.io': ['leasecandidates leases', ''],
  'discovery.k8s.io': ['endpointslices', ''],
  'flowcontrol.apiserver.k8s.io': ['', 'flowschemas prioritylevelconfigurations'],
  'networking.k8s.io': ['ingresses networkpolicies', 'ingressclasses ipaddresses servicecidrs'],
  'node.k8s.io': ['', 'runtimeclasses'],
  'policy': ['poddisruptionbudgets', ''],
  'rbac.authorization.k8s.io': ['rolebindings roles', 'clusterrolebindings clusterroles'],
  'resource.k8s.io': ['resourceclaims resourceclaimtemplates', 'deviceclasses devicetaintrules resourceslices'],
  'scheduling.k8s.io': ['', 'priorityclasses'],
  'storage.k8s.io': ['csistoragecapacities', 'csidrivers csinodes storageclasses volumeattachments volumeattributesclasses'],
};

const subresources: ReadonlySet<string> = new Set([
  '*', 'approval', 'attach', 'binding', 'ephemeralcontainers', 'eviction', 'exec', 'finalize', 'finalizers', 'log', 'metrics', 'portforward', 'proxy', 'resize',
  'scale', 'spec', 'stats', 'status', 'token',
]);

/** What is known of a resource that Kubernetes itself has. */
export interface BuiltInResource {
  readonly apiGroup: string;
  readonly clusterScoped: boolean;
}

const known = new Map<string, BuiltInResource>();
for (const [apiGroup, [namespaced, clusterScoped]] of Object.entries(groups)) {
  for (const name of namespaced.split(' ')) if (name !== '') known.set(name, { apiGroup, clusterScoped: false });
  for (const name of clusterScoped.split(' ')) if (name !== '') known.set(name, { apiGroup, clusterScoped: true });
}

/** Names of all resources that Kubernetes itself has. */
export const builtInResourceNames: readonly string[] = [...known.keys()];

/** The group and scope of a resource by its plural name, with or without a subresource: `pods`, `pods/log`. */
export function builtInResource(name: string): BuiltInResource | undefined {
  const slash = name.indexOf('/');
  if (slash >= 0 && !subresources.has(name.slice(slash + 1))) return undefined;
  return known.get(slash < 0 ? name : name.slice(0, slash));
}

/** Whether a group is one of Kubernetes itself. */
export function isBuiltInGroup(apiGroup: string): boolean {
  return Object.hasOwn(groups, apiGroup);
}

/** The plural name of a kind, as the API machinery makes it: `networkpolicies` of `NetworkPolicy`. */
export function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (name.endsWith('s')) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
