import { check, type CheckOptions } from '../../../src/check';
import { checkCodes, type CheckCode } from '../../../src/check/codes';
import { isSuppressible } from '../../../src/check/suppress/suppression';
import { brokenQualifiedName } from '../../../src/core/names';
import { suppressionAnnotation } from '../../../src/core/suppression-annotation';

const tag: CheckCode = 'practice/image-tag';

function pod(annotations: object = {}, image = 'nginx', metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations, ...metadata }, spec: { containers: [{ name: 'web', image }] } };
}

function namespace(annotations: object): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations } };
}

/** Codes with where they are and why they do not count, of one rule and of suppressions. */
function found(manifests: readonly object[], options: CheckOptions = {}): string[] {
  const inputs = manifests.map((manifest) => ({ manifest }));
  const { diagnostics } = check(inputs, { layers: ['practice'], profile: 'none', rules: { [tag]: 'warning' }, ...options });
  return diagnostics.map(({ code, suppressed, object }) => [code, object?.name ?? '-', ...(suppressed === undefined ? [] : [suppressed.reason])].join(' '));
}

const key = suppressionAnnotation(tag);

describe('suppressions by annotation', () => {
  test('accept a finding, for their reason', () => {
    expect(found([pod({ [key]: 'a demo' })])).toEqual(['practice/image-tag web a demo']);
  });

  test('take it out of the numbers', () => {
    const { summary } = check([{ manifest: pod({ [key]: 'a demo' }) }], { layers: ['practice'], profile: 'none', rules: { [tag]: 'error' } });
    expect(summary).toMatchObject({ errors: 0, warnings: 0 });
  });

  test('leave other findings alone', () => {
    const rules: CheckOptions['rules'] = { [tag]: 'warning', 'practice/privilege-escalation': 'warning' };
    expect(found([pod({ [key]: 'a demo' })], { rules })).toEqual(['practice/image-tag web a demo', 'practice/privilege-escalation web']);
  });

  test('leave other objects alone', () => {
    expect(found([pod({ [key]: 'a demo' }), pod({}, 'nginx', { name: 'other' })])).toEqual(['practice/image-tag web a demo', 'practice/image-tag other']);
  });

  test('are told when they meet nothing', () => {
    expect(found([pod({ [key]: 'a demo' }, 'nginx:1.27')])).toEqual(['suppression/unused web']);
  });

  test('are not told of what nobody asked for', () => {
    expect(found([pod({ [key]: 'a demo' }, 'nginx:1.27')], { rules: {} })).toEqual([]);
    expect(found([pod({ [key]: 'a demo' }, 'nginx:1.27')], { rules: { [tag]: 'off' } })).toEqual([]);
    expect(found([pod({ [suppressionAnnotation('api/required')]: 'r' })], { rules: {} })).toEqual([]);
    expect(found([pod({ [key]: 'a demo' }, 'nginx:1.27')], { layers: ['api'] })).toEqual([]);
  });

  test('are not told of an object that nobody can look into', () => {
    expect(found([{ ...pod({ [key]: 'a demo' }), nonsense: 1 }], { layers: ['schema', 'practice'] })).toEqual(['schema/unknown-field web']);
  });

  test.each(['', '   '])('count for nothing without a reason: %p', (reason) => {
    expect(found([pod({ [key]: reason })])).toEqual(['practice/image-tag web', 'suppression/no-reason web']);
  });

  test('are told when they name no code, with the one that was meant', () => {
    const { diagnostics } = check([{ manifest: pod({ 'kubeloom.dev/suppress.practice.image-tga': 'a demo' }) }], { profile: 'none' });
    expect(diagnostics.map(({ code, pointer, help }) => ({ code, pointer, help }))).toEqual([{
      code: 'suppression/unknown', pointer: '/metadata/annotations/kubeloom.dev~1suppress.practice.image-tga', help: 'did you mean "practice/image-tag"?',
    }]);
  });

  test('cannot accept findings about suppressions', () => {
    expect(found([pod({ 'kubeloom.dev/suppress.suppression.unknown': 'r' }, 'nginx:1')])).toEqual(['suppression/unknown web']);
  });

  test('can be switched off as any rule', () => {
    expect(found([pod({ [key]: 'a demo' }, 'nginx:1.27')], { rules: { [tag]: 'warning', 'suppression/unused': 'off' } })).toEqual([]);
  });

  test.each([[null], [1], [['a']], ['text']])('are no stumbling block where annotations are %p', (annotations) => {
    expect(() => found([pod(annotations as never)])).not.toThrow();
  });
});

describe('suppressions of a Namespace', () => {
  const inShop = pod({}, 'nginx', { namespace: 'shop' });

  test('hold for all objects in it', () => {
    expect(found([namespace({ [key]: 'a demo' }), inShop, pod()])).toEqual(['practice/image-tag web a demo', 'practice/image-tag web']);
  });

  test('hold where it comes last', () => {
    expect(found([inShop, namespace({ [key]: 'a demo' })])).toEqual(['practice/image-tag web a demo']);
  });

  test('give way to the reason of the object itself', () => {
    expect(found([namespace({ [key]: 'theirs' }), pod({ [key]: 'mine' }, 'nginx', { namespace: 'shop' })]))
      .toEqual(['suppression/unused shop', 'practice/image-tag web mine']);
  });

  test('are told when they meet nothing', () => {
    expect(found([namespace({ [key]: 'a demo' }), pod({}, 'nginx:1', { namespace: 'shop' })])).toEqual(['suppression/unused shop']);
  });

  test('hold for one cluster', () => {
    const inputs = [{ manifest: namespace({ [key]: 'a demo' }), cluster: 'a' }, { manifest: inShop, cluster: 'b' }];
    const { diagnostics } = check(inputs, { layers: ['practice'], profile: 'none', rules: { [tag]: 'warning' } });
    expect(diagnostics.map(({ code, suppressed }) => [code, suppressed])).toEqual([['suppression/unused', undefined], [tag, undefined]]);
  });
});

describe('suppressions everywhere', () => {
  test('accept the findings of a code, whose object gives no reason of its own', () => {
    expect(found([pod(), pod({ [key]: 'mine' }, 'nginx', { name: 'other' })], { suppress: { [tag]: 'a demo' } }))
      .toEqual(['practice/image-tag web a demo', 'practice/image-tag other mine']);
  });

  test('are told when they meet nothing that was asked for', () => {
    expect(found([pod({}, 'nginx:1')], { suppress: { [tag]: 'a demo', 'practice/no-requests': 'r' } })).toEqual(['suppression/unused -']);
  });
});

test('every code has an annotation that the API server accepts', () => {
  for (const code of Object.keys(checkCodes) as CheckCode[]) {
    expect([code, brokenQualifiedName(suppressionAnnotation(code))]).toEqual([code, undefined]);
  }
  expect(isSuppressible('practice/image-tag')).toBe(true);
  expect(isSuppressible('__proto__')).toBe(false);
});
