import { Consumer, type Target } from '../../src/core/references';
import { outcomeOf } from '../support/diagnostics';

const secret: Target = { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'password' };
const role: Target = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'reader' };

const cases: [string, { consumer: Consumer; target: Target; anyNamespace?: boolean; want: readonly string[] }][] = [
  ['an object of the same namespace', { consumer: new Consumer('shop', undefined), target: secret, want: [] }],
  ['an object of another namespace', { consumer: new Consumer('blog', undefined), target: secret, want: ['reference/other-namespace'] }],
  ['an object of a namespace, from none', { consumer: new Consumer(undefined, undefined), target: secret, want: ['reference/other-namespace'] }],
  ['an object of another namespace, where any will do', { consumer: new Consumer('blog', undefined), target: secret, anyNamespace: true, want: [] }],
  ['an object without a namespace', { consumer: new Consumer('shop', undefined), target: role, want: [] }],
  ['an object of the same cluster', { consumer: new Consumer('shop', 'west'), target: { ...secret, cluster: 'west' }, want: [] }],
  ['an object of another cluster', { consumer: new Consumer('shop', 'east'), target: { ...secret, cluster: 'west' }, want: ['reference/other-cluster'] }],
  ['an object of a cluster, from the unnamed one', {
    consumer: new Consumer('shop', undefined), target: { ...secret, cluster: 'west' }, anyNamespace: true, want: ['reference/other-cluster'],
  }],
  ['an object of the unnamed cluster, from another', { consumer: new Consumer('shop', 'west'), target: secret, want: ['reference/other-cluster'] }],
];

describe('Consumer.use', () => {
  test.each(cases)('%s', (_name, { consumer, target, anyNamespace = false, want }) => {
    const well = want.length === 0;
    expect(outcomeOf((problems) => consumer.use(problems, target, { anyNamespace }))).toEqual({ result: well, reported: want });
    expect(consumer.targets).toEqual(well ? [target] : []);
  });

  test('notes each reference, in order', () => {
    const consumer = new Consumer('shop', undefined);
    outcomeOf((problems) => [role, secret, secret].map((target) => consumer.use(problems, target)));
    expect(consumer.targets).toEqual([role, secret, secret]);
  });

  test('says why another namespace will not do, and nothing of the cluster in the object', () => {
    const { result } = outcomeOf((problems) => {
      new Consumer('blog', 'west').use(problems, { ...secret, cluster: 'west' }, { why: 'pods see only their own' });
      return problems.reported[0]!;
    });
    expect(result.args).toEqual({ target: secret, from: 'blog', why: 'pods see only their own' });
    expect(result.message).toBe('Secret shop/password cannot be used from namespace "blog": pods see only their own');
  });
});
