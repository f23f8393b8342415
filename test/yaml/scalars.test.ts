import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePlain, resolvePlainKey } from '../../src/yaml/scalars';
import { canonical } from './canonical';

/**
 * What sigs.k8s.io/yaml 1.6.0 (as in kubectl 1.36) reads from `a: TEXT` and from `TEXT: a`: the text, the value as JSON, and
 * the key. `null` stands for a refusal. Versions 1.3 to 1.5 agree. Made with `test/fuzz/cluster-reader`.
 */
const table = JSON.parse(readFileSync(join(__dirname, 'cluster-scalars.json'), 'utf8')) as [string, string | null, string | null][];

describe('plain scalars', () => {
  test.each(table)('%j is the value that a cluster reads', (text, value) => {
    const found = resolvePlain(text);
    expect(outcome(found)).toBe(value === null ? 'refused' : typeof found === 'bigint' ? value : canonical(JSON.parse(value)));
  });

  test.each(table)('%j is the key that a cluster reads', (text, _value, key) => {
    expect(resolvePlainKey(text)).toBe(key ?? undefined);
  });

  it('reads nothing at all as null', () => {
    expect(resolvePlain('')).toBeNull();
    expect(resolvePlainKey('')).toBeUndefined();
  });

  it('keeps integers that a number cannot hold', () => {
    expect(resolvePlain('9007199254740992')).toBe(9007199254740992);
    expect(resolvePlain('9007199254740993')).toBe(9007199254740993n);
    expect(resolvePlain('-9223372036854775807')).toBe(-9223372036854775807n);
  });

  it('tells -0.0 from the integer -0', () => {
    expect(resolvePlain('-0.0')).toBe(-0);
    expect(resolvePlain('-0')).toBe(0);
  });
});

/** A value as it would stand in JSON, where a cluster has integers of 64 bits. */
function outcome(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'number' && !Number.isFinite(value) ? 'refused' : canonical(value);
}
