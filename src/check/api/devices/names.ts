import type { Rule } from '../../rule/rules';
import { byteLength, dnsSubdomain, textRule } from '../shared/names';
import { csiDriverName } from '../storage/csi';

/** The domain of a driver of devices. */
export const driverName: Rule<string> = (found, at) => {
  if (found === '') at.report('api/required', { field: 'driver' });
  csiDriverName(found, at);
};

/** DNS subdomains with slashes between. */
export const poolName: Rule<string> = (found, at) => {
  if (found === '') return at.report('api/required', { field: 'pool' });
  if (byteLength(found) > 253) at.report('api/too-long', { length: byteLength(found), max: 253 });
  if (!found.split('/').every((part) => dnsSubdomain.accepts(part))) at.report('api/dns-subdomain', { found });
};

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `[domain/]identifier`: names of attributes and capacities. */
export const attributeName = textRule('api/attribute-name', (text) => {
  const parts = text.split('/');
  if (parts.length > 2) return true;
  const id = parts.at(-1)!;
  const domain = parts.length === 2 ? parts[0]! : undefined;
  const goodDomain = domain === undefined || (domain !== '' && byteLength(domain) <= 63 && dnsSubdomain.accepts(domain.toLowerCase()));
  return goodDomain && identifier.test(id) && byteLength(id) <= 32;
});

/** As `attributeName`, with a domain. */
export const wholeAttributeName = textRule('api/attribute-name', (text) => text.includes('/') && attributeName.accepts(text));
