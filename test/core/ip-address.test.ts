import { checkCidr, checkIp, liesWithin, parseCidr, parseIp } from '../../src/core/ip-address';
import { Problems } from '../../src/core/problems';

describe('parseIp', () => {
  test.each([
    ['10.0.0.1', 'IPv4', 0x0a000001n],
    ['0.0.0.0', 'IPv4', 0n],
    ['255.255.255.255', 'IPv4', 0xffffffffn],
    ['::', 'IPv6', 0n],
    ['::1', 'IPv6', 1n],
    ['2001:DB8::1', 'IPv6', 0x20010db8000000000000000000000001n],
    ['1:2:3:4:5:6:7:8', 'IPv6', 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7::', 'IPv6', 0x00010002000300040005000600070000n],
    ['64:ff9b::1.2.3.4', 'IPv6', 0x0064ff9b000000000000000001020304n],
  ])('reads %s', (text, family, value) => {
    expect(parseIp(text)).toEqual({ family, value });
  });

  test.each([
    '256.0.0.1', '010.0.0.1', '1.2.3', '1.2.3.4.5', '1.2.3.-4', ' 1.2.3.4', '', '::ffff:1.2.3.4', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8::', '1::2::3', '12345::',
    '1.2.3.4::', '1.2.3.4:1:2:3:4:5:6', '::1%eth0', ':1', 'g::',
  ])('refuses %j', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });
});

describe('parseCidr', () => {
  test.each([
    ['10.0.0.0/8', 8], ['0.0.0.0/0', 0], ['10.0.0.1/32', 32], ['::/0', 0], ['2001:db8::/32', 32], ['2001:db8::1/128', 128],
    ['10.0.0.1/8', undefined], ['10.0.0.0/33', undefined], ['::/129', undefined], ['10.0.0.0/08', undefined], ['10.0.0.0', undefined], ['10.0.0.0/', undefined],
    ['10.0.0.0/8/8', undefined], ['2001:db8::1/64', undefined],
  ])('%s', (text, prefixLength) => {
    expect(parseCidr(text)?.prefixLength).toBe(prefixLength);
  });
});

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/8', '10.1.0.0/16', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['2001:db8:1::/48', '2001:db8::/32', true],
  ['2001:db8::/32', '0.0.0.0/0', false],
])('%s lies within %s: %s', (inner, outer, expected) => {
  expect(liesWithin(parseCidr(inner)!, parseCidr(outer)!)).toBe(expected);
});

describe('what is wrong is reported', () => {
  test.each<[string, unknown, string | undefined]>([
    ['bits behind the prefix', '10.1.2.3/8', 'did you mean "10.0.0.0/8"?'],
    ['no prefix', '10.1.2.3', 'did you mean "10.1.2.3/32"?'],
    ['no range at all', 'ten', 'write it without a port, a scheme or leading zeros'],
    ['no text', 10, 'write it without a port, a scheme or leading zeros'],
  ])('%s', (_, value, help) => {
    const problems = new Problems();
    expect(checkCidr(problems, value)).toBe(false);
    expect(problems.reported).toEqual([expect.objectContaining({ code: 'address/invalid', help })]);
  });

  test('of an address', () => {
    const problems = new Problems();
    expect([checkIp(problems, '10.0.0.1'), checkIp(problems, '10.0.0.01'), checkIp(problems, undefined)]).toEqual([true, false, false]);
    expect(problems.reported.map(({ code }) => code)).toEqual(['address/invalid', 'address/invalid']);
  });
});
