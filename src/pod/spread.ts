import type { PodAffinity, PodAffinityTerm, TopologySpreadConstraint, WeightedPodAffinityTerm } from '../../generated/kubernetes';
import { checkBoolean, checkFields, checkInteger, checkMap, checkOneOf } from '../core/checks';
import { type LabelSelectorInput, labelSelectorFields } from '../core/label-selector';
import type { PodOwner } from '../core/pod-set';
import type { Problems } from '../core/problems';
import { itemsOf } from '../core/read-field';
import { type AffinityContext, labelKeys, podAffinity, selectorOf } from './affinity';
import { keyOf, type TopologyInput, topologyKeyOf, type TopologyProps } from './topology';

/** Keeps the pods of one definition apart: each should have a node, a zone or a group of nodes for itself. */
export interface SpreadProps extends TopologyProps {
  /** Whether a pod waits rather than share. @default false - pods share when there is no other place */
  readonly required?: boolean | undefined;
  /** How much the wish counts against others, 1-100; not with `required`. @default 100 */
  readonly weight?: number | undefined;
}

/** One way to keep pods apart, in short or in full. */
export type SpreadInput = TopologyInput | SpreadProps;

/**
 * Distributes pods evenly over groups of nodes.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export interface TopologySpreadProps extends TopologyProps {
  /** By how many pods two groups may differ, at least 1. @default 1 */
  readonly maxSkew?: number | undefined;
  /** Whether a pod waits (`DoNotSchedule`) when no place keeps to `maxSkew`, or takes the best there is. @default 'ScheduleAnyway' */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway' | undefined;
  /** Groups that there should be, at least 1; only with `DoNotSchedule`. @default 1 */
  readonly minDomains?: number | undefined;
  /** Whether nodes that the pod's node selector and affinity exclude are left out of the count. @default 'Honor' */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore' | undefined;
  /** Whether nodes with taints that the pod does not tolerate are left out of the count. @default 'Ignore' */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore' | undefined;
  /** Labels of the pod that narrow down which pods count, such as `pod-template-hash`. @default - none */
  readonly matchLabelKeys?: readonly string[] | undefined;
  /** Pods that count. @default - the pods of this definition */
  readonly labelSelector?: LabelSelectorInput | PodOwner | undefined;
}

const spreadFields: ReadonlySet<string> = new Set<keyof SpreadProps>(['over', 'topologyKey', 'required', 'weight']);
const constraintFields: ReadonlySet<string> = new Set<keyof TopologySpreadProps>([
  'over', 'topologyKey', 'maxSkew', 'whenUnsatisfiable', 'minDomains', 'nodeAffinityPolicy', 'nodeTaintsPolicy', 'matchLabelKeys', 'labelSelector',
]);
const maxInt32 = 2_147_483_647;
const policies = ['Honor', 'Ignore'] as const;

/** The anti-affinity against the definition's own pods that keeps them apart; what is wrong is reported. */
export function normalizeSpread(
  input: SpreadInput | readonly SpreadInput[] | undefined, problems: Problems, context: AffinityContext,
): PodAffinity | undefined {
  if (input === undefined) return undefined;
  const items: [unknown, Problems][] = Array.isArray(input) ? itemsOf(problems, input) : [[input, problems]];
  const required: PodAffinityTerm[] = [];
  const preferred: WeightedPodAffinityTerm[] = [];
  const labelSelector = labelSelectorFields({ matchLabels: context.selectorLabels, matchExpressions: [] });
  for (const [item, at] of items) {
    const spread = normalizeSpreadItem(item, at);
    if (spread === undefined) continue;
    const term: PodAffinityTerm = { labelSelector, topologyKey: spread.topologyKey };
    if (spread.weight === undefined) required.push(term);
    else preferred.push({ weight: spread.weight, podAffinityTerm: term });
  }
  return podAffinity(required, preferred);
}

