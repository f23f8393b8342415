import type { Affinity, NodeAffinity, PodAffinity, PodAffinityTerm, PreferredSchedulingTerm, WeightedPodAffinityTerm } from '../../../../generated/kubernetes';
import { all, each, fields, needs, numbers, objects, type Rule } from '../../rule/rules';
import { dnsLabel, labelKey } from '../shared/names';
import { between } from '../shared/numbers';
import { labelSelector } from '../shared/selector';
import { nodePreference, nodeSelector } from './node-selector';
import { labelKeys } from './scheduling';

const weight: Rule<number> = between(1, 100);

/** The server does not say which namespace it means. */
const namespaces: Rule<PodAffinityTerm> = ({ namespaces: names }, at) => {
  names?.forEach((name, index) => {
    if (!dnsLabel.accepts(name)) at.reportAt('namespace', 'api/dns-label', { found: name }, ['namespaces', index]);
  });
};

const podTerm: Rule<PodAffinityTerm> = all(
  fields<PodAffinityTerm>({ labelSelector, namespaceSelector: labelSelector }),
  namespaces,
  labelKeys,
  needs<PodAffinityTerm>({ topologyKey: labelKey }),
);

const nearPods: Rule<PodAffinity> = fields<PodAffinity>({
  requiredDuringSchedulingIgnoredDuringExecution: each(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: each(
    numbers<WeightedPodAffinityTerm>({ weight }),
    objects<WeightedPodAffinityTerm>({ podAffinityTerm: podTerm }),
  ),
});

/** Near which nodes and pods a pod should run, and which it should avoid. */
export const affinity: Rule<Affinity> = fields<Affinity>({
  nodeAffinity: fields<NodeAffinity>({
    requiredDuringSchedulingIgnoredDuringExecution: nodeSelector,
    preferredDuringSchedulingIgnoredDuringExecution: each(
      numbers<PreferredSchedulingTerm>({ weight }),
      fields<PreferredSchedulingTerm>({ preference: nodePreference }),
    ),
  }),
  podAffinity: nearPods,
  podAntiAffinity: nearPods,
});
