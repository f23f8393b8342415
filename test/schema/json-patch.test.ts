import { applyJsonPatch, type JsonPatchOperation } from '../../src/schema/json-patch';
import type { MergeProblem } from '../../src/schema/merge-problem';
import { loadRelease } from '../../src/schema/release';
import { ANY } from '../../src/schema/schema';

const release = loadRelease('1.36');

function patch(object: object, operations: readonly unknown[]): { object: object; problems: readonly MergeProblem[] } {
  const before = structuredClone(object);
  const result = applyJsonPatch(object, operations, ANY, false);
  expect(object).toEqual(before);
  return result;
}

/** Why a patch of one operation fails. */
function failure(object: object, operation: unknown): unknown {
  const { object: after, problems } = patch(object, [operation]);
  expect(after).toBe(object);
  expect(problems).toMatchObject([{ code: 'override/patch-failed', pointer: '/0' }]);
  return (problems[0]!.args as { reason: string }).reason;
}

describe('the examples of RFC 6902', () => {
  test.each<[string, object, readonly unknown[], object]>([
    ['A.1 adding an object member', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    ['A.2 adding an array element', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    ['A.3 removing an object member', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    ['A.4 removing an array element', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    ['A.5 replacing a value', { baz: 'qux', foo: 'bar' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 'bar' }],
    ['A.6 moving a value', { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } }, [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } }],
    ['A.7 moving an array element', { foo: ['all', 'grass', 'cows', 'eat'] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: ['all', 'cows', 'eat', 'grass'] }],
    ['A.8 testing a value: success', { baz: 'qux', foo: ['a', 2, 'c'] }, [{ op: 'test', path: '/baz', value: 'qux' }, { op: 'test', path: '/foo/1', value: 2 }], { baz: 'qux', foo: ['a', 2, 'c'] }],
    ['A.10 adding a nested member object', { foo: 'bar' }, [{ op: 'add', path: '/child', value: { grandchild: {} } }], { foo: 'bar', child: { grandchild: {} } }],
    ['A.11 ignoring unrecognized elements', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux', xyz: 123 }], { foo: 'bar', baz: 'qux' }],
    ['A.14 ~ escape ordering', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    ['A.16 adding an array value', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }], { foo: ['bar', ['abc', 'def']] }],
  ])('%s', (_name, object, operations, want) => expect(patch(object, operations)).toEqual({ object: want, problems: [] }));

  test.each<[string, object, unknown]>([
    ['A.9 testing a value: error', { baz: 'qux' }, { op: 'test', path: '/baz', value: 'bar' }],
    ['A.12 adding to a nonexistent target', { foo: 'bar' }, { op: 'add', path: '/baz/bat', value: 'qux' }],
    ['A.15 comparing strings and numbers', { '/': 9, '~1': 10 }, { op: 'test', path: '/~01', value: '10' }],
  ])('%s', (_name, object, operation) => expect(failure(object, operation)).toEqual(expect.any(String)));
});

describe('a patch', () => {
  test('copies a value', () => {
    expect(patch({ a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }]).object).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });

  test('adds at the end of a list and at its length', () => {
    expect(patch({ a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }, { op: 'add', path: '/a/2', value: 3 }]).object).toEqual({ a: [1, 2, 3] });
  });

  test('add replaces a field that exists', () => {
    expect(patch({ a: 1 }, [{ op: 'add', path: '/a', value: 2 }]).object).toEqual({ a: 2 });
  });

  test('reaches keys with slashes', () => {
    expect(patch({ labels: { 'a/b': 'c' } }, [{ op: 'replace', path: '/labels/a~1b', value: 'd' }]).object).toEqual({ labels: { 'a/b': 'd' } });
  });

  test('replaces the whole object', () => {
    expect(patch({ a: 1 }, [{ op: 'replace', path: '', value: { b: 2 } }]).object).toEqual({ b: 2 });
    expect(patch({ a: 1 }, [{ op: 'add', path: '', value: { b: 2 } }]).object).toEqual({ b: 2 });
  });

  test('tests the whole object', () => expect(patch({ a: 1 }, [{ op: 'test', path: '', value: { a: 1 } }]).problems).toEqual([]));

  test('is applied as a whole or not at all', () => {
    const object = { a: 1 };
    const result = patch(object, [{ op: 'replace', path: '/a', value: 2 }, { op: 'remove', path: '/b' }, { op: 'remove', path: '/a' }]);
    expect(result).toEqual({ object, problems: [{ code: 'override/patch-failed', pointer: '/1', args: { reason: 'there is nothing at "/b"' } }] });
  });

  test.each<[string, unknown, RegExp]>([
    ['an operation that is no object', 'remove', /an operation is an object/],
    ['no path', { op: 'remove' }, /"path" must be a JSON pointer/],
    ['a path without a slash', { op: 'remove', path: 'a' }, /must start with/],
    ['no "from"', { op: 'move', path: '/a' }, /"from" must be a JSON pointer/],
    ['an unknown operation', { op: 'merge', path: '/a', value: 1 }, /"op" must be one of/],
    ['no value', { op: 'add', path: '/x' }, /no "value"/],
    ['no value to replace by', { op: 'replace', path: '/a' }, /no "value"/],
    ['removing what is not there', { op: 'remove', path: '/x' }, /nothing at "\/x"/],
    ['replacing what is not there', { op: 'replace', path: '/x', value: 1 }, /nothing at "\/x"/],
    ['moving what is not there', { op: 'move', from: '/x', path: '/y' }, /nothing at "\/x"/],
    ['copying what is not there', { op: 'copy', from: '/o/x', path: '/y' }, /nothing at "\/o\/x"/],
    ['moving a value into itself', { op: 'move', from: '/o', path: '/o/x' }, /cannot be moved into itself/],
    ['removing the whole object', { op: 'remove', path: '' }, /whole object cannot be removed/],
    ['replacing the whole object by a list', { op: 'replace', path: '', value: [] }, /only be replaced by an object/],
    ['a position past the end', { op: 'add', path: '/l/3', value: 1 }, /position 3 in "\/l\/3" is past the end/],
    ['replacing past the end', { op: 'replace', path: '/l/2', value: 1 }, /position 2 in "\/l\/2" is past the end/],
    ['a position that is no number', { op: 'add', path: '/l/x', value: 1 }, /"x" in "\/l\/x" is not a position/],
    ['a position with a leading zero', { op: 'add', path: '/l/01', value: 1 }, /"01" in "\/l\/01" is not a position/],
    ['a negative position', { op: 'remove', path: '/l/-1' }, /is not a position/],
    ['removing from behind the end', { op: 'remove', path: '/l/-' }, /is not a position/],
    ['a path through text', { op: 'add', path: '/a/b', value: 1 }, /"\/a" is neither an object nor a list/],
    ['the prototype', { op: 'add', path: '/__proto__/polluted', value: 1 }, /nothing at "\/__proto__"/],
    ['the constructor', { op: 'replace', path: '/constructor', value: 1 }, /nothing at "\/constructor"/],
  ])('fails on %s', (_name, operation, reason) => expect(failure({ a: 'b', l: [1, 2], o: { p: 1 } }, operation)).toMatch(reason));

  test('sets a key named like the prototype as a key', () => {
    const { object } = patch({ a: 1 }, [{ op: 'add', path: '/__proto__', value: { polluted: 1 } }]);
    expect(Object.keys(object)).toEqual(['a', '__proto__']);
    expect((object as { polluted?: number }).polluted).toBeUndefined();
  });

  test.each<[string, JsonPatchOperation]>([
    ['replacing a value by itself', { op: 'replace', path: '/l', value: [1, 2] }],
    ['adding a field that is there', { op: 'add', path: '/a', value: 'b' }],
    ['moving a value to its place', { op: 'move', from: '/a', path: '/a' }],
    ['copying a value to itself', { op: 'copy', from: '/a', path: '/a' }],
  ])('%s changes nothing', (_name, operation) => {
    expect(patch({ a: 'b', l: [1, 2] }, [operation]).problems).toEqual([{ code: 'override/no-effect', pointer: '/0', args: {} }]);
  });
});

