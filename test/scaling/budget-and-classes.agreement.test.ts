import { buildNamespace } from '../../src/apps/namespace';
import { buildPodDisruptionBudget } from '../../src/apps/pod-disruption-budget';
import { buildPriorityClass } from '../../src/apps/priority-class';
import { type PodDisruptionBudgetProps } from '../../src/scaling/disruption-budget';
import { type PriorityClassProps } from '../../src/scaling/priority-class';
import { acceptedWithoutErrors } from '../support/agreement';

const names = ['web.shop', 'Web', '1web', 'a'.repeat(63), 'a'.repeat(64), ''];
const shares = [undefined, 0, 1, -1, 1.5, '50%', '100%', '101%', '5.5%', '5', '%', null, 2 ** 31];

acceptedWithoutErrors('PodDisruptionBudget', {
  bases: [{ pods: { app: 'web' }, maxUnavailable: 1 }, { pods: 'app=web', minAvailable: '50%' }],
  fields: {
    name: names,
    pods: [{}, undefined, null, { app: 'w e b' }, { matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] }, { matchExpressions: [{ key: 'app', operator: 'In' }] }],
    minAvailable: shares,
    maxUnavailable: shares,
    unhealthyPodEvictionPolicy: ['IfHealthyBudget', 'AlwaysAllow', 'Never'],
    labels: [{ a: 'b' }, { a: 'b c' }],
  },
  build: ({ name = 'web', ...props }) => buildPodDisruptionBudget({ name: name as string, namespace: 'shop' }, props as unknown as PodDisruptionBudgetProps),
});

acceptedWithoutErrors('PriorityClass', {
  bases: [{ value: 5 }, { value: -5, globalDefault: true, preemptionPolicy: 'Never', description: 'x' }],
  fields: {
    name: [...names, 'system-critical', 'system'],
    value: [undefined, 0, 1e9, 1e9 + 1, -(2 ** 31), -(2 ** 31) - 1, 1.5, '5'],
    globalDefault: [true, false, 'yes'],
    preemptionPolicy: ['Never', 'PreemptLowerPriority', 'never'],
    description: ['x', '', 5],
  },
  build: ({ name = 'urgent', ...props }) => buildPriorityClass({ name: name as string }, props as unknown as PriorityClassProps),
});

acceptedWithoutErrors('Namespace', {
  bases: [{}, { podSecurity: 'restricted' }, { podSecurity: { enforce: 'baseline', enforceVersion: 'v1.36', warn: 'restricted' }, labels: { team: 'a' } }],
  fields: {
    name: names,
    podSecurity: ['baseline', 'Baseline', {}, { enforce: 'x' }, { auditVersion: 'latest' }, { auditVersion: '1.36' }, { warnVersion: 5 }, { Enforce: 'baseline' }, null],
    labels: [{ 'pod-security.kubernetes.io/enforce': 'privileged' }, { a: 'b c' }],
    finalizers: [['example.com/x'], ['x y']],
  },
  build: ({ name = 'shop', ...props }) => buildNamespace({ name: name as string }, props),
});
