import type { DiscoveryV1EndpointPort, Endpoint, EndpointHints, EndpointSlice } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, given, needs, oneOf, type Rule, texts } from '../../rule/rules';
import { canonicalIpText, ip, readIp } from '../shared/ip';
import { kind } from '../shared/kind';
import { maxItems, unique } from '../shared/lists';
import { dnsLabel, dnsSubdomain, labelKey, labelValue } from '../shared/names';
import { protocol } from '../shared/ports';
import { reachableIp } from './addresses';

/** A domain of two parts at least, each a label. */
const domain: Rule<string> = (found, at) => {
  const name = found.endsWith('.') ? found.slice(0, -1) : found;
  if (found === '') at.report('api/required', { field: 'address' });
  else if (!dnsSubdomain.accepts(name)) at.report('api/dns-subdomain', { found });
  else if (!name.includes('.')) at.report('api/domain', { found, parts: 2 });
  else if (!name.split('.').every((label) => dnsLabel.accepts(label))) at.report('api/dns-label', { found });
};

/** From 1.33 on the server says at the whole list that an address is of the other family. */
function address(found: string, index: number, type: string, at: Context): void {
  if (type !== 'IPv4' && type !== 'IPv6') {
    if (type !== 'FQDN') return;
    at.enter(index);
    domain(found, at);
    at.leave();
    return;
  }
  const before = at.reported.length;
  at.enter(index);
  (type === 'IPv6' ? canonicalIpText : ip)(found, at);
  const family = readIp(found)?.family;
  if (at.minor < 33 && family !== undefined && family !== type) at.report('service/ip-family', { found, family: type });
  if (at.reported.length === before) reachableIp(found, at);
  at.leave();
  if (at.minor >= 33 && at.reported.length === before && family !== type) at.report('service/ip-family', { found, family: type }, index);
}

const addresses: Rule<EndpointSlice> = ({ addressType, endpoints = [] }, at) => {
  endpoints.forEach(({ addresses: list = [] }, index) => {
    at.enter('endpoints');
    at.enter(index);
    at.enter('addresses');
    if (list.length === 0) at.report('api/required', { field: 'addresses' });
    else maxItems(100)(list, at);
    list.forEach((found, place) => address(found, place, addressType, at));
    at.leave();
    at.leave();
    at.leave();
  });
};

const hints: Rule<EndpointHints> = fields<EndpointHints>({
  forZones: [maxItems(8), unique(({ name = '' }) => name, 'name'), each(texts({ name: labelValue }))],
  forNodes: [maxItems(8), unique(({ name = '' }) => name, 'name'), each(texts({ name: dnsSubdomain }))],
});

const port: Rule<DiscoveryV1EndpointPort> = all(
  fields<DiscoveryV1EndpointPort>({ name: given(dnsLabel), appProtocol: labelKey }),
  needs<DiscoveryV1EndpointPort>({ protocol }),
);

/**
 * The deprecated topology of endpoints is dropped by every version that is served, and not judged.
 * @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
export const endpointSlice: Rule<EndpointSlice> = kind(
  dnsSubdomain,
  needs<EndpointSlice>({ addressType: oneOf('IPv4', 'IPv6', 'FQDN') }),
  addresses,
  fields<EndpointSlice>({
    endpoints: [
      maxItems(1000),
      each(fields<Endpoint>({ nodeName: dnsSubdomain, hostname: dnsLabel, hints })),
    ],
    ports: [maxItems(20_000), each(port), unique<DiscoveryV1EndpointPort>(({ name = '' }) => name, 'name')],
  }),
);
