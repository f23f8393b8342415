import { check } from '../../../src/check/check';
import type { Manifest } from '../../../src/core/manifest';
import type { KubernetesRelease } from '../../../src/schema/releases';
import { describeOracle, verdicts } from '../../support/oracle';

type Fields = { readonly [field: string]: unknown };

const pod = (container: Fields, spec: Fields = {}): Fields =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'a', ...container }], ...spec } });
const configMap = (fields: Fields): Fields => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...fields });
const service = (port: Fields): Fields => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: 80, ...port }] } });

/** What a server cannot decode: the codes and places of what is reported; none where it decodes the object. */
const cases: [name: string, given: Fields, want: readonly string[]][] = [
  ['an unknown field', pod({ imagePullPolice: 'Always' }), ['schema/unknown-field /spec/containers/0/imagePullPolice']],
  ['a field in another case', pod({ Args: [] }), ['schema/unknown-field /spec/containers/0/Args']],
  ['an unknown field that is null', pod({ none: null }), ['schema/unknown-field /spec/containers/0/none']],
  ['a field without a name', configMap({ '': 1 }), ['schema/unknown-field /']],
  ['the prototype as a field', JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"__proto__":{"data":{}}}') as Fields, ['schema/unknown-field /__proto__']],
  ['several mistakes at once', pod({ a: 1, args: 'x', env: [{ name: 1 }] }), [
    'schema/unknown-field /spec/containers/0/a', 'schema/type /spec/containers/0/args', 'schema/type /spec/containers/0/env/0/name',
  ]],
  ['a number as text', pod({ env: [{ name: 'A', value: 1 }] }), ['schema/type /spec/containers/0/env/0/value']],
  ['a truth value as text', configMap({ data: { a: true } }), ['schema/type /data/a']],
  ['a text as number', pod({ ports: [{ containerPort: '80' }] }), ['schema/type /spec/containers/0/ports/0/containerPort']],
  ['a fraction as whole number', pod({ ports: [{ containerPort: 80.5 }] }), ['schema/type /spec/containers/0/ports/0/containerPort']],
  ['32 bits, and one more', pod({ ports: [{ containerPort: 2147483648 }] }), ['schema/number-range /spec/containers/0/ports/0/containerPort']],
  ['64 bits, and one more', pod({}, { activeDeadlineSeconds: 2 ** 63 }), ['schema/number-range /spec/activeDeadlineSeconds']],
  ['a number beyond that', pod({}, { terminationGracePeriodSeconds: 1e20 }), ['schema/number-range /spec/terminationGracePeriodSeconds']],
  ['a text as truth value', pod({}, { hostNetwork: 'true' }), ['schema/type /spec/hostNetwork']],
  ['a map as list', pod({ env: { A: 'b' } }), ['schema/type /spec/containers/0/env']],
  ['a list as map', configMap({ data: ['a'] }), ['schema/type /data']],
  ['a text as map', configMap({ metadata: 'a' }), ['schema/type /metadata']],
  ['an amount without its unit', pod({ resources: { limits: { memory: '1GB' } } }), ['schema/quantity /spec/containers/0/resources/limits/memory']],
  ['a truth value as amount', pod({ resources: { limits: { cpu: true } } }), ['schema/type /spec/containers/0/resources/limits/cpu']],
  ['a number as amount', pod({ resources: { limits: { cpu: 1.5 } } }), []],
  ['bytes that are none', configMap({ binaryData: { a: 'hunter2!' } }), ['schema/base64 /binaryData/a']],
  ['bytes without their end', configMap({ binaryData: { a: 'aGVsbG8' } }), ['schema/base64 /binaryData/a']],
  ['bytes in lines', configMap({ binaryData: { a: 'aGVs\nbG8=\n' } }), []],
  ['times that are null', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, status: { disruptedPods: { a: null } } }, []],
  ['bytes that are null', configMap({ binaryData: { a: null } }), []],
  ['bytes as numbers', configMap({ binaryData: { a: [104, 105, null] } }), []],
  ['bytes as numbers that are none', configMap({ binaryData: { a: [256] } }), ['schema/base64 /binaryData/a']],
  ['a time', { ...configMap({}), metadata: { name: 'a', creationTimestamp: '2026-02-29T08:00:00Z' } }, ['schema/time /metadata/creationTimestamp']],
  ['a time in a zone', { ...configMap({}), metadata: { name: 'a', creationTimestamp: '2026-02-28T08:00:00+02:00' } }, []],
  ['a time that is null', { ...configMap({}), metadata: { name: 'a', creationTimestamp: null } }, []],
  ['a fraction of a port', service({ targetPort: 1.5 }), ['schema/type /spec/ports/0/targetPort']],
  ['a port beyond 32 bits', service({ targetPort: 2147483648 }), ['schema/number-range /spec/ports/0/targetPort']],
  ['a port by name', service({ targetPort: 'http' }), []],
  ['a truth value as port', service({ targetPort: true }), ['schema/type /spec/ports/0/targetPort']],
  ['null for anything', pod({ args: null, env: null, resources: null, stdin: null, lifecycle: null }, { hostNetwork: null, volumes: null }), []],
  ['null in a map', configMap({ data: { a: null } }), []],
  ['null in a list of texts', pod({ args: [null] }), []],
];

