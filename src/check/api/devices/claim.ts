import type {
  DeviceClaim, DeviceClaimConfiguration, DeviceConstraint, DeviceRequest, DeviceSelector, DeviceSubRequest, DeviceToleration, ExactDeviceRequest,
  ObjectMeta, ResourceClaim, ResourceClaimSpec, ResourceClaimTemplate, ResourceClaimTemplateSpec,
} from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, each, fields, needs, objects, type Rule, since, texts } from '../../rule/rules';
import { celExpression } from '../shared/expression';
import { kind } from '../shared/kind';
import { annotations, labels } from '../shared/metadata';
import { byteLength, dnsLabel, dnsSubdomain, labelKey, labelValue, maxBytes } from '../shared/names';
import { configuration } from './configuration';
import { limitedList, uniqueAs } from './lists';
import { wholeAttributeName } from './names';

const deviceVariables = ['device'];
const longestExpression = 10 * 1024;

export const selectors: Rule<readonly DeviceSelector[]> = limitedList(32, each<DeviceSelector>((selector, at) => {
  const { cel } = selector;
  if (cel === undefined) return at.reportAt('cel', 'api/required', { field: 'cel' });
  at.enter('cel');
  at.enter('expression');
  const { expression = '' }: Partial<typeof cel> = cel;
  if (expression.trim() === '') at.report('api/invalid', { found: expression, expected: 'an expression in CEL' });
  else if (byteLength(expression) <= longestExpression) celExpression(expression, deviceVariables, true, at);
  maxBytes(longestExpression)(expression, at);
  at.leave();
  at.leave();
}));

const toleration: Rule<DeviceToleration> = ({ key = '', operator = '', value = '', effect = '' }, at) => {
  const effects = ['NoExecute', 'NoSchedule', 'None'];
  if (key !== '' && !labelKey.accepts(key)) at.reportAt('key', 'api/label-key', { found: key });
  if (operator === '') at.reportAt('operator', 'api/required', { field: 'operator' });
  else if (operator === 'Exists') {
    if (value !== '') at.reportAt('value', 'api/not-allowed', { field: 'value', when: 'with the operator Exists' });
  } else if (operator !== 'Equal') at.reportAt('operator', 'api/not-supported', { found: operator, known: ['Equal', 'Exists'] });
  else if (!labelValue.accepts(value)) at.reportAt('value', 'api/label-value', { found: value });
  if (effect !== '' && !effects.includes(effect)) at.reportAt('effect', 'api/not-supported', { found: effect, known: effects });
};

type AnyRequest = ExactDeviceRequest | DeviceSubRequest;

/** All devices that fit, or so many of them. */
const allocationMode: Rule<AnyRequest> = ({ allocationMode: mode = 'ExactCount', count }, at) => {
  if (mode === 'All') {
    if ((count ?? 0) !== 0) at.reportAt('count', 'api/not-allowed', { field: 'count', when: 'with the allocation mode All' });
  } else if (mode !== 'ExactCount') at.reportAt('allocationMode', 'api/not-supported', { found: mode, known: ['All', 'ExactCount'] });
  // The server takes 0 for nothing, and 1 for that.
  else if ((count ?? 0) < 0) at.reportAt('count', 'api/not-positive', { found: count });
};

const common: Rule<AnyRequest> = all(
  needs<AnyRequest>({ deviceClassName: dnsSubdomain }),
  allocationMode,
  fields<AnyRequest>({ selectors, tolerations: since(36, each(toleration)) }),
);

const request: Rule<DeviceRequest> = all(
  texts<DeviceRequest>({ name: dnsLabel }),
  (value, at) => {
    const { exactly, firstAvailable = [] } = value;
    const both = ['exactly', 'firstAvailable'];
    if (exactly === undefined && firstAvailable.length === 0) at.report('api/one-needed', { fields: both });
    else if (exactly !== undefined && firstAvailable.length > 0) at.report('api/contradiction', { fields: both });
    else if (exactly !== undefined) fields<DeviceRequest>({ exactly: common })(value, at);
    else fields<DeviceRequest>({ firstAvailable: subRequests })(value, at);
  },
);

const subRequests: Rule<readonly DeviceSubRequest[]> = limitedList(
  8, each(texts<DeviceSubRequest>({ name: dnsLabel }), common as Rule<DeviceSubRequest>), uniqueAs<DeviceSubRequest>(({ name = '' }) => name, 'name'),
);

/** The names that a request can be called by: its own, and that of each alternative behind a slash. */
function namesOf({ requests = [] }: DeviceClaim): ReadonlySet<string> {
  return new Set(requests.flatMap(({ name = '', firstAvailable = [] }) => [name, ...firstAvailable.map((one) => `${name}/${one.name ?? ''}`)]));
}

function references(list: readonly string[] | undefined, names: ReadonlySet<string>, at: Context): void {
  if (list === undefined) return;
  at.enter('requests');
  limitedList<string>(32, each<string>((found, place) => {
    if (!names.has(found) || !found.split('/').every((part) => dnsLabel.accepts(part))) place.report('device/unknown-request', { found, known: [...names] });
  }), uniqueAs<string>((name) => name))(list, at);
  at.leave();
}

/** Devices that have something in common, or all differ in it. */
function constraint(value: DeviceConstraint, names: ReadonlySet<string>, at: Context): void {
  references(value.requests, names, at);
  const { matchAttribute, distinctAttribute } = value;
  if (matchAttribute !== undefined) fields<DeviceConstraint>({ matchAttribute: wholeAttributeName })(value, at);
  else if (at.minor < 36) at.reportAt('matchAttribute', 'api/required', { field: 'matchAttribute' });
  else if (distinctAttribute === undefined) at.report('api/one-needed', { fields: ['matchAttribute', 'distinctAttribute'] });
  else fields<DeviceConstraint>({ distinctAttribute: wholeAttributeName })(value, at);
}

const devices: Rule<DeviceClaim> = all(
  fields<DeviceClaim>({ requests: limitedList(32, each(request), uniqueAs<DeviceRequest>(({ name = '' }) => name, 'name')) }),
  (claim, at) => {
    const names = namesOf(claim);
    fields<DeviceClaim>({
      constraints: limitedList(32, each<DeviceConstraint>((one, place) => constraint(one, names, place))),
      config: limitedList(32, each<DeviceClaimConfiguration>((one, place) => references(one.requests, names, place), configuration)),
    })(claim, at);
  },
);

const spec: Rule<ResourceClaimSpec> = fields<ResourceClaimSpec>({ devices });

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/ */
export const resourceClaim: Rule<ResourceClaim> = kind(dnsSubdomain, objects<ResourceClaim>({ spec }));

const ofTemplates = new Set(['labels', 'annotations']);

/** Labels and annotations, and nothing else. */
const templateMetadata: Rule<ObjectMeta> = all(fields<ObjectMeta>({ labels, annotations }), (metadata, at) => {
  for (const field in metadata) {
    // The server spells one of them by its own name.
    if (!ofTemplates.has(field)) at.reportAt(field === 'uid' ? 'uID' : field, 'api/forbidden', { field, when: 'in the metadata of a template' }, [field]);
  }
});

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/ */
export const resourceClaimTemplate: Rule<ResourceClaimTemplate> = kind(dnsSubdomain, objects<ResourceClaimTemplate>({
  spec: fields<ResourceClaimTemplateSpec>({ metadata: templateMetadata, spec }),
}));
