import type { Lifecycle } from '../../generated/kubernetes';
import { exec, http } from '../../src/pod/health';
import { sleep } from '../../src/pod/lifecycle';
import { podOfAnything } from '../support/pods';

function lifecycleOf(lifecycle: unknown, others: object = {}): { lifecycle: Lifecycle | undefined; reported: readonly string[] } {
  const { result, reported } = podOfAnything({ ports: { http: 8080 }, lifecycle, ...others });
  return { lifecycle: result.containers[0]!.lifecycle, reported };
}

describe('hooks', () => {
  test.each<[string, { given: unknown; want: unknown }]>([
    ['a command', { given: { postStart: exec(['/bin/warm-up']) }, want: { postStart: { exec: { command: ['/bin/warm-up'] } } } }],
    ['a request', { given: { preStop: http('/drain', 'http') }, want: { preStop: { httpGet: { path: '/drain', port: 'http' } } } }],
    ['a pause', { given: { preStop: sleep(5) }, want: { preStop: { sleep: { seconds: 5 } } } }],
    ['a pause of no time', { given: { preStop: sleep(0) }, want: { preStop: { sleep: { seconds: 0 } } } }],
    ['nothing', { given: {}, want: undefined }],
  ])('can be %s', (_name, { given, want }) => {
    expect(lifecycleOf(given)).toEqual({ lifecycle: want, reported: [] });
  });

  test.each<[string, { given: unknown; want: string[]; others?: object }]>([
    ['no map', { given: 'drain', want: ['value/wrong-type /lifecycle'] }],
    ['a misspelt hook', { given: { prestop: sleep(1) }, want: ['value/unknown-field /lifecycle/prestop'] }],
    ['a connection, which no kubelet opens', { given: { preStop: { tcpSocket: { port: 80 } } }, want: ['lifecycle/tcp-socket /lifecycle/preStop/tcpSocket'] }],
    ['a gRPC call', { given: { preStop: { grpc: { port: 80 } } }, want: ['value/unknown-field /lifecycle/preStop/grpc', 'value/needs-one-of /lifecycle/preStop'] }],
    ['timings, which only probes have', { given: { preStop: exec(['a'], { periodSeconds: 5 }) }, want: ['value/unknown-field /lifecycle/preStop/periodSeconds'] }],
    ['two handlers', { given: { preStop: { ...sleep(1), ...exec(['a']) } }, want: ['value/exclusive /lifecycle/preStop/sleep'] }],
    ['a port that is not there', { given: { preStop: http('/', 'web') }, want: ['probe/unknown-port /lifecycle/preStop/httpGet/port'] }],
    ['a pause longer than the pod has', { given: { preStop: sleep(31) }, want: ['lifecycle/sleep-too-long /lifecycle/preStop/sleep/seconds'] }],
    ['a pause longer than the pod was given', {
      given: { preStop: sleep(11) }, others: { terminationGracePeriodSeconds: 10 }, want: ['lifecycle/sleep-too-long /lifecycle/preStop/sleep/seconds'],
    }],
    ['a negative pause', { given: { preStop: sleep(-1) }, want: ['value/out-of-range /lifecycle/preStop/sleep/seconds'] }],
    ['a pause without a length', { given: { preStop: { sleep: {} } }, want: ['value/missing /lifecycle/preStop/sleep/seconds'] }],
    ['a signal without an operating system', { given: { stopSignal: 'SIGUSR1' }, want: ['value/needs-other /lifecycle/stopSignal'] }],
    ['a signal that Linux does not have', { given: { stopSignal: 'USR1' }, others: { os: 'linux' }, want: ['value/not-one-of /lifecycle/stopSignal'] }],
    ['a signal that Windows does not have', { given: { stopSignal: 'SIGUSR1' }, others: { os: 'windows' }, want: ['value/not-one-of /lifecycle/stopSignal'] }],
  ])('cannot be %s', (_name, { given, want, others }) => {
    expect(lifecycleOf(given, others).reported).toEqual(want);
  });

  test('have as long as the pod has', () => {
    expect(lifecycleOf({ preStop: sleep(60) }, { terminationGracePeriodSeconds: 60 }).reported).toEqual([]);
  });

  test('set a signal, and warn that the API server drops it by default', () => {
    expect(lifecycleOf({ stopSignal: 'SIGRTMIN+15' }, { os: 'linux' })).toEqual({
      lifecycle: { stopSignal: 'SIGRTMIN+15' }, reported: ['feature/off-by-default /lifecycle/stopSignal'],
    });
  });

  test('belong to containers that keep running', () => {
    const { reported } = podOfAnything({ initContainers: { setup: { image: 'setup', lifecycle: { preStop: sleep(1) } } } });
    expect(reported).toEqual(['container/not-for-init /initContainers/setup/lifecycle']);
  });
});
