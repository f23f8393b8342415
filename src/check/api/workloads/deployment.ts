import type {
  Deployment, DeploymentSpec, DeploymentStrategy, ReplicaSet, ReplicaSetSpec, ReplicationController, ReplicationControllerSpec,
  RollingUpdateDeployment,
} from '../../../../generated/kubernetes';
import { all, fields, objects, type Rule } from '../../rule/rules';
import { alwaysRestarts, podTemplateRules } from '../pod/pod-template';
import { kind, kindWith } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { atMost100Percent, countOrPercent, isZero, notNegative } from '../shared/numbers';
import { mismatch, selection, templateLabels } from './selection';

const template = all(podTemplateRules, alwaysRestarts);

const rollingUpdate: Rule<RollingUpdateDeployment> = all(
  fields<RollingUpdateDeployment>({ maxUnavailable: [countOrPercent, atMost100Percent], maxSurge: countOrPercent }),
  ({ maxUnavailable, maxSurge }, at) => {
    if (isZero(maxUnavailable) && isZero(maxSurge)) at.reportAt('maxUnavailable', 'rollout/stuck', { limit: 'maxUnavailable', surge: 'maxSurge' });
  },
);

const known = ['Recreate', 'RollingUpdate'];

/** The server names the strategy when it does not know its type. */
const strategy: Rule<DeploymentStrategy> = (value, at) => {
  const { type = 'RollingUpdate', rollingUpdate: given } = value;
  if (!known.includes(type)) at.report('api/not-supported', { found: type, known }, 'type');
  else if (type === 'Recreate' && given !== undefined) at.reportAt('rollingUpdate', 'api/forbidden', { field: 'rollingUpdate', when: 'with the strategy Recreate' });
  else if (type === 'RollingUpdate') fields<DeploymentStrategy>({ rollingUpdate })(value, at);
};

const deadline: Rule<DeploymentSpec> = ({ progressDeadlineSeconds: found, minReadySeconds = 0 }, at) => {
  if (found === undefined) return;
  at.enter('progressDeadlineSeconds');
  notNegative(found, at);
  if (found <= minReadySeconds) at.report('rollout/deadline', { found, minReadySeconds });
  at.leave();
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
export const deployment: Rule<Deployment> = kind(dnsSubdomain, objects<Deployment>({
  spec: all(
    selection('Deployment'),
    deadline,
    fields<DeploymentSpec>({ replicas: notNegative, strategy, minReadySeconds: notNegative, revisionHistoryLimit: notNegative }),
    objects<DeploymentSpec>({ template }),
  ),
}));

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/ */
export const replicaSet: Rule<ReplicaSet> = kind(dnsSubdomain, objects<ReplicaSet>({
  spec: all(
    selection('ReplicaSet'),
    fields<ReplicaSetSpec>({ replicas: notNegative, minReadySeconds: notNegative }),
    objects<ReplicaSetSpec>({ template }),
  ),
}));

/** Its selector is a plain map; what cannot be a label selects nothing. */
const mapSelection: Rule<ReplicationControllerSpec> = ({ selector = {}, template: pods }, at) => {
  if (Object.keys(selector).length === 0) at.reportAt('selector', 'api/required', { field: 'selector' });
  else if (pods !== undefined) mismatch({ matchLabels: selector }, templateLabels(pods), at);
  if (pods === undefined) at.reportAt('template', 'api/required', { field: 'template' });
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/ */
export const replicationController: Rule<ReplicationController> = kindWith({ looseGenerateName: 35 }, dnsSubdomain, objects<ReplicationController>({
  spec: all(
    mapSelection,
    fields<ReplicationControllerSpec>({ replicas: notNegative, minReadySeconds: notNegative, template }),
  ),
}));
