import type { Construct } from 'constructs';
import type { LabelSelector, PodDisruptionBudget as PodDisruptionBudgetObject } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import {
  type DisruptionBudgetModel, disruptionBudgetObject, normalizeDisruptionBudget, podDisruptionBudgetFieldNames,
  type PodDisruptionBudgetProps as PodDisruptionBudgetFields, podSelectorOf,
} from '../scaling/disruption-budget';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';

/** How many of some pods may be away at once. */
export interface PodDisruptionBudgetProps extends PodDisruptionBudgetFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<PodDisruptionBudgetObject> | undefined;
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
  private readonly model: DisruptionBudgetModel;
  private readonly selector: LabelSelector;

  constructor(scope: Construct, id: string, private readonly props: PodDisruptionBudgetProps) {
    super(scope, id, { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' }, props);
    this.model = normalizeDisruptionBudget(props, this.problems, podDisruptionBudgetFieldNames);
    this.selector = podSelectorOf((props as Partial<PodDisruptionBudgetProps> | undefined)?.pods, this.problems.at('pods'), this.consumer);
  }

  protected build(problems: Problems): readonly PodDisruptionBudgetObject[] {
    return [disruptionBudgetObject(this.model, this.selector, this.identity, problems, this.props)];
  }
}
