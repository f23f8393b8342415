import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Code, type CodeFacts, codes } from '../../src/core/codes';
import { diagnostic } from '../../src/core/diagnostic';

const folder = join(__dirname, '../../src/core/codes');
const areas = readdirSync(folder).filter((file) => file !== 'index.ts' && file !== 'code.ts');

test('no two areas share a code, and every area is registered', async () => {
  const names: string[] = [];
  for (const file of areas) {
    const exported = (await import(join(folder, file))) as { readonly [name: string]: unknown };
    for (const [name, table] of Object.entries(exported)) if (name.endsWith('Codes')) names.push(...Object.keys(table as object));
  }
  expect(names.sort()).toEqual(Object.keys(codes).sort());
  expect(new Set(names).size).toBe(names.length);
});

test('codes are area/what-is-wrong, and each says what it means', () => {
  for (const [code, facts] of Object.entries(codes)) {
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*\/[a-z]+(-[a-z0-9]+)*$/);
    expect(facts.title).toMatch(/^[A-Z].*\.$/);
  }
});

type Args = { readonly [name: string]: unknown };

/** What a user may give: characters that a terminal obeys, quotes, lines, and no end. */
const nasty = `a\u0000\u001b[31m\u009b2J\u202e\u2028"\\\n${'x'.repeat(100_000)}`;

/** How a part of the facts is filled: with what stands in for a text, and whether optional facts are given. */
interface Filling {
  readonly text: string;
  readonly unknown: unknown;
  readonly many: number;
  readonly optional: boolean;
}

/** Facts of the type that a code declares. Words that the SDK chose itself (`Phrase`) are short and plain by what they are. */
function factsOf(type: ts.TypeNode, source: ts.SourceFile, filling: Filling): unknown {
  if (ts.isTypeLiteralNode(type)) {
    return Object.fromEntries(type.members.filter(ts.isPropertySignature).flatMap((member) => {
      const optional = member.questionToken !== undefined;
      return optional && !filling.optional ? [] : [[member.name.getText(source), factsOf(member.type!, source, filling)]];
    }));
  }
  if (ts.isUnionTypeNode(type)) {
    const bare = type.types.filter((each) => each.kind !== ts.SyntaxKind.UndefinedKeyword);
    return bare.length < type.types.length && !filling.optional ? undefined : factsOf(bare[0]!, source, filling);
  }
  if (ts.isTypeOperatorNode(type)) return factsOf(type.type, source, filling);
  if (ts.isArrayTypeNode(type)) {
    // What the SDK lists itself is never endless.
    const length = type.elementType.getText(source) === 'Phrase' ? Math.min(filling.many, 3) : filling.many;
    return Array.from({ length }, () => factsOf(type.elementType, source, filling));
  }
  if (ts.isLiteralTypeNode(type)) return ts.isStringLiteral(type.literal) ? type.literal.text : type.literal.kind === ts.SyntaxKind.TrueKeyword;
  switch (type.getText(source)) {
    case 'string': return filling.text;
    case 'number': return 7;
    case 'boolean': return true;
    case 'unknown': return filling.unknown;
    case 'Phrase': return 'words';
    case 'ObjectId': return { apiVersion: 'v1', kind: filling.text, namespace: filling.optional ? filling.text : undefined, name: filling.text };
    case 'Record<string, never>': return {};
    default: throw new Error(`what is a ${type.getText(source)}?`);
  }
}

/** Every code with the type of its facts, as its file declares it. */
function declared(): [Code, ts.TypeNode, ts.SourceFile][] {
  const found: [Code, ts.TypeNode, ts.SourceFile][] = [];
  for (const file of areas) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && ts.isCallExpression(node.initializer)) {
        found.push([node.name.text as Code, node.initializer.typeArguments![0]!, source]);
      } else ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