describe('a patch of a known kind', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'x' }] } };
  const problems = (...operations: unknown[]): readonly MergeProblem[] => applyJsonPatch(pod, operations, release.kind('v1', 'Pod')!, false).problems;

  test.each<[string, unknown]>([
    ['a field', { op: 'add', path: '/spec/hostNetwork', value: true }],
    ['an item', { op: 'add', path: '/spec/containers/-', value: { name: 'b', image: 'y', ports: [{ containerPort: 80 }] } }],
    ['a field of an item', { op: 'replace', path: '/spec/containers/0/image', value: 'y' }],
    ['a label', { op: 'add', path: '/metadata/labels', value: { 'a/b': 'c' } }],
    ['a copy', { op: 'copy', from: '/spec/containers', path: '/spec/initContainers' }],
    ['removing', { op: 'remove', path: '/spec/containers/0' }],
  ])('may change %s', (_name, operation) => expect(problems(operation)).toEqual([]));

  test.each<[string, unknown, string, object]>([
    ['an unknown field', { op: 'add', path: '/spec/hostNetwrok', value: true }, '/0/path', { field: 'hostNetwrok', nearest: 'hostNetwork' }],
    ['an unknown field of an item', { op: 'add', path: '/spec/containers/0/imag', value: 'y' }, '/0/path', { field: 'imag', nearest: 'image' }],
    ['an unknown field in a value', { op: 'add', path: '/spec/containers/-', value: { name: 'b', port: [] } }, '/0/value/port', { field: 'port', nearest: 'ports' }],
    ['a copy to an unknown field', { op: 'copy', from: '/spec/containers', path: '/spec/container' }, '/0/path', { field: 'container', nearest: 'containers' }],
  ])('reports %s', (_name, operation, pointer, args) => {
    expect(problems(operation)).toMatchObject([{ code: 'override/unknown-field', pointer, args }]);
  });

  test.each<[string, unknown, string, string]>([
    ['a value', { op: 'add', path: '/spec/hostNetwork', value: 'yes' }, '/0/value', 'true or false'],
    ['a value deep inside', { op: 'add', path: '/spec/containers/-', value: { name: 'b', ports: [{ containerPort: '80' }] } }, '/0/value/ports/0/containerPort', 'a whole number'],
    ['a null', { op: 'replace', path: '/spec/containers/0/image', value: null }, '/0/value', 'a text'],
    ['a moved value', { op: 'move', from: '/metadata/name', path: '/spec/containers/0/ports' }, '/0/value', 'a list'],
  ])('reports %s of the wrong type', (_name, operation, pointer, expected) => {
    expect(problems(operation)).toMatchObject([{ code: 'override/wrong-type', pointer, args: { expected } }]);
  });
});
