import type { Construct } from 'constructs';
import type { LabelSelector, PodDisruptionBudget as PodDisruptionBudgetObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import {
  type DisruptionBudgetModel, disruptionBudgetObject, normalizePodDisruptionBudget, type PodDisruptionBudgetProps as PodDisruptionBudgetFields,
} from '../scaling/disruption-budget';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** How many of some pods may be away at once. */
export interface PodDisruptionBudgetProps extends PodDisruptionBudgetFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<PodDisruptionBudgetObject> | undefined;
}

const kind = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' };

/** Builds a PodDisruptionBudget that stands for itself. */
export function buildPodDisruptionBudget(identity: Identity, props: PodDisruptionBudgetProps): Built<PodDisruptionBudgetObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const { model, selector } = normalizePodDisruptionBudget(props, problems, consumer);
    return [disruptionBudgetObject(model, selector, self, problems, props)];
  });
}

/**
 * How many of some pods may be away at once while nodes are drained. Apps make their own with `disruptionBudget`: this is for
 * pods of other definitions.
 *
 * ```ts
 * new PodDisruptionBudget(bundle, 'web', { pods: { app: 'web' }, maxUnavailable: 1 });
 * ```
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class PodDisruptionBudget extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'PodDisruptionBudget';

  private readonly model: DisruptionBudgetModel;
  private readonly selector: LabelSelector;

  constructor(scope: Construct, id: string, private readonly props: PodDisruptionBudgetProps) {
    super(scope, id, kind, props);
    ({ model: this.model, selector: this.selector } = normalizePodDisruptionBudget(props, this.problems, this.consumer));
  }

  protected build(problems: Problems): readonly PodDisruptionBudgetObject[] {
    return [disruptionBudgetObject(this.model, this.selector, this.identity, problems, this.props)];
  }
}
