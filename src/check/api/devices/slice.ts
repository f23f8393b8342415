import type { CounterSet, Device, DeviceAttribute, DeviceCounterConsumption, ResourcePool, ResourceSlice, ResourceSliceSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, needs, numbers, objects, type Rule, since, texts } from '../../rule/rules';
import { nodeSelector } from '../pod/node-selector';
import { kind } from '../shared/kind';
import { dnsLabel, dnsSubdomain, labelKey, maxBytes } from '../shared/names';
import { notNegative, positive } from '../shared/numbers';
import { requestPolicy } from './capacity';
import { deviceTaint } from './class';
import { limitedList, uniqueAs } from './lists';
import { attributeName, driverName, poolName } from './names';

const pool: Rule<ResourcePool> = all(
  texts<ResourcePool>({ name: poolName }),
  numbers<ResourcePool>({ resourceSliceCount: positive, generation: notNegative }),
);

interface Placed {
  readonly nodeName?: string | undefined;
  readonly nodeSelector?: ResourceSliceSpec['nodeSelector'];
  readonly allNodes?: boolean | undefined;
  readonly perDeviceNodeSelection?: boolean | undefined;
}

/** Where devices are: exactly one of the ways to say it. */
function placement(value: Placed, ways: readonly (keyof Placed)[], at: Context): void {
  const given: string[] = [];
  for (const way of ways) {
    const found = value[way];
    if (found === undefined) continue;
    if (found === '' || found === false) at.reportAt(way, 'api/invalid', { found, expected: found === '' ? 'the name of a node, or nothing' : 'true, or nothing' });
    else given.push(way);
  }
  if (value.nodeName !== undefined && value.nodeName !== '' && !dnsSubdomain.accepts(value.nodeName)) at.reportAt('nodeName', 'api/dns-subdomain', { found: value.nodeName });
  fields<Placed>({ nodeSelector })(value, at);
  if (given.length === 0) at.report('api/one-needed', { fields: ways });
  else if (given.length > 1) at.report('api/contradiction', { fields: given });
}

const placed: Rule<ResourceSliceSpec> = (spec, at) => {
  placement(spec, ['nodeName', 'nodeSelector', 'allNodes', ...(at.minor >= 36 ? (['perDeviceNodeSelection'] as const) : [])], at);
  const terms = spec.nodeSelector?.nodeSelectorTerms ?? [];
  if (spec.nodeSelector !== undefined && terms.length !== 1) at.reportAt(['nodeSelector', 'nodeSelectorTerms'], 'api/invalid', { found: terms, expected: 'exactly one term' });
};

