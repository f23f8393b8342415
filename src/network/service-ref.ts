import { nearest } from '../core/suggest';
import type { TextSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer, Target } from '../core/references';

/** A port of a Service, as others refer to it. */
export interface ServicePortFacts {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** Anything that has a Service of its own: an app with ports, a `Service`. */
export interface ServiceOwner {
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

  /** The name as the reader can use it: `db` in its own namespace, `db.shop.svc` in another one. */
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
    readonly name: N,
    readonly number: number,
    readonly protocol: 'TCP' | 'UDP' | 'SCTP',
  ) {}

  textFor(problems: Problems, consumer: Consumer): string | undefined {
    return consumer.use(problems, this.service.target, { anyNamespace: true }) ? String(this.number) : undefined;
  }

  toString(): string {
    return String(this.number);
  }
}

/** A Service, as others refer to it. */
export class ServiceRef<P extends string = string> implements ServiceOwner {
  /** Kept a property so that wherever a Service's owner is taken, a reference to a Service is as well. */
  get serviceRef(): ServiceRef {
    return this as unknown as ServiceRef;
  }

  constructor(
    readonly target: Target,
    readonly ports: readonly ServicePortFacts[],
  ) {}

  /** Name of the Service. */
  get name(): string {
    return this.target.name;
  }

  /** The name under which the Service is found. */
  get host(): HostRef {
    return new HostRef(this.target);
  }

  /** One of its ports. Throws a `RangeError` on a name that it does not have, which does not compile either. */
  port<N extends P>(name: N): ServicePortRef<N> {
    const found = this.ports.find((port) => port.name === name);
    if (found === undefined) {
      const names = this.ports.map((port) => port.name);
      const near = nearest(name, names);
      throw new RangeError(`Service ${this.name} has no port "${name}"${near === undefined ? `, only ${names.join(', ') || 'none'}` : `, did you mean "${near}"?`}`);
    }
    return new ServicePortRef(this.serviceRef, name, found.port, found.protocol);
  }

  /** The port of that name, or the only one; what is wrong is reported. */
  findPort(problems: Problems, wanted: unknown): ServicePortFacts | undefined {
    return findPort(problems, this.ports, wanted);
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
  const text = String(wanted as string);
  if (typeof wanted === 'string' || typeof wanted === 'number') problems.report('service/unknown-port', { port: text, known, nearest: nearest(text, known) });
  else problems.report('value/wrong-type', { expected: 'the name of a port', found: wanted });
  return undefined;
}

/** Whether a value that came from outside has a Service of its own. */
export function isServiceOwner(value: unknown): value is ServiceOwner {
  return typeof value === 'object' && value !== null && 'serviceRef' in value;
}
