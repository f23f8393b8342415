import type { HostAlias, PodDNSConfig, PodDNSConfigOption, PodSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, type Rule, texts } from '../../rule/rules';
import { ip } from '../shared/ip';
import { byteLength, dnsSubdomain } from '../shared/names';

const policies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const withUnderscores = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

/** A domain to look in; from Kubernetes 1.33 on, parts can have underscores, and the root alone is one. */
const search: Rule<string> = (found, at) => {
  const domain = found.endsWith('.') ? found.slice(0, -1) : found;
  if (at.minor < 33) {
    if (!dnsSubdomain.accepts(domain)) at.report('api/dns-subdomain', { found: domain });
  } else if (found !== '.' && (domain.length > 253 || !withUnderscores.test(domain))) at.report('api/search-domain', { found });
};

const searches: Rule<readonly string[]> = all(
  (list, at) => {
    if (list.length > 32) at.report('api/dns-limit', { what: 'search domains', count: list.length, max: 32 });
    const length = byteLength(list.join(' '));
    if (length > 2048) at.report('api/dns-limit', { what: 'bytes in all search domains together', count: length, max: 2048 });
  },
  each(search),
);

const nameservers: Rule<readonly string[]> = all(
  (list, at) => {
    if (list.length > 3) at.report('api/dns-limit', { what: 'name servers', count: list.length, max: 3 });
  },
  each(ip),
);

const options: Rule<readonly PodDNSConfigOption[]> = (list, at) => {
  list.forEach(({ name = '' }, index) => {
    if (name === '') at.reportAt(index, 'api/required', { field: 'name' }, [index, 'name']);
  });
};

const config: Rule<PodDNSConfig> = fields<PodDNSConfig>({ nameservers, searches, options });

/** How names are looked up. Stands at the spec. */
export function dns({ dnsPolicy, dnsConfig }: PodSpec, at: Context): void {
  if (dnsPolicy !== undefined && !policies.includes(dnsPolicy)) at.reportAt('dnsPolicy', 'api/not-supported', { found: dnsPolicy, known: policies });
  if (dnsPolicy === 'None') {
    const when = 'with dnsPolicy: None';
    if (dnsConfig === undefined) return at.reportAt('dnsConfig', 'api/required', { field: 'dnsConfig', when });
    if ((dnsConfig.nameservers ?? []).length === 0) return at.reportAt(['dnsConfig', 'nameservers'], 'api/required', { field: 'nameservers', when });
  }
  if (dnsConfig === undefined) return;
  at.enter('dnsConfig');
  config(dnsConfig, at);
  at.leave();
}

/** Names of addresses that stand in the pod's own file of hosts. */
export const hostAliases: Rule<readonly HostAlias[]> = each(texts<HostAlias>({ ip }), fields<HostAlias>({ hostnames: each<string>(dnsSubdomain) }));
