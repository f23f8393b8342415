import { codeFrame, type FrameOptions } from '../../src/report/code-frame';

function frame(text: string, line: number, column: number, options?: FrameOptions): string[] {
  return codeFrame(text.split('\n'), { line, column }, options).map(({ number, text: shown }) => `${number ?? ''}|${shown}`);
}

describe('codeFrame', () => {
  test.each([
    ['marks a key', 'a:\n  key: value\nb: 1', 2, 3, ['1|a:', '2|  key: value', '|  ^^^', '3|b: 1']],
    ['marks a quoted text', 'x: "a b"', 1, 4, ['1|x: "a b"', '|   ^^^^^']],
    ['marks a single character where there is no word', 'x: {', 1, 4, ['1|x: {', '|   ^']],
    ['stands at the end of a line', 'x:', 1, 3, ['1|x:', '|  ^']],
    ['starts at the first line', 'a\nb', 1, 1, ['1|a', '|^', '2|b']],
    ['knows no line behind the end', 'a', 7, 1, []],
    ['counts a tab as one column', '\tx: 1', 1, 2, ['1| x: 1', '| ^']],
    ['shows no control characters', 'x: \u001b[31m', 1, 1, ['1|x: \\u001b[31m', '|^']],
  ])('%s', (_name, text, line, column, want) => {
    expect(frame(text, line, column)).toEqual(want);
  });

  test('shows of a very long line the part that is meant', () => {
    const long = `{${'"x": 1, '.repeat(1000)}"spec": {}}`;
    const [shown, marks] = codeFrame([long], { line: 1, column: long.indexOf('"spec"') + 1 });
    expect(shown!.text.length).toBeLessThanOrEqual(100);
    expect(shown!.text.slice(marks!.text.indexOf('^')).startsWith('"spec"')).toBe(true);
    expect(marks!.text.trim()).toBe('^^^^^^');
  });

  test.each([
    ['a value beside its name', 'password: hunter2', ['1|password: …', '|^^^^^^^^']],
    ['a value below its name', 'x:\n- name: TOKEN\n  value: hunter2', ['1|x:', '|^', '2|- name: TOKEN']],
    ['an argument', 'args:\n- --password=hunter2', ['1|args:', '|^^^^', '2|- …']],
    ['a text in a program', "new SecretData(a, 'b', { password: 'hunter2' })", ["1|new SecretData(a, 'b', { password: '…' })", '|^^^']],
    ['a block of text', 'secret: |\n  hunter2', ['1|secret: …', '|^^^^^^', '2|  …']],
  ])('hides %s', (_name, text, want) => {
    expect(frame(text, 1, 1)).toEqual(want);
  });

  const variable = '- {name: DB_PASSWORD, value: hunter2, valu: x}';
  const reference = 'env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: passwd } } }]';

  test.each([
    ['values in brackets', variable, variable.indexOf('valu:') + 1, ['1|- {name: DB_PASSWORD, value: …, valu: …}', '|                                ^^^^']],
    ['no references', reference, reference.indexOf('key:') + 1, [`1|${reference}`, `|${' '.repeat(reference.indexOf('key:'))}^^^`]],
    ['values in JSON', '{"name":"TOKEN","value":"hunter2","x":1}', 35, ['1|{"name":"TOKEN","value":…,"x":…}', `|${' '.repeat(26)}^^^`]],
    ['items', '- --password=hunter2', 1, ['1|- …', '|^']],
    ['comments', 'name: a # the password is hunter2', 1, ['1|name: …', '|^^^^']],
    ['what stands in brackets that nobody closes', 'a: {password: "hunter2', 5, ['1|a: {password: …', '|    ^^^^^^^^']],
    ['a value that has brackets', 'password: hun{ter}2', 1, ['1|password: …', '|^^^^^^^^']],
    ['the version of an object', 'apiVersion: external-secrets.io/v1beta1', 1, ['1|apiVersion: external-secrets.io/v1beta1', '|^^^^^^^^^^']],
    ['the place of a value that is hidden', 'password: hunter2hunter2', 20, ['1|password: …', '|          ^']],
  ])('of data, hides %s', (_name, text, column, want) => {
    expect(frame(text, 1, column, { isData: true })).toEqual(want);
  });

  test('shows what stands before a secret is named, unless it may be its value', () => {
    expect(frame('- cpu: 1\n  secretRef: {name: db}\n---', 2, 3, { isData: true })).toEqual(['1|- cpu: 1', '2|  secretRef: {name: db}', '|  ^^^^^^^^^', '3|---']);
    expect(frame('  line of a key\ntoken: a', 2, 1, { isData: true })).toEqual(['1|  …', '2|token: …', '|^^^^^']);
    expect(frame('- value: hunter2\n  name: DB_PASSWORD\n  a: b', 2, 3, { isData: true })).toEqual(['1|- value: …', '2|  name: DB_PASSWORD', '|  ^^^^', '3|  a: …']);
  });

  test.each([
    ['what names something', "new Web(shop, 'web', { image: 'nginx', env: { DB_PASSWORD: 'hunter2' }, x: 1 })", "new Web(shop, 'web', { image: 'nginx', env: { DB_PASSWORD: '…' }, x: 1 })", 'x:'],
    ['a reference', "SecretData.existing(shop, 'db').key('password')", "SecretData.existing(shop, 'db').key('password')", 'SecretData'],
    ['a reason', "secret.suppress('practice/x', 'it opens nothing')", "secret.suppress('practice/x', 'it opens nothing')", 'suppress'],
    ['no data of a Secret', "new SecretData(shop, 'db', { data: { root: 'hunter2' } })", "new SecretData(shop, 'db', { data: { root: '…' } })", 'data'],
    ['no argument', "login('hunter2', token, \"it's\")", "login('…', token, \"…\")", 'token'],
  ])('of a program, shows %s, and marks its place', (_name, text, want, place) => {
    const [shown, marks] = frame(text, 1, text.indexOf(place) + 1);
    expect(shown).toBe(`1|${want}`);
    expect(marks!.indexOf('^') - 1).toBe(want.indexOf(place));
  });
});
