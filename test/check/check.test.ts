import { check } from '../../src/check/check';
import { RELEASES } from '../../src/schema/releases';

const pod = (spec: object): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec: { containers: [{ name: 'a', image: 'a:1' }], ...spec } });
const wrong = pod({ hostNetwork: 'yes' });

describe('one run', () => {
  test('asks the newest release unless others are named', () => {
    expect(check([]).kubernetes).toEqual([RELEASES[0]]);
    expect(check([], { kubernetes: ['1.31', '1.36'] }).kubernetes).toEqual(['1.36', '1.31']);
  });

  test('one finding names all releases that it holds for', () => {
    const { diagnostics } = check([{ manifest: pod({ hostUsers: false, hostNetwork: 'yes' }) }], { kubernetes: ['1.31', '1.33', '1.36'], layers: ['schema'] });
    expect(diagnostics.map(({ code, kubernetes }) => [code, kubernetes])).toEqual([['schema/type', ['1.36', '1.33', '1.31']]]);
    const dropped = check([{ manifest: pod({ hostUsers: false }) }], { kubernetes: ['1.31', '1.32', '1.36'], layers: ['bundle'], rules: { 'namespace/missing': 'off' } }).diagnostics;
    expect(dropped.map(({ code, kubernetes }) => [code, kubernetes])).toEqual([['version/dropped-field', ['1.32', '1.31']]]);
  });

  test('integers that a number cannot hold are data like others', () => {
    const { diagnostics } = check([{ manifest: pod({ activeDeadlineSeconds: 2n ** 64n }) }], { kubernetes: ['1.31', '1.36'], layers: ['schema'] });
    expect(diagnostics.map(({ code, kubernetes }) => [code, kubernetes])).toEqual([['schema/number-range', ['1.36', '1.31']]]);
  });

  test('a list counts as its items, at their places', () => {
    const places: string[] = [];
    const locate = (pointer: string): undefined => void places.push(pointer);
    const { summary, diagnostics } = check([{ manifest: { apiVersion: 'v1', kind: 'List', items: [pod({}), { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'b' }, spec: { hostPID: 1 } }] }] }, locate }], { layers: ['schema'] });
    expect(summary.objects).toBe(2);
    expect(diagnostics.map(({ object, pointer, source }) => [object?.kind, object?.name, pointer, source])).toEqual([['Pod', 'b', '/spec/hostPID', undefined]]);
    expect(places[0]).toBe('/items/1/items/0/spec/hostPID');
  });

  test('layers, codes and severities as they are asked for', () => {
    const codes = (options: Parameters<typeof check>[1]): unknown[] => check([{ manifest: wrong }], { kubernetes: ['1.36'], ...options }).diagnostics.map(({ code, severity }) => [code, severity]);
    expect(codes({ layers: ['schema'] })).toEqual([['schema/type', 'error']]);
    expect(codes({ layers: ['api'] })).toEqual([]);
    expect(codes({ layers: ['schema'], rules: { 'schema/type': 'off' } })).toEqual([]);
    expect(codes({ layers: ['schema'], rules: { 'schema/type': 'info' } })).toEqual([['schema/type', 'info']]);
  });

  test('counts what it found', () => {
    expect(check([{ manifest: wrong }, { manifest: { apiVersion: 'example.com/v1', kind: 'Thing' } }], { layers: ['schema'] }).summary)
      .toEqual({ objects: 2, errors: 1, warnings: 0, infos: 0, skipped: 1 });
  });

  test('a document that cannot be read is an error at its place', () => {
    const source = { file: '/a.yaml', line: 3, column: 1 };
    const { diagnostics } = check([{ manifest: undefined, problems: [{ problem: 'yaml/syntax', message: 'expected a colon', source }] }]);
    expect(diagnostics.map(({ code, message, source: found }) => [code, message, found])).toEqual([['schema/unreadable', 'expected a colon', source]]);
  });

  test('the line of a value that is missing is that of the nearest one around it', () => {
    const locate = (pointer: string) => (pointer === '/spec' ? { file: '/a.yaml', line: 7, column: 1 } : undefined);
    expect(check([{ manifest: wrong, locate }], { layers: ['schema'] }).diagnostics[0]!.source).toMatchObject({ line: 7 });
  });

  test('hostile keys are data', () => {
    const manifest = JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"__proto__":"x","constructor":"y"}},"data":{"__proto__":"a","toString":"b"}}') as unknown;
    expect(() => check([{ manifest }])).not.toThrow();
    expect(({} as { x?: unknown }).x).toBeUndefined();
    for (const kind of ['__proto__', 'constructor', 'toString']) expect(() => check([{ manifest: { apiVersion: kind, kind } }])).not.toThrow();
  });
});
