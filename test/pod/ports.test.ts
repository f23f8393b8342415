import { grpc, http, tcp } from '../../src/pod/health';
import { text } from '../../src/pod/text';
import { containerPorts, normalizePorts, PortRef, type PortsContext } from '../../src/pod/ports';
import { outcomeOf } from '../support/diagnostics';
import { podOfAnything } from '../support/pods';

function portsOf(given: unknown, context: Partial<PortsContext> = {}): ReturnType<typeof outcomeOf<ReturnType<typeof normalizePorts>>> {
  return outcomeOf((problems) => normalizePorts(given, problems.at('ports'), { mainContainer: 'web', containers: ['web', 'helper'], hostNetwork: false, ...context }));
}

describe('normalizePorts', () => {
  test.each<[string, { given: unknown; want: unknown }]>([
    ['a number', { given: { http: 8080 }, want: [{ name: 'http', port: 8080, protocol: 'TCP' }] }],
    ['the full form', {
      given: { dns: { port: 53, protocol: 'UDP', appProtocol: 'kubernetes.io/dns', hostPort: 5353, hostIP: '127.0.0.1', container: 'helper' } },
      want: [{ name: 'dns', port: 53, protocol: 'UDP', appProtocol: 'kubernetes.io/dns', hostPort: 5353, hostIP: '127.0.0.1', container: 'helper' }],
    }],
    ['the main container by its name', { given: { http: { port: 80, container: 'web' } }, want: [{ name: 'http', port: 80, protocol: 'TCP' }] }],
    ['one number by two protocols', {
      given: { dns: 53, 'dns-udp': { port: 53, protocol: 'UDP' } },
      want: [{ name: 'dns', port: 53, protocol: 'TCP' }, { name: 'dns-udp', port: 53, protocol: 'UDP' }],
    }],
    ['only what is given', { given: { http: undefined, https: 443 }, want: [{ name: 'https', port: 443, protocol: 'TCP' }] }],
    ['nothing', { given: undefined, want: [] }],
  ])('takes %s', (_name, { given, want }) => {
    expect(portsOf(given)).toEqual({ result: want, reported: [] });
  });

  test.each<[string, { given: unknown; want: string[]; hostNetwork?: boolean }]>([
    ['no map', { given: 8080, want: ['value/wrong-type /ports'] }],
    ['a list', { given: [8080], want: ['value/wrong-type /ports'] }],
    ['a text', { given: { http: '8080' }, want: ['value/wrong-type /ports/http'] }],
    ['null', { given: { http: null }, want: ['value/wrong-type /ports/http'] }],
    ['NaN', { given: { http: NaN }, want: ['value/wrong-type /ports/http'] }],
    ['zero', { given: { http: 0 }, want: ['value/out-of-range /ports/http'] }],
    ['a number above 65535', { given: { http: 65536 }, want: ['value/out-of-range /ports/http'] }],
    ['a fraction', { given: { http: 80.5 }, want: ['value/out-of-range /ports/http'] }],
    ['a map without a port', { given: { http: {} }, want: ['value/missing /ports/http/port'] }],
    ['a name that is too long', { given: { 'metrics-exporter': 80 }, want: ['name/too-long /ports/metrics-exporter'] }],
    ['a name in upper case', { given: { HTTP: 80 }, want: ['name/invalid /ports/HTTP'] }],
    ['a name without a letter', { given: { 80: 80 }, want: ['name/invalid /ports/80'] }],
    ['a name with two dashes', { given: { 'a--b': 80 }, want: ['name/invalid /ports/a--b'] }],
    ['another protocol', { given: { http: { port: 80, protocol: 'tcp' } }, want: ['value/not-one-of /ports/http/protocol'] }],
    ['a wrong application protocol', { given: { http: { port: 80, appProtocol: 'h2 c' } }, want: ['name/invalid /ports/http/appProtocol'] }],
    ['a misspelt field', { given: { http: { port: 80, hostport: 80 } }, want: ['value/unknown-field /ports/http/hostport'] }],
    ['an unknown container', { given: { http: { port: 80, container: 'helpr' } }, want: ['port/unknown-container /ports/http/container'] }],
    ['a container that is no name', { given: { http: { port: 80, container: {} } }, want: ['value/wrong-type /ports/http/container'] }],
    ['an address without a host port', { given: { http: { port: 80, hostIP: '127.0.0.1' } }, want: ['value/needs-other /ports/http/hostIP'] }],
    ['a wrong address', { given: { http: { port: 80, hostPort: 80, hostIP: 'localhost' } }, want: ['address/invalid /ports/http/hostIP'] }],
    ['one number twice in a container', { given: { http: 80, web: 80 }, want: ['value/duplicate /ports/web'] }],
    ['one number in two containers', { given: { http: 80, web: { port: 80, container: 'helper' } }, want: ['port/taken /ports/web'] }],
    ['one host port twice', {
      given: { a: { port: 1, hostPort: 80 }, b: { port: 2, hostPort: 80, container: 'helper' } }, want: ['value/duplicate /ports/b/hostPort'],
    }],
    ['another host port in the network of the node', {
      given: { http: { port: 80, hostPort: 81 }, https: { port: 443, hostPort: 443 } }, hostNetwork: true, want: ['port/host-port /ports/http/hostPort'],
    }],
    ['all that is wrong at once', { given: { A: 0, http: { prt: 1 } }, want: [
      'name/invalid /ports/A', 'value/out-of-range /ports/A', 'value/unknown-field /ports/http/prt', 'value/missing /ports/http/port',
    ] }],
    ['a key that JavaScript gives a meaning', { given: JSON.parse('{"__proto__": 80}'), want: ['value/prototype-key /ports/__proto__'] }],
  ])('reports %s', (_name, { given, want, hostNetwork = false }) => {
    expect(portsOf(given, { hostNetwork }).reported).toEqual(want);
  });

  test('lets one host port be on two addresses and by two protocols', () => {
    const given = {
      a: { port: 1, hostPort: 80, hostIP: '10.0.0.1' }, b: { port: 2, hostPort: 80, hostIP: '10.0.0.2' }, c: { port: 3, hostPort: 80, protocol: 'UDP' },
    };
    expect(portsOf(given).reported).toEqual([]);
  });

  test('drops what is wrong and keeps the rest', () => {
    expect(portsOf({ http: 0, https: 443 }).result.map(({ name }) => name)).toEqual(['https']);
  });
});

