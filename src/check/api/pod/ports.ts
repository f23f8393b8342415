import type { Container, ContainerPort, IntOrString } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, given, oneOf, type Rule } from '../../rule/rules';
import { unique } from '../shared/lists';
import { portName } from '../shared/names';
import { portNumber } from '../shared/numbers';

/** 0 is no port at all. */
const portOrNone: Rule<number> = (found, at) => {
  if (found !== 0) portNumber(found, at);
};

const port: Rule<ContainerPort> = all(
  fields<ContainerPort>({ name: given(portName), containerPort: portOrNone, hostPort: portOrNone, protocol: oneOf('SCTP', 'TCP', 'UDP') }),
  ({ containerPort = 0 }, at) => {
    if (containerPort === 0) at.reportAt('containerPort', 'api/required', { field: 'containerPort' });
  },
);

/** The ports of one container. Names are told apart; numbers can be there twice, with another protocol or address. */
export const containerPorts: Rule<readonly ContainerPort[]> = all(
  each(port),
  unique<ContainerPort>(({ name = '' }) => (portName.accepts(name) ? name : undefined), 'name'),
);

/** A port by its number or by its name. */
export const portNumberOrName: Rule<IntOrString> = (found, at) => (typeof found === 'number' ? portNumber(found, at) : portName(found, at));

/** Adds the ports that a container takes of its node, and reports those that another one has taken. */
export function takeHostPorts(ports: readonly ContainerPort[], taken: Set<string>, report: (index: number, port: string) => void): void {
  for (let index = 0; index < ports.length; index++) {
    const { hostPort = 0, hostIP = '', protocol = '' } = ports[index]!;
    if (hostPort === 0) continue;
    const key = `${protocol}/${hostIP}/${hostPort}`;
    if (taken.has(key)) report(index, key);
    else taken.add(key);
  }
}

/** In the network of the node there is no port but the container's own. Stands at a container. */
export function hostNetworkPorts(container: Container, at: Context): void {
  container.ports?.forEach(({ containerPort = 0, hostPort = 0 }, index) => {
    if (hostPort === containerPort || (hostPort === 0 && !at.pod!.own)) return;
    at.reportAt(['ports', index, 'hostPort'], 'api/host-port', { found: hostPort, containerPort });
  });
}