/** Lists of values are on in no release. */
const kinds = ['bool', 'int', 'string', 'version'] as const;
const semanticVersion = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-((0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(\+([0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?$/;

const attribute: Rule<DeviceAttribute> = all(
  (value, at) => {
    const given = kinds.filter((name) => value[name] !== undefined);
    if (given.length !== 1) at.report('device/attribute', { count: given.length });
  },
  fields<DeviceAttribute>({
    string: maxBytes(64),
    version: [maxBytes(64), (found, at) => {
      if (!semanticVersion.test(found)) at.report('api/invalid', { found, expected: 'a semantic version such as 1.2.3' });
    }],
  }),
);

/** The server names the map of a bad key from Kubernetes 1.36 on, before the entry. */
function keys(map: object, at: Context): void {
  for (const key in map) {
    if (attributeName.accepts(key)) continue;
    if (at.minor >= 36) at.report('api/attribute-name', { found: key }, key);
    else at.reportAt(key, 'api/attribute-name', { found: key });
  }
}

function entries<T>(rule: Rule<T>): Rule<{ readonly [key: string]: T }> {
  return (map, at) => {
    keys(map, at);
    for (const key in map) {
      at.enter(key);
      rule(map[key]!, at);
      at.leave();
    }
  };
}

/** Names of counters, the server names their map. */
function counters(map: object | undefined, at: Context): void {
  const names = Object.keys(map ?? {});
  if (names.length === 0) return at.reportAt('counters', 'api/required', { field: 'counters' });
  at.enter('counters');
  if (names.length > 32) at.report('api/too-many', { count: names.length, max: 32 });
  for (const found of names) if (!dnsLabel.accepts(found)) at.report('api/dns-label', { found }, found);
  at.leave();
}

const consumption: Rule<DeviceCounterConsumption> = all(
  needs<DeviceCounterConsumption>({ counterSet: dnsLabel }),
  ({ counters: map }, at) => counters(map, at),
);
const counterSet: Rule<CounterSet> = all(needs<CounterSet>({ name: dnsLabel }), ({ counters: map }, at) => counters(map, at));

const conditions: Rule<readonly string[]> = all(limitedList(4, each<string>(labelKey)), uniqueAs<string>((name) => name));

/** Conditions of success and of failure, both or none, and none in both. */
const bindingConditions: Rule<Device> = all(
  fields<Device>({ bindingConditions: conditions, bindingFailureConditions: conditions }),
  ({ bindingConditions: success = [], bindingFailureConditions: failure = [] }, at) => {
    failure.forEach((found, index) => {
      if (success.includes(found)) at.reportAt(['bindingFailureConditions', index], 'api/invalid', { found, expected: 'a condition that is none of bindingConditions' });
    });
    if (success.length === 0 && failure.length > 0) at.reportAt('bindingConditions', 'api/invalid', { found: success, expected: 'a condition, beside bindingFailureConditions' });
    if (failure.length === 0 && success.length > 0) at.reportAt('bindingFailureConditions', 'api/invalid', { found: failure, expected: 'a condition, beside bindingConditions' });
  },
);

function device(value: Device, perDevice: boolean, at: Context): void {
  const { name = '', attributes = {}, capacity = {} } = value;
  if (!dnsLabel.accepts(name)) at.reportAt('name', 'api/dns-label', { found: name });
  const count = Object.keys(attributes).length + Object.keys(capacity).length;
  if (count > 32) at.report('api/invalid', { found: count, expected: 'at most 32 attributes and capacities' });
  fields<Device>({
    attributes: entries(attribute),
    capacity: entries(requestPolicy(value.allowMultipleAllocations === true)),
    taints: since(36, limitedList(16, each(deviceTaint))),
    consumesCounters: since(36, limitedList(2, each(consumption), uniqueAs<DeviceCounterConsumption>(({ counterSet: set = '' }) => set, 'counterSet'))),
  })(value, at);
  if (at.minor < 36) return;
  if (perDevice) placement(value, ['nodeName', 'nodeSelector', 'allNodes'], at);
  else if (value.nodeName !== undefined || value.nodeSelector !== undefined || value.allNodes !== undefined) {
    at.report('api/not-allowed', { field: 'nodeName, nodeSelector and allNodes', when: 'without perDeviceNodeSelection in the slice' });
  }
  bindingConditions(value, at);
}

/** Fewer devices, where they say more. */
const devices: Rule<ResourceSliceSpec> = ({ devices: list = [], sharedCounters, perDeviceNodeSelection }, at) => {
  const advanced = at.minor >= 36 && list.some(({ taints = [], consumesCounters = [] }) => taints.length > 0 || consumesCounters.length > 0);
  at.enter('devices');
  limitedList<Device>(advanced ? 64 : 128, each<Device>((one, place) => device(one, perDeviceNodeSelection === true, place)), uniqueAs<Device>(({ name = '' }) => name, 'name'))(list, at);
  at.leave();
  if (at.minor < 36 || sharedCounters === undefined) return;
  if (list.length > 0) at.report('api/contradiction', { fields: ['sharedCounters', 'devices'] });
  at.enter('sharedCounters');
  limitedList<CounterSet>(8, each(counterSet), uniqueAs<CounterSet>(({ name = '' }) => name, 'name'))(sharedCounters, at);
  at.leave();
};

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#resourceslice */
export const resourceSlice: Rule<ResourceSlice> = kind(dnsSubdomain, objects<ResourceSlice>({
  spec: all(placed, devices, texts<ResourceSliceSpec>({ driver: driverName }), objects<ResourceSliceSpec>({ pool })),
}));
