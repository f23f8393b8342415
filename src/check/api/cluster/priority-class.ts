import type { PriorityClass } from '../../../../generated/kubernetes';
import { fields, oneOf, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';

/** The highest priority that is not for the system. */
const highest = 1_000_000_000;
const ofSystem: ReadonlyMap<string, number> = new Map([['system-node-critical', 2_000_001_000], ['system-cluster-critical', 2_000_000_000]]);

/** Names that begin with `system-` are Kubernetes' own, with values of its own. */
const reserved: Rule<PriorityClass> = ({ metadata, value = 0, globalDefault }, at) => {
  const name = metadata?.name ?? '';
  if (!name.startsWith('system-')) {
    if (value > highest) at.reportAt('value', 'priority/too-high', { found: value, max: highest });
  } else if (ofSystem.get(name) !== value || globalDefault === true) at.reportAt(['metadata', 'name'], 'priority/reserved', { found: name });
};

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass */
export const priorityClass: Rule<PriorityClass> = kind(dnsSubdomain, reserved, fields<PriorityClass>({ preemptionPolicy: oneOf('Never', 'PreemptLowerPriority') }));
