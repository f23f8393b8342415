import type { ServiceSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { each, oneOf, type Rule } from '../../rule/rules';
import { ip, readIp } from '../shared/ip';
import { unique } from '../shared/lists';

/** The addresses of a Service: `clusterIP` alone stands for a list of one. */
export function clusterIpsOf({ clusterIP = '', clusterIPs = [] }: ServiceSpec): readonly string[] {
  return clusterIPs.length === 0 && clusterIP !== '' ? [clusterIP] : clusterIPs;
}

/** Whether a Service has no address of its own. */
export function isHeadless(spec: ServiceSpec): boolean {
  const ips = clusterIpsOf(spec);
  return ips.length === 1 && ips[0] === 'None';
}

const families: Rule<readonly string[]> = (items, at) => {
  each(oneOf('IPv4', 'IPv6'))(items, at);
  unique<string>()(items, at);
};
const policy = oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack');

/** Addresses, families and policy of a Service that has addresses, each with the others. */
export const clusterIps: Rule<ServiceSpec> = (spec, at) => {
  if (spec.type === 'ExternalName') return;
  const { clusterIP = '', ipFamilies = [], ipFamilyPolicy } = spec;
  const ips = clusterIpsOf(spec);
  if (clusterIP === '') {
    if (ips.length > 0) at.reportAt('clusterIPs', 'api/not-allowed', { field: 'clusterIPs', when: 'without clusterIP' });
  } else if (ips[0] !== clusterIP) at.reportAt('clusterIPs', 'api/must-equal', { found: ips[0], expected: clusterIP, as: 'the first address, as in clusterIP' });
  at.enter('ipFamilies');
  families(ipFamilies, at);
  at.leave();
  if (ipFamilyPolicy !== undefined) {
    at.enter('ipFamilyPolicy');
    policy(ipFamilyPolicy, at);
    at.leave();
  }
  const before = at.reported.length;
  if (ips[0] === 'None' && ips.length > 1) at.reportAt('clusterIPs', 'api/invalid', { found: ips, expected: '"None" alone, or addresses' });
  const eachAddress: EachAddress = (visit) => ips.forEach((address, index) => {
    // The server copies the first one from clusterIP, where that alone was written.
    at.enterAs(['clusterIPs', index], index === 0 ? ['clusterIP'] : ['clusterIPs', index], () => visit(address, index));
  });
  eachAddress((address, index) => {
    if (index > 0 || address !== 'None') ip(address, at);
  });
  const well = at.reported.length === before;
  if (ips.length > 2) at.reportAt('clusterIPs', 'api/invalid', { found: ips, expected: 'at most 2 addresses' });
  if (well) ofFamilies(ips, ipFamilies, at, eachAddress);
};

type EachAddress = (visit: (address: string, index: number) => void) => void;

/** One address of each family, in the order of the families. */
function ofFamilies(ips: readonly string[], ipFamilies: readonly string[], at: Context, eachAddress: EachAddress): void {
  const given = ips.map((address) => readIp(address)?.family);
  if (ips.length > 1 && !(given.includes('IPv4') && given.includes('IPv6'))) at.reportAt('clusterIPs', 'api/invalid', { found: ips, expected: 'one address of each IP family' });
  if (ips.length === 1 && ips[0] === 'None') return;
  eachAddress((found, index) => {
    const family = ipFamilies[index];
    if ((family === 'IPv4' || family === 'IPv6') && given[index] !== family && !(family === 'IPv4' && given[index] === undefined)) {
      at.report('service/ip-family', { found, family });
    }
  });
}
