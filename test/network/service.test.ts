import { buildService } from '../../src/apps/service';
import { type FreeServiceProps, normalizeService, serviceFields } from '../../src/network/service';
import { outcomeOf } from '../support/diagnostics';
import { app, told, webPorts } from './fixtures';

const pods = { selector: { app: 'web' }, ports: webPorts };

function reported(props: object, name = 'web'): string[] {
  return told(buildService({ name, namespace: 'shop' }, props).diagnostics);
}

describe('the Service of an app', () => {
  test('has all ports of the pods unless it says otherwise', () => {
    const { result, reported: none } = outcomeOf((problems) => serviceFields(normalizeService(undefined, pods, problems)));
    expect(none).toEqual([]);
    expect(result.spec).toEqual({
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 8080, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
      ],
    });
  });

  test('says the same when it is given without fields', () => {
    const plain = outcomeOf((problems) => normalizeService(undefined, pods, problems));
    expect(outcomeOf((problems) => normalizeService({}, pods, problems))).toEqual(plain);
  });

  test.each<[string, { given: FreeServiceProps['ports']; want: readonly object[] }]>([
    ['a number', { given: { http: 80 }, want: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }] }],
    ['names', { given: ['dns', 'http'], want: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' }, { name: 'http', port: 8080, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }] }],
    ['a full form', { given: { http: { port: 80, appProtocol: 'https' } }, want: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'https' }] }],
    ['another name for a port of the pods', { given: [{ name: 'web', port: 80, targetPort: 'http' }], want: [{ name: 'web', port: 80, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }] }],
    ['a number that the pods do not declare', { given: [{ name: 'debug', port: 5005, targetPort: 5006 }], want: [{ name: 'debug', port: 5005, targetPort: 5006 }] }],
    ['a declared number', { given: [{ name: 'names', port: 5353, targetPort: 53 }], want: [{ name: 'names', port: 5353, protocol: 'UDP', targetPort: 53 }] }],
    ['nothing for a port', { given: { http: {} }, want: [{ name: 'http', port: 8080, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }] }],
    ['a port that leads nowhere else', { given: { dns: { targetPort: null } }, want: [{ name: 'dns', port: 53, protocol: 'UDP' }] }],
    ['its only port without a name', { given: { dns: { port: 5353, named: false } }, want: [{ port: 5353, protocol: 'UDP', targetPort: 'dns' }] }],
    ['a port without a value', { given: { http: undefined, dns: 5353 }, want: [{ name: 'dns', port: 5353, protocol: 'UDP', targetPort: 'dns' }] }],
  ])('takes %s', (_, { given, want }) => {
    const { result, reported: none } = outcomeOf((problems) => serviceFields(normalizeService({ ports: given }, pods, problems)));
    expect(none).toEqual([]);
    expect(result.spec.ports).toEqual(want);
  });

  test('leads by number to ports that have names among definitions only', () => {
    const unnamed = { selector: {}, ports: [{ name: 'grpc', port: 3550, protocol: 'TCP', named: false }] } as const;
    for (const ports of [undefined, ['grpc'], { grpc: { targetPort: 'grpc' } }] as FreeServiceProps['ports'][]) {
      const { result } = outcomeOf((problems) => serviceFields(normalizeService({ ports }, unnamed, problems)));
      expect(result.spec.ports).toEqual([{ name: 'grpc', port: 3550, targetPort: 3550 }]);
    }
  });

  test('needs the names of several ports', () => {
    const { reported: found } = outcomeOf((problems) => normalizeService({ ports: { http: 80, dns: { named: false } } }, pods, problems));
    expect(found).toEqual(['value/needs-other /ports/dns/named']);
  });

  test('writes the type that somebody says', () => {
    expect(outcomeOf((problems) => serviceFields(normalizeService({ type: 'ClusterIP' }, pods, problems))).result.spec.type).toBe('ClusterIP');
    expect(outcomeOf((problems) => serviceFields(normalizeService({}, pods, problems))).result.spec).not.toHaveProperty('type');
  });

  test('reports every port that the pods do not have', () => {
    const { reported: found } = outcomeOf((problems) => normalizeService({ ports: ['htpp', { name: 'x', port: 80, targetPort: 'hppt' }, { name: 'y' }] }, pods, problems));
    expect(found).toEqual(['service/unknown-port /ports/0', 'service/unknown-port /ports/1/targetPort', 'service/unknown-port /ports/2']);
  });

  test('warns where a headless Service gives another port than the pods have', () => {
    const { reported: found } = outcomeOf((problems) => normalizeService({ headless: true, ports: { http: 80, dns: 53 } }, pods, problems));
    expect(found).toEqual(['service/headless-port /ports/http']);
  });

  test.each<[string, object, string[]]>([
    ['keep a client at its pod', { sessionAffinity: 'ClientIP' }, ['service/headless-affinity /sessionAffinity']],
    ['keep it for a time', { sessionAffinity: { clientIP: { timeoutSeconds: 60 } } }, ['service/headless-affinity /sessionAffinity']],
    ['let it choose', { sessionAffinity: 'None' }, []],
  ])('knows whether a headless Service can %s', (_, props, want) => {
    const { reported: found } = outcomeOf((problems) => normalizeService({ headless: true, ports: { http: 8080 }, ...props }, pods, problems));
    expect(found).toEqual(want);
  });
});

