import { check } from '../../../src/check';
import { RELEASES } from '../../../src/schema/releases';
import { strangeObjects } from '../graph/strange';

test('nothing that objects may hold makes a rule throw', () => {
  const inputs = strangeObjects().map((manifest) => ({ manifest }));
  const { diagnostics } = check(inputs, { layers: ['bundle'], kubernetes: [RELEASES[0], RELEASES.at(-1)!] });
  expect(diagnostics.length).toBeGreaterThan(0);
  // Words are made late, of what was found.
  for (const { message, help } of diagnostics) expect(`${message}${help}`).not.toBe('');
});
