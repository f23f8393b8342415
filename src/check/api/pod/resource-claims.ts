import type { PodResourceClaim, PodSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, type Rule } from '../../rule/rules';
import { dnsLabel, dnsSubdomain } from '../shared/names';

const both = ['resourceClaimName', 'resourceClaimTemplateName'];

const source: Rule<PodResourceClaim> = all(
  ({ resourceClaimName: name, resourceClaimTemplateName: template }, at) => {
    if (name !== undefined && template !== undefined) at.report('api/contradiction', { fields: both });
    if (name === undefined && template === undefined) at.report('api/no-source', { fields: both });
  },
  fields<PodResourceClaim>({ resourceClaimName: dnsSubdomain, resourceClaimTemplateName: dnsSubdomain }),
);

const mirrored = 'kubernetes.io/config.mirror';

/** The devices that a pod claims, each under a name of its own. Stands at the spec. */
export function resourceClaims({ resourceClaims: claims }: PodSpec, at: Context): void {
  if (claims === undefined || claims.length === 0) return;
  const names = new Set<string>();
  // A pod that its node runs by itself has nobody who could find a device for it.
  if (at.pod!.own && at.pod!.metadata.annotations?.[mirrored] !== undefined) {
    // The server says it of the whole object.
    at.reported.push({ code: 'api/forbidden', args: { field: 'resourceClaims', when: 'in a static pod' }, pointer: '', focus: '/spec/resourceClaims' });
    return;
  }
  at.enter('resourceClaims');
  claims.forEach((claim, index) => {
    const { name = '' } = claim;
    at.enter(index);
    if (name === '') at.reportAt('name', 'api/required', { field: 'name' });
    else if (names.has(name)) at.reportAt('name', 'api/duplicate', { found: name });
    else if (!dnsLabel.accepts(name)) at.reportAt('name', 'api/dns-label', { found: name });
    names.add(name);
    source(claim, at);
    at.leave();
  });
  at.leave();
}
