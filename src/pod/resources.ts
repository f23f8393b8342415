import type { Quantity } from '../core/quantity';

/**
 * Amounts by the name of the resource: `cpu`, `memory`, `ephemeral-storage`, `hugepages-2Mi`, `example.com/gpu`.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourceAmounts {
  /** Processor time, in cores: `0.5` or `500m`. @default - not said */
  readonly cpu?: Quantity | undefined;
  /** Memory, in bytes: `256Mi`. @default - not said */
  readonly memory?: Quantity | undefined;
  /** Local storage for logs, the writable layer and `emptyDir` volumes, in bytes. @default - not said */
  readonly 'ephemeral-storage'?: Quantity | undefined;
  /** Huge pages (`hugepages-2Mi`) and extended resources (`nvidia.com/gpu`). */
  readonly [resource: string]: Quantity | undefined;
}

/** A device of a resource claim of the pod. */
export interface ClaimUse {
  /** Name of a resource claim of the pod. */
  readonly name: string;
  /** Name of one request of the claim. @default - all that the claim has */
  readonly request?: string | undefined;
}

/**
 * What a container needs and may use.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ResourceProps {
  /** What the scheduler keeps free for the container. @default - the limits; without limits nothing */
  readonly requests?: ResourceAmounts | undefined;
  /** What the container cannot exceed. @default - none */
  readonly limits?: ResourceAmounts | undefined;
  /** Devices of resource claims of the pod. @default - none */
  readonly claims?: readonly ClaimUse[] | undefined;
}
