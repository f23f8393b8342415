import * as fc from 'fast-check';
import { edited, editsBetween } from './edits';

const data = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.integer(), fc.string(), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'))),
})).value;

test('edits make one piece of data of another', () => {
  fc.assert(fc.property(data, data, (before, after) => {
    const copy = structuredClone(before);
    expect(edited(before, editsBetween(before, after))).toEqual(after);
    expect(before).toEqual(copy);
  }));
});
