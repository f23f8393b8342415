import { file, httpPort, object, pod, service, workload } from '../../../src/check/codes/examples/parts';
import { RELEASES } from '../../../src/schema/releases';
import { bundleFindings, found } from './found';

const port = (lines: string): string => service().replace('    port: 80\n    targetPort: 8080\n', `    port: 80\n${lines}`);
const web = workload({ container: httpPort });
const set = (spec: string): string => workload({ kind: 'StatefulSet', name: 'db', spec, container: httpPort });

test.each<[string, { given: string; want: readonly string[] }]>([
  ['no selector that matches its own pods alone', { given: file(web, workload({ name: 'cart', container: httpPort })), want: [] }],
  ['two workloads that select each other, once', {
    given: file(workload({ label: 'shop' }), workload({ name: 'cart', label: 'shop' })), want: ['error selector/overlap Deployment/web /spec/selector'],
  }],
  ['one that selects the pods of another', {
    given: file(workload(), workload({ name: 'cart', label: 'cart' }).replace('        app: cart\n', '        app: cart\n        tier: front\n').replace('      app: cart\n  template', '      app: cart\n  template'),
      workload({ name: 'front', label: 'front' }).replace('    matchLabels:\n      app: front', '    matchExpressions:\n    - key: app\n      operator: In\n      values: [front, cart]')),
    want: ['error selector/overlap Deployment/front /spec/selector'],
  }],
  ['no workloads of two namespaces', { given: file(workload().replace('name: web\n', 'name: web\n  namespace: a\n'), workload().replace('name: web\n', 'name: web\n  namespace: b\n')), want: [] }],
  ['no ReplicaSet that belongs to the Deployment', {
    given: file(web, workload({ container: httpPort }).replace('Deployment', 'ReplicaSet').replace('name: web\n', 'name: web-1\n  ownerReferences:\n  - apiVersion: apps/v1\n    kind: Deployment\n    name: web\n    uid: "1"\n')),
    want: [],
  }],
  ['a Service without pods', { given: service(), want: ['warning service/no-pods Service/web /spec/selector'] }],
  ['no Service without a selector', { given: file(service().replace('  selector:\n    app: web\n', '')), want: [] }],
  ['no Service that is another name', { given: service('type: ExternalName\nexternalName: example.com'), want: [] }],
  ['no Service of pods that a controller makes of a resource of that name', {
    given: file(service('', 'main'), object('monitoring.coreos.com/v1', 'Alertmanager', 'main', 'spec: {}')), want: [],
  }],
  ['a Service of two workloads, and of pods on their own not', {
    given: file(service('', 'a').replace('app: a', 'team: a'), workload({ also: 'team: a', container: httpPort }), workload({ name: 'b', also: 'team: a', container: httpPort })),
    want: ['warning service/several-workloads Service/a /spec/selector'],
  }],
  ['a named port of a sidecar as declared', {
    given: file(port('    targetPort: side\n'), workload({ container: httpPort, pod: 'initContainers:\n- name: s\n  image: a\n  restartPolicy: Always\n  ports:\n  - name: side\n    containerPort: 9000' })), want: [],
  }],
  ['a named port of an init container as not declared', {
    given: file(port('    targetPort: side\n'), workload({ container: httpPort, pod: 'initContainers:\n- name: s\n  image: a\n  ports:\n  - name: side\n    containerPort: 9000' })),
    want: ['error service/target-port-missing Service/web /spec/ports/0/targetPort'],
  }],
  ['a named port of another protocol', { given: file(port('    targetPort: http\n    protocol: UDP\n'), web), want: ['error service/target-port-missing Service/web /spec/ports/0/targetPort'] }],
  ['a named port that some of the pods declare: the others have no part in it', {
    given: file(
      port('    targetPort: http\n').replace('app: web', 'team: a'),
      workload({ also: 'team: a', container: httpPort }), workload({ name: 'b', also: 'team: a', container: httpPort.replace('name: http', 'name: other') }),
    ),
    want: ['warning service/several-workloads Service/web /spec/selector', 'warning service/target-port-missing Service/web /spec/ports/0/targetPort'],
  }],
  ['a numbered port of another protocol', { given: file(port('    targetPort: 8080\n    protocol: UDP\n'), web), want: ['warning service/protocol Service/web /spec/ports/0/targetPort'] }],
  ['the port itself where there is no targetPort', { given: file(port(''), web), want: ['info service/target-port-undeclared Service/web /spec/ports/0/port'] }],
  ['a StatefulSet whose Service is missing', { given: set('serviceName: db'), want: ['error stateful-set/service-missing StatefulSet/db /spec/serviceName'] }],
  ['no StatefulSet without a Service', { given: set('replicas: 1'), want: [] }],
])('reports %s', (_name, { given, want }) => {
  expect(found(given)).toEqual(want);
});

describe('StatefulSets, by release', () => {
  const wrong = set('serviceName: a.b\nvolumeClaimTemplates:\n- metadata:\n    name: data\n  spec:\n    resources:\n      requests:\n        storage: 1Gi')
    .replace('image: example.com/db:1.0', 'image: example.com/db:1.0\n        volumeMounts:\n        - name: data\n          mountPath: /data\n        - name: other\n          mountPath: /other');
  const told = bundleFindings(wrong, { kubernetes: RELEASES }).map(({ code, pointer, kubernetes }) => `${code} ${pointer} ${kubernetes.at(0)}-${kubernetes.at(-1)}`);

  test('are told what only later servers refuse', () => {
    expect(told).toEqual([
      'stateful-set/template /spec/template/spec/containers/0/volumeMounts/1/name 1.33-1.31',
      'stateful-set/template /spec/volumeClaimTemplates/0/spec/accessModes 1.33-1.31',
      'stateful-set/service-name /spec/serviceName 1.32-1.31',
    ]);
  });
  test('say it in the words of the rule', () => {
    const [first] = bundleFindings(wrong, { kubernetes: ['1.33'] });
    expect(first?.message).toBe('accepted here, refused for every pod and claim made of it: there is no volume "other" in this object');
  });
});

describe('ports of probes', () => {
  const probe = (lines: string): string => pod(`${httpPort}\n${lines}`);
  test.each<[string, { given: string; want: readonly string[] }]>([
    ['a name that the container declares', { given: probe('livenessProbe:\n  tcpSocket:\n    port: http'), want: [] }],
    ['a number', { given: probe('livenessProbe:\n  tcpSocket:\n    port: 1'), want: [] }],
    ['a name that it does not', { given: probe('livenessProbe:\n  tcpSocket:\n    port: web'), want: ['error probe/port-missing Pod/web /spec/containers/0/livenessProbe/tcpSocket/port'] }],
    ['a name of a handler', { given: probe('lifecycle:\n  preStop:\n    httpGet:\n      port: web'), want: ['error probe/port-missing Pod/web /spec/containers/0/lifecycle/preStop/httpGet/port'] }],
    ['a port of another container', {
      given: pod('startupProbe:\n  httpGet:\n    port: side', 'initContainers:\n- name: s\n  image: a\n  restartPolicy: Always\n  ports:\n  - name: side\n    containerPort: 1'),
      want: ['error probe/port-missing Pod/web /spec/containers/0/startupProbe/httpGet/port'],
    }],
  ])('%s', (_name, { given, want }) => {
    expect(found(given)).toEqual(want);
  });
});