function findings(manifest: Fields, release: KubernetesRelease): string[] {
  return check([{ manifest }], { kubernetes: [release], layers: ['schema'] }).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('strict decoding', () => {
  test.each(cases)('%s', (_, given, want) => {
    expect(findings(given, '1.36')).toEqual(want);
  });

  test('suggests the field that was meant, and names the release that has it', () => {
    const [first] = check([{ manifest: pod({ imagePullPolice: 'Always' }) }]).diagnostics;
    expect(first).toMatchObject({ args: { nearest: 'imagePullPolicy' }, help: 'did you mean "imagePullPolicy"?' });
    const [second] = check([{ manifest: pod({ restartPolicyRules: [] }) }], { kubernetes: ['1.31'], layers: ['schema'] }).diagnostics;
    expect(second).toMatchObject({ code: 'schema/unknown-field', args: { since: '1.34' } });
  });

  test('shows no byte of what is not base64', () => {
    const [found] = check([{ manifest: { ...configMap({}), kind: 'Secret', data: { password: 'hunter2!' } } }], { layers: ['schema'] }).diagnostics;
    expect(found).toMatchObject({ code: 'schema/base64', pointer: '/data/password' });
    expect(JSON.stringify({ ...found, message: found!.message, help: found!.help })).not.toContain('hunter2');
  });

  test('an object that cannot be decoded gets no word about its meaning', () => {
    expect(check([{ manifest: pod({ name: 'NO', image: 1 }) }], { layers: ['schema', 'api'] }).diagnostics.map(({ code }) => code)).toEqual(['schema/type']);
  });

  test('what is given stays as it is', () => {
    const given = pod({ args: [], resources: { limits: { cpu: 1.5 } } });
    const before = structuredClone(given);
    findings(given, '1.36');
    expect(given).toEqual(before);
  });
});

describeOracle('strict decoding agrees with the server', (release) => {
  test('on every case', () => {
    const decoded = verdicts(release, cases.map(([, given]) => given)).map(({ code }) => code !== 400);
    expect(decoded).toEqual(cases.map(([, given]) => findings(given, release as KubernetesRelease).length === 0));
  });
});

describe('what is no object', () => {
  test.each([
    ['a text', 'text', 'schema/no-object'], ['a list', [], 'schema/no-object'], ['nothing', undefined, 'schema/no-object'], ['null', null, 'schema/no-object'],
    ['a map without kind', { apiVersion: 'v1' }, 'schema/no-kind'], ['a kind without version', { kind: 'Pod' }, 'schema/no-kind'],
    ['a version that is a number', { apiVersion: 1, kind: 'Pod' }, 'schema/no-kind'],
  ])('%s', (_, manifest, code) => {
    expect(check([{ manifest }]).diagnostics.map((one) => one.code)).toEqual([code]);
  });
});

describe('values that JSON does not know', () => {
  const circle: { [key: string]: unknown } = {};
  circle['self'] = circle;
  test.each<[string, Manifest]>([
    ['a function', pod({ args: [() => 1] }) as unknown as Manifest],
    ['a symbol', pod({ name: Symbol('a') }) as unknown as Manifest],
    ['not a number', service({ port: Number.NaN }) as unknown as Manifest],
    ['a date', configMap({ data: new Date(0) }) as unknown as Manifest],
    ['a circle', configMap({ data: circle }) as unknown as Manifest],
  ])('%s is a wrong type', (_, manifest) => {
    expect(check([{ manifest }], { layers: ['schema'] }).diagnostics.map(({ code }) => code)).toEqual(['schema/type']);
  });

  test('a whole number that no number can hold', () => {
    expect(check([{ manifest: pod({}, { activeDeadlineSeconds: 1n << 63n }) }], { layers: ['schema'] }).diagnostics[0]).toMatchObject({ code: 'schema/number-range' });
  });
});
