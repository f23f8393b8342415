/** Groups of nodes that pods are spread over: `nodes` one by one, `zones`, or the key of a node label that groups them. */
export type TopologyInput = 'nodes' | 'zones' | (string & Record<never, never>);
