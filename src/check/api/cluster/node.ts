import type { Node, NodeSpec, NodeStatus, Quantity, Taint } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, fields, needs, oneOf, type Rule, texts } from '../../rule/rules';
import { cidr, readCidr } from '../shared/ip';
import { kind } from '../shared/kind';
import { unique } from '../shared/lists';
import { dnsSubdomain, labelKey, labelValue } from '../shared/names';
import { resourceAmount } from '../shared/resources';

const taint: Rule<Taint> = all(
  texts<Taint>({ key: labelKey, value: labelValue }),
  needs<Taint>({ effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute') }),
);

/** The server names taints among the metadata. */
const taints: Rule<Node> = ({ spec }, at) => {
  const list = spec?.taints ?? [];
  list.forEach((one, index) => at.enterAs(['metadata', 'taints', index], ['spec', 'taints', index], () => taint(one, at)));
  at.enterAs(['metadata', 'taints'], ['spec', 'taints'], () => unique<Taint>(({ key = '', effect = '' }) => `${effect} ${key}`)(list, at));
};

/** One range of each IP family; the first is `podCIDR`, which wins where they differ. */
const podCidrs: Rule<NodeSpec> = ({ podCIDR = '', podCIDRs = [] }, at) => {
  const ranges = podCIDR !== '' && podCIDR !== podCIDRs[0] ? [podCIDR] : podCIDRs;
  at.enter('podCIDRs');
  ranges.forEach((range, index) => {
    at.enter(index);
    cidr(range, at);
    at.leave();
  });
  const families = ranges.map((range) => readCidr(range)?.family);
  const dual = families.includes('IPv4') && families.includes('IPv6');
  if (ranges.length > 1 && families.includes(undefined)) at.report('node/cidrs-unreadable', {});
  if (ranges.length > 1 && (families.includes(undefined) || !dual || ranges.length > 2)) at.report('api/invalid', { found: ranges, expected: 'one range of each IP family' });
  if (at.minor < 33 && ranges.length > 1) unique<string>()(ranges, at);
  at.leave();
};

function amounts(map: { readonly [resource: string]: Quantity } = {}, at: Context): void {
  for (const resource in map) {
    at.enter(resource);
    resourceAmount(resource, map[resource]!, at);
    at.leave();
  }
}

const status: Rule<NodeStatus> = ({ capacity, allocatable }, at) => {
  at.enter('capacity');
  amounts(capacity, at);
  at.leave();
  at.enter('allocatable');
  amounts(allocatable, at);
  at.leave();
};

/** The server names the swap of a node among its metadata. */
const swap: Rule<Node> = ({ status: found }, at) => {
  const capacity = found?.nodeInfo?.swap?.capacity;
  if (at.minor < 33 || capacity === undefined || capacity > 0) return;
  at.reportAt(['metadata', 'nodeSwapStatus', 'capacity'], 'api/not-positive', { found: capacity }, ['status', 'nodeInfo', 'swap', 'capacity']);
};

const featureName = /^[A-Z][a-zA-Z0-9]*(\/[a-zA-Z][a-zA-Z0-9]*)*$/;

/** What a node declares since Kubernetes 1.35, in order. */
const declaredFeatures: Rule<readonly string[]> = (features, at) => {
  if (at.minor < 35) return;
  features.forEach((found, index) => {
    if (!featureName.test(found)) at.reportAt(index, 'api/invalid', { found, expected: 'the name of a feature' });
    const last = features[index - 1];
    if (last === found) at.reportAt(index, 'api/duplicate', { found });
    else if (last !== undefined && last > found) at.reportAt(index, 'api/invalid', { found, expected: 'names in alphabetical order' });
  });
};

/** @see https://kubernetes.io/docs/concepts/architecture/nodes/ */
export const node: Rule<Node> = kind(
  dnsSubdomain, taints, swap,
  fields<Node>({ spec: podCidrs, status: [status, fields<NodeStatus>({ declaredFeatures })] }),
);
