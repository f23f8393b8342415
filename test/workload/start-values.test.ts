import type { StartValue, Target } from '../../src/core/references';
import { configChecksumAnnotation, secretVersionsAnnotation, startValueAnnotations } from '../../src/workload/start-values';

const settings: Target = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
const config = (key: string, value: string): StartValue => ({ target: settings, key, content: { config: () => value } });
const secret = (name: string, version: string): StartValue => ({ target: { apiVersion: 'v1', kind: 'Secret', name }, key: 'k', content: { secret: version } });
const checksumOf = (...values: StartValue[]): string | undefined => startValueAnnotations(values)?.[configChecksumAnnotation];

test('says nothing where nothing is read at start', () => {
  expect(startValueAnnotations([])).toBeUndefined();
});

test('changes with the value and the key, not with the order or repetition of uses', () => {
  const base = checksumOf(config('a', '1'), config('b', '2'));
  expect(checksumOf(config('b', '2'), config('a', '1'), config('a', '1'))).toBe(base);
  expect(checksumOf(config('a', '1'), config('b', '3'))).not.toBe(base);
  expect(checksumOf(config('a', '1'), config('c', '2'))).not.toBe(base);
});

test('keeps apart what runs together when joined', () => {
  expect(checksumOf(config('a', 'b'), config('c', ''))).not.toBe(checksumOf(config('a', ''), config('c', 'b')));
  expect(checksumOf(config('ab', 'c'))).not.toBe(checksumOf(config('a', 'bc')));
});

test('states versions of Secrets in words and hashes none of their values', () => {
  expect(startValueAnnotations([secret('db', '3'), secret('api', 'blue'), secret('db', '3')])).toEqual({ [secretVersionsAnnotation]: 'api=blue,db=3' });
});
