import type { LimitRange, LimitRangeItem, LimitRangeSpec, Quantity } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { each, fields, type Rule, texts } from '../../rule/rules';
import { kindWith } from '../shared/kind';
import { unique } from '../shared/lists';
import { dnsSubdomain, labelKey } from '../shared/names';
import { amount, unitsOf } from '../shared/numbers';
import { containerResourceName, resourceName } from '../shared/resource-names';
import { isOvercommitAllowed } from '../shared/resources';

type Amounts = { readonly [resource: string]: Quantity };

const standardTypes = ['Pod', 'Container', 'PersistentVolumeClaim'];

const type: Rule<string> = (found, at) => {
  if (!labelKey.accepts(found)) at.report('api/label-key', { found });
  else if (!found.includes('/') && !standardTypes.includes(found)) at.report('api/choice', { found, known: standardTypes });
};

const maps = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** A pod has no defaults of its own; the resources are those of the type. */
const resources: Rule<LimitRangeItem> = (item, at) => {
  const ofPods = item.type === 'Pod' || item.type === 'Container';
  for (const name of maps) {
    const map: Amounts = item[name] ?? {};
    const isDefault = name === 'default' || name === 'defaultRequest';
    if (isDefault && item.type === 'Pod') {
      if (Object.keys(map).length > 0) at.reportAt(name, 'api/forbidden', { field: name, when: 'with the type Pod' });
      continue;
    }
    at.enter(name);
    for (const resource in map) {
      at.enter(resource);
      (ofPods ? containerResourceName : resourceName)(resource, at);
      at.leave();
    }
    at.leave();
  }
  if (item.type === 'PersistentVolumeClaim' && item.min?.['storage'] === undefined && item.max?.['storage'] === undefined) {
    at.reportAt('limits', 'api/one-needed', { fields: ['min.storage', 'max.storage'] }, []);
  }
};

/** Minimum, request, limit and maximum in this order, and a ratio that they allow. */
const order: Rule<LimitRangeItem> = (item, at) => {
  const { min = {}, max = {}, maxLimitRequestRatio: ratios = {} } = item;
  const isPod = item.type === 'Pod';
  const limits: Amounts = isPod ? {} : (item.default ?? {});
  const requests: Amounts = isPod ? {} : (item.defaultRequest ?? {});
  for (const resource of new Set([min, max, limits, requests, ratios].flatMap((map) => Object.keys(map)))) {
    const above = (field: string, low: Amounts, high: Amounts, of: string): void => {
      const [found, limit] = [low[resource], high[resource]];
      if (found !== undefined && limit !== undefined && amount(found) > amount(limit)) at.reportAt([field, resource], 'api/greater-than', { found, limit, of });
    };
    const below = (field: string, low: Amounts, high: Amounts, of: string): void => {
      const [limit, found] = [low[resource], high[resource]];
      if (found !== undefined && limit !== undefined && amount(limit) > amount(found)) at.reportAt([field, resource], 'api/less-than', { found, limit, of });
    };
    above('min', min, max, 'max');
    below('defaultRequest', min, requests, 'min');
    above('defaultRequest', requests, max, 'max');
    above('defaultRequest', requests, limits, 'default');
    below('default', min, limits, 'min');
    above('default', limits, max, 'max');
    ratio(resource, ratios[resource], min[resource], max[resource], at);
    const [limit, request] = [limits[resource], requests[resource]];
    if (!isOvercommitAllowed(resource) && limit !== undefined && request !== undefined && amount(limit) !== amount(request)) {
      at.reportAt(['defaultRequest', resource], 'api/must-equal', { found: request, expected: limit, as: 'in default' });
    }
  }
};

const one = 1_000_000_000n;
/** From here on the server compares whole units, below it thousandths. */
const maxMilli = ((1n << 63n) - 1n) / 1000n;

function ratio(resource: string, found: Quantity | undefined, min: Quantity | undefined, max: Quantity | undefined, at: Context): void {
  if (found === undefined) return;
  if (amount(found) < one) at.reportAt(['maxLimitRequestRatio', resource], 'api/out-of-range', { found, min: 1 });
  if (min === undefined || max === undefined) return;
  const fine = [found, max, min].every((quantity) => unitsOf(quantity, one) < maxMilli);
  const [given, high, low] = [found, max, min].map((quantity) => Number(unitsOf(quantity, fine ? one / 1000n : one))) as [number, number, number];
  const limit = high / low;
  if ((fine ? given / 1000 : given) > limit) at.reportAt(['maxLimitRequestRatio', resource], 'api/greater-than', { found, limit, of: 'max divided by min' });
}

/**
 * The server gives a name to a limit range that has none.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export const limitRange: Rule<LimitRange> = kindWith({ nameless: true }, dnsSubdomain, fields<LimitRange>({
  spec: fields<LimitRangeSpec>({
    limits: [each(texts<LimitRangeItem>({ type }), resources, order), unique<LimitRangeItem>((item) => item.type ?? '', 'type')],
  }),
}));
