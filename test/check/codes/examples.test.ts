import { check } from '../../../src/check';
import { type CheckCode, checkCodes } from '../../../src/check/codes';
import { exampleText, type RuleExample, type RuleFacts } from '../../../src/check/codes/rule-facts';
import { RELEASES } from '../../../src/schema/releases';
import { readDocuments } from '../../../src/yaml/read';

const facts: { readonly [code: string]: RuleFacts<never> } = checkCodes;
/** Examples of whole objects; a few lines out of one show something to a reader, and nothing to a check. */
const examples = Object.entries(facts).flatMap(([code, { example }]): [string, RuleExample][] =>
  (example === undefined || !/^ *apiVersion:/m.test(example.wrong) ? [] : [[code, example]]));

/** The codes that are found in an example, in any release. */
function found(text: string): Set<CheckCode> {
  const inputs = readDocuments(exampleText(text)).map(({ value, errors }) => ({
    manifest: value,
    problems: errors.map(({ code: problem, message }) => ({ problem, message })),
  }));
  return new Set(check(inputs, { kubernetes: RELEASES, profile: 'strict', strict: true }).diagnostics.map(({ code }) => code));
}

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(0);
});

test.each(examples)('the example of %s has it, and does not once mended', (code, { wrong, right }) => {
  expect([...found(wrong)]).toContain(code);
  expect([...found(right)]).not.toContain(code);
});

test.each(examples)('the mended example of %s is accepted', (_code, { right }) => {
  const refused = [...found(right)].filter((code) => ['schema', 'api'].includes(facts[code]!.layer));
  expect(refused).toEqual([]);
});
