import { runInNewContext } from 'node:vm';
import {
  checkBoolean, checkExclusive, checkFields, checkInteger, checkMap, checkOneOf, checkPlainData, checkText, entriesOf, isPlainMap,
} from '../../src/core/checks';
import type { Problems } from '../../src/core/problems';
import { outcomeOf } from '../support/diagnostics';

class Thing {
  readonly a = 1;
}

const circle: { [key: string]: unknown } = { list: [] };
(circle['list'] as unknown[]).push(circle);
const shared = { a: 1 };

/** Maps and lists within each other. */
function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe('isPlainMap', () => {
  test.each<[string, unknown]>([
    ['a literal', {}],
    ['what JSON.parse makes', JSON.parse('{"a":1}')],
    ['a map without a prototype', Object.create(null)],
    ['a map of another realm', runInNewContext('({ a: 1 })')],
    ['a map with a key "constructor"', { constructor: 5 }],
  ])('%s is one', (_name, value) => {
    expect(isPlainMap(value)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['null', null], ['nothing', undefined], ['a text', 'a'], ['a list', []], ['a date', new Date(0)], ['a Map', new Map()], ['an instance', new Thing()],
    ['a function', () => 1], ['a class', Thing], ['a list of another realm', runInNewContext('[]')], ['a date of another realm', runInNewContext('new Date(0)')],
    ['something that inherits from a map', Object.create({ a: 1 })],
  ])('%s is none', (_name, value) => {
    expect(isPlainMap(value)).toBe(false);
  });
});

/** A check, what it is given, and what it reports. */
type Case = [string, (problems: Problems) => unknown, readonly string[]];

const cases: Case[] = [
  ['a map', (problems) => checkMap(problems, {}), []],
  ['a list for a map', (problems) => checkMap(problems, []), ['value/wrong-type']],
  ['whole numbers', (problems) => [checkInteger(problems, 0, 0), checkInteger(problems, -0, 0), checkInteger(problems, 5, 0, 5), checkInteger(problems, 1e9, 0)].every(Boolean), []],
  ['a number below', (problems) => checkInteger(problems, -1, 0), ['value/out-of-range']],
  ['a number above', (problems) => checkInteger(problems, 6, 0, 5), ['value/out-of-range']],
  ['a part of a number', (problems) => checkInteger(problems, 1.5, 0, 5), ['value/out-of-range']],
  ['no number', (problems) => checkInteger(problems, NaN, 0, 5), ['value/wrong-type']],
  ['a number without end', (problems) => checkInteger(problems, Infinity, 0), ['value/wrong-type']],
  ['a number as text', (problems) => checkInteger(problems, '5', 0, 5), ['value/wrong-type']],
  ['a big integer', (problems) => checkInteger(problems, 5n, 0, 5), ['value/wrong-type']],
  ['a text', (problems) => checkText(problems, ' '), []],
  ['an empty text', (problems) => checkText(problems, ''), ['value/wrong-type']],
  ['a number for a text', (problems) => checkText(problems, 5), ['value/wrong-type']],
  ['true or false', (problems) => checkBoolean(problems, false), []],
  ['a word for true', (problems) => checkBoolean(problems, 'true'), ['value/wrong-type']],
  ['a word', (problems) => checkOneOf(problems, 'a', ['a', 'b']), []],
  ['another word', (problems) => checkOneOf(problems, 'A', ['a', 'b']), ['value/not-one-of']],
  ['a number for a word', (problems) => checkOneOf(problems, 1, ['a', 'b']), ['value/not-one-of']],
  ['known fields', (problems) => checkFields(problems, { a: 1, b: undefined, c: undefined }, new Set(['a'])) ?? true, []],
  ['plain data', (problems) => checkPlainData(problems, { a: [1, 'b', true, null, undefined, 5n, {}], b: shared, c: shared }), []],
  ['no number within data', (problems) => checkPlainData(problems, { a: [NaN] }), ['value/wrong-type /a/0']],
  ['what is no data', (problems) => checkPlainData(problems, { a: () => 1, b: [Symbol('s')], c: new Date(0), d: new Thing() }), [
    'value/not-data /a', 'value/not-data /b/0', 'value/not-data /c', 'value/not-data /d',
  ]],
  ['data as deep as it may be', (problems) => checkPlainData(problems, nested(500)), []],
  ['data that is too deep', (problems) => checkPlainData(problems.at('spec'), { a: [nested(500), nested(20_000), () => 1] }), [
    'value/not-data /spec/a/2', 'value/too-deep /spec',
  ]],
  ['data that contains itself', (problems) => checkPlainData(problems, circle), ['value/cyclic /list/0']],
];

describe('checks', () => {
  test.each(cases)('%s', (_name, check, want) => {
    expect(outcomeOf(check)).toEqual({ result: want.length === 0, reported: want });
  });
});

describe('checkFields', () => {
  test('reports each unknown field at its place, with the nearest known one', () => {
    const { result } = outcomeOf((problems) => {
      checkFields(problems, { replicass: 1, colour: 2, replicas: 3 }, new Set(['replicas', 'image']));
      return problems.reported.map(({ code, pointer, args, help }) => [code, pointer, args['nearest'], help]);
    });
    expect(result).toEqual([
      ['value/unknown-field', '/replicass', 'replicas', 'did you mean "replicas"?'],
      ['value/unknown-field', '/colour', undefined, 'the fields are replicas, image'],
    ]);
  });

  test('finds a field that has a meaning of its own in JavaScript', () => {
    expect(outcomeOf((problems) => checkFields(problems, JSON.parse('{"__proto__":1,"constructor":2}') as object, new Set(['a']))).reported)
      .toEqual(['value/unknown-field /__proto__', 'value/unknown-field /constructor']);
  });
});

describe('entriesOf', () => {
  test('gives what is given, in order', () => {
    expect(outcomeOf((problems) => entriesOf(problems, { b: 1, a: undefined, c: 0, 1: 2 }))).toEqual({ result: [['1', 2], ['b', 1], ['c', 0]], reported: [] });
  });

  test('reports a key that JavaScript gives a meaning of its own', () => {
    expect(outcomeOf((problems) => entriesOf(problems, JSON.parse('{"__proto__":1,"toString":2}') as { [key: string]: number })))
      .toEqual({ result: [['toString', 2]], reported: ['value/prototype-key /__proto__'] });
  });
});

describe('checkExclusive', () => {
  test.each<[string, { given: object; required: boolean; want: [string | undefined, readonly string[]] }]>([
    ['one', { given: { a: 1 }, required: true, want: ['a', []] }],
    ['one beside one that is not given', { given: { a: undefined, b: 0 }, required: true, want: ['b', []] }],
    ['two', { given: { a: 1, b: 2 }, required: false, want: ['a', ['value/exclusive /b']] }],
    ['none', { given: { c: 1 }, required: false, want: [undefined, []] }],
    ['none where one is needed', { given: {}, required: true, want: [undefined, ['value/needs-one-of']] }],
  ])('%s', (_name, { given, required, want: [result, reported] }) => {
    expect(outcomeOf((problems) => checkExclusive(problems, given, ['a', 'b'], required))).toEqual({ result, reported });
  });
});
