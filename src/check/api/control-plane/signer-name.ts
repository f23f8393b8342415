import type { Context } from '../../rule/context';
import { byteLength, dnsLabel, dnsSubdomain } from '../shared/names';

/** Who signs certificates: a domain of two parts at least, `/`, and a name of DNS subdomains. Stands at the name. */
export function signerName(found: string, at: Context): void {
  const [domain = '', path = '', ...others] = found.split('/');
  if (found === '') at.report('api/required', { field: 'signerName' });
  else if (others.length > 0 || !found.includes('/')) at.report('api/domain-path', { found });
  else {
    if (byteLength(domain) > 253) at.report('api/too-long', { length: byteLength(domain), max: 253 });
    const labels = domain.split('.');
    const bad = labels.length < 2 || !labels.every((label) => dnsLabel.accepts(label)) || !path.split('.').every((part) => dnsSubdomain.accepts(part));
    if (bad) at.report('api/domain-path', { found });
    if (byteLength(found) > 571) at.report('api/too-long', { length: byteLength(found), max: 571 });
  }
}
