import type { APIService } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, objects, type Rule } from '../../rule/rules';
import { kindWith } from '../shared/kind';
import { dns1035Label, dnsSubdomain, pathSegment } from '../shared/names';

type Spec = NonNullable<APIService['spec']>;

/** The name is made of version and group. */
const name: Rule<APIService> = ({ metadata, spec }, at) => {
  const found = metadata?.name ?? '';
  const expected = `${spec?.version ?? ''}.${spec?.group ?? ''}`;
  if (found !== '' && found !== expected && pathSegment.accepts(found)) at.reportAt(['metadata', 'name'], 'api/must-equal', { found, expected, as: 'version and group' });
  const generated = metadata?.generateName ?? '';
  if (generated !== '' && generated !== expected && pathSegment.accepts(generated)) at.reportAt(['metadata', 'generateName'], 'api/must-equal', { found: generated, expected, as: 'version and group' });
};

const group: Rule<Spec> = ({ group: found = '', version = '' }, at) => {
  if (found === '' && version !== 'v1') at.reportAt('group', 'api/required', { field: 'group' });
  if (found !== '' && !dnsSubdomain.accepts(found)) at.reportAt('group', 'api/dns-subdomain', { found });
  if (!dns1035Label.accepts(version)) at.reportAt('version', 'api/dns-1035-label', { found: version });
};

const priorities: Rule<Spec> = ({ groupPriorityMinimum = 0, versionPriority = 0 }, at) => {
  if (groupPriorityMinimum <= 0 || groupPriorityMinimum > 20_000) at.reportAt('groupPriorityMinimum', 'api/out-of-range', { found: groupPriorityMinimum, min: 1, max: 20_000 });
  if (versionPriority <= 0 || versionPriority > 1000) at.reportAt('versionPriority', 'api/out-of-range', { found: versionPriority, min: 1, max: 1000 });
};

/** What the server itself serves needs no certificates. */
const backend: Rule<Spec> = (spec, at) => {
  const { service, caBundle = '', insecureSkipTLSVerify } = spec;
  if (service === undefined) {
    const when = 'without service';
    if (caBundle !== '') at.reportAt('caBundle', 'api/not-allowed', { field: 'caBundle', when });
    if (insecureSkipTLSVerify === true) at.reportAt('insecureSkipTLSVerify', 'api/not-allowed', { field: 'insecureSkipTLSVerify', when });
    return;
  }
  at.enter('service');
  reference(service, at);
  at.leave();
  if (insecureSkipTLSVerify === true && caBundle !== '') at.reportAt('insecureSkipTLSVerify', 'api/not-allowed', { field: 'insecureSkipTLSVerify', when: 'beside caBundle' });
};

function reference({ name: service = '', namespace = '', port = 443 }: NonNullable<Spec['service']>, at: Context): void {
  if (namespace === '') at.reportAt('namespace', 'api/required', { field: 'namespace' });
  if (service === '') at.reportAt('name', 'api/required', { field: 'name' });
  if (port < 1 || port > 65_535) at.reportAt('port', 'api/port-range', { found: port });
}

/** @see https://kubernetes.io/docs/tasks/extend-kubernetes/setup-extension-api-server/ */
export const apiService: Rule<APIService> = kindWith({ finalizers: 'anyone' }, pathSegment, name, objects<APIService>({ spec: all(group, priorities, backend) }));
