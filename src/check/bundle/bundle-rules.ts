import type { ClusterRule } from '../cluster';
import { accessRule, mountableSecretRule } from './access';
import { applyDuplicateRule } from './apply-duplicates';
import { autoscalerRule } from './autoscalers';
import { Bundle, type BundleRule } from './bundle';
import { claimBindingRule, defaultClassRule } from './claim-binding';
import { claimSharingRule } from './claim-sharing';
import { classRule } from './classes';
import { derivedLabelRule, derivedNameRule, takenNameRule } from './derived-names';
import { disruptionBudgetRule } from './disruption-budgets';
import { identityRule } from './identity';
import { limitRangeRule } from './limit-ranges';
import { mountedFileRule } from './mounted-files';
import { ignoredNamespaceRule, namespaceRule } from './namespaces';
import { networkPolicyRule } from './network-policies';
import { podSecurityRule } from './pod-security';
import { allocationRule, hostPortRule, probePortRule } from './ports';
import { quotaRule } from './quotas';
import { podReferenceRule } from './references';
import { backendRule, duplicatePathRule } from './routes';
import { overlapRule, serviceSelectionRule } from './selection';
import { servicePortRule } from './service-ports';
import { statefulSetTemplateRule } from './stateful-set-templates';
import { governingServiceRule } from './stateful-sets';
import { volumeNodeRule } from './volume-nodes';
import { claimTemplateRule, podDataRule, reclaimRule, removedVolumeRule, storageClassRule } from './volumes';

/** What is asked about the objects of a cluster together, in the order in which findings of one object are told. */
const rules: readonly BundleRule[] = [
  // Who is there, and what refers to whom.
  identityRule, namespaceRule, ignoredNamespaceRule, podReferenceRule, accessRule, mountableSecretRule,
  // Who selects whom.
  overlapRule, serviceSelectionRule, servicePortRule, governingServiceRule, statefulSetTemplateRule, probePortRule,
  // Storage.
  removedVolumeRule, storageClassRule, defaultClassRule, claimTemplateRule, claimBindingRule, volumeNodeRule, claimSharingRule, podDataRule,
  mountedFileRule, reclaimRule,
  // Scaling and disruption.
  autoscalerRule, disruptionBudgetRule,
  // Network.
  backendRule, duplicatePathRule, networkPolicyRule, hostPortRule, allocationRule,
  // Admission.
  quotaRule, limitRangeRule, podSecurityRule, classRule,
  // What controllers and server-side apply make of it.
  derivedNameRule, takenNameRule, derivedLabelRule, applyDuplicateRule,
];

const askAll: ClusterRule = (cluster, report) => {
  const bundle = new Bundle(cluster, report);
  for (const rule of rules) rule(bundle);
};

/** Everything that is asked about the objects of a cluster together. */
export const bundleRules: readonly ClusterRule[] = [askAll];
