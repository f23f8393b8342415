import type {
  HorizontalPodAutoscaler, LimitRange, NetworkPolicy, PodDisruptionBudget, RoleBinding, Service,
} from '../../../generated/kubernetes';
import type { BundleGraph } from '../graph/bundle-graph';
import type { KindKey } from '../graph/kinds';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { each, type Fields, fields, isMap, text, whole } from '../graph/read';

/** A Service, as the pods behind it see it. */
export interface ServiceFacts {
  readonly node: ObjectNode;
  readonly spec: Fields<NonNullable<Service['spec']>>;
}

type ByPods<T> = ReadonlyMap<PodSource, readonly T[]>;

/** What advice about one object needs to know of the others; each part is found out when the first rule asks. */
export class ClusterFacts {
  private services: ByPods<ServiceFacts> | undefined;
  private budgets: ByPods<ObjectNode> | undefined;
  private policies: ByPods<ObjectNode> | undefined;
  private limits: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  private accounts: ReadonlySet<string> | undefined;

  constructor(readonly graph: BundleGraph) {}

  /** Services that send requests to pods. */
  servicesOf(pods: PodSource): readonly ServiceFacts[] {
    this.services ??= this.byPods('/Service', (node) => {
      const spec = fields((node.manifest as Partial<Service> | undefined)?.spec);
      if (!isMap(spec.selector) || Object.keys(spec.selector).length === 0 || spec.type === 'ExternalName') return undefined;
      return [{ matchLabels: spec.selector }, { node, spec }];
    });
    return this.services.get(pods) ?? [];
  }

  /** PodDisruptionBudgets that protect pods. */
  budgetsOf(pods: PodSource): readonly ObjectNode[] {
    this.budgets ??= this.byPods('policy/PodDisruptionBudget', (node) => {
      const { selector } = fields((node.manifest as Partial<PodDisruptionBudget> | undefined)?.spec);
      return isMap(selector) ? [selector, node] : undefined;
    });
    return this.budgets.get(pods) ?? [];
  }

  /** NetworkPolicies that restrict pods. */
  policiesOf(pods: PodSource): readonly ObjectNode[] {
    this.policies ??= this.byPods('networking.k8s.io/NetworkPolicy', (node) => {
      const { podSelector } = fields((node.manifest as Partial<NetworkPolicy> | undefined)?.spec);
      return [isMap(podSelector) ? podSelector : {}, node];
    });
    return this.policies.get(pods) ?? [];
  }

  /** Whether an autoscaler sets how many pods a workload has. */
  isScaled(node: ObjectNode): boolean {
    return this.graph.referencesTo(node).some(({ type }) => type === 'scales');
  }

  /** The most pods that run at a time; `undefined` where nobody can tell. */
  mostReplicas({ node, replicas }: PodSource): number | undefined {
    let most = replicas;
    for (const { type, from } of this.graph.referencesTo(node)) {
      if (type !== 'scales') continue;
      const max = whole(fields((from.manifest as Partial<HorizontalPodAutoscaler> | undefined)?.spec).maxReplicas);
      if (max === undefined) return undefined;
      most = Math.max(most ?? 0, max);
    }
    return most;
  }

  /** Whether the namespace gives containers a request of a resource that they do not make themselves. */
  hasDefaultRequest(namespace: string, resource: string): boolean {
    this.limits ??= this.findDefaultRequests();
    return this.limits.get(namespace)?.has(resource) ?? false;
  }

  /** Whether a role is bound to a ServiceAccount here. */
  isBound(namespace: string, account: string): boolean {
    this.accounts ??= this.findBoundAccounts();
    return this.accounts.has(`${namespace}/${account}`);
  }

  private ofKind(...keys: readonly KindKey[]): ObjectNode[] {
    return this.graph.nodes.filter(({ key }) => keys.includes(key));
  }

  private byPods<T>(key: KindKey, read: (node: ObjectNode) => [selector: object, value: T] | undefined): ByPods<T> {
    const found = new Map<PodSource, T[]>();
    for (const node of this.ofKind(key)) {
      const selection = read(node);
      if (selection === undefined) continue;
      for (const pods of this.graph.select(node.namespace, selection[0])) {
        const values = found.get(pods);
        if (values === undefined) found.set(pods, [selection[1]]);
        else values.push(selection[1]);
      }
    }
    return found;
  }

  private findDefaultRequests(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const { namespace, manifest } of this.ofKind('/LimitRange')) {
      const resources = found.get(namespace) ?? new Set();
      found.set(namespace, resources);
      each(fields((manifest as Partial<LimitRange> | undefined)?.spec).limits, (limit) => {
        if (limit.type !== 'Container') return;
        // Without a request of its own a container gets the default limit as its request, and without that the maximum.
        for (const given of [limit.defaultRequest, limit.default, limit.max]) {
          for (const resource of Object.keys(fields(given))) resources.add(resource);
        }
      });
    }
    return found;
  }

  private findBoundAccounts(): Set<string> {
    const found = new Set<string>();
    for (const { namespace, manifest } of this.ofKind('rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding')) {
      each((manifest as Partial<RoleBinding> | undefined)?.subjects, ({ kind, name, namespace: of }) => {
        if (kind === 'ServiceAccount' && text(name) !== undefined) found.add(`${text(of) ?? namespace}/${name!}`);
      });
    }
    return found;
  }
}
