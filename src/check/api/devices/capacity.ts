import type { CapacityRequestPolicy, CapacityRequestPolicyRange, DeviceCapacity, Quantity } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { amount, unitsOf } from '../shared/numbers';
import { limitedList, uniqueAs } from './lists';

const one = 1_000_000_000n;

function above(found: Quantity, limit: Quantity, of: string, place: string, at: Context): void {
  if (amount(found) > amount(limit)) at.reportAt(place, 'api/greater-than', { found, limit, of });
}

function values(list: readonly Quantity[], start: Quantity, capacity: Quantity, at: Context): void {
  for (let index = 1; index < list.length; index++) {
    if (amount(list[index - 1]) > amount(list[index])) at.reportAt(index, 'api/invalid', { found: list[index], expected: 'amounts in ascending order' });
  }
  limitedList<Quantity>(10, (items, place) => {
    items.forEach((found, index) => {
      if (amount(found) > amount(capacity)) place.reportAt(index, 'api/greater-than', { found, limit: capacity, of: 'the capacity' });
    });
  }, uniqueAs<Quantity>((found) => String(unitsOf(found, one))))(list, at);
  if (!list.some((found) => amount(found) === amount(start))) at.report('api/invalid', { found: start, expected: 'a default that is one of the values' });
}

function steps(value: Quantity, min: Quantity, step: Quantity, at: Context): void {
  const width = unitsOf(step, one);
  if (width !== 0n && (unitsOf(value, one) - unitsOf(min, one)) % width !== 0n) at.reportAt('step', 'api/invalid', { found: step, expected: 'a step that leads from min to each value' });
}

function range({ min, max, step }: CapacityRequestPolicyRange, start: Quantity, capacity: Quantity, at: Context): void {
  if (min === undefined) return at.reportAt('min', 'api/required', { field: 'min' });
  above(min, capacity, 'the capacity', 'min', at);
  if (amount(start) < amount(min)) at.reportAt('min', 'api/greater-than', { found: min, limit: start, of: 'the default' });
  if (max !== undefined) {
    if (amount(min) > amount(max)) at.reportAt('max', 'api/less-than', { found: max, limit: min, of: 'min' });
    above(max, capacity, 'the capacity', 'max', at);
    if (amount(start) > amount(max)) at.reportAt('max', 'api/less-than', { found: max, limit: start, of: 'the default' });
  }
  if (step === undefined) return;
  if (amount(min) + amount(step) > amount(capacity)) at.reportAt('step', 'api/greater-than', { found: step, limit: capacity, of: 'the capacity' });
  steps(start, min, step, at);
  if (max !== undefined) steps(max, min, step, at);
}

function policy({ default: start, validValues = [], validRange }: CapacityRequestPolicy, capacity: Quantity, at: Context): void {
  if (validValues.length > 0 && validRange !== undefined) return at.report('api/exclusive', { fields: ['validValues', 'validRange'] });
  if (validValues.length === 0 && validRange === undefined) return;
  if (start === undefined) return at.reportAt('default', 'api/required', { field: 'default' });
  at.enter(validRange === undefined ? 'validValues' : 'validRange');
  if (validRange === undefined) values(validValues, start, capacity, at);
  else range(validRange, start, capacity, at);
  at.leave();
}

/** How a capacity is divided; only among several claims. From Kubernetes 1.36 on. */
export function requestPolicy(divisible: boolean): Rule<DeviceCapacity> {
  return ({ value, requestPolicy: found }, at) => {
    if (found === undefined || at.minor < 36) return;
    at.enter('requestPolicy');
    if (divisible) policy(found, value ?? 0, at);
    else at.report('api/forbidden', { field: 'requestPolicy', when: 'without allowMultipleAllocations' });
    at.leave();
  };
}
