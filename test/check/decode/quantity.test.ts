import * as fc from 'fast-check';
import { addQuantities, readQuantity, roundToThousandths } from '../../../src/check/decode/quantity';
import { quantityValue } from '../../../src/core/quantity';
import { describeOracle, verdicts } from '../../support/oracle';

const cases: [given: string, want: string | undefined][] = [
  ['1', '1'], ['0', '0'], ['100m', '100m'], ['1.5', '1500m'], ['0.5', '500m'], ['1.500', '1.500'], ['1000', '1k'], ['1000m', '1'], ['1024', '1024'],
  ['1024Mi', '1Gi'], ['1025Mi', '1025Mi'], ['1.5Gi', '1536Mi'], ['0.5Ki', '512'], ['512Mi', '512Mi'], ['8Gi', '8Gi'], ['1e3', '1e3'], ['1E3', '1E3'], ['12e4', '120e3'],
  ['100k', '100k'], ['1500k', '1500k'], ['0.1m', '100u'], ['0.0000000001', '1n'], ['-1', '-1'], ['-1.5', '-1500m'], ['+1', '+1'], [' 1 ', '1'], ['', undefined], [' ', undefined],
  ['1x', undefined], ['1gi', undefined], ['1GB', undefined], ['1 Gi', undefined], ['1_000', undefined], ['0x10', undefined], ['1e', undefined], ['1m5', undefined], ['--1', undefined],
  ['.5', '500m'], ['5.', '5.'], ['.', '0'], ['k', '0'], ['Gi', '0'], ['-', '0'], ['E', '0'], ['1E', '1E'], ['007', '007'], ['0.100', '100m'],
  ['9223372036854775808', '9223372036854775808'], ['9Ei', '9223372036854775807'], ['123456789012345678901', '123456789012345678901'], ['1\n', undefined],
];

describe('amounts as the server stores them', () => {
  test.each(cases)('%j becomes %j', (given, want) => {
    expect(readQuantity(given)).toBe(want);
  });

  test('a stored amount is stored as it is, and worth the same', () => {
    const amount = fc.tuple(fc.constantFrom('', '-', '+'), fc.nat(99_999_999), fc.option(fc.nat(999), { nil: undefined }), fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'e2', 'e-2'));
    fc.assert(fc.property(amount, ([sign, whole, fraction, suffix]) => {
      const text = `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`;
      const stored = readQuantity(text)!;
      expect(readQuantity(stored)).toBe(stored);
      expect(quantityValue(stored)).toBe(quantityValue(text));
    }));
  });

  test.each([['1u', '1m'], ['1500u', '2m'], ['-1u', '-1m'], ['1n', '1m'], ['1m', '1m'], ['0.0005', '1m'], ['1.5', '1.5'], ['1Gi', '1Gi'], ['2e-4', '1e-3']])('%s of a resource becomes %s', (given, want) => {
    expect(roundToThousandths(given)).toBe(want);
  });

  test.each([['1', '500m', '1500m'], ['1Gi', '1Gi', '2Gi'], ['1Gi', '1G', '2073741824'], ['0', '1Gi', '1Gi'], ['500m', '500m', '1'], ['1Mi', '1', '1048577']])('%s and %s are %s', (one, other, sum) => {
    expect(addQuantities(one, other)).toBe(sum);
  });
});

describeOracle('amounts agree with the server', (release) => {
  test('in every form', () => {
    const texts = cases.map(([text]) => text);
    const objects = texts.map((text) => ({ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'a' }, handler: 'a', overhead: { podFixed: { cpu: text } } }));
    const stored = verdicts(release, objects, [], true).map(({ code, object }) =>
      (code === 400 ? undefined : (object as { overhead: { podFixed: { cpu: string } } } | undefined)?.overhead.podFixed.cpu ?? 'refused for its meaning'));
    const ours = texts.map(readQuantity);
    expect(stored.map((one, index) => (one === 'refused for its meaning' ? ours[index] : one))).toEqual(ours);
  });
});
