import { check } from '../../../src/check';
import type { CheckOptions } from '../../../src/check';
import { checkCodes } from '../../../src/check/codes';

const manifest = {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: { containers: [{ name: 'web', image: 'nginx', resources: { requests: { cpu: 1, memory: '1Gi' } }, securityContext: { allowPrivilegeEscalation: false } }] },
};

function codes(options: CheckOptions): string[] {
  return check([{ manifest }], { layers: ['practice'], ...options }).diagnostics.map(({ code, severity }) => `${code} ${severity}`);
}

describe('profiles', () => {
  test('by default give what nearly everybody wants, as warnings', () => {
    expect(codes({})).toEqual(['practice/image-tag warning']);
    expect(codes({ profile: 'default' })).toEqual(codes({}));
  });

  test('strict gives all there is', () => {
    const strict = codes({ profile: 'strict' });
    expect(strict).toContain('practice/image-tag warning');
    expect(strict).toContain('practice/writable-root info');
  });

  test('none gives none', () => {
    expect(codes({ profile: 'none' })).toEqual([]);
  });

  test('a rule can be switched on, off and up by its name', () => {
    expect(codes({ profile: 'none', rules: { 'practice/writable-root': 'error' } })).toEqual(['practice/writable-root error']);
    expect(codes({ rules: { 'practice/image-tag': 'off' } })).toEqual([]);
    expect(codes({ rules: { 'practice/writable-root': 'warning' } })).toEqual(['practice/image-tag warning', 'practice/writable-root warning']);
  });

  test('say nothing of an object that cannot be decoded', () => {
    const broken = { ...manifest, spec: { ...manifest.spec, nonsense: true } };
    expect(check([{ manifest: broken }], { layers: ['practice'], profile: 'strict' }).diagnostics).toEqual([]);
  });
});

test('every piece of advice has a reason and a place to read more', () => {
  for (const [code, facts] of Object.entries(checkCodes)) {
    if (facts.layer !== 'practice') continue;
    expect([code, facts.why.length > 20, facts.see.startsWith('https://kubernetes.io/docs/')]).toEqual([code, true, true]);
  }
});
