import { bundleAccessCodes } from './access';
import { admissionCodes } from './admission';
import { apiCodes } from './api';
import { apiAddressCodes } from './api-addresses';
import { apiClusterCodes } from './api-cluster';
import { apiConfigCodes } from './api-config';
import { apiControlPlaneCodes } from './api-control-plane';
import { apiContainerCodes } from './api-containers';
import { apiDefinitionCodes } from './api-definitions';
import { apiDeviceCodes } from './api-devices';
import { apiNameCodes } from './api-names';
import { apiNetworkCodes } from './api-network';
import { apiNumberCodes } from './api-numbers';
import { apiPodCodes } from './api-pods';
import { apiResourceCodes } from './api-resources';
import { practiceObjectCodes } from './practice-objects';
import { practicePodCodes } from './practice-pods';
import { practiceSecurityCodes } from './practice-security';
import { apiScalingCodes } from './api-scaling';
import { apiSelectorCodes } from './api-selectors';
import { apiStorageCodes } from './api-storage';
import { apiVolumeCodes } from './api-volumes';
import { apiWorkloadCodes } from './api-workloads';
import { derivedCodes } from './derived';
import { bundleNetworkCodes } from './network';
import { bundleReferenceCodes } from './references';
import type { RuleFacts } from './rule-facts';
import { bundleScalingCodes } from './scaling';
import { customCodes } from './custom';
import { schemaCodes } from './schema';
import { selectionCodes } from './selection';
import { bundleStorageCodes } from './storage';
import { suppressionCodes } from './suppressions';
import { versionCodes } from './versions';

/** Every code that the check reports, with its facts. Each area has a file of its own beside this one. */
export const checkCodes = {
  ...schemaCodes,
  ...versionCodes,
  ...customCodes,
  ...apiCodes,
  ...apiAddressCodes,
  ...apiNameCodes,
  ...apiNumberCodes,
  ...apiNetworkCodes,
  ...apiClusterCodes,
  ...apiConfigCodes,
  ...apiControlPlaneCodes,
  ...apiDefinitionCodes,
  ...apiDeviceCodes,
  ...apiResourceCodes,
  ...apiScalingCodes,
  ...apiSelectorCodes,
  ...apiStorageCodes,
  ...apiContainerCodes,
  ...apiPodCodes,
  ...apiVolumeCodes,
  ...apiWorkloadCodes,
  ...bundleReferenceCodes,
  ...bundleAccessCodes,
  ...selectionCodes,
  ...bundleStorageCodes,
  ...bundleScalingCodes,
  ...bundleNetworkCodes,
  ...admissionCodes,
  ...derivedCodes,
  ...practicePodCodes,
  ...practiceSecurityCodes,
  ...practiceObjectCodes,
  ...suppressionCodes,
} as const;

/** The code of a finding: `schema/…` and `api/…` for what a server refuses, `practice/…` for advice, `area/…` for a whole bundle. */
export type CheckCode = Extract<keyof typeof checkCodes, string>;

/** The facts that a code's words are made of. */
export type CheckArgs<C extends CheckCode> = (typeof checkCodes)[C] extends RuleFacts<infer A> ? A : never;
