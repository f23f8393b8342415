import type { IPAddress, IPAddressSpec, ParentReference, ServiceCIDR, ServiceCIDRSpec } from '../../../../generated/kubernetes';
import { all, fields, given, needs, objects, type Rule } from '../../rule/rules';
import { canonicalCidr, canonicalIp, readCidr, readIp } from '../shared/ip';
import { kind } from '../shared/kind';
import { dnsSubdomain, objectName, pathSegment } from '../shared/names';

const parent: Rule<ParentReference> = all(
  needs<ParentReference>({ resource: pathSegment, name: pathSegment }),
  fields<ParentReference>({ group: given(dnsSubdomain), namespace: given(pathSegment) }),
);

const addressName = objectName((text) => {
  const address = readIp(text);
  return address !== undefined && canonicalIp(address) === text;
}, 'an IP address in the spelling of the server');

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ip-address-v1/ */
export const ipAddress: Rule<IPAddress> = kind(addressName, objects<IPAddress>({
  spec: (spec: IPAddressSpec, at) => {
    if (spec.parentRef === undefined) at.reportAt('parentRef', 'api/required', { field: 'parentRef' });
    else fields<IPAddressSpec>({ parentRef: parent })(spec, at);
  },
}));

/** One range of each IP family, in the spelling of the server. */
const cidrs: Rule<ServiceCIDRSpec> = ({ cidrs: list = [] }, at) => {
  at.enter('cidrs');
  if (list.length === 0) at.report('api/required', { field: 'cidrs' });
  if (list.length > 2) at.report('api/invalid', { found: list, expected: 'at most 2 ranges' });
  list.forEach((found, index) => {
    const range = readCidr(found);
    if (range === undefined) at.reportAt(index, 'api/cidr', { found });
    else if (canonicalCidr(range) !== found) at.reportAt(index, 'api/cidr', { found, better: canonicalCidr(range) });
  });
  const families = list.map((range) => readCidr(range)?.family);
  if (list.length === 2 && families[0] !== undefined && families[0] === families[1]) at.report('api/invalid', { found: list, expected: 'one range of each IP family' });
  at.leave();
};

/** @see https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/ */
export const serviceCidr: Rule<ServiceCIDR> = kind(dnsSubdomain, objects<ServiceCIDR>({ spec: cidrs }));
