import type { Construct } from 'constructs';
import type { PriorityClass as PriorityClassObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import { normalizePriorityClass, type PriorityClassModel, priorityClassObject, type PriorityClassProps as PriorityClassFields } from '../scaling/priority-class';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** How important pods are. */
export interface PriorityClassProps extends PriorityClassFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<PriorityClassObject> | undefined;
}

const kind = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', clusterScoped: true };

/** Builds a PriorityClass. */
export function buildPriorityClass(identity: Identity, props: PriorityClassProps): Built<PriorityClassObject> {
  return buildPure(kind, identity, props, (problems, _, { name }) => {
    const model = normalizePriorityClass(name, props, problems);
    return [priorityClassObject(model, name, problems)];
  });
}

/**
 * How important pods are. Once it exists, `value` and `preemptionPolicy` cannot change.
 *
 * ```ts
 * const urgent = new PriorityClass(bundle, 'urgent', { value: 100_000, description: 'Serves customers' });
 * new StatelessApp(bundle, 'web', { image: 'nginx:1.27', scheduling: { priorityClass: urgent } });
 * ```
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export class PriorityClass extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'PriorityClass';

  private readonly model: PriorityClassModel;

  constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id, kind, props);
    this.model = normalizePriorityClass(this.name, props, this.problems);
  }

  protected build(problems: Problems): readonly PriorityClassObject[] {
    return [priorityClassObject(this.model, this.name, problems)];
  }
}
