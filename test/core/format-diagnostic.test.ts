import { inspect } from 'node:util';
import { diagnostic } from '../../src/core/diagnostic';
import { DiagnosticsError } from '../../src/core/diagnostics-error';
import { countDiagnostics, formatDiagnostic, formatDiagnostics, formatLocation } from '../../src/core/format-diagnostic';

const folder = '/home/user/shop';
const source = { file: '/home/user/shop/src/main.ts', line: 14, column: 7 };
const object = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' };
const missing = diagnostic('value/missing', { field: 'image' }, { object, source, pointer: '/image' });
const cyclic = diagnostic('value/cyclic', {});
const doubtful = diagnostic('security/capability', { found: 'NET_ADMN', nearest: 'NET_ADMIN' }, { source, pointer: '/security' });
const bare = diagnostic('value/prototype-key', { key: '__proto__' });

describe('formatDiagnostic', () => {
  test('names the line, the object and the place, what is wrong and what to do', () => {
    expect(formatDiagnostic(missing, folder)).toBe([
      'src/main.ts:14:7  Service shop/web  /image',
      '  error  value/missing  expected "image", found nothing',
      '  help   give "image" a value',
    ].join('\n'));
  });

  test('puts the words below each other whatever the severity', () => {
    expect(formatDiagnostic(doubtful, folder)).toBe([
      'src/main.ts:14:7  /security',
      '  warning  security/capability  there is no capability "NET_ADMN"; names are upper-case and have no prefix "CAP_"',
      '  help     did you mean "NET_ADMIN"?',
    ].join('\n'));
  });

  test('leaves out what is not known', () => {
    expect(formatDiagnostic(bare, folder)).toBe('  error  value/prototype-key  "__proto__" cannot be used as a key here\n  help   choose another key');
  });

  test('names an object without a namespace by its kind and name', () => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'reader' };
    expect(formatDiagnostic(diagnostic('value/cyclic', {}, { object: role }), folder)).toMatch(/^ClusterRole reader\n/);
  });
});

describe('formatDiagnostics', () => {
  test('puts a blank line between two, and the numbers at the end', () => {
    expect(formatDiagnostics([bare, missing], folder)).toBe(`${formatDiagnostic(bare, folder)}\n\n${formatDiagnostic(missing, folder)}\n\n2 errors`);
  });

  test.each([
    [[], 'no problems'],
    [[missing], '1 error'],
    [[missing, doubtful, cyclic], '2 errors, 1 warning'],
    [[doubtful, doubtful], '2 warnings'],
  ])('counts %#', (diagnostics, want) => {
    expect(countDiagnostics(diagnostics)).toBe(want);
  });
});

describe('formatLocation', () => {
  test.each([
    ['/home/user/shop/main.ts', 'main.ts:14:7'],
    ['/home/user/shop/src/main.ts', 'src/main.ts:14:7'],
    ['/home/user/other/main.ts', '/home/user/other/main.ts:14:7'],
    ['/home/user/shopping/main.ts', '/home/user/shopping/main.ts:14:7'],
  ])('%s', (file, want) => {
    expect(formatLocation({ ...source, file }, folder)).toBe(want);
  });
});

describe('DiagnosticsError', () => {
  const error = new DiagnosticsError([missing, doubtful]);

  test('carries the diagnostics and counts them', () => {
    expect(error.diagnostics).toEqual([missing, doubtful]);
    expect(error.message).toBe('the definitions have problems: 1 error, 1 warning');
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('DiagnosticsError');
  });

  test('prints as the report, without a trace and without its fields', () => {
    expect(error.stack).toBe(formatDiagnostics([missing, doubtful]));
    expect(inspect(error)).not.toMatch(/diagnostics:|node_modules|\bat /);
    expect(inspect(error)).toContain('expected "image", found nothing');
  });
});
