import type { DeviceClass, DeviceClassConfiguration, DeviceClassSpec, DeviceTaint, DeviceTaintRule, DeviceTaintRuleSpec, DeviceTaintSelector } from '../../../../generated/kubernetes';
import { all, each, fields, given, needs, objects, oneOf, type Rule, since, texts } from '../../rule/rules';
import { kind, kindWith } from '../shared/kind';
import { dnsLabel, dnsSubdomain, labelKey, labelValue } from '../shared/names';
import { isExtendedResource } from '../shared/resources';
import { selectors } from './claim';
import { configuration } from './configuration';
import { limitedList } from './lists';
import { driverName, poolName } from './names';

const extendedResource: Rule<string> = (found, at) => {
  if (!isExtendedResource(found)) at.report('resource/no-extended', { found });
};

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#deviceclass */
export const deviceClass: Rule<DeviceClass> = kindWith({ looseGenerateName: 35 }, dnsSubdomain, objects<DeviceClass>({
  spec: fields<DeviceClassSpec>({
    selectors,
    config: limitedList(32, each<DeviceClassConfiguration>(configuration)),
    extendedResourceName: since(36, extendedResource),
  }),
}));

/** What keeps claims from a device, unless they put up with it. */
export const deviceTaint: Rule<DeviceTaint> = all(
  texts<DeviceTaint>({ key: labelKey }),
  fields<DeviceTaint>({ value: given(labelValue) }),
  needs<DeviceTaint>({ effect: oneOf('NoExecute', 'NoSchedule', 'None') }),
);

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/#device-taints-and-tolerations */
export const deviceTaintRule: Rule<DeviceTaintRule> = kind(dnsSubdomain, objects<DeviceTaintRule>({
  spec: all(
    fields<DeviceTaintRuleSpec>({ deviceSelector: fields<DeviceTaintSelector>({ driver: driverName, pool: poolName, device: dnsLabel }) }),
    objects<DeviceTaintRuleSpec>({ taint: deviceTaint }),
  ),
}));
