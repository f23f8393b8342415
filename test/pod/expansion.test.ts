import fc from 'fast-check';
import { exactly, expansionOf } from '../../src/pod/expansion';

/** What the kubelet makes of a text: written here once more, after its own source, to compare with. */
function expanded(text: string, values: { readonly [name: string]: string }): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '$' || at + 1 === text.length) {
      result += text[at];
      continue;
    }
    const end = text.indexOf(')', at + 2);
    if (text[at + 1] === '$') result += '$';
    else if (text[at + 1] !== '(') result += `$${text[at + 1]}`;
    else if (end < 0) result += '$(';
    else {
      const name = text.slice(at + 2, end);
      result += values[name] ?? `$(${name})`;
      at = end - 1;
    }
    at++;
  }
  return result;
}

const texts = fc.array(fc.constantFrom('$', '$$', '$(', ')', '$(A)', '$$(A)', 'A', '(', ' ', '$(B', 'é'), { maxLength: 8 }).map((parts) => parts.join(''));

describe('expansionOf', () => {
  test.each<[string, { given: string; names: string[]; dollarPair?: boolean }]>([
    ['no reference', { given: 'plain', names: [] }],
    ['a reference', { given: 'a$(B)c', names: ['B'] }],
    ['several', { given: '$(A)$(B):$(A)', names: ['A', 'B', 'A'] }],
    ['an escaped one', { given: '$$(A)', names: [] }],
    ['one behind an escaped dollar', { given: '$$$(A)', names: ['A'] }],
    ['an open parenthesis', { given: '$(A', names: [] }],
    ['a dollar at the end', { given: '$(A)$', names: ['A'] }],
    ['a shell variable', { given: '${A} $B', names: [] }],
    ['any name', { given: '$(a b)', names: ['a b'] }],
    ['a pair that becomes one', { given: 'pa$$word', names: [], dollarPair: true }],
    ['two pairs that become two', { given: 'pa$$$$word', names: [] }],
  ])('finds %s', (_name, { given, names, dollarPair = false }) => {
    expect(expansionOf(given)).toEqual({ names, dollarPair });
  });

  test('finds what the kubelet replaces', () => {
    fc.assert(fc.property(texts, (text) => {
      const { names } = expansionOf(text);
      const values = Object.fromEntries(names.map((name) => [name, '<value>']));
      const replaced = expanded(text, values).split('<value>').length - 1;
      expect(replaced).toBe(names.length);
    }));
  });
});

describe('exactly', () => {
  test('lets the container have the text as it is, whatever stands around it', () => {
    fc.assert(fc.property(fc.oneof(texts, fc.string()), texts.filter((text) => !/\$/.test(text)), (text, around) => {
      expect(expanded(around + exactly(text) + around, { A: 'a' })).toBe(around + text + around);
    }));
  });

  test('leaves texts without a dollar sign alone', () => {
    expect(exactly('db.shop.svc')).toBe('db.shop.svc');
  });
});
