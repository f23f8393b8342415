import { type AbstractPod, Pod } from 'cdk8s-plus-27';
import { foreignTarget } from '../apps/foreign-object';
import type { PodOwner, PodSet } from '../core/pod-set';
import type { PortModel } from '../core/port-model';

/**
 * The pods of a workload of cdk8s-plus (a Deployment, StatefulSet, DaemonSet, Job or Pod), wherever an app of ours is taken
 * for its pods: by a Service, a NetworkPolicy, `allowFrom`, a disruption budget, an autoscaler, an affinity.
 *
 * ```ts
 * const cart = new kplus.Deployment(shop, 'cart', { containers: [{ image: 'example/cart:1.2', portNumber: 8080 }] });
 * new Service(shop, 'cart', { pods: podsOf(cart) });
 * db.allowFrom(podsOf(cart));
 * ```
 *
 * A port without a name goes by its number: `'8080'`. Ports of containers that are added to the workload later are not known
 * to what has been defined by then.
 */
export function podsOf(workload: AbstractPod): PodOwner {
  const target = foreignTarget(workload, 'a workload or Pod of cdk8s-plus', 'Pod', isWorkload);
  return {
    get podSet(): PodSet {
      // This label is what cdk8s-plus itself selects pods by: each workload has a value of its own, whatever else it selects.
      const address = workload.podMetadata.getLabel(Pod.ADDRESS_LABEL);
      return { target, selector: address === undefined ? {} : { [Pod.ADDRESS_LABEL]: address }, ports: portsOf(workload) };
    },
  };
}

function isWorkload(value: object): boolean {
  return 'podMetadata' in value && 'containers' in value && Array.isArray(value.containers);
}

function portsOf({ containers }: AbstractPod): PortModel[] {
  return containers.flatMap(({ ports }) => ports.map(({ name, number, protocol }) => ({ name: name ?? String(number), port: number, protocol: protocol ?? 'TCP' })));
}
