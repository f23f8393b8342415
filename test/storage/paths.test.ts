import { Problems } from '../../src/core/problems';
import { Consumer } from '../../src/core/references';
import { absolutePath, innerPath, mountPath, nodePath, volumeNameOf } from '../../src/storage/paths';
import { facts } from './fixtures';

const paths = { absolutePath, innerPath, mountPath, nodePath };

function read(kind: keyof typeof paths, value: unknown): { found: unknown; facts: unknown[] } {
  const problems = new Problems();
  return { found: paths[kind](problems, value, new Consumer(undefined, undefined)), facts: facts(problems.reported) };
}

const kinds = Object.keys(paths) as (keyof typeof paths)[];

test.each(kinds)('%s wants a text', (kind) => {
  expect(read(kind, 7)).toEqual({ found: undefined, facts: [['value/wrong-type ', { expected: 'a path', found: 7 }]] });
  expect(read(kind, '')).toEqual({ found: undefined, facts: [['value/wrong-type ', { expected: 'a path that is not empty', found: '' }]] });
});

test.each<[keyof typeof paths, string]>([
  ['absolutePath', '/'], ['absolutePath', '/a/../b'], ['nodePath', '/var/log'], ['nodePath', 'C:/data'], ['nodePath', '\\\\.\\pipe\\docker_engine'],
  ['nodePath', '/a..b'], ['mountPath', '/data'], ['mountPath', 'c:\\data'], ['innerPath', 'db'], ['innerPath', 'a..b/c'],
])('%s takes %s as it is', (kind, path) => {
  expect(read(kind, path)).toEqual({ found: path, facts: [] });
});

test.each<[keyof typeof paths, string, [string, object][]]>([
  ['absolutePath', 'a', [['storage/path-not-absolute ', { found: 'a' }]]],
  ['absolutePath', 'C:\\a', [['storage/path-not-absolute ', { found: 'C:\\a' }]]],
  ['nodePath', 'a/C:\\b', [['storage/path-not-absolute ', { found: 'a/C:\\b' }]]],
  ['nodePath', '/a/..', [['storage/path-goes-up ', { found: '/a/..' }]]],
  ['nodePath', 'C:\\a\\..\\b', [['storage/path-goes-up ', { found: 'C:\\a\\..\\b' }]]],
  ['nodePath', '../a', [['storage/path-not-absolute ', { found: '../a' }], ['storage/path-goes-up ', { found: '../a' }]]],
  ['mountPath', 'data', [['storage/path-not-absolute ', { found: 'data' }]]],
  ['mountPath', '/a:b', [['storage/invalid-format ', { what: 'mount path', expected: 'no ":" in it', found: '/a:b' }]]],
  ['innerPath', '/db', [['storage/path-not-relative ', { found: '/db' }]]],
  ['innerPath', 'a/..', [['storage/path-goes-up ', { found: 'a/..' }]]],
])('%s refuses %s', (kind, path, want) => {
  expect(read(kind, path)).toEqual({ found: undefined, facts: want });
});

test.each<[unknown, string]>([
  ['/var/log', 'var-log'], ['C:\\Program Files\\x', 'c-program-files-x'], ['/', 'otherwise'], [7, 'otherwise'], [undefined, 'otherwise'],
  [`/${'x'.repeat(58)}`, 'x'.repeat(58)], [`/${'x'.repeat(59)}`, 'otherwise'],
])('the path %p gives a volume the name %s', (path, name) => {
  expect(volumeNameOf(path, 'otherwise')).toBe(name);
});
