import { nearest } from '../core/suggest';
import type { TextSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';

/** A port of a Service, as others refer to it. */
export interface ServicePortFacts {
  /** Name of the port. */
  readonly name: string;
  /** Whether the Service has that name, too. @default true */
  readonly named?: false;
  /** Port number on the Service's address, 1-65535. */
  readonly port: number;
  /** Transport protocol. */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** Anything that has a Service of its own: an app with ports, a `Service`. */
export interface ServiceOwner {
  /** The Service. */
  readonly serviceRef: ServiceRef;
}

/**
 * The name under which a Service is found: as short as the reader's namespace allows.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class HostRef implements TextSource {
  constructor(
    /** The Service. */
    readonly target: Target,
    private readonly pod?: string,
  ) {}

  /**
   * The name as the reader can use it: `db` in its own namespace, `db.shop.svc` in another one.
   * @internal
   */
  textFor(problems: Problems, consumer: Consumer): string | undefined {
    const { target } = this;
    if (!consumer.use(problems, target, { anyNamespace: true })) return undefined;
    if (target.namespace === consumer.namespace) return this.short;
    if (target.namespace === undefined) {
      problems.report('service/namespace-unknown', { target, from: consumer.namespace });
      return undefined;
    }
    return `${this.short}.${target.namespace}.svc`;
  }

  /**
   * The complete name, with the domain of the cluster.
   * @param clusterDomain the domain that the cluster was set up with
   */
  fqdn(clusterDomain = 'cluster.local'): string {
    return `${this.toString()}.${clusterDomain}`;
  }

  /** The stable name of one pod behind a headless Service: `db-0.db`. */
  ofPod(pod: string): HostRef {
    return new HostRef(this.target, pod);
  }

  /** The name as every namespace of the cluster can use it; without a namespace of its own, the short one. */
  toString(): string {
    return this.target.namespace === undefined ? this.short : `${this.short}.${this.target.namespace}.svc`;
  }

  private get short(): string {
    return this.pod === undefined ? this.target.name : `${this.pod}.${this.target.name}`;
  }
}

/** A port of a Service: its number in texts and environment variables, and a backend of Ingresses and routes. */
export class ServicePortRef<N extends string = string> implements TextSource {
  constructor(
    /** The Service. */
    readonly service: ServiceRef,
    /** Name of the port. */
    readonly name: N,
  ) {}

  /** Port number on the Service's address. Throws a `RangeError` on a port that the Service does not have, which does not compile either. */
  get number(): number {
    const found = this.service.ports.find((port) => port.name === this.name);
    if (found === undefined) throw new RangeError(`Service ${this.service.name} has no port "${this.name}"`);
    return found.port;
  }

  /** @internal */
  textFor(problems: Problems, consumer: Consumer): string | undefined {
    if (this.service.isMissing || !consumer.use(problems, this.service.target, { anyNamespace: true })) return undefined;
    const found = findPort(problems, this.service.ports, this.name);
    return found === undefined ? undefined : String(found.port);
  }

  toString(): string {
    return String(this.number);
  }
}

/** A Service, as others refer to it. */
export class ServiceRef<P extends string = string> implements ServiceOwner {
  constructor(
    /** The Service. */
    readonly target: Target,
    /** Its ports, as far as they are known. */
    readonly ports: readonly ServicePortFacts[],
    /**
     * Whether it stands for one that there is not, which was reported where it was asked for.
     * @internal
     */
    readonly isMissing = false,
  ) {}

  /** Itself: wherever the owner of a Service is taken, a reference to a Service is as well. */
  get serviceRef(): ServiceRef {
    return this;
  }

  /** Name of the Service. */
  get name(): string {
    return this.target.name;
  }

  /** The name under which the Service is found. */
  get host(): HostRef {
    return new HostRef(this.target);
  }

  /** One of its ports; a name that it does not have is reported where the port is used. */
  port<N extends P>(name: N): ServicePortRef<N> {
    return new ServicePortRef(this.serviceRef, name);
  }
}

/** The port of that name or number, or the only one when none is asked for; what is wrong is reported. */
export function findPort<T extends { readonly name: string; readonly port: number }>(
  problems: Problems,
  ports: readonly T[],
  wanted: unknown,
): T | undefined {
  const known = ports.map((port) => port.name);
  if (wanted === undefined) {
    if (ports.length === 1) return ports[0];
    if (ports.length === 0) problems.report('service/no-ports', {});
    else problems.report('service/which-port', { known });
    return undefined;
  }
  const found = ports.find((port) => port.name === wanted || port.port === wanted);
  if (found !== undefined) return found;
  if (typeof wanted === 'string' || typeof wanted === 'number') {
    const port = String(wanted);
    problems.report('service/unknown-port', { port, known, nearest: nearest(port, known) });
  } else problems.report('value/wrong-type', { expected: 'the name of a port', found: wanted });
  return undefined;
}

/** Whether a value that came from outside has a Service of its own. */
export function isServiceOwner(value: unknown): value is ServiceOwner {
  return typeof value === 'object' && value !== null && 'serviceRef' in value;
}
