import { type Bundle, ConfigMapData, PersistentVolumeClaim, SecretData, Service, ServiceAccount } from '../../src';
import { diagnosticsOf, lines, newBundle } from '../support/definitions';

type Existing = (bundle: Bundle, props: never) => unknown;

const kinds: readonly [string, Existing][] = [
  ['Service', (bundle, props) => Service.existing(bundle, 'one', props)],
  ['PersistentVolumeClaim', (bundle, props) => PersistentVolumeClaim.existing(bundle, 'one', props)],
  ['ServiceAccount', (bundle, props) => ServiceAccount.existing(bundle, 'one', props)],
  ['ConfigMap', (bundle, props) => ConfigMapData.existing(bundle, 'one', props)],
  ['Secret', (bundle, props) => SecretData.existing(bundle, 'one', props)],
];

const wrong: readonly [string, unknown][] = [
  ['a long text', 'x'.repeat(100_000)], ['a number', 7], ['null', null], ['true', true], ['a list', []], ['a Map', new Map()],
];

describe.each(kinds)('an existing %s', (kind, existing) => {
  test.each(wrong)('with %s for props is one mistake', (_name, props) => {
    const bundle = newBundle();
    existing(bundle, props as never);
    const found = diagnosticsOf(bundle);
    expect(lines(found)).toEqual(['value/wrong-type']);
    expect(found[0]!.message).toMatch(new RegExp(`^expected the props of (the|an existing) ${kind}, found`));
    expect(found[0]!.message.length).toBeLessThan(200);
  });
});
