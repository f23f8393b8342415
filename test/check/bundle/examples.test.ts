import { checkCodes } from '../../../src/check/codes';
import { exampleText, type RuleFacts } from '../../../src/check/codes/rule-facts';
import { RELEASES } from '../../../src/schema/releases';
import { bundleFindings, told } from './found';

const all = Object.entries(checkCodes as { readonly [code: string]: RuleFacts<never> })
  .filter(([code, { layer }]) => layer === 'bundle' && !/^(version|custom)\//.test(code));
const facts = all.filter(([, { example }]) => example !== undefined);

test('nearly every code of a bundle has an example', () => {
  const without = all.filter(([, { example }]) => example === undefined);
  // Those need kinds that not every release has, or none of our descriptions.
  expect(without.map(([code]) => code).sort()).toEqual(['resource-claim/missing', 'route/not-granted']);
});

test.each(facts)('the example of %s shows nothing else that is wrong, and nothing once mended', (code, { example }) => {
  const errors = (text: string): string[] =>
    told(bundleFindings(exampleText(text), { kubernetes: RELEASES }).filter((finding) => finding.severity === 'error' && finding.code !== code));
  expect(errors(example!.wrong)).toEqual([]);
  expect(errors(example!.right)).toEqual([]);
});
