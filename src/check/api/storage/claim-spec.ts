import type { PersistentVolumeClaimSpec, TypedObjectReference } from '../../../../generated/kubernetes';
import { all, fields, given, needs, oneOf, type Rule, since } from '../../rule/rules';
import { dnsLabel, dnsSubdomain } from '../shared/names';
import { amount } from '../shared/numbers';
import { labelSelector } from '../shared/selector';
import { accessModes } from './access-modes';

/** What a volume is filled with: another claim, or an object of another group. */
const dataSource: Rule<TypedObjectReference> = all(
  needs<TypedObjectReference>({ name: () => undefined, kind: () => undefined }),
  ({ apiGroup = '', kind: of = '' }, at) => {
    if (apiGroup === '' && of !== 'PersistentVolumeClaim') at.report('claim/data-source-group', { kind: of });
    else if (apiGroup !== '' && !dnsSubdomain.accepts(apiGroup)) at.reportAt('apiGroup', 'api/dns-subdomain', { found: apiGroup });
  },
  fields<TypedObjectReference>({ namespace: given(dnsLabel) }),
);

const sources: Rule<PersistentVolumeClaimSpec> = ({ dataSource: one, dataSourceRef: other }, at) => {
  if (one === undefined || other === undefined) return;
  if ((other.namespace ?? '') !== '') at.report('api/contradiction', { fields: ['dataSource', 'dataSourceRef.namespace'] }, 'dataSource');
  else if (one.kind !== other.kind || one.name !== other.name || one.apiGroup !== other.apiGroup) at.report('claim/data-sources-differ', {}, 'dataSource');
};

/** The server names the amount without the word "requests". */
const storage: Rule<PersistentVolumeClaimSpec> = ({ resources }, at) => {
  const found = resources?.requests?.['storage'];
  const place = ['resources', 'storage'];
  const written = ['resources', 'requests', 'storage'];
  if (found === undefined) at.reportAt(place, 'api/required', { field: 'resources.requests.storage' }, ['resources']);
  else if (amount(found) <= 0n) at.reportAt(place, 'api/not-positive', { found }, written);
};

/** The specification of a claim: of its own, of a StatefulSet's template, or of an ephemeral volume. */
export const claimSpecRules: Rule<PersistentVolumeClaimSpec> = all(
  ({ accessModes: modes }, at) => accessModes(modes, at),
  storage,
  sources,
  fields<PersistentVolumeClaimSpec>({
    selector: labelSelector,
    storageClassName: given(dnsSubdomain),
    volumeMode: oneOf('Block', 'Filesystem'),
    dataSource,
    dataSourceRef: dataSource,
    volumeAttributesClassName: since(34, given(dnsSubdomain)),
  }),
);
