import fc from 'fast-check';
import { BundleGraph } from '../../../src/check/graph/bundle-graph';
import { selects } from '../../../src/check/graph/label-index';
import { selectorMatches } from '../../../src/core/label-selector';

const word = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString');
const labels = fc.dictionary(word, word, { maxKeys: 4 });
const requirement = fc.record({ key: word, operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.array(word, { maxLength: 3 }) });
const selector = fc.record({ matchLabels: labels, matchExpressions: fc.array(requirement, { maxLength: 3 }) }, { requiredKeys: [] });

/** Pods with these labels, each with its place among them as its name. */
function podsWith(all: readonly { readonly [key: string]: string }[]): BundleGraph {
  return new BundleGraph(all.map((own, index) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${index}`, namespace: 'shop', labels: own }, spec: { containers: [{ name: 'a' }] },
  })));
}

test('selectors find the same pods as a look at each of them', () => {
  fc.assert(fc.property(fc.array(labels, { maxLength: 20 }), selector, (all, wanted) => {
    const { matchLabels = {}, matchExpressions = [] } = wanted;
    const want = all.flatMap((own, index) => (selectorMatches({ matchLabels, matchExpressions: matchExpressions }, own) ? [`p${index}`] : []));
    const found = podsWith(all).select('shop', wanted as never).map(({ node }) => node.id.name);
    expect([...found].sort()).toEqual([...want].sort());
    expect(all.flatMap((own, index) => (selects(wanted as never, own) ? [`p${index}`] : []))).toEqual(want);
  }));
});

test.each<[string, object, number]>([
  ['the name of a pod', { app: 'db', 'statefulset.kubernetes.io/pod-name': 'db-1' }, 1],
  ['the number of a pod', { 'apps.kubernetes.io/pod-index': '2' }, 1],
  ['both', { 'statefulset.kubernetes.io/pod-name': 'db-1', 'apps.kubernetes.io/pod-index': '1' }, 1],
  ['two different pods', { 'statefulset.kubernetes.io/pod-name': 'db-1', 'apps.kubernetes.io/pod-index': '2' }, 0],
  ['a pod before the first', { 'statefulset.kubernetes.io/pod-name': 'db-0' }, 0],
  ['a pod behind the last', { 'statefulset.kubernetes.io/pod-name': 'db-3' }, 0],
  ['a pod of another set', { 'statefulset.kubernetes.io/pod-name': 'web-1' }, 0],
  ['other labels besides', { app: 'web', 'statefulset.kubernetes.io/pod-name': 'db-1' }, 0],
])('the pods of a StatefulSet have the labels that their controller gives them: %s', (_name, matchLabels, want) => {
  const template = { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'a' }] } };
  const graph = new BundleGraph([{
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'shop' },
    spec: { replicas: 2, ordinals: { start: 1 }, selector: { matchLabels: { app: 'db' } }, template },
  }]);
  expect(graph.select('shop', { matchLabels } as never)).toHaveLength(want);
});

test('pods of other namespaces are not found', () => {
  expect(podsWith([{ a: 'b' }]).select('other', { matchLabels: { a: 'b' } })).toEqual([]);
});

test('one selector over all pods is answered once, however many objects have it', () => {
  const graph = podsWith(Array.from({ length: 50 }, () => ({ a: 'b' })));
  const first = graph.select('shop', { matchLabels: { a: 'b' } });
  expect(graph.select('shop', { matchLabels: { a: 'b' } })).toBe(first);
});

test('input without end is given up on, and says so', () => {
  // Each of these selectors looks at every pod, since no pod has to have any label.
  const graph = podsWith(Array.from({ length: 1500 }, (_, index) => ({ app: `a${index}` })));
  for (let index = 0; index < 1500; index++) graph.select('shop', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [`b${index}`] }] });
  expect(graph.labels.isIncomplete).toBe(true);
});