describe('buildService', () => {
  test('carries every field', () => {
    expect(buildService({ name: 'web', namespace: 'shop' }, {
      type: 'LoadBalancer',
      pods: { app: 'web' },
      ports: { http: { port: 80, targetPort: 8080, nodePort: 30_080, protocol: 'TCP', appProtocol: 'https' }, names: { port: 53, protocol: 'UDP' } },
      clusterIP: '10.0.0.1',
      externalIPs: ['1.2.3.4'],
      loadBalancerClass: 'example.com/internal',
      loadBalancerIP: '10.0.0.2',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      allocateLoadBalancerNodePorts: false,
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 30_100,
      internalTrafficPolicy: 'Local',
      trafficDistribution: 'PreferClose',
      sessionAffinity: { clientIP: { timeoutSeconds: 60 } },
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'PreferDualStack',
      publishNotReadyAddresses: true,
      labels: { tier: 'front' },
      annotations: { note: 'x' },
    })).toEqual({
      objects: [{
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'shop', labels: { tier: 'front' }, annotations: { note: 'x' } },
        spec: {
          type: 'LoadBalancer',
          selector: { app: 'web' },
          ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080, nodePort: 30_080, appProtocol: 'https' }, { name: 'names', port: 53, protocol: 'UDP' }],
          clusterIP: '10.0.0.1',
          externalIPs: ['1.2.3.4'],
          loadBalancerClass: 'example.com/internal',
          loadBalancerIP: '10.0.0.2',
          loadBalancerSourceRanges: ['10.0.0.0/8'],
          allocateLoadBalancerNodePorts: false,
          externalTrafficPolicy: 'Local',
          healthCheckNodePort: 30_100,
          internalTrafficPolicy: 'Local',
          trafficDistribution: 'PreferClose',
          sessionAffinity: 'ClientIP',
          sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
          ipFamilies: ['IPv4', 'IPv6'],
          ipFamilyPolicy: 'PreferDualStack',
          publishNotReadyAddresses: true,
        },
      }],
      diagnostics: [],
    });
  });

  test.each<[string, { given: FreeServiceProps; want: object }]>([
    ['headless', { given: { headless: true, pods: { app: 'db' }, ports: { mysql: 3306 } }, want: { clusterIP: 'None', selector: { app: 'db' }, ports: [{ name: 'mysql', port: 3306 }] } }],
    ['headless without ports', { given: { headless: true, pods: { app: 'db' } }, want: { clusterIP: 'None', selector: { app: 'db' } } }],
    ['an external name', { given: { type: 'ExternalName', externalName: 'db.example.com' }, want: { type: 'ExternalName', externalName: 'db.example.com' } }],
    ['the pods of an app', { given: { pods: app('web'), ports: { http: 80 } }, want: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }] } }],
    ['no pods', { given: { ports: { http: 80 } }, want: { ports: [{ name: 'http', port: 80 }] } }],
  ])('builds a Service for %s', (_, { given, want }) => {
    expect(buildService({ name: 'web', namespace: 'shop' }, given)).toEqual({ objects: [expect.objectContaining({ spec: want })], diagnostics: [] });
  });

  test.each<[string, { given: object; want: readonly string[] }]>([
    ['no ports', { given: {}, want: ['service/no-ports /ports'] }],
    ['an unknown field', { given: { ports: { http: 80 }, prots: {} }, want: ['value/unknown-field /prots'] }],
    ['an unknown type', { given: { type: 'clusterIP', ports: { http: 80 } }, want: ['value/not-one-of /type'] }],
    ['a headless NodePort', { given: { type: 'NodePort', headless: true, ports: { http: 80 } }, want: ['service/headless-type /headless'] }],
    ['headless with an address', { given: { headless: true, clusterIP: '10.0.0.1', ports: { http: 80 } }, want: ['value/exclusive /clusterIP'] }],
    ['headless by its address', { given: { clusterIP: 'None', ports: { http: 80 } }, want: ['address/invalid /clusterIP'] }],
    ['an address of another family', { given: { clusterIP: '10.0.0.1', ipFamilies: ['IPv6'], ports: { http: 80 } }, want: ['address/invalid /clusterIP'] }],
    ['fields of other types', {
      given: { ports: { http: { port: 80, nodePort: 30_080 } }, externalName: 'a.b', loadBalancerClass: 'x', externalTrafficPolicy: 'Local', healthCheckNodePort: 30_000 },
      want: [
        'service/type-only /externalName', 'service/type-only /loadBalancerClass', 'service/type-only /healthCheckNodePort', 'service/type-only /ports/http/nodePort', 'service/type-only /externalTrafficPolicy',
      ],
    }],
    ['pods of another name', { given: { type: 'ExternalName', externalName: 'a.b', pods: { app: 'web' } }, want: ['service/type-only /pods'] }],
    ['no external name', { given: { type: 'ExternalName' }, want: ['value/missing /externalName'] }],
    ['an address as the external name', { given: { type: 'ExternalName', externalName: '10.0.0.1' }, want: ['address/invalid /externalName'] }],
    ['the port of the kubelet', { given: { type: 'LoadBalancer', ports: { kubelet: 10_250 } }, want: ['service/kubelet-port /ports/kubelet'] }],
    ['the same port twice', { given: { ports: { a: 80, b: 80, c: { port: 80, protocol: 'UDP' } } }, want: ['value/duplicate /ports/b'] }],
    ['the same name twice', { given: { ports: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }, want: ['value/duplicate /ports/1'] }],
    ['the same node port twice', { given: { type: 'NodePort', ports: { a: { port: 80, nodePort: 30_000 }, b: { port: 81, nodePort: 30_000 } } }, want: ['value/duplicate /ports/b'] }],
    ['a node port outside of the usual range', { given: { type: 'NodePort', ports: { a: { port: 80, nodePort: 8080 } } }, want: ['service/node-port-range /ports/a/nodePort'] }],
    ['ports out of range', { given: { ports: { a: 0, b: { port: 80, targetPort: 70_000 } } }, want: ['value/out-of-range /ports/a/port', 'value/out-of-range /ports/b/targetPort'] }],
    ['a port without a number', { given: { pods: { app: 'web' }, ports: { http: {} } }, want: ['value/missing /ports/http/port'] }],
    ['a name that is no port name', { given: { ports: { HTTP: 80 } }, want: ['name/invalid /ports/HTTP'] }],
    ['ranges with bits behind the prefix', { given: { type: 'LoadBalancer', ports: { http: 80 }, loadBalancerSourceRanges: ['10.0.0.0/8', '10.0.0.1/8'] }, want: ['address/invalid /loadBalancerSourceRanges/1'] }],
    ['an empty list of ranges, which would mean every address', { given: { type: 'LoadBalancer', ports: { http: 80 }, loadBalancerSourceRanges: [] }, want: ['value/empty-list /loadBalancerSourceRanges'] }],
    ['a loopback address', { given: { ports: { http: 80 }, externalIPs: ['127.0.0.1'] }, want: ['address/invalid /externalIPs/0'] }],
    ['a family twice', { given: { ports: { http: 80 }, ipFamilies: ['IPv4', 'IPv4'] }, want: ['value/duplicate /ipFamilies'] }],
    ['an affinity that is too long', { given: { ports: { http: 80 }, sessionAffinity: { clientIP: { timeoutSeconds: 86_401 } } }, want: ['value/out-of-range /sessionAffinity/clientIP/timeoutSeconds'] }],
    ['pods of another namespace', { given: { pods: app('web', webPorts, 'other'), ports: { http: 80 } }, want: ['reference/other-namespace /pods'] }],
    ['wrong types everywhere', { given: { ports: 80, pods: 'web', headless: 1, ipFamilies: 'IPv4' }, want: ['value/wrong-type /pods', 'value/wrong-type /headless', 'value/wrong-type /ports', 'value/wrong-type /ipFamilies'] }],
    ['labels that Kubernetes refuses', { given: { ports: { http: 80 }, pods: { app: 'w e b' }, labels: { a: 'b c' } }, want: ['label/invalid-value /pods/app', 'label/invalid-value /labels/a'] }],
  ])('reports %s', (_, { given, want }) => {
    expect(reported(given)).toEqual(want);
  });

  test('reports names that some supported release refuses', () => {
    expect(reported({ ports: { http: 80 } }, '1web')).toEqual(['name/invalid /name']);
  });

  test('survives props that are none', () => {
    expect(told(buildService({ name: 'web' }, undefined as unknown as FreeServiceProps).diagnostics)).toEqual(['value/wrong-type']);
    expect(reported(null as unknown as object)).toContain('value/wrong-type');
  });
});
