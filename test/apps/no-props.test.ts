import {
  type Bundle, ClusterRole, ClusterRoleBinding, ConfigMapData, CronJob, HorizontalPodAutoscaler, HttpRoute, Ingress, Job, LimitRange, Namespace,
  NetworkPolicy, NodeAgent, PersistentVolume, PersistentVolumeClaim, Pod, PodDisruptionBudget, PriorityClass, ResourceQuota, Role, RoleBinding,
  SecretData, Service, ServiceAccount, StatefulApp, StatelessApp, StorageClass,
} from '../../src';
import { diagnosticsOf, lines, newBundle } from '../support/definitions';

type Define = (bundle: Bundle, props: never) => unknown;

const needed: readonly [string, Define][] = [
  ['Service', (bundle, props) => new Service(bundle, 'one', props)],
  ['RoleBinding', (bundle, props) => new RoleBinding(bundle, 'one', props)],
  ['ClusterRoleBinding', (bundle, props) => new ClusterRoleBinding(bundle, 'one', props)],
  ['Ingress', (bundle, props) => new Ingress(bundle, 'one', props)],
  ['HTTPRoute', (bundle, props) => new HttpRoute(bundle, 'one', props)],
  ['NetworkPolicy', (bundle, props) => new NetworkPolicy(bundle, 'one', props)],
  ['HorizontalPodAutoscaler', (bundle, props) => new HorizontalPodAutoscaler(bundle, 'one', props)],
  ['PodDisruptionBudget', (bundle, props) => new PodDisruptionBudget(bundle, 'one', props)],
  ['ResourceQuota', (bundle, props) => new ResourceQuota(bundle, 'one', props)],
  ['LimitRange', (bundle, props) => new LimitRange(bundle, 'one', props)],
  ['PriorityClass', (bundle, props) => new PriorityClass(bundle, 'one', props)],
  ['StorageClass', (bundle, props) => new StorageClass(bundle, 'one', props)],
  ['PersistentVolume', (bundle, props) => new PersistentVolume(bundle, 'one', props)],
  ['PersistentVolumeClaim', (bundle, props) => new PersistentVolumeClaim(bundle, 'one', props)],
  ['Deployment', (bundle, props) => new StatelessApp(bundle, 'one', props)],
  ['StatefulSet', (bundle, props) => new StatefulApp(bundle, 'one', props)],
  ['DaemonSet', (bundle, props) => new NodeAgent(bundle, 'one', props)],
  ['Job', (bundle, props) => new Job(bundle, 'one', props)],
  ['CronJob', (bundle, props) => new CronJob(bundle, 'one', props)],
  ['Pod', (bundle, props) => new Pod(bundle, 'one', props)],
  ['ConfigMap', (bundle, props) => new ConfigMapData(bundle, 'one', props)],
  ['Secret', (bundle, props) => new SecretData(bundle, 'one', props)],
];
const needless: readonly [string, Define][] = [
  ['Namespace', (bundle, props) => new Namespace(bundle, 'one', props)],
  ['Role', (bundle, props) => new Role(bundle, 'one', props)],
  ['ClusterRole', (bundle, props) => new ClusterRole(bundle, 'one', props)],
  ['ServiceAccount', (bundle, props) => new ServiceAccount(bundle, 'one', props)],
];
const wrong: readonly [string, unknown][] = [
  ['a long text', 'x'.repeat(100_000)], ['a number', 7], ['null', null], ['true', true], ['a list', []], ['a Map', new Map()],
];

function expectOneMistake(kind: string, define: Define, props: unknown): void {
  const bundle = newBundle();
  define(bundle, props as never);
  const found = diagnosticsOf(bundle);
  expect(lines(found)).toEqual(['value/wrong-type']);
  expect(found[0]!.message).toContain(`expected the props of the ${kind}, found`);
  expect(found[0]!.message.length).toBeLessThan(200);
}

describe.each([...needed, ...needless])('a %s', (kind, define) => {
  test.each(wrong)('with %s for props is one mistake', (_name, props) => expectOneMistake(kind, define, props));
});

test.each(needed)('a %s without props is one mistake', (kind, define) => expectOneMistake(kind, define, undefined));

test.each(needless)('a %s needs no props', (_kind, define) => {
  const bundle = newBundle();
  define(bundle, undefined as never);
  expect(diagnosticsOf(bundle)).toEqual([]);
});
