import type { PortModel } from '../core/port-model';

/**
 * A port that a container listens on.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
 */
export interface PortOptions {
  /** Port number on the pod's address, 1-65535. */
  readonly port: number;
  /**
   * Transport protocol.
   * @default 'TCP'
   */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /**
   * Application protocol, for the Services that lead here: an IANA service name such as `https`, or a name with a
   * prefix such as `kubernetes.io/h2c`.
   * @default - none
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string | undefined;
  /**
   * Port number on the node's address, 1-65535. Rarely needed: only one pod per node can have it.
   * @default - none
   */
  readonly hostPort?: number | undefined;
  /**
   * Address of the node that `hostPort` binds to.
   * @default - every address of the node
   */
  readonly hostIP?: string | undefined;
  /**
   * Name of the container that listens: one of `containers`, `sidecars` or `initContainers`.
   * @default - the main container
   */
  readonly container?: string | undefined;
}

/** A port number, or a port with all that can be said of it. */
export type PortProps = number | PortOptions;

export type { PortModel };
