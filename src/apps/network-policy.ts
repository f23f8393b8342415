import type { Construct } from 'constructs';
import type { LabelSelector, NetworkPolicy as NetworkPolicyObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import {
  type NetworkPolicyProps as NetworkPolicyFields, networkPolicyObject, normalizeNetworkPolicy, type PolicyRules, type PolicySubject,
} from '../network/network-policy';
import type { PolicyPeerInput, PolicyPortInput } from '../network/policy-peers';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';
import { notePolicy } from './policies';
import { portsOption } from './workload-app';

/** Which connections of some pods are let through. */
export interface NetworkPolicyProps extends NetworkPolicyFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<NetworkPolicyObject> | undefined;
}

const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** Builds a NetworkPolicy that stands for itself. */
export function buildNetworkPolicy(identity: Identity, props: NetworkPolicyProps): Built<NetworkPolicyObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const { rules, podSelector } = normalizeNetworkPolicy(props, problems, consumer);
    return policyObjects(rules, podSelector, self, problems, props);
  });
}

/**
 * Which connections of some pods are let through.
 *
 * ```ts
 * new NetworkPolicy(bundle, 'default-deny', { pods: 'all', isolate: 'both' });   // names can still be asked for
 * new NetworkPolicy(bundle, 'db', { pods: db, allowFrom: [web, { from: backup, ports: ['mysql'] }] });
 * ```
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'NetworkPolicy';

  private readonly rules: PolicyRules;
  private readonly podSelector: LabelSelector;
  private readonly subject: PolicySubject;

  constructor(scope: Construct, id: string, private readonly props: NetworkPolicyProps) {
    super(scope, id, kind, props);
    ({ rules: this.rules, podSelector: this.podSelector, subject: this.subject } = normalizeNetworkPolicy(props, this.problems, this.consumer));
    notePolicy(this, this.podSelector, this.rules);
  }

  /**
   * Lets peers connect to the pods. Where a peer is an app whose outgoing connections are restricted, by itself or by a
   * `NetworkPolicy` of its namespace, it opens them there too.
   * @param options.ports ports of the own pods; all that they declare where it is left out
   */
  allowFrom(peers: PolicyPeerInput | readonly PolicyPeerInput[], options: { readonly ports?: readonly PolicyPortInput[] | undefined } = {}): this {
    const problems = this.problemsOfCall().at('allowFrom');
    this.rules.allowFrom(this.subject, peers, portsOption(problems, options), problems, this.consumer);
    return this;
  }

  /**
   * Lets the pods connect to peers. Where a peer is an app that is closed, by itself or by a `NetworkPolicy` of its namespace, it
   * opens that too.
   * @param options.ports ports of the other side; all that an app declares where it is left out
   */
  allowTo(peers: PolicyPeerInput | readonly PolicyPeerInput[], options: { readonly ports?: readonly PolicyPortInput[] | undefined } = {}): this {
    const problems = this.problemsOfCall().at('allowTo');
    this.rules.allowTo(this.subject, peers, portsOption(problems, options), problems, this.consumer);
    return this;
  }

  protected build(problems: Problems): readonly NetworkPolicyObject[] {
    return policyObjects(this.rules, this.podSelector, this.identity, problems, this.props);
  }
}

function policyObjects(
  rules: PolicyRules, podSelector: LabelSelector, self: Identity, problems: Problems, props: NetworkPolicyProps,
): readonly NetworkPolicyObject[] {
  const policy = networkPolicyObject(rules, podSelector, self, problems, props);
  if (policy !== undefined) return [policy];
  problems.report('value/needs-one-of', { fields: ['allowFrom', 'allowTo', 'isolate'] });
  return [];
}
