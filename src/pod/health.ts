import type { Container, Probe as ProbeFields } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkMap, isPlainMap, type PlainMap } from '../core/checks';
import type { TextSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import { type HandlerContext, normalizeHandler } from './handlers';

/** One word of a command that is known when the definition is built. */
export type ExecWord = string | number | TextSource;

/** Runs a command in the container; it is well when the command ends with 0. */
export interface ExecHandler {
  /** The command and its arguments, run without a shell. */
  readonly exec: { readonly command: readonly ExecWord[] };
}

/** Sends an HTTP GET request; it is well when the answer has a status from 200 to 399. */
export interface HttpHandler<P extends string = string> {
  /** The request. */
  readonly httpGet: {
    /** @default '/' */
    readonly path?: string | undefined;
    /** Name of a port of the pod, or its number. @default - the only port of the container */
    readonly port?: P | number | undefined;
    /** Host name to connect to. @default - the address of the pod */
    readonly host?: string | undefined;
    /** @default 'HTTP' */
    readonly scheme?: 'HTTP' | 'HTTPS' | undefined;
    /** @default - none */
    readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[] | undefined;
  };
}

/** Opens a TCP connection; it is well when that works. */
export interface TcpHandler<P extends string = string> {
  /** The port. */
  readonly tcpSocket: {
    /** Name of a port of the pod, or its number. @default - the only port of the container */
    readonly port?: P | number | undefined;
    /** Host name to connect to. @default - the address of the pod */
    readonly host?: string | undefined;
  };
}

/** Asks the gRPC health service. @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md */
export interface GrpcHandler<P extends string = string> {
  /** The server. */
  readonly grpc: {
    /** Name of a port of the pod, or its number. @default - the only port of the container */
    readonly port?: P | number | undefined;
    /** Name of the service to ask for. @default - the empty name: the server as a whole */
    readonly service?: string | undefined;
  };
}

/**
 * When and how often a probe asks.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
 */
export interface ProbeTimings {
  /** Seconds after the start of the container before the first probe. @default 0 */
  readonly initialDelaySeconds?: number | undefined;
  /** Seconds from one probe to the next, at least 1. @default 10 */
  readonly periodSeconds?: number | undefined;
  /** Seconds after which a probe without an answer has failed, at least 1. @default 1 */
  readonly timeoutSeconds?: number | undefined;
  /** Successes in a row that make it well after a failure; 1 for liveness and startup. @default 1 */
  readonly successThreshold?: number | undefined;
  /** Failures in a row that make it fail. @default 3 */
  readonly failureThreshold?: number | undefined;
  /**
   * Seconds that the container gets to end when the probe makes it restart; not for readiness.
   * @default - the pod's terminationGracePeriodSeconds
   */
  readonly terminationGracePeriodSeconds?: number | undefined;
}

/** One probe: what it asks, and when. `http`, `tcp`, `grpc` and `exec` make it; the plain data of a manifest is one as well. */
export type Probe<P extends string = string> = (ExecHandler | HttpHandler<P> | TcpHandler<P> | GrpcHandler<P>) & ProbeTimings;

/**
 * How Kubernetes finds out how a container is.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export interface HealthProps<P extends string = string> {
  /** Whether it has started: until then the other two probes wait; failing restarts the container. @default - none: started at once */
  readonly startup?: Probe<P> | undefined;
  /** Whether it can take requests: while it fails, Services leave the pod out. @default - none: always ready */
  readonly readiness?: Probe<P> | undefined;
  /** Whether it works at all: failing restarts the container. @default - none: as long as its process runs */
  readonly liveness?: Probe<P> | undefined;
}

/** Further options of an `http` probe. */
export interface HttpProbeOptions extends ProbeTimings {
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS' | undefined;
  /** Host name to connect to; for the `Host` header use `headers`. @default - the address of the pod */
  readonly host?: string | undefined;
  /** Headers of the request. @default - none */
  readonly headers?: { readonly [name: string]: string } | undefined;
}

/** Further options of a `tcp` probe. */
export interface TcpProbeOptions extends ProbeTimings {
  /** Host name to connect to. @default - the address of the pod */
  readonly host?: string | undefined;
}

/** Further options of a `grpc` probe. */
export interface GrpcProbeOptions extends ProbeTimings {
  /** Name of the service to ask for. @default - the empty name: the server as a whole */
  readonly service?: string | undefined;
}

/**
 * Asks by HTTP on the only port of the container: `http('/ready', { periodSeconds: 5 })`.
 * @param path path of the request
 */
export function http(path: string, options?: HttpProbeOptions): HttpHandler<never> & ProbeTimings;
/**
 * Asks by HTTP on a port by its number: `http('/ready', 8080)`.
 * @param path path of the request
 * @param port number of a port of the pod
 */
export function http(path: string, port: number, options?: HttpProbeOptions): HttpHandler<never> & ProbeTimings;
/**
 * Asks by HTTP: `http('/ready', 'web', { periodSeconds: 5 })`.
 * @param path path of the request
 * @param port name of a port of the pod, or its number
 */
export function http<P extends string = never>(path: string, port: P | number, options?: HttpProbeOptions): HttpHandler<P> & ProbeTimings;
export function http<P extends string>(
  path: string, first?: P | number | HttpProbeOptions, second?: HttpProbeOptions,
): HttpHandler<P> & ProbeTimings {
  const [port, options] = portAndOptions<P, HttpProbeOptions>(first, second);
  const { scheme, host, headers, ...timings } = options;
  return {
    httpGet: {
      path,
      ...(port === undefined ? undefined : { port }),
      ...(host === undefined ? undefined : { host }),
      ...(scheme === undefined ? undefined : { scheme }),
      ...(headers === undefined ? undefined : { httpHeaders: headerList(headers) }),
    },
    ...timings,
  };
}

