import { exec } from '../../src/pod/health';
import { folder, podOfAnything } from '../support/pods';

describe('a container', () => {
  test('carries every field', () => {
    const given = {
      image: 'registry.example.com:5000/team/web:1.2@sha256:' + 'a'.repeat(64), imagePullPolicy: 'Always', command: ['run'], args: ['-v'], workingDir: '/srv',
      terminationMessagePath: '/tmp/last', terminationMessagePolicy: 'FallbackToLogsOnError', stdin: true, stdinOnce: true, tty: false,
    };
    const { result, reported } = podOfAnything(given, {});
    expect(reported).toEqual([]);
    expect(result.containers[0]).toMatchObject({ name: 'web', ...given });
  });

  test('says nothing that was not said', () => {
    expect(podOfAnything({ security: 'none' }).result.containers).toEqual([{ name: 'web', image: 'example' }]);
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['no image', { given: { image: undefined }, want: ['value/missing /image'] }],
    ['an empty image', { given: { image: '' }, want: ['value/wrong-type /image'] }],
    ['an image with a blank', { given: { image: 'nginx ' }, want: ['value/wrong-type /image'] }],
    ['an image in upper case', { given: { image: 'NGINX:1.27' }, want: ['container/image /image'] }],
    ['an image with two tags', { given: { image: 'nginx:1:2' }, want: ['container/image /image'] }],
    ['a wrong pull policy', { given: { imagePullPolicy: 'always' }, want: ['value/not-one-of /imagePullPolicy'] }],
    ['a relative working directory', { given: { workingDir: 'srv' }, want: ['container/path-not-absolute /workingDir'] }],
    ['a wrong message policy', { given: { terminationMessagePolicy: 'Logs' }, want: ['value/not-one-of /terminationMessagePolicy'] }],
    ['a relative message path', { given: { terminationMessagePath: 'log' }, want: ['container/path-not-absolute /terminationMessagePath'] }],
    ['stdinOnce alone', { given: { stdinOnce: true }, want: ['value/needs-other /stdinOnce'] }],
    ['a switch as a text', { given: { tty: 'true' }, want: ['value/wrong-type /tty'] }],
  ])('reports %s', (_name, { given, want }) => {
    expect(podOfAnything({ ...given }).reported).toEqual(want);
  });

  test.each(['nginx', 'nginx:1.27', 'docker.io/library/nginx', 'localhost:5000/a/b_c--d.e:T_1.2-x', '[::1]:5000/a', 'a@sha256:' + '0'.repeat(64),
    'ko://example.com/cmd', '$(IMAGE)', '{{ image }}', '${IMAGE}'])('takes the image %s', (image) => {
    expect(podOfAnything({ image }).reported).toEqual([]);
  });

  test('takes what a resize does', () => {
    const { result, reported } = podOfAnything({ resizePolicy: { memory: 'RestartContainer', cpu: 'NotRequired' } });
    expect(reported).toEqual([]);
    expect(result.containers[0]?.resizePolicy).toEqual([
      { resourceName: 'cpu', restartPolicy: 'NotRequired' }, { resourceName: 'memory', restartPolicy: 'RestartContainer' },
    ]);
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['no map', { given: { resizePolicy: [] }, want: ['value/wrong-type /resizePolicy'] }],
    ['another resource', { given: { resizePolicy: { storage: 'NotRequired' } }, want: ['value/unknown-field /resizePolicy/storage'] }],
    ['a wrong word', { given: { resizePolicy: { cpu: 'Restart' } }, want: ['value/not-one-of /resizePolicy/cpu'] }],
    ['a restart of what is never restarted', {
      given: { restartPolicy: 'Never', resizePolicy: { cpu: 'RestartContainer' } }, want: ['container/resize-restart /resizePolicy/cpu'],
    }],
    ['a restart of an init container', {
      given: { initContainers: { setup: { image: 'setup', resizePolicy: { cpu: 'RestartContainer' } } } },
      want: ['container/resize-restart /initContainers/setup/resizePolicy/cpu'],
    }],
  ])('reports as what a resize does %s', (_name, { given, want }) => {
    expect(podOfAnything({ ...given }).reported).toEqual(want);
  });
});

