import { check, type CheckOptions } from '../../../src/check';
import type { Finding } from '../../../src/check';
import { readBaseline, writeBaseline } from '../../../src/check/suppress/baseline';

function pod(name: string, image = 'nginx', annotations: object = {}): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', annotations }, spec: { containers: [{ name: 'web', image }] } };
}

function run(manifests: readonly object[], options: CheckOptions = {}): readonly Finding[] {
  return check(manifests.map((manifest) => ({ manifest })), { layers: ['practice'], profile: 'none', rules: { 'practice/image-tag': 'warning' }, ...options }).diagnostics;
}

function words(findings: readonly Finding[]): string[] {
  return findings.map(({ code, object, suppressed }) => [code, object?.name ?? '-', ...(suppressed === undefined ? [] : [suppressed.reason])].join(' '));
}

describe('baseline', () => {
  const text = writeBaseline(run([pod('b'), pod('a')]));

  test('says what was found, sorted, with a reason for each', () => {
    expect(JSON.parse(text)).toEqual({
      findings: ['a', 'b'].map((name) => ({
        code: 'practice/image-tag', object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name }, pointer: '/spec/containers/0',
        reason: 'it was there when the baseline was written',
      })),
    });
  });

  test('accepts what it names, and nothing else', () => {
    expect(words(run([pod('a'), pod('c')], { baseline: readBaseline(text).slice(0, 1) })))
      .toEqual(['practice/image-tag a it was there when the baseline was written', 'practice/image-tag c']);
  });

  test('says which of its entries meet nothing', () => {
    const findings = run([pod('a')], { baseline: readBaseline(text) });
    expect(words(findings)).toEqual(['practice/image-tag a it was there when the baseline was written', 'suppression/unused-baseline -']);
    expect(findings[1]!.message).toBe('the baseline accepts "practice/image-tag" of Pod shop/b, which is not found');
  });

  test('says nothing of entries that nobody asked for', () => {
    expect(words(run([pod('a', 'nginx:1')], { baseline: readBaseline(text), rules: {} }))).toEqual([]);
  });

  test('says which of its entries name no code', () => {
    const baseline = [{ code: 'practice/image-tga', pointer: '', reason: 'r' }];
    expect(run([pod('a', 'nginx:1')], { baseline }).map(({ code, help }) => [code, help])).toEqual([['suppression/unknown', 'did you mean "practice/image-tag"?']]);
  });

  test('keeps reasons when it is written anew, and forgets what was mended', () => {
    const before = readBaseline(text.replace('it was there when the baseline was written', 'a demo'));
    const after = readBaseline(writeBaseline(run([pod('a'), pod('c')], { baseline: before }), before));
    expect(after.map(({ object, reason }) => [object!.name, reason])).toEqual([['a', 'a demo'], ['c', 'it was there when the baseline was written']]);
  });

  test('leaves out what the object itself accepts', () => {
    const accepted = run([pod('a', 'nginx', { 'kubeloom.dev/suppress.practice.image-tag': 'a demo' })]);
    expect(readBaseline(writeBaseline(accepted))).toEqual([]);
  });

  test('takes the reason that is given', () => {
    expect(readBaseline(writeBaseline(run([pod('a')]), [], 'ticket 7'))[0]!.reason).toBe('ticket 7');
  });

  test.each([
    ['no JSON', 'findings: []', /JSON/],
    ['another file', '{}', /findings/],
    ['no list', '{"findings":{}}', /findings/],
    ['a text as an entry', '{"findings":["a"]}', /^\/findings\/0: expected an object, found "a"/],
    ['no code', '{"findings":[{"pointer":"","reason":"r"}]}', /^\/findings\/0\/code: expected a text, found undefined/],
    ['no reason', '{"findings":[{"code":"a/b","pointer":"","reason":" "}]}', /^\/findings\/0\/reason: expected why/],
    ['half an object', '{"findings":[{"code":"a/b","pointer":"","reason":"r","object":{"kind":"Pod"}}]}', /^\/findings\/0\/object\/apiVersion/],
  ])('refuses %s', (_name, given, message) => {
    expect(() => readBaseline(given)).toThrow(message);
  });
});
