import type { Lifecycle } from '../../generated/kubernetes';
import type { ExecHandler, HttpHandler } from './health';

/** Waits for some seconds. */
export interface SleepHandler {
  readonly sleep: { readonly seconds: number };
}

/** What is done at one point in a container's life: `exec(…)`, `http(…)` or `sleep(…)`. */
export type LifecycleHandler<P extends string = string> = ExecHandler | HttpHandler<P> | SleepHandler;

/**
 * What is done when a container has started and before it is stopped.
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export interface LifecycleProps<P extends string = string> {
  /** Done right after the start, beside the container's own process; when it fails the container is restarted. @default - nothing */
  readonly postStart?: LifecycleHandler<P> | undefined;
  /** Done before the container is asked to stop; the pod's grace period counts from its beginning. @default - nothing */
  readonly preStop?: LifecycleHandler<P> | undefined;
  /** Signal that asks the container to stop; needs `os` of the pod (Kubernetes 1.33). @default - as the image says, otherwise SIGTERM */
  readonly stopSignal?: NonNullable<Lifecycle['stopSignal']> | undefined;
}

/**
 * Waits: `preStop: sleep(5)` gives load balancers time to forget the pod before it stops.
 * @param seconds whole seconds, at most the pod's terminationGracePeriodSeconds
 */
export function sleep(seconds: number): SleepHandler {
  return { sleep: { seconds } };
}
