import { buildNodeAgent, hostPath, NodeAgent, type NodeAgentProps } from '../../src';
import { built, errorsOf, lines, namesOf, newBundle } from '../support/definitions';

const agent = (props: Partial<NodeAgentProps<string, string>> = {}) =>
  buildNodeAgent<string, string>({ name: 'agent', namespace: 'shop' }, { image: 'agent:1', ...props });
const own = { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'agent' };

describe('a node agent', () => {
  test('is a DaemonSet that selects its own pods, and has no number of them', () => {
    const { spec } = built(agent(), 'DaemonSet');
    expect([Object.keys(spec), spec.selector, spec.template.metadata]).toEqual([['selector', 'template'], { matchLabels: own }, { labels: own }]);
  });

  test('has a Service only where it is asked for', () => {
    const ports = { metrics: 9100 };
    expect(namesOf(agent({ ports }))).toEqual(['DaemonSet agent']);
    expect(built(agent({ ports, service: {} }), 'Service').spec).toEqual({ selector: own, ports: [{ name: 'metrics', port: 9100, targetPort: 'metrics' }] });
    expect(namesOf(agent({ ports, services: { local: { internalTrafficPolicy: 'Local' } } }))).toEqual(['DaemonSet agent', 'Service agent-local']);
  });

  test('uses the network, the ports and the folders of its node', () => {
    const { template } = built(agent({
      ports: { metrics: { port: 9100, hostPort: 9100 } }, security: { hostNetwork: true, hostPID: true }, mounts: { '/host': { volume: hostPath('/'), readOnly: true } },
    }), 'DaemonSet').spec;
    expect(template.spec).toMatchObject({ hostNetwork: true, hostPID: true, volumes: [{ hostPath: { path: '/' } }] });
    expect(template.spec.containers[0]!.ports).toEqual([{ name: 'metrics', containerPort: 9100, hostPort: 9100 }]);
  });

  test('is updated node by node, or beside the old one, or by hand', () => {
    expect(built(agent({ rollout: { maxUnavailable: '10%' } }), 'DaemonSet').spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
    expect(built(agent({ rollout: { maxSurge: 1, maxUnavailable: 0 } }), 'DaemonSet').spec.updateStrategy).toEqual({
      type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
    expect(built(agent({ rollout: { strategy: 'OnDelete' } }), 'DaemonSet').spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test.each<[string, object, string[]]>([
    ['replicas', { replicas: 2 }, ['value/unknown-field /replicas']],
    ['a budget', { disruptionBudget: { maxUnavailable: 1 } }, ['value/unknown-field /disruptionBudget']],
    ['an old and a new pod where one may be away', { rollout: { maxSurge: 1, maxUnavailable: 1 } }, ['rollout/surge-and-unavailable /rollout/maxSurge']],
    ['no way to go on', { rollout: { maxUnavailable: '0%' } }, ['rollout/cannot-progress /rollout/maxUnavailable']],
    ['another restart policy', { restartPolicy: 'Never' }, ['value/not-one-of /restartPolicy']],
    ['a port of the node that is another one', { ports: { http: { port: 80, hostPort: 8080 } }, security: { hostNetwork: true } }, ['port/host-port /ports/http/hostPort']],
  ])('refuses %s', (_name, props, want) => {
    expect(errorsOf(agent(props))).toEqual(want);
  });

  test.each<[string, object, string[]]>([
    ['a port of the node', { ports: { http: { port: 80, hostPort: 8080 } }, rollout: { maxSurge: 1, maxUnavailable: 0 } }, ['rollout/surge-host-port /rollout/maxSurge']],
    ['the network of the node', { ports: { http: 80 }, security: { hostNetwork: true }, rollout: { maxSurge: '10%', maxUnavailable: 0 } }, ['rollout/surge-host-port /rollout/maxSurge']],
    ['ports of its own', { ports: { http: 80 }, rollout: { maxSurge: 1, maxUnavailable: 0 } }, []],
    ['a port of the node, where the old pod goes first', { ports: { http: { port: 80, hostPort: 8080 } }, rollout: { maxUnavailable: 1, maxSurge: 0 } }, []],
  ])('is warned of an update that never ends: %s', (_name, props, want) => {
    expect(lines(agent(props).diagnostics)).toEqual(want);
  });

  test('gives the same objects as a construct and as a pure function', () => {
    const props = { image: 'agent:1', ports: { metrics: 9100 }, service: {}, rollout: { maxUnavailable: 2 }, podLabels: { tier: 'node' } } as const;
    const bundle = newBundle();
    new NodeAgent(bundle, 'agent', props);
    expect(new Set(bundle.objects())).toEqual(new Set(buildNodeAgent({ name: 'agent', namespace: 'shop' }, props).objects));
  });
});
