import type { Construct } from 'constructs';
import type { Service as ServiceObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import { isPlainMap, type PlainMap } from '../core/checks';
import type { Identity } from '../core/metadata';
import { checkName, dnsLabel } from '../core/names';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import type { Target } from '../core/references';
import type { kindOf } from '../core/targeted';
import {
  type FreeServiceProps, normalizeFreeService, type ServiceModel, serviceNameRule, serviceObject,
} from '../network/service';
import type { ServicePortProps } from '../network/service-ports';
import { type HostRef, type ServiceOwner, type ServicePortFacts, ServicePortRef, ServiceRef } from '../network/service-ref';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';
import type { ForeignObject } from './foreign-object';
import { foreignService, type ForeignServiceOptions } from './foreign-service';
import { type KnownServicePorts, servicePortFacts } from './service-port-facts';

declare const portNames: unique symbol;

/**
 * A Service that stands for itself.
 * @typeParam P names of its ports, inferred from `ports`
 */
export interface ServiceProps<P extends string = string> extends Omit<FreeServiceProps, 'ports'>, DefinitionProps {
  /**
   * Ports: a map of name to port (`{ http: 80 }`, `{ http: { port: 80, targetPort: 8080 } }`), or a list of full ones. A name
   * that is one of the pods' ports leads there.
   * @default - all ports of the pods, under the same names and numbers
   */
  readonly ports?: { readonly [N in P]?: number | ServicePortProps } | readonly (ServicePortProps & { readonly name: P })[] | undefined;
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<ServiceObject> | undefined;
}

/** What is said of a Service that is not defined here. */
export interface ExistingServiceProps<P extends string = string> {
  /** `metadata.name`. @default - the construct's id */
  readonly name?: string | undefined;
  /** Its namespace. @default - that of the bundle */
  readonly namespace?: string | undefined;
  /** Its ports, by name. */
  readonly ports?: KnownServicePorts<P> | undefined;
}

const kind = { apiVersion: 'v1', kind: 'Service', nameRule: serviceNameRule } as const;
const existingFields: ReadonlySet<string> = new Set(['name', 'namespace', 'ports']);

/** What Services offer to others, wherever they are defined: host name and ports, as references. */
export abstract class ServiceDefinition<P extends string = never> extends Definition implements ServiceOwner {
  /** @internal */
  declare readonly [kindOf]: 'Service';

  /**
   * Exists for the compiler alone: keeps Services with different ports apart.
   * @internal
   */
  declare readonly [portNames]: (port: P) => void;

  protected abstract readonly facts: readonly ServicePortFacts[];

  /** The Service, for backends of Ingresses and routes. */
  get serviceRef(): ServiceRef<P> {
    return new ServiceRef(this.target, this.facts);
  }

  /** The name under which others find the Service. */
  get host(): HostRef {
    return this.serviceRef.host;
  }

  /**
   * A port, as a reference: its number in variables and texts, a backend of Ingresses and routes.
   * @param name a declared one; a misspelt name does not compile
   */
  port<N extends P>(name: N): ServicePortRef<N> {
    return this.serviceRef.port(name);
  }

  /** A port whose name is known only at run time; one that is not declared is reported where it is used. */
  dynamicPort(name: string): ServicePortRef {
    return new ServicePortRef(this.serviceRef, name);
  }
}

/** Builds a Service that stands for itself. */
export function buildService(identity: Identity, props: FreeServiceProps & Pick<ServiceProps, 'name' | 'override'>): Built<ServiceObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const model = normalizeFreeService(props, problems, consumer);
    return [serviceObject(model, self, problems)];
  });
}

/**
 * A Service that stands for itself. Apps make their own: this is for pods of other definitions, for names of hosts outside
 * of the cluster (type ExternalName), and for Services whose endpoints somebody else writes.
 *
 * ```ts
 * new Service(bundle, 'mysql', { headless: true, pods: { app: 'mysql', tier: 'backend' }, ports: { mysql: 3306 } });
 * ```
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class Service<P extends string = never> extends ServiceDefinition<P> {
  /** A Service that another program, an operator or a person makes, in this namespace or in another. Nothing is emitted for it. */
  static existing<P extends string = never>(scope: Construct, id: string, props: ExistingServiceProps<P> = {}): ServiceDefinition<P> {
    return new ExistingService<P>(scope, id, props);
  }

  /**
   * A Service of cdk8s or cdk8s-plus, or any object that has a name and stands in a chart, wherever a Service is taken: as a
   * backend, as the `service` of a stateful app, for its host and ports. Its ports are those that it has by now.
   *
   * ```ts
   * const legacy = Service.from(new kplus.Service(shop, 'legacy', { ports: [{ name: 'http', port: 80 }] }));
   * new Ingress(shop, 'front', { rules: { 'shop.example.com': legacy.port('http') } });
   * ```
   * @throws DiagnosticsError where it is no Service
   */
  static from<P extends string = string>(object: ForeignObject, options: ForeignServiceOptions<P> = {}): ServiceRef<P> {
    return foreignService<P>(object, options);
  }

  private readonly model: ServiceModel;

  constructor(scope: Construct, id: string, props: ServiceProps<P>) {
    super(scope, id, kind, props);
    this.model = normalizeFreeService(props, this.problems, this.consumer);
  }

  protected get facts(): readonly ServicePortFacts[] {
    return this.model.ports;
  }

  protected build(problems: Problems): readonly ServiceObject[] {
    return [serviceObject(this.model, this.identity, problems)];
  }
}

class ExistingService<P extends string> extends ServiceDefinition<P> {
  protected readonly facts: readonly ServicePortFacts[];
  private readonly elsewhere: string | undefined;

  constructor(scope: Construct, id: string, props: ExistingServiceProps<P>) {
    super(scope, id, { ...kind, fields: existingFields }, props);
    const given: PlainMap = isPlainMap(props) ? props : {};
    this.elsewhere = readField(this.problems, given, 'namespace', checkNamespace);
    this.facts = servicePortFacts(given['ports'], this.problems.at('ports'));
  }

  override get target(): Target {
    return this.elsewhere === undefined ? super.target : { ...super.target, namespace: this.elsewhere };
  }

  protected build(): readonly ServiceObject[] {
    return [];
  }
}

function checkNamespace(problems: Problems, value: unknown): value is string {
  return checkName(problems, dnsLabel, 'namespace', value);
}
