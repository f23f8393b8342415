import {
  brokenQualifiedName, checkName, dataKey, dnsLabel, dnsLabelWithLetter, dnsSubdomain, envName, followsRule, labelValue, type NameRule, pathSegment,
  portName,
} from '../../src/core/names';
import { Problems } from '../../src/core/problems';
import { describeWithApiServer, podWith, surprises } from '../support/api-server';

const rules: [string, { rule: NameRule; good: readonly string[]; bad: readonly string[] }][] = [
  ['DNS labels', {
    rule: dnsLabel,
    good: ['a', '0', 'a-b', 'a--b', '1a', 'x'.repeat(63)],
    bad: ['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', 'a\n', 'a b', 'x'.repeat(64)],
  }],
  ['DNS labels that start with a letter', { rule: dnsLabelWithLetter, good: ['a', 'a0', 'a-b'], bad: ['', '0', '1a', '-a', 'a-', 'A', 'x'.repeat(64)] }],
  ['DNS subdomains', {
    rule: dnsSubdomain,
    good: ['a', '0', 'a.b', 'a-b.0', 'x'.repeat(253)],
    bad: ['', '.', 'a.', '.a', 'a..b', 'a.-b', 'a-.b', 'A.b', 'a_b', 'a/b', 'x'.repeat(254)],
  }],
  ['path segments', { rule: pathSegment, good: ['a', 'system:Admin', 'a b', '...', 'ä', '-', 'x'.repeat(300)], bad: ['', '.', '..', 'a/b', 'a%b'] }],
  ['label values', {
    rule: labelValue, good: ['', 'a', 'A', '0', 'A_b.c-d', 'x'.repeat(63)], bad: ['-', '_a', 'a.', 'a b', 'a/b', 'ä', 'a\n', 'x'.repeat(64)],
  }],
  ['keys of data', { rule: dataKey, good: ['a', '.a', '-', '_', 'my.CNF', '.a..b', 'x'.repeat(253)], bad: ['', '.', '..', '..a', 'a/b', 'a b', 'ä', 'x'.repeat(254)] }],
  ['names of environment variables', { rule: envName, good: ['A', '_', 'a.b', 'a-b', '-a', '.a', 'A1'], bad: ['', '1A', 'A B', 'A=B', 'ä', '.', '..', '..a'] }],
  ['names of ports', { rule: portName, good: ['http', 'a', '0a', 'a-1', 'x'.repeat(15)], bad: ['', '80', '8-0', '-a', 'a-', 'a--b', 'A', 'a.b', 'x'.repeat(16)] }],
];

describe.each(rules)('%s', (_name, { rule, good, bad }) => {
  test.each(good)('may be %j', (name) => {
    expect(followsRule(rule, name)).toBe(true);
  });

  test.each(bad)('cannot be %j', (name) => {
    expect(followsRule(rule, name)).toBe(false);
  });
});

describe('qualified names', () => {
  test.each(['a', 'A', 'a.b_c-D', 'example.com/a', 'a/A', `${'x'.repeat(253)}/${'y'.repeat(63)}`])('may be %j', (key) => {
    expect(brokenQualifiedName(key)).toBeUndefined();
  });

  test.each(['', '/', '/a', 'a/', 'a/b/c', 'A/b', 'a b', '-a', 'a-', '__proto__', 'x'.repeat(64), `a/${'x'.repeat(64)}`, `${'x'.repeat(254)}/a`])('cannot be %j', (key) => {
    expect(brokenQualifiedName(key)).toBeDefined();
  });

  test('says which part is wrong', () => {
    expect(brokenQualifiedName('Example.com/a')).toMatch(/^before the "\/"/);
    expect(brokenQualifiedName(`a/${'x'.repeat(64)}`)).toContain('at most 63 characters after the "/", found 64');
  });
});

describe('checkName', () => {
  const reportOf = (rule: NameRule, value: unknown): readonly unknown[] => {
    const problems = new Problems();
    expect(checkName(problems.at('name'), rule, 'name', value)).toBe(problems.reported.length === 0);
    return problems.reported.flatMap(({ code, pointer, args }) => [code, pointer, args['nearest']]);
  };

  test.each<[string, NameRule, unknown, readonly unknown[]]>([
    ['nothing wrong', dnsLabel, 'web', []],
    ['no text', dnsLabel, 5, ['value/wrong-type', '/name', undefined]],
    ['nothing at all', dnsLabel, undefined, ['value/missing', '/name', undefined]],
    ['a long name', dnsLabel, 'x'.repeat(64), ['name/too-long', '/name', undefined]],
    ['capitals', dnsLabel, 'WebServer', ['name/invalid', '/name', 'web-server']],
    ['underscores', dnsLabel, 'web_server', ['name/invalid', '/name', 'web-server']],
    ['dots', dnsLabel, 'web.server', ['name/invalid', '/name', undefined]],
    ['a hyphen at the end', dnsSubdomain, 'web.', ['name/invalid', '/name', 'web']],
    ['nothing that could be meant', dnsLabel, '---', ['name/invalid', '/name', undefined]],
    ['an empty name', dnsLabel, '', ['name/invalid', '/name', undefined]],
  ])('reports %s', (_name, rule, value, want) => {
    expect(reportOf(rule, value)).toEqual(want);
  });
});

describeWithApiServer('names and the API server (needs KUBELOOM_ORACLE)', () => {
  const objectOf: { readonly [rule: string]: (name: string) => object } = {
    'DNS labels': (name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    'DNS subdomains': (name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'a' } }),
    'path segments': (name) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name, namespace: 'a' }, rules: [] }),
    'label values': (name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'a', labels: { key: name } } }),
    'keys of data': (name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'a' }, data: { [name]: '' } }),
    'names of environment variables': (name) => podWith({}, { env: [{ name, value: '' }] }),
    'names of ports': (name) => podWith({}, { ports: [{ name, containerPort: 80 }] }),
  };

  test.each(rules.filter(([name]) => objectOf[name] !== undefined))('%s', (name, { good, bad }) => {
    // An empty port name is none at all. Variables may have more names than every release accepts: 1.36 takes some that 1.31 refuses.
    const refused = bad.filter((text) => text !== '' || name !== 'names of ports').filter((text) => name !== 'names of environment variables' || text === '');
    expect(surprises([
      ...good.map((text) => ({ name: text, object: objectOf[name]!(text), accepted: true })),
      ...refused.map((text) => ({ name: text, object: objectOf[name]!(text), accepted: false })),
    ])).toEqual([]);
  });
});
