import type { ControllerRevision } from '../../../../generated/kubernetes';
import { fields, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { notNegative } from '../shared/numbers';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/ */
export const controllerRevision: Rule<ControllerRevision> = kind(dnsSubdomain, fields<ControllerRevision>({ revision: notNegative }), (value, at) => {
  const data: unknown = value.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) at.reportAt('data', 'api/required', { field: 'data', when: 'as an object' });
});