/** The port may be left out, also where options are given. */
function portAndOptions<P extends string, O extends object>(
  first: P | number | O | undefined, second: O | undefined,
): [P | number | undefined, O | Record<string, never>] {
  return isPlainMap(first) ? [undefined, first] : [first as P | number | undefined, second ?? {}];
}

/** Headers as a manifest has them; what is no map is kept as it is, to be reported with the rest. */
function headerList(headers: { readonly [name: string]: string }): { readonly name: string; readonly value: string }[] {
  return isPlainMap(headers) ? Object.entries<string>(headers).map(([name, value]) => ({ name, value })) : headers;
}

/**
 * Asks by opening a TCP connection to the only port of the container: `tcp()`.
 */
export function tcp(options?: TcpProbeOptions): TcpHandler<never> & ProbeTimings;
/**
 * Asks by opening a TCP connection to a port by its number: `tcp(3306)`.
 * @param port number of a port of the pod
 */
export function tcp(port: number, options?: TcpProbeOptions): TcpHandler<never> & ProbeTimings;
/**
 * Asks by opening a TCP connection: `tcp('mysql')`.
 * @param port name of a port of the pod, or its number
 */
export function tcp<P extends string = never>(port: P | number, options?: TcpProbeOptions): TcpHandler<P> & ProbeTimings;
export function tcp<P extends string>(first?: P | number | TcpProbeOptions, second?: TcpProbeOptions): TcpHandler<P> & ProbeTimings {
  const [port, options] = portAndOptions<P, TcpProbeOptions>(first, second);
  const { host, ...timings } = options;
  return { tcpSocket: { ...(port === undefined ? undefined : { port }), ...(host === undefined ? undefined : { host }) }, ...timings };
}

/**
 * Asks the gRPC health service on the only port of the container: `grpc()`.
 */
export function grpc(options?: GrpcProbeOptions): GrpcHandler<never> & ProbeTimings;
/**
 * Asks the gRPC health service on a port by its number: `grpc(50051)`.
 * @param port number of a port of the pod
 */
export function grpc(port: number, options?: GrpcProbeOptions): GrpcHandler<never> & ProbeTimings;
/**
 * Asks the gRPC health service: `grpc('api')`.
 * @param port name of a port of the pod, or its number
 */
export function grpc<P extends string = never>(port: P | number, options?: GrpcProbeOptions): GrpcHandler<P> & ProbeTimings;
export function grpc<P extends string>(first?: P | number | GrpcProbeOptions, second?: GrpcProbeOptions): GrpcHandler<P> & ProbeTimings {
  const [port, options] = portAndOptions<P, GrpcProbeOptions>(first, second);
  const { service, ...timings } = options;
  return { grpc: { ...(port === undefined ? undefined : { port }), ...(service === undefined ? undefined : { service }) }, ...timings };
}

/**
 * Asks by a command in the container: `exec(['mysqladmin', 'ping'])`. No shell is involved.
 * @param command the command and its arguments
 */
export function exec(command: readonly ExecWord[], timings: ProbeTimings = {}): ExecHandler & ProbeTimings {
  return { exec: { command }, ...timings };
}

const probeNames = ['startup', 'readiness', 'liveness'] as const;
type ProbeName = (typeof probeNames)[number];
const healthFields: ReadonlySet<string> = new Set(probeNames);
const timings = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold', 'terminationGracePeriodSeconds'] as const;
const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
const fields: ReadonlySet<string> = new Set<string>([...handlers, ...timings]);
const longest = 2 ** 31 - 1;

/** Probes of a container, as a manifest has them. */
export type ProbeModels = Pick<Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;

/** Reports what the API server refuses, and what would never succeed. `problems` is at the path of `health`. */
export function normalizeHealth(input: unknown, problems: Problems, context: HandlerContext): ProbeModels {
  const probes: { -readonly [F in keyof ProbeModels]: ProbeModels[F] } = {};
  if (!checkMap(problems, input, 'a map of probes')) return probes;
  checkFields(problems, input, healthFields);
  for (const name of probeNames) {
    const value = input[name];
    if (value === undefined) continue;
    const probe = normalizeProbe(name, value, problems.at(name), context);
    if (probe !== undefined) probes[`${name}Probe`] = probe;
  }
  return probes;
}

function normalizeProbe(name: ProbeName, input: unknown, problems: Problems, context: HandlerContext): ProbeFields | undefined {
  if (!checkMap(problems, input, 'a probe such as http(…), tcp(…), grpc(…) or exec(…)')) return undefined;
  checkFields(problems, input, fields);
  const handler = normalizeHandler(input, handlers, problems, context);
  const numbers = readTimings(name, input, problems);
  return handler === undefined ? undefined : { ...handler, ...numbers };
}

function readTimings(name: ProbeName, input: PlainMap, problems: Problems): Partial<ProbeFields> {
  const numbers: { [F in (typeof timings)[number]]?: number } = {};
  for (const field of timings) {
    const value = input[field];
    if (value === undefined) continue;
    const place = problems.at(field);
    if (field === 'successThreshold' && name !== 'readiness' && value !== 1) place.report('probe/success-threshold', { probe: name, found: value });
    else if (field === 'terminationGracePeriodSeconds' && name === 'readiness') place.report('probe/readiness-grace', {});
    else if (checkInteger(place, value, field === 'initialDelaySeconds' ? 0 : 1, longest)) numbers[field] = value;
  }
  return numbers;
}
