import type { Container, PodSpec, Service } from '../../../generated/kubernetes';
import { type KubeObject, nameOf } from '../bundle/bundle';
import type { Workload } from '../bundle/workloads';
import { fail } from '../failure';

/** What the EndpointSlices of a Service have to say about ports: `http 8080/TCP`. */
export function targetPorts(service: Service & KubeObject, workloads: readonly Workload[]): string[] {
  const ports = (service.spec?.ports ?? []).flatMap(({ name, port, protocol = 'TCP', targetPort = port }) => {
    const numbers = workloads.map(({ pod, ref }) => {
      const number = typeof targetPort === 'number' ? targetPort : namedPort(pod, targetPort, protocol);
      if (number === undefined) fail(nameOf(service), `its target port "${targetPort}" is no port of ${ref}`);
      return number;
    });
    return [...new Set(numbers)].map((number) => `${name === undefined ? '' : `${name} `}${number}/${protocol}`);
  });
  return ports.sort();
}

function namedPort({ containers, initContainers = [] }: PodSpec, name: string, protocol: string): number | undefined {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...containers, ...sidecars]
    .flatMap(({ ports = [] }: Container) => ports)
    .find((port) => port.name === name && (port.protocol ?? 'TCP') === protocol)?.containerPort;
}
