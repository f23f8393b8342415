import { check } from '../../../src/check/check';

type Fields = { readonly [field: string]: unknown };

function words(manifest: Fields, code: string): string[] {
  const { diagnostics } = check([{ manifest }], { layers: ['api'] });
  return diagnostics.filter((one) => one.code === code).map(({ message, help }) => `${message} | ${help}`);
}

describe('what is not there is not shown as an empty text', () => {
  const spec = { containers: [{ name: 'a', image: 'a:1' }] };
  const deployment = (selector: unknown, labels: unknown): Fields => ({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { selector, template: { metadata: { labels }, spec } },
  });

  test.each<[string, unknown, unknown, string]>([
    ['neither', undefined, undefined, 'the pod template has no labels, and there is no selector | set matchLabels to labels of the template'],
    ['labels alone', undefined, { app: 'a' }, 'the pod template has the labels "app: a", and there is no selector | set matchLabels to labels of the template'],
    ['a selector alone', { matchLabels: { app: 'a' } }, undefined, 'the pod template has no labels, the selector asks for "app: a" | add "app: a" to the labels of the template'],
    ['a selector of two labels', { matchLabels: { app: 'a', b: 'c' } }, { app: 'a' }, 'the pod template has the labels "app: a", the selector asks for "app: a", "b: c" | give the template the labels of the selector'],
  ])('a workload with %s', (_, selector, labels, want) => {
    expect(words(deployment(selector, labels), 'selector/mismatch')).toEqual([want]);
  });

  test('the name of a definition', () => {
    const definition = (given: Fields): Fields => ({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a' }, spec: given });
    expect(words(definition({}), 'api/object-name')).toEqual(['expected the plural and the group, as in things.example.com, found "a" | name it as the plural and the group, as in things.example.com']);
    expect(words(definition({ group: 'example.com', names: { plural: 'things' } }), 'api/object-name')).toEqual(['expected things.example.com, found "a" | name it as things.example.com']);
  });

  test('nothing is no suggestion', () => {
    const labelled = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { a: '_' } } };
    expect(words(labelled, 'api/label-value')).toEqual([expect.stringMatching(/found "_" \| change the characters that are not allowed$/)]);
  });
});
