import { advised } from './advised';

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (fields: object): string => JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields });

describe('practice/secret-newline', () => {
  test.each([
    ['a line', { data: { password: b64('hunter2\n') } }, ['Secret /data/password']],
    ['a line of Windows', { data: { password: b64('hunter2\r\n') } }, ['Secret /data/password']],
    ['a text', { stringData: { password: 'hunter2\n' } }, ['Secret /stringData/password']],
    ['a key that a pointer escapes', { stringData: { 'a~b': 'hunter2\n' } }, ['Secret /stringData/a~0b']],
    ['no newline', { data: { password: b64('hunter2') } }, []],
    ['several lines', { data: { users: b64('a\nb\n') } }, []],
    ['nothing but a newline', { data: { password: b64('\n') } }, []],
    ['a file', { data: { 'ca.crt': b64('x\n') } }, []],
    ['a type of files', { type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': b64('x\n') } }, []],
  ])('%s', (_name, fields, want) => {
    // What is no valid name of a key is another layer's concern.
    expect(advised('practice/secret-newline', secret(fields))).toEqual(want);
  });
});

const spec = (apiVersion: string, kind: string, fields: object): string => JSON.stringify({ apiVersion, kind, metadata: { name: 'x' }, spec: fields });

describe('practice/ingress-without-tls', () => {
  const rule = (host?: string): object => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 80 } } } }] } });

  test.each([
    ['no certificate', { rules: [rule('a.example.com')] }, ['Ingress /spec']],
    ['one for the host', { rules: [rule('a.example.com')], tls: [{ hosts: ['a.example.com'] }] }, []],
    ['one for all hosts of a domain', { rules: [rule('a.example.com')], tls: [{ hosts: ['*.example.com'] }] }, []],
    ['one for another host', { rules: [rule('a.example.com')], tls: [{ hosts: ['b.example.com'] }] }, ['Ingress /spec']],
    ['one for whatever comes', { rules: [rule('a.example.com')], tls: [{ secretName: 'a' }] }, []],
    ['any host', { rules: [rule()] }, ['Ingress /spec']],
    ['a default backend alone', { defaultBackend: { service: { name: 'a', port: { number: 80 } } } }, ['Ingress /spec']],
  ])('%s', (_name, fields, want) => {
    expect(advised('practice/ingress-without-tls', spec('networking.k8s.io/v1', 'Ingress', fields))).toEqual(want);
  });
});

describe('autoscalers', () => {
  const scaler = (fields: object): string => spec('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'a' }, ...fields });

  test.each([
    [{ minReplicas: 3, maxReplicas: 3 }, true, false], [{ minReplicas: 1, maxReplicas: 1 }, true, false], [{ maxReplicas: 1 }, true, false],
    [{ maxReplicas: 3 }, false, true], [{ minReplicas: 1, maxReplicas: 3 }, false, true], [{ minReplicas: 2, maxReplicas: 3 }, false, false],
  ])('%j', (fields, fixed, low) => {
    expect(advised('practice/fixed-autoscaler', scaler(fields))).toHaveLength(fixed ? 1 : 0);
    expect(advised('practice/autoscaler-minimum', scaler(fields))).toHaveLength(low ? 1 : 0);
  });
});

test.each([
  ['IfHealthyBudget', { unhealthyPodEvictionPolicy: 'IfHealthyBudget' }, 1], ['nothing', {}, 1], ['AlwaysAllow', { unhealthyPodEvictionPolicy: 'AlwaysAllow' }, 0],
])('practice/unhealthy-eviction: %s', (_name, fields, count) => {
  expect(advised('practice/unhealthy-eviction', spec('policy/v1', 'PodDisruptionBudget', fields))).toHaveLength(count);
});

test.each([['NodePort', 1], ['LoadBalancer', 0], ['ClusterIP', 0]])('practice/node-port: %s', (type, count) => {
  expect(advised('practice/node-port', spec('v1', 'Service', { type }))).toHaveLength(count);
});

test('practice/cron-deadline', () => {
  const jobTemplate = { spec: { template: { spec: { containers: [] } } } };
  expect(advised('practice/cron-deadline', spec('batch/v1', 'CronJob', { schedule: '* * * * *', jobTemplate }))).toEqual(['CronJob /spec/startingDeadlineSeconds']);
  expect(advised('practice/cron-deadline', spec('batch/v1', 'CronJob', { schedule: '* * * * *', jobTemplate, startingDeadlineSeconds: 60 }))).toEqual([]);
});

test('practice/job-stays', () => {
  const template = { spec: { containers: [] } };
  expect(advised('practice/job-stays', spec('batch/v1', 'Job', { template }))).toEqual(['Job /spec/ttlSecondsAfterFinished']);
  expect(advised('practice/job-stays', spec('batch/v1', 'Job', { template, ttlSecondsAfterFinished: 0 }))).toEqual([]);
});

describe('access', () => {
  const rbac = (kind: string, fields: object): string => JSON.stringify({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'x' }, ...fields });
  const admin = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };

  test.each([
    ['an account', { roleRef: admin, subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'b' }] }, 1],
    ['two subjects', { roleRef: admin, subjects: [{ kind: 'User', name: 'a' }, { kind: 'Group', name: 'b' }] }, 2],
    ['the group that every cluster has', { roleRef: admin, subjects: [{ kind: 'Group', name: 'system:masters' }] }, 0],
    ['another role', { roleRef: { ...admin, name: 'view' }, subjects: [{ kind: 'User', name: 'a' }] }, 0],
  ])('practice/cluster-admin: %s', (_name, fields, count) => {
    expect(advised('practice/cluster-admin', rbac('ClusterRoleBinding', fields))).toHaveLength(count);
  });

  test.each([
    ['everything', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, 1],
    ['everything of a group', { apiGroups: ['apps'], resources: ['*'], verbs: ['*'] }, 1],
    ['to read everything', { apiGroups: ['*'], resources: ['*'], verbs: ['get'] }, 0],
    ['addresses', { nonResourceURLs: ['*'], verbs: ['*'] }, 0],
  ])('practice/wildcard-role: %s', (_name, rule, count) => {
    expect(advised('practice/wildcard-role', rbac('Role', { rules: [rule] }))).toHaveLength(count);
  });

  test.each([
    ['exec', { apiGroups: [''], resources: ['pods', 'pods/exec'], verbs: ['create'] }, 1],
    ['everything of pods', { apiGroups: [''], resources: ['pods/*'], verbs: ['*'] }, 1],
    ['to read', { apiGroups: [''], resources: ['pods/exec'], verbs: ['get'] }, 0],
    ['pods', { apiGroups: [''], resources: ['pods'], verbs: ['create'] }, 0],
  ])('practice/exec-access: %s', (_name, rule, count) => {
    expect(advised('practice/exec-access', rbac('ClusterRole', { rules: [rule] }))).toHaveLength(count);
  });
});
