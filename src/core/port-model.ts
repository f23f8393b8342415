/** One port of a pod after normalization: what Services, Ingresses, routes and network policies are built from. */
export interface PortModel {
  /** Name of the port, unique in the pod: what a Service's `targetPort` and a policy's `port` refer to. */
  readonly name: string;
  /** Port number on the pod's address, 1-65535. */
  readonly port: number;
  /** Transport protocol. */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Application protocol hint, such as `kubernetes.io/h2c`. */
  readonly appProtocol?: string;
  /** Container that has the port; left out for the main one. */
  readonly container?: string;
  /** Port number on the node's address. */
  readonly hostPort?: number;
  /** Node address that `hostPort` binds to. */
  readonly hostIP?: string;
}
