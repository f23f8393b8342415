import { Bundle, ConfigMapData, KubeObject, StatefulApp } from 'kubeloom';
import { App } from '../../src/synth/app';
import type { Diagnostic } from '../../src/core/diagnostic';
import { DiagnosticsError } from '../../src/core/diagnostics-error';

function bundle(): Bundle {
  return new Bundle(new App(), 'shop', { namespace: 'shop' });
}

function annotationsOf(of: Bundle): [kind: string, annotations: unknown][] {
  return of.objects().map(({ kind, metadata }) => [kind, metadata?.annotations]);
}

function problemsOf(of: Bundle): readonly Diagnostic[] {
  try {
    of.objects();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticsError) return error.diagnostics;
    throw error;
  }
}

const reason = 'a demo';
const annotations = { 'kubeloom.dev/suppress.practice.clear-text-secret': reason };

describe('suppress', () => {
  test('writes down the reason on the object', () => {
    const shop = bundle();
    new ConfigMapData(shop, 'settings', { data: { A: 'b' }, annotations: { own: 'kept' } }).suppress('practice/clear-text-secret', reason);
    expect(annotationsOf(shop)).toEqual([['ConfigMap', { own: 'kept', ...annotations }]]);
  });

  test('means the first object, unless told which', () => {
    const shop = bundle();
    new StatefulApp(shop, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } })
      .suppress('practice/no-readiness-probe', reason)
      .suppress('practice/node-port', reason, 'Service');
    expect(annotationsOf(shop)).toEqual([
      ['Service', { 'kubeloom.dev/suppress.practice.node-port': reason }],
      ['StatefulSet', { 'kubeloom.dev/suppress.practice.no-readiness-probe': reason }],
    ]);
  });

  test('keeps the objects of two calls alike', () => {
    const shop = bundle();
    new KubeObject(shop, 'x', { apiVersion: 'v1', kind: 'ConfigMap' }).suppress('practice/clear-text-secret', reason);
    expect(annotationsOf(shop)).toEqual(annotationsOf(shop));
  });

  test('reports an object that there is not', () => {
    const shop = bundle();
    new ConfigMapData(shop, 'settings', { data: {} }).suppress('practice/node-port', reason, 'ConfigMpa');
    expect(problemsOf(shop).map(({ code, pointer, args }) => ({ code, pointer, args }))).toEqual([
      { code: 'suppression/no-object', pointer: '/suppress', args: { kind: 'ConfigMpa', known: ['ConfigMap'], nearest: 'ConfigMap' } },
    ]);
  });

  test.each([
    ['no reason', ['practice/node-port', '']], ['no code', ['', 'r']], ['neither', [undefined, undefined]], ['numbers', [1, 2]],
  ])('reports %s, at the line of the call', (_name, [code, why]) => {
    const shop = bundle();
    new ConfigMapData(shop, 'settings', { data: {} }).suppress(code as never, why as never);
    const problems = problemsOf(shop);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ source }) => source?.file === __filename)).toBe(true);
  });
});
