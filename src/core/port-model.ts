import { followsRule, portName } from './names';

/** One port of a pod after normalization: what Services, Ingresses, routes and network policies are built from. */
export interface PortModel {
  /** Name of the port, unique in the pod: what definitions refer to. */
  readonly name: string;
  /** Whether the port of the container has that name, too, so that others may refer to it by it. @default true */
  readonly named?: false;
  /** Port number on the pod's address, 1-65535. */
  readonly port: number;
  /** Transport protocol. */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Whether somebody said TCP: then it is written, though a cluster would take the same. */
  readonly protocolSaid?: true;
  /** Application protocol hint, such as `kubernetes.io/h2c`. */
  readonly appProtocol?: string;
  /** Container that has the port; left out for the main one. */
  readonly container?: string;
  /** Port number on the node's address. */
  readonly hostPort?: number;
  /** Node address that `hostPort` binds to. */
  readonly hostIP?: string;
}

/** How a manifest refers to a port: by its name, unless that is only what definitions call it. */
export function portReference({ name, port, named }: Pick<PortModel, 'name' | 'port' | 'named'>): string | number {
  return named !== false && followsRule(portName, name) ? name : port;
}