describe('containerPorts', () => {
  test('gives each container its own', () => {
    const ports = portsOf({ http: 80, dns: { port: 53, protocol: 'UDP', container: 'helper', hostPort: 53, hostIP: '::1' } }).result;
    expect(containerPorts(ports)).toEqual([{ name: 'http', containerPort: 80 }]);
    expect(containerPorts(ports, 'helper')).toEqual([{ name: 'dns', containerPort: 53, protocol: 'UDP', hostPort: 53, hostIP: '::1' }]);
    expect(containerPorts(ports, 'other')).toEqual([]);
  });

  test('keeps a name among definitions', () => {
    const pod = podOfAnything({ ports: { grpc: { port: 3550, named: false } }, health: { readiness: grpc('grpc'), liveness: http('/live'), startup: tcp('grpc') } });
    const [main] = pod.result.containers;
    expect(pod.reported).toEqual([]);
    expect(main?.ports).toEqual([{ containerPort: 3550 }]);
    expect([main?.readinessProbe?.grpc, main?.livenessProbe?.httpGet, main?.startupProbe?.tcpSocket]).toEqual([{ port: 3550 }, { path: '/live', port: 3550 }, { port: 3550 }]);
  });
});

describe('PortRef', () => {
  test('is its number wherever a text is wanted', () => {
    const ref = new PortRef({ name: 'http', port: 8080, protocol: 'TCP' });
    expect(String(ref)).toBe('8080');
    expect(ref.number).toBe(8080);
    expect(podOfAnything({ env: { A: ref, B: text`:${ref}` } }).result.containers[0]?.env).toEqual([
      { name: 'A', value: '8080' }, { name: 'B', value: ':8080' },
    ]);
  });
});
