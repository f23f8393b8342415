import { checkFields, checkMap } from '../core/checks';
import type { PodSet } from '../core/pod-set';
import type { Problems } from '../core/problems';
import { show } from '../core/show';
import { nearest } from '../core/suggest';
import type { kindOf } from '../core/targeted';
import type { PolicyRules, PolicyRulesOwner, PolicySubject } from '../network/network-policy';
import type { PolicyPeerInput, PolicyPortInput } from '../network/policy-peers';
import { type HostRef, type ServiceOwner, type ServicePortFacts, ServicePortRef, ServiceRef } from '../network/service-ref';
import { Definition } from '../synth/definition';
import type { OverrideStyle } from '../synth/overrides';
import type { AppModel } from './app-model';
import { policiesFor } from './policies';

declare const portNames: unique symbol;

/** Limits of a connection that is let through. */
export interface AllowOptions<P extends string = string> {
  /** Ports of the side that is connected to. @default - all that it declares; every port, where that is not known */
  readonly ports?: readonly PolicyPortInput<P>[] | undefined;
}

/**
 * What apps of every kind offer to others: their pods, their Services, their host name and ports, as references.
 * @typeParam P names of the ports; an app with more of them fits where fewer are asked for
 */
export abstract class WorkloadApp<P extends string = never> extends Definition implements PolicyRulesOwner, ServiceOwner {
  /** @internal */
  declare readonly [kindOf]: 'Deployment' | 'ReplicaSet' | 'ReplicationController' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'Pod';

  /**
   * Exists for the compiler alone: keeps apps with different ports apart.
   * @internal
   */
  declare readonly [portNames]: (port: P) => void;

  protected abstract readonly model: AppModel;

  protected override get overrideStyle(): OverrideStyle {
    return 'by-kind';
  }

  /** The pods, for Services, policies and budgets that are defined beside the app. */
  get podSet(): PodSet {
    return this.model.podSet;
  }

  /**
   * Which connections of the pods are let through, for the other end of a connection to add to.
   * @internal
   */
  get policyRules(): PolicyRules {
    return this.model.rules;
  }

  /** @internal */
  otherPolicies(): readonly PolicyRules[] {
    return policiesFor(this, this.model.identity.podLabels);
  }

  /**
   * Lets somebody connect to the pods, and closes them to everybody else. Where the other end is an app whose outgoing
   * connections are restricted, by itself or by a `NetworkPolicy` of its namespace, this opens them as well.
   * @param peer an app, pods by labels, addresses, or `'anyone'`
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  allowFrom(peer: PolicyPeerInput | readonly PolicyPeerInput[], options: AllowOptions<P> = {}): this {
    const problems = this.problemsOfCall().at('allowFrom');
    this.model.rules.allowFrom(this.policySubject, peer, portsOption(problems, options), problems, this.consumer);
    return this;
  }

  /**
   * Lets the pods connect to somebody, and to nobody else but the DNS of the cluster. Where the other end is an app that is
   * closed, by itself or by a `NetworkPolicy` of its namespace, this opens it as well.
   * @param peer an app, pods by labels, addresses, or `'anyone'`
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
   */
  allowTo(peer: PolicyPeerInput | readonly PolicyPeerInput[], options: AllowOptions = {}): this {
    const problems = this.problemsOfCall().at('allowTo');
    this.model.rules.allowTo(this.policySubject, peer, portsOption(problems, options), problems, this.consumer);
    return this;
  }

  private get policySubject(): PolicySubject {
    return { podSet: this.podSet, ports: this.model.pod.ports };
  }

  /** Labels that all pods of this app have, and no others. */
  get selectorLabels(): { readonly [key: string]: string } {
    return this.model.identity.matchLabels;
  }

  /** The Service that bears the app's name, for backends of Ingresses and routes. Reported when the app has none. */
  get serviceRef(): ServiceRef<P> {
    return this.serviceOf(undefined);
  }

  /**
   * One of the further Services.
   * @param part its key under `services`
   */
  service(part: string): ServiceRef<P> {
    return this.serviceOf(part);
  }

  /** The name under which others find the app: that of its Service. Reported when the app has none. */
  get host(): HostRef {
    return this.serviceRef.host;
  }

  /**
   * A port, as a reference: its number for clients of the app, in variables and texts.
   * @param name a declared one; a misspelt name does not compile
   */
  port<N extends P>(name: N): ServicePortRef<N> {
    return this.dynamicPort(name) as ServicePortRef<N>;
  }

  /** A port whose name is known only at run time; one that is not declared is reported. */
  dynamicPort(name: string): ServicePortRef {
    const { services, pod } = this.model;
    const service = services.find(({ model }) => model.ports.some((port) => port.name === name));
    if (service !== undefined) return new ServicePortRef(this.refTo(service.name, service.model.ports), name);
    const known = pod.ports.map((port) => port.name);
    if (typeof name !== 'string') this.problemsOfCall().at('dynamicPort').report('value/wrong-type', { expected: 'the name of a port', found: name });
    else if (!known.includes(name)) this.problemsOfCall().at('ports').report('workload/unknown-port', { port: name, known, nearest: nearest(name, known) });
    // No Service leads to it: the number is that of the pods themselves. One that is not there was told: who uses it need not tell it again.
    const isMissing = !known.includes(name);
    return new ServicePortRef(new ServiceRef(this.target, isMissing ? [{ name, port: 1, protocol: 'TCP' }] : pod.ports, isMissing), name);
  }

  private serviceOf(part: string | undefined): ServiceRef<P> {
    const found = this.model.services.find((service) => service.part === part);
    if (found === undefined) {
      const given: unknown = part;
      const wanted = given === undefined ? this.name : typeof given === 'string' ? given : show(given);
      const parts = this.model.services.flatMap(({ part: other }) => other ?? []);
      const known = given === undefined ? this.model.services.map(({ name }) => name) : parts;
      this.problemsOfCall().at('service').report('workload/no-service', {
        kind: this.target.kind, name: this.name, wanted, known, nearest: typeof given === 'string' ? nearest(given, parts) : undefined,
      });
      return this.refTo(wanted, [], true);
    }
    return this.refTo(found.name, found.model.ports);
  }

  private refTo(name: string, ports: readonly ServicePortFacts[], isMissing = false): ServiceRef<P> {
    return new ServiceRef({ apiVersion: 'v1', kind: 'Service', namespace: this.namespace, name, cluster: this.cluster }, ports, isMissing);
  }
}

const allowFields: ReadonlySet<string> = new Set(['ports'] satisfies (keyof AllowOptions)[]);

/** The ports of a connection that is let through; what is wrong with the options of the call is reported. */
export function portsOption(problems: Problems, options: unknown): unknown {
  if (!checkMap(problems, options, 'a map with ports')) return undefined;
  checkFields(problems, options, allowFields);
  return options.ports;
}
