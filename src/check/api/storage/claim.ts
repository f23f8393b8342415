import type { PersistentVolumeClaim } from '../../../../generated/kubernetes';
import { objects, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { claimSpecRules } from './claim-spec';

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims */
export const claim: Rule<PersistentVolumeClaim> = kind(dnsSubdomain, objects<PersistentVolumeClaim>({ spec: claimSpecRules }));
