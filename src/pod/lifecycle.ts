import type { Lifecycle, LifecycleHandler as HandlerFields } from '../../generated/kubernetes';
import { checkFields, checkMap, checkOneOf } from '../core/checks';
import type { Problems } from '../core/problems';
import { type HandlerContext, normalizeHandler } from './handlers';
import type { ExecHandler, HttpHandler } from './health';
import type { PodOs } from './paths';

/** Waits for some seconds. */
export interface SleepHandler {
  /** How long. */
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

/** What hooks need to know of the container and its pod. */
export interface LifecycleContext extends HandlerContext {
  /** Seconds that the pod has to stop. */
  readonly gracePeriod: number;
  /** Operating system of the pod, if it is said. */
  readonly os: PodOs | undefined;
}

type StopSignal = NonNullable<Lifecycle['stopSignal']>;

const fields: ReadonlySet<string> = new Set<keyof LifecycleProps>(['postStart', 'preStop', 'stopSignal']);
const handlers = ['exec', 'httpGet', 'sleep'] as const;
const hookFields: ReadonlySet<string> = new Set<string>([...handlers, 'tcpSocket']);
const linuxSignals: readonly StopSignal[] = [
  'SIGABRT', 'SIGALRM', 'SIGBUS', 'SIGCHLD', 'SIGCLD', 'SIGCONT', 'SIGFPE', 'SIGHUP', 'SIGILL', 'SIGINT', 'SIGIO', 'SIGIOT', 'SIGKILL',
  'SIGPIPE', 'SIGPOLL', 'SIGPROF', 'SIGPWR', 'SIGQUIT', 'SIGSEGV', 'SIGSTKFLT', 'SIGSTOP', 'SIGSYS', 'SIGTERM', 'SIGTRAP', 'SIGTSTP',
  'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGUSR1', 'SIGUSR2', 'SIGVTALRM', 'SIGWINCH', 'SIGXCPU', 'SIGXFSZ',
  'SIGRTMIN', ...numbered('SIGRTMIN+', 15), 'SIGRTMAX', ...numbered('SIGRTMAX-', 14),
];
const windowsSignals: readonly StopSignal[] = ['SIGKILL', 'SIGTERM'];

function numbered(prefix: 'SIGRTMIN+' | 'SIGRTMAX-', count: number): StopSignal[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}` as StopSignal);
}

/** Reports what the API server refuses, and what no kubelet can do. `problems` is at the path of `lifecycle`. */
export function normalizeLifecycle(input: unknown, problems: Problems, context: LifecycleContext): Lifecycle | undefined {
  if (!checkMap(problems, input, 'a map of hooks')) return undefined;
  checkFields(problems, input, fields);
  const postStart = normalizeHook(input['postStart'], problems.at('postStart'), context);
  const preStop = normalizeHook(input['preStop'], problems.at('preStop'), context);
  const stopSignal = normalizeSignal(input['stopSignal'], problems.at('stopSignal'), context.os);
  if (postStart === undefined && preStop === undefined && stopSignal === undefined) return undefined;
  return {
    ...(postStart === undefined ? undefined : { postStart }),
    ...(preStop === undefined ? undefined : { preStop }),
    ...(stopSignal === undefined ? undefined : { stopSignal }),
  };
}

function normalizeHook(input: unknown, problems: Problems, context: LifecycleContext): HandlerFields | undefined {
  if (input === undefined || !checkMap(problems, input, 'a hook such as exec(…), http(…) or sleep(…)')) return undefined;
  checkFields(problems, input, hookFields);
  if (input['tcpSocket'] !== undefined) {
    problems.at('tcpSocket').report('lifecycle/tcp-socket', {});
    return undefined;
  }
  const handler = normalizeHandler(input, handlers, problems, context);
  const seconds = handler?.sleep?.seconds;
  if (seconds !== undefined && seconds > context.gracePeriod) {
    problems.at('sleep', 'seconds').report('lifecycle/sleep-too-long', { seconds, grace: context.gracePeriod });
  }
  return handler;
}

function normalizeSignal(input: unknown, problems: Problems, os: PodOs | undefined): StopSignal | undefined {
  if (input === undefined) return undefined;
  if (!checkOneOf(problems, input, os === 'windows' ? windowsSignals : linuxSignals)) return undefined;
  if (os === undefined) problems.report('value/needs-other', { field: 'stopSignal', needs: '"os" of the pod' });
  else problems.report('feature/off-by-default', { field: 'stopSignal', gate: 'ContainerStopSignals' });
  return input;
}
