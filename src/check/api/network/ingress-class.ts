import type { IngressClass, IngressClassParametersReference, IngressClassSpec } from '../../../../generated/kubernetes';
import { all, fields, objects, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsLabel, dnsSubdomain, domainPrefixedPath, maxBytes } from '../shared/names';
import { typedReference } from '../shared/references';

/** A namespace where the parameters are of one, none where they are of the cluster. */
const scope: Rule<IngressClassParametersReference> = ({ scope: found, namespace }, at) => {
  const known = ['Cluster', 'Namespace'];
  if (found === undefined) at.reportAt('scope', 'api/required', { field: 'scope' });
  else if (!known.includes(found)) at.reportAt('scope', 'api/not-supported', { found, known });
  else if (found === 'Cluster') {
    if (namespace !== undefined) at.reportAt('namespace', 'api/forbidden', { field: 'namespace', when: 'with the scope Cluster' });
  } else if (namespace === undefined) at.reportAt('namespace', 'api/required', { field: 'namespace', when: 'with the scope Namespace' });
  else if (!dnsLabel.accepts(namespace)) at.reportAt('namespace', 'api/dns-label', { found: namespace });
};

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class */
export const ingressClass: Rule<IngressClass> = kind(dnsSubdomain, objects<IngressClass>({
  spec: all(
    texts<IngressClassSpec>({ controller: [maxBytes(250), domainPrefixedPath] }),
    fields<IngressClassSpec>({ parameters: [typedReference, scope] }),
  ),
}));
