import type { PriorityClass, RuntimeClass } from '../../../generated/kubernetes';
import type { ObjectNode } from '../graph/node';
import type { PodSource } from '../graph/pods';
import { fields, isMap, own, texts } from '../graph/read';
import { amountsOf, formatAmount } from './amounts';
import { type Bundle, read } from './bundle';
import { defaultPriorityClass } from './quota-scopes';

/** What pods say beside the classes that decide it. */
export function classRule(bundle: Bundle): void {
  checkDefaults(bundle);
  for (const pods of bundle.graph.pods) {
    const { priority, preemptionPolicy, runtimeClassName, overhead } = pods.spec;
    if (priority !== undefined || preemptionPolicy !== undefined) checkPriority(bundle, pods);
    if (runtimeClassName !== undefined || overhead !== undefined) checkRuntime(bundle, pods);
  }
}

function checkDefaults(bundle: Bundle): void {
  let first: ObjectNode | undefined;
  for (const [node, { globalDefault }] of bundle.ofKind<PriorityClass>('scheduling.k8s.io/PriorityClass')) {
    if (globalDefault !== true) continue;
    if (first !== undefined) bundle.report(node, 'priority-class/two-defaults', { other: first.id.name }, '/globalDefault');
    first ??= node;
  }
}

/** What pods have that name no class, where none is the default one. */
const withoutClass: Pick<PriorityClass, 'value' | 'preemptionPolicy'> = { value: 0 };
/** Those of every cluster. */
const systemClasses: ReadonlyMap<string, typeof withoutClass> = new Map([
  ['system-cluster-critical', { value: 2_000_000_000 }], ['system-node-critical', { value: 2_000_001_000 }],
]);

function checkPriority(bundle: Bundle, { node, spec, pointer }: PodSource): void {
  const name = spec.priorityClassName || defaultPriorityClass(bundle);
  const found = name === undefined ? undefined : bundle.graph.find('scheduling.k8s.io/PriorityClass', '', name);
  const decides = found?.manifest === undefined ? (name === undefined ? withoutClass : systemClasses.get(name)) : read<PriorityClass>(found);
  if (decides === undefined) return;
  const { value, preemptionPolicy = 'PreemptLowerPriority' } = decides;
  const check = (field: 'priority' | 'preemptionPolicy', given: unknown, expected: unknown): void => {
    if (given !== undefined && given !== null && given !== expected) {
      bundle.report(node, 'priority-class/value', { field, found: given, expected, priorityClass: name }, `${pointer}/${field}`);
    }
  };
  check('priority', spec.priority, value);
  check('preemptionPolicy', spec.preemptionPolicy, preemptionPolicy);
}

function checkRuntime(bundle: Bundle, { node, spec, pointer }: PodSource): void {
  const name = spec.runtimeClassName;
  const asked = amountsOf(spec.overhead);
  if (name === undefined && asked.size > 0) {
    bundle.report(node, 'runtime-class/conflict', { field: 'overhead', found: words(asked), expected: 'none' }, `${pointer}/overhead`);
  }
  const found = typeof name === 'string' ? bundle.graph.find('node.k8s.io/RuntimeClass', '', name) : undefined;
  if (found?.manifest === undefined) return;
  const { overhead, scheduling } = read<RuntimeClass>(found);
  const fixed = amountsOf(fields(overhead).podFixed);
  const same = asked.size === fixed.size && [...asked].every(([resource, amount]) => fixed.get(resource) === amount);
  if (isMap(spec.overhead) && !same && (asked.size > 0 || overhead === undefined)) {
    bundle.report(node, 'runtime-class/conflict', { field: 'overhead', found: words(asked), expected: words(fixed), runtimeClass: found.id }, `${pointer}/overhead`);
  }
  const selector = texts(fields(scheduling).nodeSelector);
  for (const [key, value] of Object.entries(texts(spec.nodeSelector))) {
    const wanted = own(selector, key);
    if (wanted === undefined || wanted === value) continue;
    bundle.report(node, 'runtime-class/conflict', { field: `nodeSelector[${key}]`, found: value, expected: wanted, runtimeClass: found.id }, `${pointer}/nodeSelector`);
  }
}

function words(amounts: ReadonlyMap<string, bigint>): string {
  return [...amounts].map(([resource, amount]) => `${resource}=${formatAmount(resource, amount)}`).join(', ') || 'none';
}
