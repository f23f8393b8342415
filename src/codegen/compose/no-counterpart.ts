/** Why a field of a service, or of a project, is in no definition; where there is nothing to add, that there is no field for it. */
const reasons: { readonly [field: string]: string } = {
  build: 'build and push the image with another tool, and name it here',
  container_name: 'pods have names of their own; the Service has the name of the app',
  logging: 'what a container writes to its output is collected by the cluster',
  networks: 'pods reach each other; network policies say who may not',
  network_mode: 'a pod has a network of its own, or that of its node',
  links: 'a Service is found by its name',
  external_links: 'a Service is found by its name',
  labels: 'notes for other tools; see annotations',
  annotations: 'notes for other tools; see annotations of the app',
  profiles: 'everything is converted: leave out what is not for the cluster',
  init: 'the process with number 1 reaps its children, or see shareProcessNamespace',
  devices: 'devices come from a device plugin or a resource claim',
  ulimits: 'the container runtime of the node sets them',
  develop: 'for development',
  attach: 'for development',
  stop_signal: 'as the image says; see lifecycle.stopSignal',
  pull_refresh_after: 'see imagePullPolicy',
  cgroup_parent: 'the kubelet decides it',
  oom_kill_disable: 'the kubelet decides it',
  oom_score_adj: 'the kubelet decides it',
  memswap_limit: 'the kubelet decides it',
  mem_swappiness: 'the kubelet decides it',
  pids_limit: 'the kubelet decides it',
  cpu_shares: 'see resources.requests',
  cpuset: 'the CPU manager of the kubelet decides it',
  credential_spec: 'see security of Windows pods',
  extends: 'no field of a service that is extended',
  models: 'no object of Kubernetes',
  post_start: 'see lifecycle.postStart',
  pre_stop: 'see lifecycle.preStop',
  version: 'the specification has no versions any more',
  endpoint_mode: 'a Service has an address; a StatefulApp has none',
  rollback_config: 'kubectl rollout undo goes back',
  failure_action: 'a rollout stops by itself',
  monitor: 'a rollout goes on when pods are ready',
  max_failure_ratio: 'a rollout stops by itself',
  max_attempts: 'pods are restarted with growing pauses',
  window: 'pods are restarted with growing pauses',
  preferences: 'see scheduling.spread',
  max_replicas_per_node: 'see scheduling.spread',
  constraints: 'only labels of nodes that are equal to something: see scheduling',
  driver: 'the storage class decides it',
  driver_opts: 'the storage class decides it',
  pids: 'the kubelet decides it',
};

/** Why nobody asked for a field. */
export function reasonOf(path: readonly (string | number)[]): string {
  if (path.some((key) => String(key).startsWith('x-'))) return 'an extension: it means nothing by itself';
  for (let at = path.length - 1; at >= 0; at--) {
    const key = String(path[at]);
    if (Object.hasOwn(reasons, key)) return reasons[key]!;
  }
  return 'no field of Kubernetes says this';
}
