import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '../../../../generated/kubernetes';
import { fields, oneOf, type Rule } from '../../rule/rules';
import { kindWith } from '../shared/kind';
import { pathSegment } from '../shared/names';
import { atMost100Percent, countOrPercent } from '../shared/numbers';
import { labelSelector } from '../shared/selector';

/** The server names the whole specification. */
const either: Rule<PodDisruptionBudgetSpec> = ({ minAvailable, maxUnavailable }, at) => {
  if (minAvailable !== undefined && maxUnavailable !== undefined) at.report('api/contradiction', { fields: ['minAvailable', 'maxUnavailable'] }, 'maxUnavailable');
};

/** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const disruptionBudget: Rule<PodDisruptionBudget> = kindWith({ finalizers: 'anyone' }, pathSegment, fields<PodDisruptionBudget>({
  spec: [either, fields<PodDisruptionBudgetSpec>({
    minAvailable: [countOrPercent, atMost100Percent],
    maxUnavailable: [countOrPercent, atMost100Percent],
    selector: labelSelector,
    unhealthyPodEvictionPolicy: oneOf('AlwaysAllow', 'IfHealthyBudget'),
  })],
}));
