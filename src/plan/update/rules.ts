import { groupOf } from '../../core/object-id';
import { claimRule } from './claim';
import { jobRule } from './job';
import { podRule } from './pod';
import { serviceRule } from './service';
import { at, listAt, textAt, type Update, type UpdateRule } from './update';
import { volumeRule } from './volume';

/** Fields that cannot change, each from its release on. */
function immutable(...fields: readonly string[]): UpdateRule {
  const paths = fields.map((field) => field.split('.'));
  return (update) => {
    for (const [index, path] of paths.entries()) update.reportBelow(path, 'update/immutable', { id: update.id, field: fields[index]! });
  };
}

const selector: UpdateRule = (update) => {
  update.reportBelow(['spec', 'selector'], 'update/selector', { id: update.id, field: 'spec.selector' });
};

/** The scopes of a quota are a set: their order does not count, nor how often one stands there. */
const scopes: UpdateRule = (update) => {
  const change = update.first(['spec', 'scopes']);
  if (change === undefined) return;
  const [from, to] = [update.from, update.to].map((quota) => new Set(listAt(quota, 'spec', 'scopes'))) as [Set<unknown>, Set<unknown>];
  const same = from.size === to.size && [...from].every((scope) => to.has(scope));
  if (!same) update.reportBelow(['spec', 'scopes'], 'update/immutable', { id: update.id, field: 'spec.scopes' });
};

const roleRef: UpdateRule = (update) => {
  update.reportBelow(['roleRef'], 'update/role-ref', { id: update.id, field: 'roleRef' });
};

/** What of a StatefulSet can change, and since which minor version. */
const MUTABLE_OF_STATEFUL_SET: ReadonlyMap<string, number> = new Map([
  ['replicas', 0], ['template', 0], ['updateStrategy', 0], ['minReadySeconds', 0], ['ordinals', 0],
  ['persistentVolumeClaimRetentionPolicy', 0], ['revisionHistoryLimit', 33],
]);

const statefulSet: UpdateRule = (update) => {
  const { id, from, to } = update;
  selector(update);
  for (const change of update.below(['spec'])) {
    const field = String(change.path[1]);
    if (field === 'selector' || update.minor >= (MUTABLE_OF_STATEFUL_SET.get(field) ?? Infinity)) continue;
    if (field === 'volumeClaimTemplates') {
      const template = at(change.kind === 'removed' && change.path.length <= 3 ? from : to, 'spec', field, change.path[2] ?? 0);
      const claim = textAt(template, 'metadata', 'name') ?? '';
      const exists = [from, to].every((set) => listAt(set, 'spec', field).some((one) => textAt(one, 'metadata', 'name') === claim));
      update.reportChange(change, 'update/claim-template', { id, field: `spec.${field}`, claim, exists });
    } else update.reportChange(change, 'update/stateful-set', { id, field: `spec.${field}` });
  }
};

/** An immutable ConfigMap or Secret stays what it is. */
const frozenData: UpdateRule = (update) => {
  if (at(update.from, 'immutable') !== true) return;
  for (const field of ['immutable', 'data', 'binaryData']) {
    update.reportBelow([field], 'update/frozen-data', { id: update.id, field });
  }
};

/** What the server's `ValidateUpdate` of each kind refuses, beyond what it refuses of the new object by itself. */
const RULES: { readonly [kind: string]: readonly UpdateRule[] } = {
  'Pod': [podRule],
  'ConfigMap': [frozenData],
  'Secret': [frozenData, immutable('type')],
  'Service': [serviceRule],
  'PersistentVolume': [volumeRule],
  'PersistentVolumeClaim': [claimRule],
  'ResourceQuota': [scopes],
  'apps/Deployment': [selector],
  'apps/ReplicaSet': [selector],
  'apps/DaemonSet': [selector],
  'apps/StatefulSet': [statefulSet],
  'apps/ControllerRevision': [immutable('data')],
  'batch/Job': [jobRule],
  'discovery.k8s.io/EndpointSlice': [immutable('addressType')],
  'networking.k8s.io/IngressClass': [immutable('spec.controller')],
  'networking.k8s.io/IPAddress': [immutable('spec.parentRef')],
  'node.k8s.io/RuntimeClass': [immutable('handler')],
  'rbac.authorization.k8s.io/RoleBinding': [roleRef],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [roleRef],
  'scheduling.k8s.io/PriorityClass': [immutable('value', 'preemptionPolicy')],
  'storage.k8s.io/StorageClass': [immutable('parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode')],
  'storage.k8s.io/VolumeAttributesClass': [immutable('driverName', 'parameters')],
  'storage.k8s.io/VolumeAttachment': [immutable('spec')],
  'storage.k8s.io/CSIDriver': [immutable('spec.attachRequired', 'spec.volumeLifecycleModes')],
  'coordination.k8s.io/LeaseCandidate': [immutable('spec.leaseName')],
  'certificates.k8s.io/CertificateSigningRequest': [immutable('spec')],
  'certificates.k8s.io/ClusterTrustBundle': [immutable('spec.signerName')],
  'resource.k8s.io/ResourceClaim': [immutable('spec')],
  'resource.k8s.io/ResourceClaimTemplate': [immutable('spec')],
  'resource.k8s.io/ResourceSlice': [immutable('spec.driver', 'spec.nodeName', 'spec.pool.name', 'spec.nodeSelector', 'spec.allNodes')],
  'apiextensions.k8s.io/CustomResourceDefinition': [immutable('spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural')],
};

/** What the server sets when an object is deleted, and takes from nobody else: an object that is created loses it silently. */
const ofDeletion: UpdateRule = (update) => {
  for (const field of ['deletionTimestamp', 'deletionGracePeriodSeconds']) {
    const [before, after] = [update.written.from, update.written.to].map((object) => at(object, 'metadata', field));
    // Of an object that is being deleted the time stays, whatever a manifest says.
    const kept = field === 'deletionTimestamp' ? before !== undefined : after === before;
    if (after !== undefined && !kept) update.reportAt(['metadata', field], 'update/set-by-server', { id: update.id, field: `metadata.${field}` });
  }
};

/** Reports everything for which the server refuses the update. */
export function checkUpdate(update: Update): void {
  ofDeletion(update);
  const group = groupOf(update.id.apiVersion);
  for (const rule of RULES[group === '' ? update.id.kind : `${group}/${update.id.kind}`] ?? []) rule(update);
}
