import { container, initContainer, long, pod, type PodCases, template } from './given';

const tcpSocket = { port: 80 };
const grace = { terminationGracePeriodSeconds: 30 };

export const containerCases: PodCases = [
  ['accepts the smallest pod', { given: pod({}), want: [] }],
  ['asks for containers', { given: pod({ containers: [] }), want: ['api/required /spec/containers'] }],
  ['asks for a spec', { given: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }, want: ['api/required /spec/containers'] }],
  ['asks for a name and an image', { given: pod({ containers: [{}] }), want: ['api/required /spec/containers/0/name', 'api/required /spec/containers/0/image'] }],
  ['takes DNS labels as names', { given: container({ name: 'My_App' }), want: ['api/dns-label /spec/containers/0/name'] }],
  ['has names of 63 characters at most', { given: container({ name: long(64) }), want: ['api/dns-label /spec/containers/0/name'] }],
  ['tells containers apart by name', {
    given: pod({ containers: [{ name: 'a', image: 'i' }, { name: 'a', image: 'i' }] }), want: ['api/duplicate /spec/containers/1/name'],
  }],
  ['tells init containers apart from the others', {
    given: pod({ initContainers: [{ name: 'c', image: 'i' }, { name: 'x', image: 'i' }, { name: 'x', image: 'i' }] }),
    want: ['api/duplicate /spec/initContainers/0/name', 'api/duplicate /spec/initContainers/2/name'],
  }],
  ['has no blanks around images', { given: container({ image: ' nginx' }), want: ['api/image-blanks /spec/containers/0/image'] }],
  ['has no blanks around images of init containers', { given: initContainer({ image: 'nginx\t' }), want: ['api/image-blanks /spec/initContainers/0/image'] }],
  ['leaves blanks to templates', { given: template({ containers: [{ name: 'c', image: ' ' }] }), want: [] }],
  ['knows the policies of pulling', { given: container({ imagePullPolicy: 'always' }), want: ['api/not-supported /spec/containers/0/imagePullPolicy'] }],
  ['knows the policies of last words', { given: container({ terminationMessagePolicy: 'Log' }), want: ['api/not-supported /spec/containers/0/terminationMessagePolicy'] }],

  ['asks for the number of a port', { given: container({ ports: [{ name: 'http' }] }), want: ['api/required /spec/containers/0/ports/0/containerPort'] }],
  ['has ports up to 65535', {
    given: container({ ports: [{ containerPort: 65536 }, { containerPort: 80, hostPort: 70000 }, { containerPort: -1 }] }),
    want: ['api/port-range /spec/containers/0/ports/0/containerPort', 'api/port-range /spec/containers/0/ports/1/hostPort', 'api/port-range /spec/containers/0/ports/2/containerPort'],
  }],
  ['knows three protocols', { given: container({ ports: [{ containerPort: 80, protocol: 'tcp' }] }), want: ['api/not-supported /spec/containers/0/ports/0/protocol'] }],
  ['has names of ports of 15 characters', {
    given: container({ ports: [{ containerPort: 80, name: 'metrics-endpoint' }, { containerPort: 81, name: '81' }, { containerPort: 82, name: 'a--b' }] }),
    want: ['api/port-name /spec/containers/0/ports/0/name', 'api/port-name /spec/containers/0/ports/1/name', 'api/port-name /spec/containers/0/ports/2/name'],
  }],
  ['tells ports apart by name', {
    given: container({ ports: [{ containerPort: 80, name: 'http' }, { containerPort: 81, name: 'http' }] }), want: ['api/duplicate /spec/containers/0/ports/1/name'],
  }],
  ['accepts one number twice', { given: container({ ports: [{ containerPort: 80 }, { containerPort: 80 }] }), want: [] }],
  ['takes a port of the node once', {
    given: pod({
      containers: [
        { name: 'a', image: 'i', ports: [{ containerPort: 1, hostPort: 80 }] },
        { name: 'b', image: 'i', ports: [{ containerPort: 2, hostPort: 80, protocol: 'UDP' }, { containerPort: 3, hostPort: 80, hostIP: '127.0.0.1' }, { containerPort: 4, hostPort: 80 }] },
      ],
    }),
    want: ['api/duplicate /spec/containers/1/ports/2/hostPort'],
  }],
  ['takes a port of the node once in an init container, the first of which the server names', {
    given: pod({ initContainers: [{ name: 'a', image: 'i' }, { name: 'b', image: 'i', ports: [{ containerPort: 1, hostPort: 80 }, { containerPort: 2, hostPort: 80 }] }] }),
    want: ['api/duplicate /spec/initContainers/0/ports/1/hostPort > /spec/initContainers/1/ports/1/hostPort'],
  }],
  ['has the same ports on the node with hostNetwork', {
    given: container({ ports: [{ containerPort: 80, hostPort: 81 }, { containerPort: 82 }] }, { hostNetwork: true }), want: ['api/host-port /spec/containers/0/ports/0/hostPort'],
  }],
  ['leaves ports of the node open in templates', {
    given: template({ hostNetwork: true, containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 82 }] }] }),
    want: ['api/host-port /template/spec/containers/0/ports/1/hostPort'],
  }],

  ['asks for one handler of a probe', { given: container({ livenessProbe: {} }), want: ['api/one-needed /spec/containers/0/livenessProbe'] }],
  ['has one handler of a probe', {
    given: container({ readinessProbe: { tcpSocket: { port: 1 }, grpc: { port: 0 }, exec: { command: ['a'] } } }),
    want: ['api/exclusive /spec/containers/0/readinessProbe/tcpSocket', 'api/exclusive /spec/containers/0/readinessProbe/grpc'],
  }],
  ['asks for a command', { given: container({ startupProbe: { exec: {} } }), want: ['api/required /spec/containers/0/startupProbe/exec/command'] }],
  ['asks for ports by number or name', {
    given: container({
      livenessProbe: { httpGet: { port: 0 } }, readinessProbe: { tcpSocket: { port: '80' } }, startupProbe: { grpc: { port: 70000 } },
    }),
    want: [
      'api/port-range /spec/containers/0/livenessProbe/httpGet/port', 'api/port-name /spec/containers/0/readinessProbe/tcpSocket/port',
      'api/port-range /spec/containers/0/startupProbe/grpc/port',
    ],
  }],
  ['knows two schemes, and names of headers', {
    given: container({ livenessProbe: { httpGet: { port: 80, scheme: 'https', httpHeaders: [{ name: 'A', value: '' }, { name: 'X Y', value: '' }] } } }),
    want: ['api/not-supported /spec/containers/0/livenessProbe/httpGet/scheme', 'api/http-header /spec/containers/0/livenessProbe/httpGet/httpHeaders > 1'],
  }],
  ['counts from 0 in probes', {
    given: container({
      readinessProbe: { tcpSocket, initialDelaySeconds: -1, timeoutSeconds: -1, periodSeconds: -1, successThreshold: -1, failureThreshold: -1 },
    }),
    want: ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'].map((name) => `api/negative /spec/containers/0/readinessProbe/${name}`),
  }],
  ['has one success in probes that end a container', {
    given: container({
      livenessProbe: { tcpSocket, successThreshold: 2 },
      startupProbe: { tcpSocket, successThreshold: 3 },
      readinessProbe: { tcpSocket, successThreshold: 2 },
    }),
    want: ['api/success-threshold /spec/containers/0/livenessProbe/successThreshold', 'api/success-threshold /spec/containers/0/startupProbe/successThreshold'],
  }],
  ['gives time to end where something ends', {
    given: container({
      livenessProbe: { tcpSocket, terminationGracePeriodSeconds: 0 }, readinessProbe: { tcpSocket, terminationGracePeriodSeconds: 5 },
    }),
    want: ['api/not-positive /spec/containers/0/livenessProbe/terminationGracePeriodSeconds', 'api/not-allowed /spec/containers/0/readinessProbe/terminationGracePeriodSeconds'],
  }],
  ['sleeps no longer than the pod is given to end', {
    given: container({ lifecycle: { preStop: { sleep: { seconds: 31 } }, postStart: { sleep: { seconds: -1 } } } }, grace),
    want: ['api/sleep /spec/containers/0/lifecycle/postStart/sleep > seconds', 'api/sleep /spec/containers/0/lifecycle/preStop/sleep > seconds'],
  }],
  ['sleeps for nothing from 1.33 on', { given: container({ lifecycle: { preStop: { sleep: { seconds: 0 } } } }, grace), want: [] }],
  ['sleeps for a second before 1.33', {
    given: container({ lifecycle: { preStop: { sleep: { seconds: 0 } } } }, grace), want: ['api/sleep /spec/containers/0/lifecycle/preStop/sleep > seconds'], release: '1.32',
  }],
  ['has one handler of each end', {
    given: container({ lifecycle: { postStart: {}, preStop: { exec: { command: ['a'] }, httpGet: { port: 1 } } } }),
    want: ['api/one-needed /spec/containers/0/lifecycle/postStart', 'api/exclusive /spec/containers/0/lifecycle/preStop/httpGet'],
  }],
  ['does not look after init containers', {
    given: initContainer({ livenessProbe: { exec: {} }, readinessProbe: {}, startupProbe: {}, lifecycle: {} }),
    want: ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'].map((name) => `api/forbidden /spec/initContainers/0/${name}`),
  }],
  ['looks after sidecars', { given: initContainer({ restartPolicy: 'Always', livenessProbe: { exec: {} } }), want: ['api/required /spec/initContainers/0/livenessProbe/exec/command'] }],

  ['has no policy of its own before 1.34', {
    given: container({ restartPolicy: 'Never' }), want: ['api/forbidden /spec/containers/0/restartPolicy'], release: '1.33',
  }],
  ['has sidecars alone before 1.34', {
    given: initContainer({ restartPolicy: 'Never' }), want: ['api/not-supported /spec/initContainers/0/restartPolicy'], release: '1.33',
  }],
  ['loses the policy in 1.34', { given: container({ restartPolicy: 'never' }), want: [], release: '1.34' }],
  ['knows three policies from 1.35 on', { given: container({ restartPolicy: 'never' }), want: ['api/not-supported /spec/containers/0/restartPolicy'], release: '1.35' }],
  ['asks for a policy beside its rules', {
    given: container({ restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }] }), want: ['api/required /spec/containers/0/restartPolicy'],
  }],
  ['knows actions, operators and codes of rules', {
    given: container({ restartPolicy: 'Never', restartPolicyRules: [{ action: 'Stop' }, { action: 'Restart', exitCodes: { operator: 'Is', values: new Array(256).fill(1) } }] }),
    want: [
      'api/not-supported /spec/containers/0/restartPolicyRules/0/action', 'api/required /spec/containers/0/restartPolicyRules/0/exitCodes',
      'api/not-supported /spec/containers/0/restartPolicyRules/1/exitCodes/operator', 'api/too-many /spec/containers/0/restartPolicyRules/1/exitCodes/values',
    ],
  }],
  ['has 20 rules', {
    given: container({ restartPolicy: 'Never', restartPolicyRules: new Array(21).fill({ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }) }),
    want: ['api/too-many /spec/containers/0/restartPolicyRules'],
  }],
  ['restarts all containers from 1.36 on', {
    given: container({ restartPolicy: 'Never', restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [1] } }] }), want: [],
  }],
  ['restarts one container in 1.35', {
    given: container({ restartPolicy: 'Never', restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [1] } }] }),
    want: ['api/not-supported /spec/containers/0/restartPolicyRules/0/action'],
    release: '1.35',
  }],
  ['has no rules of sidecars in 1.35', {
    given: initContainer({ restartPolicy: 'Always', restartPolicyRules: [{ action: 'Restart' }] }), want: ['api/forbidden /spec/initContainers/0/restartPolicyRules'], release: '1.35',
  }],
  ['has rules of sidecars from 1.36 on', {
    given: initContainer({ restartPolicy: 'Always', restartPolicyRules: [{ action: 'Restart' }] }), want: ['api/required /spec/initContainers/0/restartPolicyRules/0/exitCodes'],
  }],
  ['asks for a policy beside rules of init containers', {
    given: initContainer({ restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In' } }] }), want: ['api/required /spec/initContainers/0/restartPolicy'],
  }],

  ['adds ephemeral containers to pods that run', {
    given: pod({ ephemeralContainers: [{ name: 'e', image: 'i' }] }), want: ['api/forbidden /spec/ephemeralContainers'],
  }],
  ['has no ephemeral containers in templates', {
    given: template({ ephemeralContainers: [{ name: 'e', image: 'i' }] }), want: ['api/forbidden /template/spec/ephemeralContainers'],
  }],
  ['gives ephemeral containers less', {
    given: pod({
      volumes: [{ name: 'v', emptyDir: {} }],
      ephemeralContainers: [{
        name: 'c', image: 'i ', targetContainerName: 'd', ports: [{ containerPort: 1 }], lifecycle: {}, livenessProbe: {}, readinessProbe: {}, startupProbe: {},
        resources: { limits: { cpu: 1 } }, resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }], restartPolicy: 'Never',
        volumeMounts: [{ name: 'v', mountPath: '/v', subPath: 'a' }, { name: 'v', mountPath: '/w', subPathExpr: 'b' }],
      }],
    }),
    want: [
      'api/image-blanks /spec/ephemeralContainers/0/image', 'api/duplicate /spec/ephemeralContainers/0/name', 'api/not-found /spec/ephemeralContainers/0/targetContainerName',
      ...['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'resizePolicy', 'restartPolicy', 'resources'].map((name) => `api/forbidden /spec/ephemeralContainers/0/${name}`),
      'api/forbidden /spec/ephemeralContainers/0/volumeMounts/0/subPath', 'api/forbidden /spec/ephemeralContainers/0/volumeMounts/1/subPathExpr',
      'api/forbidden /spec/ephemeralContainers',
    ],
  }],
];
