import type { ContainerPort } from '../../../generated/kubernetes';
import { each, type Fields, list } from '../graph/read';
import type { AdvisedContainer } from './practice';

/** A Service, and the port that it sends requests to. */
export interface ServedPort {
  readonly service: string;
  readonly port: string | number;
}

/** The Service that sends requests to a container, and the port: the first one that there is. */
export function servedPort({ container, role, pods, facts }: AdvisedContainer): ServedPort | undefined {
  if (role !== 'main' && role !== 'sidecar') return undefined;
  for (const { node, spec } of facts.servicesOf(pods)) {
    // Who asks for pods that are not ready gets them whatever a probe says.
    if (spec.publishNotReadyAddresses === true) continue;
    let found: string | number | undefined;
    each(spec.ports, ({ port, targetPort }) => {
      const target = targetPort ?? port;
      if (found === undefined && target !== undefined && answers(container.ports, target, list(pods.spec.containers).length === 1)) found = target;
    });
    if (found !== undefined) return { service: node.id.name, port: found };
  }
  return undefined;
}

/** Whether a container is the one behind a port: it declares it, or there is no other and it declares none. */
function answers(ports: readonly ContainerPort[] | undefined, target: string | number, only: boolean): boolean {
  let declared = false;
  each(ports, ({ name, containerPort }: Fields<ContainerPort>) => (declared ||= name === target || containerPort === target));
  return declared || (only && list(ports).length === 0 && typeof target === 'number');
}
