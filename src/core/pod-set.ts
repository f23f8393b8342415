import type { PortModel } from './port-model';
import type { Target } from './references';

/** The pods of one workload, as Services, network policies, disruption budgets and autoscalers see them. */
export interface PodSet {
  /** The object that makes the pods: what an autoscaler scales. Its namespace is that of the pods. */
  readonly target: Target;
  /** Labels that these pods have and no others. */
  readonly selector: { readonly [key: string]: string };
  /** Ports that the pods declare. */
  readonly ports: readonly PortModel[];
  /** Names of the containers that keep running, sidecars among them. @default - not known */
  readonly containers?: readonly string[] | undefined;
}

/** Anything that has pods of its own: an app. */
export interface PodOwner {
  /** The pods. */
  readonly podSet: PodSet;
}

/** Whether a value that came from outside has pods of its own. */
export function isPodOwner(value: unknown): value is PodOwner {
  const podSet: unknown = isObject(value) ? value['podSet'] : undefined;
  return isObject(podSet) && isObject(podSet['target']) && isObject(podSet['selector']) && Array.isArray(podSet['ports']);
}

function isObject(value: unknown): value is { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
