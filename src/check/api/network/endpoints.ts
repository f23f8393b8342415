import type { EndpointAddress, EndpointPort, Endpoints, EndpointSubset } from '../../../../generated/kubernetes';
import { all, each, fields, given, needs, numbers, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsLabel, dnsSubdomain, labelKey } from '../shared/names';
import { portNumber } from '../shared/numbers';
import { protocol } from '../shared/ports';
import { endpointIp } from './addresses';

const addresses: Rule<readonly EndpointAddress[]> = each(
  texts<EndpointAddress>({ ip: endpointIp }),
  fields<EndpointAddress>({ hostname: given(dnsLabel), nodeName: dnsSubdomain }),
);

const port: Rule<EndpointPort> = all(
  fields<EndpointPort>({ name: given(dnsLabel), appProtocol: labelKey }),
  numbers<EndpointPort>({ port: portNumber }),
  needs<EndpointPort>({ protocol }),
);

const subset: Rule<EndpointSubset> = (value, at) => {
  if ((value.addresses ?? []).length === 0 && (value.notReadyAddresses ?? []).length === 0) at.report('api/one-needed', { fields: ['addresses', 'notReadyAddresses'] });
  const { ports = [] } = value;
  ports.forEach(({ name = '' }, index) => {
    if (ports.length > 1 && name === '') at.reportAt(['ports', index, 'name'], 'api/required', { field: 'name', when: 'when there are several ports' });
  });
};

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#endpoints */
export const endpoints: Rule<Endpoints> = kind(dnsSubdomain, fields<Endpoints>({
  subsets: each(subset, fields<EndpointSubset>({ addresses, notReadyAddresses: addresses, ports: each(port) })),
}));
