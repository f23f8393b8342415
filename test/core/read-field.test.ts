import { checkText } from '../../src/core/checks';
import type { Problems } from '../../src/core/problems';
import { isNothing, itemsOf, readField, readList } from '../../src/core/read-field';
import { outcomeOf } from '../support/diagnostics';

const isText = (problems: Problems, value: unknown): value is string => checkText(problems, value);

describe('readField', () => {
  test.each<[string, object, unknown, readonly string[]]>([
    ['is the value', { name: 'a' }, 'a', []],
    ['is nothing where nothing is given', {}, undefined, []],
    ['is nothing where what is given is wrong', { name: 5 }, undefined, ['value/wrong-type /name']],
    ['takes null for a value', { name: null }, undefined, ['value/wrong-type /name']],
  ])('%s', (_name, props, result, reported) => {
    expect(outcomeOf((problems) => readField(problems, props, 'name', isText))).toEqual({ result, reported });
  });
});

describe('readList', () => {
  test.each<[string, object, unknown, readonly string[]]>([
    ['has the items', { names: ['a', 'b'] }, ['a', 'b'], []],
    ['is nothing where nothing is given', {}, undefined, []],
    ['is empty where an empty list is given', { names: [] }, [], []],
    ['leaves out items that are wrong', { names: ['a', 5, 'b', ''] }, ['a', 'b'], ['value/wrong-type /names/1', 'value/wrong-type /names/3']],
    ['sees the holes of a list', { names: new Array(2).concat('a') }, ['a'], ['value/wrong-type /names/0', 'value/wrong-type /names/1']],
    ['is empty where no list is given', { names: 'a' }, [], ['value/wrong-type /names']],
  ])('%s', (_name, props, result, reported) => {
    expect(outcomeOf((problems) => readList(problems, props, 'names', isText))).toEqual({ result, reported });
  });
});

test('itemsOf gives each item with its place', () => {
  const { result, reported } = outcomeOf((problems) => itemsOf(problems.at('list'), ['a', undefined]).map(([item, place]) => [item, place.pointer]));
  expect([result, reported]).toEqual([[['a', '/list/0'], [undefined, '/list/1']], []]);
});

test.each<[unknown, boolean]>([
  [undefined, true], [{}, true], [[], true], [{ a: undefined }, true], [null, false], [0, false], ['', false], [{ a: null }, false], [[1], false], [new Date(0), false],
])('isNothing of %j is %j', (value, want) => {
  expect(isNothing(value)).toBe(want);
});
