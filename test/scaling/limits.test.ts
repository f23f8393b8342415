import { buildLimitRange } from '../../src/apps/limit-range';
import { buildNamespace } from '../../src/apps/namespace';
import { buildPodDisruptionBudget } from '../../src/apps/pod-disruption-budget';
import { buildPriorityClass } from '../../src/apps/priority-class';
import { buildResourceQuota } from '../../src/apps/resource-quota';
import { type PodDisruptionBudgetProps } from '../../src/scaling/disruption-budget';
import { type LimitRangeProps } from '../../src/scaling/limit-range';
import { type PriorityClassProps } from '../../src/scaling/priority-class';
import { type ResourceQuotaProps } from '../../src/scaling/quota';
import { app, told } from '../network/fixtures';

const identity = { name: 'web', namespace: 'shop' };

describe('PodDisruptionBudget', () => {
  const reported = (props: object) => told(buildPodDisruptionBudget(identity, props as PodDisruptionBudgetProps).diagnostics);

  test('is for the pods of an app', () => {
    expect(buildPodDisruptionBudget(identity, { pods: app('web'), maxUnavailable: '25%', unhealthyPodEvictionPolicy: 'AlwaysAllow', annotations: { a: 'b' } })).toEqual({
      objects: [{
        apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { ...identity, annotations: { a: 'b' } },
        spec: { maxUnavailable: '25%', unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { app: 'web' } } },
      }],
      diagnostics: [],
    });
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['no bound', { given: { pods: {} }, want: ['value/needs-one-of'] }],
    ['both bounds', { given: { pods: {}, minAvailable: 1, maxUnavailable: 1 }, want: ['value/exclusive /maxUnavailable'] }],
    ['shares that are none', { given: { pods: {}, minAvailable: '101%' }, want: ['percentage/invalid /minAvailable'] }],
    ['a number as a text', { given: { pods: {}, maxUnavailable: '1' }, want: ['percentage/invalid /maxUnavailable'] }],
    ['pods of another namespace', { given: { pods: app('web', [], 'other'), minAvailable: 1 }, want: ['reference/other-namespace /pods'] }],
    ['no pods', { given: { minAvailable: 1 }, want: ['value/missing /pods'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});

describe('ResourceQuota', () => {
  const reported = (props: object) => told(buildResourceQuota(identity, props as ResourceQuotaProps).diagnostics);

  test('carries amounts and scopes', () => {
    expect(buildResourceQuota(identity, {
      hard: { 'pods': 50, 'requests.cpu': 8, 'count/deployments.apps': 10 },
      scopes: ['NotBestEffort'],
      scopeSelector: [{ scopeName: 'PriorityClass', operator: 'In', values: ['urgent'] }],
    })).toEqual({
      objects: [{
        apiVersion: 'v1', kind: 'ResourceQuota', metadata: identity,
        spec: {
          hard: { 'pods': 50, 'requests.cpu': 8, 'count/deployments.apps': 10 },
          scopes: ['NotBestEffort'],
          scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['urgent'] }] },
        },
      }],
      diagnostics: [],
    });
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['no amounts', { given: {}, want: ['value/missing /hard'] }],
    ['a resource that nobody counts', { given: { hard: { deployments: 5 } }, want: ['quota/unknown-resource /hard/deployments'] }],
    ['a fraction of an object', { given: { hard: { pods: '1500m' } }, want: ['quota/not-countable /hard/pods'] }],
    ['an amount below zero', { given: { hard: { pods: -1 } }, want: ['quantity/too-small /hard/pods'] }],
    ['scopes that exclude each other', { given: { hard: { pods: 1 }, scopes: ['BestEffort', 'NotBestEffort'] }, want: ['quota/scope-clash /scopes'] }],
    ['a scope for another resource', { given: { hard: { 'requests.cpu': 1 }, scopes: ['BestEffort'] }, want: ['quota/scope-resource /scopes'] }],
    ['a condition without values', { given: { hard: { pods: 1 }, scopeSelector: [{ scopeName: 'PriorityClass', operator: 'In' }] }, want: ['selector/values /scopeSelector/0/values'] }],
    ['a condition on a scope that has none', { given: { hard: { pods: 1 }, scopeSelector: [{ scopeName: 'BestEffort', operator: 'In', values: ['a'] }] }, want: ['value/not-one-of /scopeSelector/0/operator'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});

describe('LimitRange', () => {
  const reported = (limits: object | undefined) => told(buildLimitRange(identity, { limits } as LimitRangeProps).diagnostics);

  test('carries limits of every type', () => {
    const limits = {
      Container: { default: { cpu: 1 }, defaultRequest: { cpu: '500m' }, min: { cpu: '100m' }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 4 } },
      Pod: { max: { memory: '4Gi' } },
      PersistentVolumeClaim: { min: { storage: '1Gi' } },
    };
    expect(buildLimitRange(identity, { limits })).toEqual({
      objects: [{
        apiVersion: 'v1', kind: 'LimitRange', metadata: identity,
        spec: { limits: Object.entries(limits).map(([type, item]) => ({ type, ...item })) },
      }],
      diagnostics: [],
    });
  });

  test.each<[string, { given: object | undefined; want: readonly string[] }]>([
    ['no limits', { given: undefined, want: ['value/missing /limits'] }],
    ['a type that is none', { given: { container: {} }, want: ['value/unknown-field /limits/container'] }],
    ['defaults of pods', { given: { Pod: { default: { cpu: 1 } } }, want: ['limits/not-for-type /limits/Pod/default'] }],
    ['bounds that cross', { given: { Container: { min: { cpu: 2 }, max: { cpu: '1500m' } } }, want: ['limits/order /limits/Container'] }],
    ['equal amounts that are written differently', { given: { Container: { min: { memory: '1Gi' }, max: { memory: '1024Mi' } } }, want: [] }],
    ['a factor below one', { given: { Container: { maxLimitRequestRatio: { cpu: '0.5' } } }, want: ['quantity/too-small /limits/Container/maxLimitRequestRatio/cpu'] }],
    ['a factor that bounds leave no room for', { given: { Container: { min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 3 } } }, want: ['limits/order /limits/Container/maxLimitRequestRatio'] }],
    ['devices with requests below limits', { given: { Container: { defaultRequest: { 'nvidia.com/gpu': 1 }, max: { 'nvidia.com/gpu': 2 } } }, want: ['limits/order /limits/Container'] }],
    ['claims without storage', { given: { PersistentVolumeClaim: {} }, want: ['value/needs-one-of /limits/PersistentVolumeClaim'] }],
    ['a resource that containers do not have', { given: { Container: { max: { storage: '1Gi' } } }, want: ['quota/unknown-resource /limits/Container/max/storage'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });
});

describe('PriorityClass', () => {
  test('carries every field and has no namespace', () => {
    const fields = { value: 100_000, globalDefault: false, preemptionPolicy: 'Never', description: 'Serves customers' } as const;
    expect(buildPriorityClass(identity, { ...fields, labels: { a: 'b' } })).toEqual({
      objects: [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'web', labels: { a: 'b' } }, ...fields }],
      diagnostics: [],
    });
  });

  test.each<[string, { name?: string; given: object; want: readonly string[] }]>([
    ['no value', { given: {}, want: ['value/missing /value'] }],
    ['a value of the system', { given: { value: 1_000_000_001 }, want: ['value/out-of-range /value'] }],
    ['a name of the system', { name: 'system-critical', given: { value: 1 }, want: ['priority/reserved-name /name'] }],
  ])('reports %s', (_, { name = 'urgent', given, want }) => {
    expect(told(buildPriorityClass({ name }, given as PriorityClassProps).diagnostics)).toEqual(want);
  });
});

describe('Namespace', () => {
  test.each<[string, { given: object; want: object }]>([
    ['nothing', { given: {}, want: { name: 'shop' } }],
    ['a level', { given: { podSecurity: 'restricted' }, want: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }],
    ['every mode, beside other labels', {
      given: { podSecurity: { enforce: 'baseline', enforceVersion: 'v1.36', audit: 'restricted', warn: 'restricted', warnVersion: 'latest' }, labels: { team: 'a' } },
      want: {
        name: 'shop',
        labels: {
          'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'v1.36', 'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted', 'pod-security.kubernetes.io/warn-version': 'latest', 'team': 'a',
        },
      },
    }],
  ])('says %s', (_, { given, want }) => {
    expect(buildNamespace({ name: 'shop' }, given)).toEqual({ objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: want }], diagnostics: [] });
  });

  test('reports levels and versions that are none, which the server would take without a word', () => {
    const { diagnostics } = buildNamespace({ name: 'shop.a' }, { podSecurity: { enforce: 'strict', warnVersion: '1.36' } } as object);
    expect(told(diagnostics)).toEqual(['name/invalid /name', 'value/not-one-of /podSecurity/enforce', 'value/wrong-type /podSecurity/warnVersion']);
  });
});
