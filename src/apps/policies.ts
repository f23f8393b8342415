import type { IConstruct } from 'constructs';
import type { LabelSelector } from '../../generated/kubernetes';
import { labelSelectorMatches } from '../core/label-selector';
import type { PolicyRules } from '../network/network-policy';
import type { Definition } from '../synth/definition';

/** A policy that stands for itself, and the pods that it is for. */
interface NotedPolicy {
  readonly definition: Definition;
  readonly podSelector: LabelSelector;
  readonly rules: PolicyRules;
}

/** The policies of each program, by the root of its tree. */
const noted = new WeakMap<IConstruct, NotedPolicy[]>();

/** Notes a policy that stands for itself: whoever opens a connection asks what it closes. */
export function notePolicy(definition: Definition, podSelector: LabelSelector, rules: PolicyRules): void {
  const { root } = definition.node;
  const policies = noted.get(root);
  if (policies === undefined) noted.set(root, [{ definition, podSelector, rules }]);
  else policies.push({ definition, podSelector, rules });
}

/** The rules of all policies that stand for themselves and are for the pods of an app. */
export function policiesFor(app: Definition, podLabels: { readonly [key: string]: string }): PolicyRules[] {
  const { namespace, cluster } = app;
  return (noted.get(app.node.root) ?? []).flatMap(({ definition, podSelector, rules }) => {
    if (definition.namespace !== namespace || definition.cluster !== cluster) return [];
    return labelSelectorMatches(podSelector, podLabels) ? [rules] : [];
  });
}
