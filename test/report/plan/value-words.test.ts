import { changeInWords } from '../../../src/report/plan/value-words';

const lines = (...changed: readonly string[]): string => ['one', 'two', ...changed, 'last'].join('\n');

test.each<readonly [name: string, from: unknown, to: unknown, want: string]>([
  ['two texts', 'a', 'b', '"a" -> "b"'],
  ['a number that comes', undefined, 3, '+ 3'],
  ['a map that comes', undefined, { name: 'A', value: '1' }, '+ {"name":"A","value":"1"}'],
  ['a list that goes', ['a', 'b'], undefined, '- ["a","b"]'],
  ['a map that is too long', undefined, { text: 'x'.repeat(200) }, `+ {"text":"${'x'.repeat(80)}…`],
  ['a number that no double holds', undefined, { size: 9007199254740993n }, '+ {"size":"9007199254740993"}'],
  ['the same items', [{ name: 'A' }, { name: 'B' }], [{ name: 'B' }, { name: 'A' }], 'the same in another order'],
  ['two secrets', '(secret, 8 characters)', '(secret, 9 characters)', '(secret, 8 characters) -> (secret, 9 characters)'],
  ['two secrets of one length', '(secret, 8 characters)', '(secret, 8 characters)', 'changed (secret, 8 characters)'],
  ['a line of a file', lines('level: info'), lines('level: debug'), 'line 3: "level: info" -> "level: debug"'],
  ['an indented line', lines('    level: info'), lines('    level: debug'), 'line 3: "level: info" -> "level: debug"'],
  ['the indentation of a line', lines('  a'), lines('    a'), 'line 3: "  a" -> "    a"'],
  ['several lines of a file', lines('a', 'b'), lines('c', 'd', 'e'), 'line 3: "a" -> "c", and 2 more lines'],
  ['a line more', lines(), lines('new'), 'line 3: + "new"'],
  ['a line less', lines('old'), lines(), 'line 3: - "old"'],
  ['the end of something long', `registry.example.com/${'a/'.repeat(30)}image:1.7.0`, `registry.example.com/${'a/'.repeat(30)}image:1.8.0`, '"…a/a/a/a/image:1.7.0" -> "…a/a/a/a/image:1.8.0"'],
  ['the beginning of something long', `a${'x'.repeat(99)}`, `b${'x'.repeat(99)}`, `"a${'x'.repeat(59)}… (100 characters)" -> "b${'x'.repeat(59)}… (100 characters)"`],
  ['what a terminal would obey', undefined, ['\u001b[31m\u202e'], '+ ["\\u001b[31m\\u202e"]'],
])('%s', (_, from, to, want) => {
  expect(changeInWords(from, to)).toBe(want);
});
