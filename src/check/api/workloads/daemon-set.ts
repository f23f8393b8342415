import type { DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy, RollingUpdateDaemonSet } from '../../../../generated/kubernetes';
import { all, fields, objects, type Rule } from '../../rule/rules';
import { alwaysRestarts, podTemplateRules } from '../pod/pod-template';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { atMost100Percent, countOrPercent, isZero, notNegative } from '../shared/numbers';
import { isReadable, labelSelector, selectsAll } from '../shared/selector';
import { mismatch, templateLabels } from './selection';

/** Pods of a node are either stopped before others start, or after: one of the two is 0. */
const rollingUpdate: Rule<RollingUpdateDaemonSet> = all(
  fields<RollingUpdateDaemonSet>({ maxUnavailable: [countOrPercent, atMost100Percent], maxSurge: [countOrPercent, atMost100Percent] }),
  ({ maxUnavailable, maxSurge }, at) => {
    const [unavailable, surge] = [!isZero(maxUnavailable), !isZero(maxSurge)];
    if (unavailable && surge) at.reportAt('maxSurge', 'api/not-allowed', { field: 'maxSurge', when: 'when maxUnavailable is not 0' });
    if (!unavailable && !surge) at.reportAt('maxUnavailable', 'rollout/stuck-daemons', {});
  },
);

const known = ['RollingUpdate', 'OnDelete'];

const updateStrategy: Rule<DaemonSetUpdateStrategy> = (value, at) => {
  const { type = 'RollingUpdate', rollingUpdate: given } = value;
  if (!known.includes(type)) at.report('api/not-supported', { found: type, known }, 'type');
  else if (type === 'RollingUpdate' && given !== undefined) {
    at.enter('rollingUpdate');
    rollingUpdate(given, at);
    at.leave();
  }
};

/** No selector is none of the mistakes that the server names; it then selects nothing. */
const selection: Rule<DaemonSetSpec> = ({ selector, template }, at) => {
  if (selector === undefined) return mismatch(undefined, templateLabels(template), at);
  at.enter('selector');
  labelSelector(selector, at);
  if (selectsAll(selector)) at.report('selector/empty', { kind: 'DaemonSet' });
  at.leave();
  if (isReadable(selector)) mismatch(selector, templateLabels(template), at);
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/ */
export const daemonSet: Rule<DaemonSet> = kind(dnsSubdomain, objects<DaemonSet>({
  spec: all(
    selection,
    fields<DaemonSetSpec>({ minReadySeconds: notNegative, updateStrategy, revisionHistoryLimit: notNegative }),
    objects<DaemonSetSpec>({ template: all(podTemplateRules, alwaysRestarts) }),
  ),
}));
