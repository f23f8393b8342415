const NAMES = ['node-1', 'node-2', 'node-3'];

/** Three simulated nodes, each in a zone of its own. */
export const NODES = NAMES.map((name, index) => JSON.stringify({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    annotations: { 'kwok.x-k8s.io/node': 'fake' },
    labels: {
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'topology.kubernetes.io/zone': `zone-${index + 1}`,
      'topology.kubernetes.io/region': 'region-1',
    },
  },
})).join('\n');

/** How many nodes run an agent that runs on every node. */
export const NODE_COUNT = NAMES.length;