/** Without a weight it is required. */
function normalizeSpreadItem(input: unknown, problems: Problems): { topologyKey: string; weight?: number } | undefined {
  if (typeof input === 'string') {
    const key = keyOf(input, problems);
    return key === undefined ? undefined : { topologyKey: key, weight: 100 };
  }
  if (!checkMap(problems, input, '"nodes", "zones", the key of a node label or a map with over')) return undefined;
  checkFields(problems, input, spreadFields);
  const { required, weight } = input as SpreadProps;
  const topologyKey = topologyKeyOf(input, problems);
  if (required !== undefined) checkBoolean(problems.at('required'), required);
  if (weight !== undefined) {
    checkInteger(problems.at('weight'), weight, 1, 100);
    if (required === true) problems.at('weight').report('pod/conflict', { field: 'weight', with: 'required: true', why: 'only wishes are weighed' });
  }
  if (topologyKey === undefined) return undefined;
  return required === true ? { topologyKey } : { topologyKey, weight: weight ?? 100 };
}

/** The pod's `topologySpreadConstraints`; what is wrong is reported. */
export function normalizeTopologySpread(
  input: readonly TopologySpreadProps[] | undefined, problems: Problems, context: AffinityContext,
): readonly TopologySpreadConstraint[] {
  const seen = new Map<string, string>();
  return itemsOf(problems, input).flatMap(([item, at]) => {
    const constraint = normalizeConstraint(item, at, context);
    if (constraint === undefined) return [];
    const same = `${constraint.topologyKey}, ${constraint.whenUnsatisfiable}`;
    const first = seen.get(same);
    if (first !== undefined) at.report('value/duplicate', { what: 'pair of topologyKey and whenUnsatisfiable', name: same, first });
    seen.set(same, at.pointer);
    return [constraint];
  });
}

function normalizeConstraint(input: unknown, problems: Problems, context: AffinityContext): TopologySpreadConstraint | undefined {
  if (!checkMap(problems, input, 'a map with over or topologyKey')) return undefined;
  checkFields(problems, input, constraintFields);
  const { maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway', minDomains, nodeAffinityPolicy, nodeTaintsPolicy, ...props } = input as TopologySpreadProps;
  const topologyKey = topologyKeyOf(props, problems);
  const pods = selectorOf(props.labelSelector, problems.at('labelSelector'), context);
  const matchLabelKeys = labelKeys(props, 'matchLabelKeys', problems, pods);
  const well = [
    checkInteger(problems.at('maxSkew'), maxSkew, 1, maxInt32),
    checkOneOf(problems.at('whenUnsatisfiable'), whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway']),
    minDomains === undefined || checkMinDomains(problems.at('minDomains'), minDomains, whenUnsatisfiable),
    nodeAffinityPolicy === undefined || checkOneOf(problems.at('nodeAffinityPolicy'), nodeAffinityPolicy, policies),
    nodeTaintsPolicy === undefined || checkOneOf(problems.at('nodeTaintsPolicy'), nodeTaintsPolicy, policies),
  ].every(Boolean);
  if (!well || topologyKey === undefined) return undefined;
  return {
    maxSkew,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: labelSelectorFields(pods),
    ...(minDomains === undefined ? undefined : { minDomains }),
    ...(nodeAffinityPolicy === undefined ? undefined : { nodeAffinityPolicy }),
    ...(nodeTaintsPolicy === undefined ? undefined : { nodeTaintsPolicy }),
    ...(matchLabelKeys.length === 0 ? undefined : { matchLabelKeys }),
  };
}

function checkMinDomains(problems: Problems, minDomains: unknown, whenUnsatisfiable: string): boolean {
  if (!checkInteger(problems, minDomains, 1, maxInt32)) return false;
  if (whenUnsatisfiable === 'DoNotSchedule') return true;
  problems.report('value/needs-other', { field: 'minDomains', needs: 'whenUnsatisfiable: "DoNotSchedule"' });
  return false;
}
