import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../src/core/sha256';

describe('sha256', () => {
  test.each<[string, { given: string; want: string }]>([
    ['of nothing', { given: '', want: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }],
    ['of the example of the standard', { given: 'abc', want: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }],
    ['of its example of two blocks', {
      given: 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', want: '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    }],
  ])('gives the digest %s', (_, { given, want }) => {
    expect(sha256(given)).toBe(want);
  });

  test('is that of Node.js, at every length around the ends of blocks and where it takes its place', () => {
    const native = (text: string): string => createHash('sha256').update(text).digest('hex');
    for (const length of [...Array(200).keys(), 4094, 4095, 4096, 4097]) expect(sha256('x'.repeat(length))).toBe(native('x'.repeat(length)));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256(text) === native(text)));
    expect(sha256('\ud800')).toBe(native('\ud800'));
  });
});