const fillings: Filling[] = [
  { text: 'name', unknown: 'name', many: 2, optional: true },
  { text: 'name', unknown: undefined, many: 1, optional: false },
  { text: '', unknown: '', many: 0, optional: false },
  { text: nasty, unknown: nasty, many: 1000, optional: true },
  { text: nasty, unknown: nasty, many: 2, optional: false },
  { text: '5', unknown: 5, many: 1, optional: false },
  { text: 'name', unknown: null, many: 1, optional: true },
  { text: 'name', unknown: [1, 2], many: 1, optional: true },
  { text: 'name', unknown: { a: 1 }, many: 1, optional: true },
];

const wordsOf = (code: Code, type: ts.TypeNode, source: ts.SourceFile) => fillings.map((filling) => {
  const args = factsOf(type, source, filling) as never;
  const facts = codes[code] as CodeFacts<Args>;
  return { code, message: facts.message(args), help: facts.help(args) };
});

describe('every code', () => {
  const all = declared();
  const words = all.flatMap(([code, type, source]) => wordsOf(code, type, source));

  test('is looked at', () => {
    expect(all.map(([code]) => code).sort()).toEqual(Object.keys(codes).sort());
  });

  test('says a next step, which is not the problem once more', () => {
    const without = words.filter(({ message, help }) => typeof help !== 'string' || help.length < 4 || help === message);
    expect(without).toEqual([]);
    expect(words.filter(({ help }) => help.includes('undefined'))).toEqual([]);
  });

  test('shows what a user gave without what a terminal obeys', () => {
    const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/;
    expect(words.filter(({ message, help }) => obeyed.test(message) || obeyed.test(help)).map(({ code }) => code)).toEqual([]);
  });

  test('says it in a few lines, however long what a user gave', () => {
    const long = words.filter(({ message, help }) => message.length > 1800 || help.length > 1800);
    expect(long.map(({ code, message, help }) => `${code} ${message.length} ${help.length}`)).toEqual([]);
  });
});

test('words that stem from elsewhere lose what a terminal obeys as well, and keep their lines', () => {
  const { message } = diagnostic('manifest/unreadable', { file: 'a.yaml', line: 1, column: 1, why: `no \u001b[31m colour\n${'x'.repeat(5000)}` });
  expect(message).toContain('no \\u001b[31m colour\nxxx');
  expect(message.length).toBeLessThan(2100);
});

describe('the next step for a value of the wrong type is what turns it into the right one', () => {
  test.each<[string, string, unknown, string]>([
    ['a number in quotes', 'a whole number', '5', 'write 5 without quotes'],
    ['no number in quotes', 'a whole number', 'five', 'the types of the field say what it takes: npx tsc --noEmit checks a program against them'],
    ['true in quotes', 'true or false', 'true', 'write true without quotes'],
    ['a number without quotes', 'a text (quote numbers and booleans)', 5, 'put it into quotes: "5"'],
    ['a boolean without quotes', 'a text', false, 'put it into quotes: "false"'],
    ['one item', 'a list of keys', 'a', 'put it into a list: ["a"]'],
    ['one map', 'a list of rules', {}, 'put it into a list: [ … ]'],
    ['a list', 'a text', ['a'], 'give one value here, not a list of them'],
    ['null', 'a text', null, 'leave it out where nothing is meant'],
    ['what was computed wrongly', 'a whole number', NaN, 'look at where the number is computed'],
    ['a big integer', 'a whole number', 5n, 'make it a number: Number(…)'],
    ['a Map', 'a map of names to ports', new Map(), 'make it a map: Object.fromEntries(…)'],
    ['a Set', 'a list', new Set(), 'make it a list: [...set]'],
    ['a promise', 'a text', Promise.resolve('a'), 'wait for it: await …'],
  ])('%s', (_name, expected, found, want) => {
    expect(diagnostic('value/wrong-type', { expected, found }).help).toBe(want);
  });
});

test.each<[number | undefined, number | undefined, unknown, number]>([
  [1, 65535, 80_800, 65535], [1, 65535, -1, 1], [1, 65535, 80.4, 80], [0, undefined, -5, 0], [1, 65535, NaN, 1],
])('the next step for a number from %p to %p, found %p, is %p', (min, max, found, want) => {
  expect(diagnostic('value/out-of-range', { min, max, found }).help).toBe(`the nearest number that is allowed is ${want}`);
});
