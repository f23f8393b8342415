import { exec, grpc, http, tcp } from '../../src/pod/health';
import { PortRef } from '../../src/pod/ports';
import { knownText, podOfAnything } from '../support/pods';

const ports = { http: 8080, dns: { port: 53, protocol: 'UDP' }, metrics: { port: 9090, container: 'helper' } };
const containers = { helper: { image: 'helper' } };

function probesOf(health: unknown, others: object = { ports, containers }): { probes: unknown; reported: readonly string[] } {
  const { result, reported } = podOfAnything({ health, ...others });
  const { startupProbe, readinessProbe, livenessProbe } = result.containers[0]!;
  return { probes: { startupProbe, readinessProbe, livenessProbe }, reported };
}

describe('probes', () => {
  test.each<[string, { given: unknown; want: unknown }]>([
    ['http', { given: http('/ready', 'http'), want: { httpGet: { path: '/ready', port: 'http' } } }],
    ['http on the only TCP port of the container', { given: http('/ready'), want: { httpGet: { path: '/ready', port: 'http' } } }],
    ['http with options and no port', { given: http('/', { timeoutSeconds: 2 }), want: { httpGet: { path: '/', port: 'http' }, timeoutSeconds: 2 } }],
    ['tcp with options and no port', { given: tcp({ timeoutSeconds: 2 }), want: { tcpSocket: { port: 'http' }, timeoutSeconds: 2 } }],
    ['grpc with options and no port', { given: grpc({ service: '' }), want: { grpc: { port: 8080, service: '' } } }],
    ['http on a number', { given: http('/ready', 15021), want: { httpGet: { path: '/ready', port: 15021 } } }],
    ['http with everything', {
      given: http('/', 'http', { scheme: 'HTTPS', host: 'example.com', headers: { 'X-A': 'a', 'X-B': '' }, periodSeconds: 5, initialDelaySeconds: 0 }),
      want: {
        httpGet: { path: '/', port: 'http', host: 'example.com', scheme: 'HTTPS', httpHeaders: [{ name: 'X-A', value: 'a' }, { name: 'X-B', value: '' }] },
        periodSeconds: 5, initialDelaySeconds: 0,
      },
    }],
    ['tcp', { given: tcp('http', { host: '127.0.0.1', timeoutSeconds: 2 }), want: { tcpSocket: { port: 'http', host: '127.0.0.1' }, timeoutSeconds: 2 } }],
    ['grpc, which knows no names', { given: grpc('http', { service: 'health' }), want: { grpc: { port: 8080, service: 'health' } } }],
    ['exec', { given: exec(['redis-cli', '-p', 6379, '-h', knownText('cache')]), want: { exec: { command: ['redis-cli', '-p', '6379', '-h', 'cache'] } } }],
    ['a port of another container, which the kubelet finds by number only', { given: tcp('metrics'), want: { tcpSocket: { port: 9090 } } }],
    ['the data of a manifest', {
      given: { httpGet: { path: '/', port: 'http', httpHeaders: [{ name: 'A', value: 'a' }, { name: 'A', value: 'b' }] }, failureThreshold: 30, successThreshold: 2 },
      want: { httpGet: { path: '/', port: 'http', httpHeaders: [{ name: 'A', value: 'a' }, { name: 'A', value: 'b' }] }, failureThreshold: 30, successThreshold: 2 },
    }],
    ['no path, which is the root', { given: { httpGet: {} }, want: { httpGet: { port: 'http' } } }],
  ])('%s', (_name, { given, want }) => {
    expect(probesOf({ readiness: given })).toEqual({ probes: { readinessProbe: want }, reported: [] });
  });

  test('stand in their own fields', () => {
    const { probes, reported } = probesOf({
      startup: exec(['a'], { failureThreshold: 30, terminationGracePeriodSeconds: 60 }), readiness: exec(['b'], { successThreshold: 2 }),
      liveness: exec(['c'], { successThreshold: 1 }),
    });
    expect(reported).toEqual([]);
    expect(probes).toEqual({
      startupProbe: { exec: { command: ['a'] }, failureThreshold: 30, terminationGracePeriodSeconds: 60 },
      readinessProbe: { exec: { command: ['b'] }, successThreshold: 2 },
      livenessProbe: { exec: { command: ['c'] }, successThreshold: 1 },
    });
  });

  test.each<[string, { given: unknown; want: string[]; others?: object }]>([
    ['no map', { given: true, want: ['value/wrong-type /health'] }],
    ['a misspelt probe', { given: { livenes: exec(['a']) }, want: ['value/unknown-field /health/livenes'] }],
    ['a text', { given: { liveness: '/health' }, want: ['value/wrong-type /health/liveness'] }],
    ['no handler', { given: { liveness: { periodSeconds: 5 } }, want: ['value/needs-one-of /health/liveness'] }],
    ['two handlers', { given: { liveness: { ...exec(['a']), ...tcp('http') } }, want: ['value/exclusive /health/liveness/tcpSocket'] }],
    ['a misspelt field', { given: { liveness: { ...exec(['a']), periodSecond: 5 } }, want: ['value/unknown-field /health/liveness/periodSecond'] }],
    ['a misspelt field of the handler', {
      given: { liveness: { httpGet: { path: '/', port: 80, headers: [] } } }, want: ['value/unknown-field /health/liveness/httpGet/headers'],
    }],
    ['a port that is not there', { given: { liveness: tcp('htpp') }, want: ['probe/unknown-port /health/liveness/tcpSocket/port'] }],
    ['a port that is no TCP port', { given: { liveness: tcp('dns') }, want: ['probe/not-tcp /health/liveness/tcpSocket/port'] }],
    ['a number that is no port', { given: { liveness: grpc(70_000) }, want: ['value/out-of-range /health/liveness/grpc/port'] }],
    ['a number as a text', { given: { liveness: tcp('8080') }, want: ['probe/unknown-port /health/liveness/tcpSocket/port'] }],
    ['a reference', {
      given: { liveness: tcp(new PortRef({ name: 'http', port: 1, protocol: 'TCP' }) as unknown as string) },
      want: ['value/wrong-type /health/liveness/tcpSocket/port'],
    }],
    ['a service that is no text', { given: { liveness: grpc(80, { service: 5 } as object) }, want: ['value/wrong-type /health/liveness/grpc/service'] }],
    ['no port where there is none', { given: { liveness: tcp() }, others: {}, want: ['probe/no-port /health/liveness/tcpSocket/port'] }],
    ['no port where there are two', { given: { liveness: tcp() }, others: { ports: { a: 1, b: 2 } }, want: ['probe/no-port /health/liveness/tcpSocket/port'] }],
    ['an empty command', { given: { liveness: exec([]) }, want: ['value/missing /health/liveness/exec/command'] }],
    ['a command as one text', {
      given: { liveness: { exec: { command: 'a b' } } }, want: ['value/wrong-type /health/liveness/exec/command'],
    }],
    ['a word that is none', { given: { liveness: exec(['a', null as unknown as string]) }, want: ['value/wrong-type /health/liveness/exec/command/1'] }],
    ['a wrong scheme', { given: { liveness: http('/', 80, { scheme: 'https' as 'HTTPS' }) }, want: ['value/not-one-of /health/liveness/httpGet/scheme'] }],
    ['a wrong header', { given: { liveness: http('/', 80, { headers: { 'X A': 'a' } }) }, want: ['probe/header /health/liveness/httpGet/httpHeaders/0/name'] }],
    ['headers that are none', { given: { liveness: http('/', 80, { headers: null } as object) }, want: ['value/wrong-type /health/liveness/httpGet/httpHeaders'] }],
    ['options that are none', { given: { liveness: http('/', 80, 'fast' as unknown as object) }, want: [
      'value/unknown-field /health/liveness/0', 'value/unknown-field /health/liveness/1', 'value/unknown-field /health/liveness/2', 'value/unknown-field /health/liveness/3',
    ] }],
    ['a header that is no text', {
      given: { liveness: http('/', 80, { headers: { 'X-A': 1 as unknown as string } }) }, want: ['value/wrong-type /health/liveness/httpGet/httpHeaders/0/value'],
    }],
    ['several successes for liveness', { given: { liveness: exec(['a'], { successThreshold: 2 }) }, want: ['probe/success-threshold /health/liveness/successThreshold'] }],
    ['several successes for startup', { given: { startup: exec(['a'], { successThreshold: 3 }) }, want: ['probe/success-threshold /health/startup/successThreshold'] }],
    ['a grace period for readiness', {
      given: { readiness: exec(['a'], { terminationGracePeriodSeconds: 3 }) }, want: ['probe/readiness-grace /health/readiness/terminationGracePeriodSeconds'],
    }],
    ['no grace period at all', {
      given: { liveness: exec(['a'], { terminationGracePeriodSeconds: 0 }) }, want: ['value/out-of-range /health/liveness/terminationGracePeriodSeconds'],
    }],
    ['a negative delay', { given: { liveness: exec(['a'], { initialDelaySeconds: -1 }) }, want: ['value/out-of-range /health/liveness/initialDelaySeconds'] }],
    ['a time as a text', {
      given: { liveness: exec(['a'], { periodSeconds: '10s' as unknown as number }) }, want: ['value/wrong-type /health/liveness/periodSeconds'],
    }],
    ['a number that no manifest can hold', {
      given: { liveness: exec(['a'], { failureThreshold: 2 ** 31 }) }, want: ['value/out-of-range /health/liveness/failureThreshold'],
    }],
  ])('report %s', (_name, { given, want, others = { ports, containers } }) => {
    expect(probesOf(given, others).reported).toEqual(want);
  });

  test('of other containers ask their own ports', () => {
    const { result, reported } = podOfAnything({ ports, containers: { helper: { image: 'helper', health: { readiness: http('/metrics'), liveness: tcp('http') } } } });
    expect(reported).toEqual([]);
    expect(result.containers[1]).toMatchObject({ readinessProbe: { httpGet: { port: 'metrics' } }, livenessProbe: { tcpSocket: { port: 8080 } } });
  });

  test('belong to containers that keep running', () => {
    const health = { liveness: exec(['a']) };
    const { result, reported } = podOfAnything({
      initContainers: { setup: { image: 'setup', health }, proxy: { image: 'proxy', restartPolicy: 'Always', health } },
      sidecars: { logs: { image: 'logs', health } },
    });
    expect(reported).toEqual(['container/not-for-init /initContainers/setup/health']);
    expect(result.initContainers?.map(({ name, livenessProbe }) => [name, livenessProbe !== undefined])).toEqual([['logs', true], ['setup', false], ['proxy', true]]);
  });
});
