import { acceptedWithoutErrors } from '../support/agreement';
import { buildServiceAccount } from '../../src/apps/service-account';

const grant = { verbs: 'get', resources: 'pods' };
const object = (kind: string, namespace: string | undefined = 'shop') => ({ target: { apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, namespace, name: 'web' } });

acceptedWithoutErrors('ServiceAccount', {
  bases: [{}, { grants: [grant] }],
  fields: {
    name: ['web.shop', 'Web', '1web', 'a'.repeat(253)],
    automountServiceAccountToken: [true, false, 'no'],
    imagePullSecrets: [[], ['registry'], [{ name: 'registry' }], ['Registry'], [''], [object('Secret')], [object('ConfigMap')], 'registry', [null]],
    grants: [
      [], 'x', [null], [{}], [grant, grant], [{ ...grant, verbs: [] }], [{ ...grant, verbs: ['get', 'list'] }], [{ ...grant, verbs: 'lst' }], [{ ...grant, verbs: '*' }], [{ ...grant, verbs: '' }], [{ ...grant, verbs: 5 }],
      [{ ...grant, resources: [] }], [{ ...grant, resources: ['pods', 'deployments'] }], [{ ...grant, resources: 'pod' }], [{ ...grant, resources: 'pods/log' }], [{ ...grant, resources: 'pods/x' }], [{ ...grant, resources: '*' }],
      [{ ...grant, resources: 'nodes' }], [{ ...grant, resources: 'nodes', clusterWide: true }], [{ ...grant, resources: 'namespaces' }], [{ ...grant, resources: 'certificates.cert-manager.io' }], [{ ...grant, resources: 'certificates', apiGroup: 'cert-manager.io' }],
      [{ ...grant, resources: 'certificates', apiGroup: 'Cert' }], [{ ...grant, resources: object('Deployment') }], [{ ...grant, resources: object('Deployment', 'other') }], [{ ...grant, resources: object('Node', undefined) }],
      [{ ...grant, names: ['a'] }], [{ ...grant, names: [''] }], [{ ...grant, names: 'a' }], [{ ...grant, verbs: 'create', names: ['a'] }], [{ ...grant, namespace: 'other' }], [{ ...grant, namespace: 'Other' }],
      [{ ...grant, namespace: 'other', clusterWide: true }], [{ ...grant, clusterWide: true }], [{ ...grant, clusterWide: 'yes' }], [{ ...grant, apigroup: 'apps' }],
    ],
    labels: [{ a: 'b' }, { a: 'b c' }],
    annotations: [{ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' }],
  },
  build: ({ name = 'reader', ...props }) => buildServiceAccount({ name: name as string, namespace: 'shop' }, props),
});
