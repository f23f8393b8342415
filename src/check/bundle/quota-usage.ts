import type { PersistentVolumeClaim, Service, StatefulSet } from '../../../generated/kubernetes';
import { classOf } from '../../core/volume-binding';
import { bareKind, groupOfKind } from '../graph/kinds';
import type { ObjectNode } from '../graph/node';
import { each, type Fields, fields, isMap, list } from '../graph/read';
import { amountsOf } from './amounts';
import { type Bundle, read } from './bundle';
import { workloadSize } from './workload-size';

/** What an object takes of a quota. */
export interface Usage {
  readonly node: ObjectNode;
  readonly pointer: string;
  /** For itself, or for one of its pods. */
  readonly one: bigint;
  /** With as few pods as there are at a time, and with as many. */
  readonly least: bigint;
  readonly most: bigint;
}

const one = 1_000_000_000n;
const storageClassSuffix = '.storageclass.storage.k8s.io/';

/** What the objects of a namespace take of a resource that is no demand of pods: their number, ports, storage. */
export function countedUsage(bundle: Bundle, namespace: string, resource: string): readonly Usage[] {
  const nodes = nodesByNamespace(bundle).get(namespace) ?? [];
  if (resource === 'requests.storage') return claims(bundle, nodes, (claim) => storageOf(claim));
  const suffix = resource.indexOf(storageClassSuffix);
  if (suffix > 0) {
    const [name, what] = [resource.slice(0, suffix), resource.slice(suffix + storageClassSuffix.length)];
    return claims(bundle, nodes, (claim) => (classOf(claim) !== name ? undefined : what === 'requests.storage' ? storageOf(claim) : one));
  }
  if (resource === 'persistentvolumeclaims' || resource === 'count/persistentvolumeclaims') return claims(bundle, nodes, () => one);
  if (resource === 'services.loadbalancers') return services(nodes, ({ type }) => (type === 'LoadBalancer' ? 1 : 0));
  if (resource === 'services.nodeports') return services(nodes, nodePorts);
  const counted = resource.startsWith('count/') ? resource.slice('count/'.length) : plain.has(resource) ? resource : undefined;
  if (counted === undefined) return [];
  // A ReplicaSet for each Deployment; every namespace has a ConfigMap and a ServiceAccount of its own.
  const made = counted === 'replicasets.apps' ? 'deployments.apps' : counted;
  const found = nodes.filter(({ key }) => resourceOf(key) === counted || resourceOf(key) === made);
  const usages = found.map((node): Usage => ({ node, pointer: '', one, least: one, most: one }));
  const first = usages[0];
  return first !== undefined && ofItsOwn.has(counted) ? [{ ...first, least: 2n * one, most: 2n * one }, ...usages.slice(1)] : usages;
}

const ofItsOwn: ReadonlySet<string> = new Set(['configmaps', 'serviceaccounts']);

const plain: ReadonlySet<string> = new Set(['configmaps', 'secrets', 'services', 'replicationcontrollers', 'resourcequotas']);

function nodesByNamespace(bundle: Bundle): ReadonlyMap<string, readonly ObjectNode[]> {
  return bundle.once(nodesByNamespace, () => {
    const found = new Map<string, ObjectNode[]>();
    for (const node of bundle.graph.nodes) {
      const others = found.get(node.namespace);
      if (others === undefined) found.set(node.namespace, [node]);
      else others.push(node);
    }
    return found;
  });
}

/** `deployments.apps` of `apps/Deployment`, as the built-in kinds are called. */
function resourceOf(key: string): string {
  const [group, kind] = [groupOfKind(key), bareKind(key).toLowerCase()];
  const plural = /(s|x|ch)$/.test(kind) && kind !== 'endpoints' ? `${kind}es` : kind === 'endpoints' ? kind : kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  return group === '' ? plural : `${plural}.${group}`;
}

function storageOf({ spec }: PersistentVolumeClaim): bigint | undefined {
  const amount = amountsOf(fields(fields(spec).resources).requests).get('storage');
  // Whole bytes count.
  return amount === undefined ? undefined : ((amount + one - 1n) / one) * one;
}

type MeasureClaim = (claim: PersistentVolumeClaim) => bigint | undefined;

/** Measures a claim that may hold anything. */
function measureClaim({ metadata, spec }: Fields<Pick<PersistentVolumeClaim, 'metadata' | 'spec'>>, measure: MeasureClaim): bigint | undefined {
  return measure({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: fields(metadata), spec: fields(spec) });
}

function claims(bundle: Bundle, nodes: readonly ObjectNode[], measure: MeasureClaim): Usage[] {
  const found: Usage[] = [];
  for (const node of nodes) {
    if (node.key === '/PersistentVolumeClaim') {
      const amount = measureClaim(read<PersistentVolumeClaim>(node), measure);
      if (amount !== undefined) found.push({ node, pointer: '/spec', one: amount, least: amount, most: amount });
    } else if (node.key === 'apps/StatefulSet') {
      const pods = bundle.graph.podsOf(node);
      const size = pods === undefined ? { atLeast: 1, atMost: 1 } : workloadSize(bundle, pods);
      each(fields(read<StatefulSet>(node).spec).volumeClaimTemplates, (template, index) => {
        const amount = measureClaim(template, measure);
        if (amount === undefined) return;
        const pointer = `/spec/volumeClaimTemplates/${index}/spec`;
        const times = (count: number): bigint => amount * BigInt(Math.max(0, count));
        found.push({ node, pointer, one: amount, least: times(size.atLeast), most: times(size.atMost) });
      });
    }
  }
  return found;
}

type ServiceSpec = NonNullable<Service['spec']>;

function services(nodes: readonly ObjectNode[], measure: (spec: Fields<ServiceSpec>) => number): Usage[] {
  return nodes.filter(({ key }) => key === '/Service').flatMap((node) => {
    const count = BigInt(measure(fields(read<Service>(node).spec))) * one;
    return count === 0n ? [] : [{ node, pointer: '/spec', one: count, least: count, most: count }];
  });
}

/** Ports of nodes that a Service gets, whether it names them or not. */
function nodePorts({ type, ports, allocateLoadBalancerNodePorts }: Fields<ServiceSpec>): number {
  const all = list(ports);
  if (type === 'NodePort') return all.length;
  if (type !== 'LoadBalancer') return 0;
  return allocateLoadBalancerNodePorts === false ? all.filter((port) => isMap(port) && Boolean(port.nodePort)).length : all.length;
}