describe('restart rules', () => {
  const rule = { action: 'Restart', exitCodes: { operator: 'In', values: [42] } };

  test('stand beside the restart policy of the pod', () => {
    const { result, reported } = podOfAnything({ restartPolicy: 'Never', restartPolicyRules: [rule] });
    expect(reported).toEqual([]);
    expect(result.containers[0]).toMatchObject({ restartPolicy: 'Never', restartPolicyRules: [rule] });
  });

  test('stand beside the own restart policy of a container', () => {
    const { result, reported } = podOfAnything({ containers: { helper: { image: 'helper', restartPolicy: 'OnFailure', restartPolicyRules: [rule] } } });
    expect(reported).toEqual([]);
    expect(result.containers[1]).toMatchObject({ restartPolicy: 'OnFailure', restartPolicyRules: [rule] });
  });

  test.each<[string, { given: object; want: string[] }]>([
    ['no list', { given: { restartPolicyRules: rule }, want: ['value/wrong-type /restartPolicyRules'] }],
    ['a number', { given: { restartPolicyRules: [42] }, want: ['value/wrong-type /restartPolicyRules/0'] }],
    ['a wrong action', { given: { restartPolicyRules: [{ ...rule, action: 'Stop' }] }, want: ['value/not-one-of /restartPolicyRules/0/action'] }],
    ['no exit codes', { given: { restartPolicyRules: [{ action: 'Restart' }] }, want: ['value/missing /restartPolicyRules/0/exitCodes'] }],
    ['a wrong operator', {
      given: { restartPolicyRules: [{ ...rule, exitCodes: { operator: 'Is', values: [1] } }] }, want: ['value/not-one-of /restartPolicyRules/0/exitCodes/operator'],
    }],
    ['no values', { given: { restartPolicyRules: [{ ...rule, exitCodes: { operator: 'In' } }] }, want: ['value/missing /restartPolicyRules/0/exitCodes/values'] }],
    ['an exit code that is none', {
      given: { restartPolicyRules: [{ ...rule, exitCodes: { operator: 'In', values: [256] } }] }, want: ['value/out-of-range /restartPolicyRules/0/exitCodes/values/0'],
    }],
    ['too many rules', { given: { restartPolicyRules: Array.from({ length: 21 }, () => rule) }, want: ['value/out-of-range /restartPolicyRules'] }],
    ['rules of an init container that has no policy', {
      given: { initContainers: { setup: { image: 'setup', restartPolicyRules: [rule] } } }, want: ['value/needs-other /initContainers/setup/restartPolicyRules'],
    }],
    ['a wrong policy', { given: { containers: { a: { image: 'a', restartPolicy: 'always' } } }, want: ['value/not-one-of /containers/a/restartPolicy'] }],
    ['a sidecar that ends', { given: { sidecars: { a: { image: 'a', restartPolicy: 'Never' } } }, want: ['value/not-one-of /sidecars/a/restartPolicy'] }],
  ])('report %s', (_name, { given, want }) => {
    expect(podOfAnything({ ...given }).reported).toEqual(want);
  });
});

describe('containers of a pod', () => {
  const image = 'example';

  test('stand in order: sidecars before init containers, the main container before others', () => {
    const { result, reported } = podOfAnything({
      containers: { b: { image }, a: { image } }, initContainers: { z: { image }, y: { image, restartPolicy: 'Always' } }, sidecars: { s: { image }, r: { image } },
    });
    expect(reported).toEqual([]);
    expect(result.containers.map(({ name }) => name)).toEqual(['web', 'b', 'a']);
    expect(result.initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['s', 'Always'], ['r', 'Always'], ['z', undefined], ['y', 'Always'],
    ]);
  });

  test.each<[string, { given: object; appName?: string; want: string }]>([
    ['the app', { given: {}, want: 'web' }],
    ['the app, with dashes for dots', { given: {}, appName: 'web.v1', want: 'web-v1' }],
    ['the user', { given: { containerName: 'server' }, want: 'server' }],
  ])('main container is named by %s', (_name, { given, appName = 'web', want }) => {
    const { result, reported } = podOfAnything({ ...given }, { appName });
    expect(reported).toEqual([]);
    expect(result.containers[0]?.name).toBe(want);
  });

  test.each<[string, { given: object; appName?: string; want: string[] }]>([
    ['no map', { given: { containers: [{ name: 'a', image }] }, want: ['value/wrong-type /containers'] }],
    ['no map of a container', { given: { sidecars: { a: image } }, want: ['value/wrong-type /sidecars/a'] }],
    ['a wrong name', { given: { containers: { A: { image } } }, want: ['name/invalid /containers/A'] }],
    ['a name with a dot', { given: { containers: { 'a.b': { image } } }, want: ['name/invalid /containers/a.b'] }],
    ['the name of the main container', { given: { containers: { web: { image } } }, want: ['value/duplicate /containers/web'] }],
    ['one name twice', { given: { sidecars: { a: { image } }, initContainers: { a: { image } } }, want: ['value/duplicate /initContainers/a'] }],
    ['a misspelt field', { given: { containers: { a: { image, comand: ['a'] } } }, want: ['value/unknown-field /containers/a/comand'] }],
    ['a field that only pods have', { given: { containers: { a: { image, ports: { a: 1 } } } }, want: ['value/unknown-field /containers/a/ports'] }],
    ['a wrong name of the main container', { given: { containerName: 'My Server' }, want: ['name/invalid /containerName'] }],
    ['an app whose name is too long for a container', { given: {}, appName: 'a'.repeat(64), want: ['name/too-long /containerName'] }],
    ['a restart policy of the main container alone', { given: { restartPolicy: 'Sometimes' }, want: ['value/not-one-of /restartPolicy'] }],
    ['security that is none', { given: { containers: { a: { image, security: 5 } } }, want: ['value/wrong-type /containers/a/security'] }],
    ['all that is wrong at once', {
      given: { image: 5, containers: { a: { image: '', health: { liveness: exec([]) }, mounts: { x: folder() } }, b: {} } },
      want: [
        'value/wrong-type /image', 'value/wrong-type /containers/a/image', 'container/path-not-absolute /containers/a/mounts/x',
        'value/missing /containers/a/health/liveness/exec/command', 'value/missing /containers/b/image',
      ],
    }],
  ])('report %s', (_name, { given, appName = 'web', want }) => {
    expect(podOfAnything({ ...given }, { appName }).reported).toEqual(want);
  });

  test('are confined as the pod, unless they say otherwise', () => {
    const { result, reported } = podOfAnything({
      security: { profile: 'restricted', runAsUser: 1000, readOnlyRootFilesystem: true }, sidecars: { a: { image, security: { readOnlyRootFilesystem: false } } },
    });
    expect(reported).toEqual([]);
    expect(result.securityContext).toMatchObject({ runAsUser: 1000, runAsNonRoot: true });
    expect(result.containers[0]?.securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(result.initContainers?.[0]?.securityContext).toMatchObject({ readOnlyRootFilesystem: false, capabilities: { drop: ['ALL'] } });
  });
});
