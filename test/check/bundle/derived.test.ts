import { file, object, pod, workload } from '../../../src/check/codes/examples/parts';
import { found } from './found';

const letters = (count: number): string => 'a'.repeat(count);
const set = (name: string, spec = ''): string => workload({ kind: 'StatefulSet', name, label: 'db', spec });

describe('names', () => {
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['of a StatefulSet, as long as they may be', { given: set(letters(52)), want: [] }],
    ['of a StatefulSet, longer', { given: set(letters(53)), want: [`error derived-name/too-long StatefulSet/${letters(53)} /metadata/name`] }],
    ['of pods of a StatefulSet', { given: set(letters(52), `ordinals:\n  start: ${'9'.repeat(11)}`), want: [`error derived-name/too-long StatefulSet/${letters(52)} /metadata/name`] }],
    ['of a Deployment, as long as pods show them', { given: workload({ name: letters(47), label: 'a' }), want: [] }],
    ['of a Deployment, longer', { given: workload({ name: letters(48), label: 'a' }), want: [`info derived-name/cut Deployment/${letters(48)} /metadata/name`] }],
    ['that a StatefulSet gives to its pods', { given: file(set('db', 'replicas: 2'), pod('', '', 'db-1')), want: ['error derived-name/taken Pod/db-1 /metadata/name'] }],
    ['that a StatefulSet does not give to its pods', { given: file(set('db', 'replicas: 2'), pod('', '', 'db-2'), pod('', '', 'db-01')), want: [] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

describe('what server-side apply tells apart', () => {
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['variables by their names', { given: pod('env:\n- name: A\n- name: B\n- name: A'), want: ['error apply/duplicate Pod/web /spec/containers/0/env/2'] }],
    ['ports by number and protocol', { given: pod('ports:\n- containerPort: 53\n- containerPort: 53\n  protocol: UDP\n- name: b\n  containerPort: 53\n  protocol: TCP'), want: ['error apply/duplicate Pod/web /spec/containers/0/ports/2'] }],
    ['pull secrets', {
      given: file(object('v1', 'Secret', 'a', 'type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: e30='), pod('', 'imagePullSecrets:\n- name: a\n- name: a')), want: ['error apply/duplicate Pod/web /spec/imagePullSecrets/1'],
    }],
    ['addresses', { given: pod('', 'hostAliases:\n- ip: 10.0.0.1\n- ip: 10.0.0.1'), want: ['error apply/duplicate Pod/web /spec/hostAliases/1'] }],
    ['finalizers', { given: object('v1', 'ConfigMap', 'a\n  finalizers: [a.com/b, a.com/b]'), want: ['error apply/duplicate ConfigMap/a /metadata/finalizers/1'] }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});

test('labels that controllers set are told', () => {
  expect(found(workload({ kind: 'StatefulSet', name: 'db', also: 'apps.kubernetes.io/pod-index: "0"' }))).toEqual(['warning derived-label/overwritten StatefulSet/db /spec/template/metadata/labels']);
});
