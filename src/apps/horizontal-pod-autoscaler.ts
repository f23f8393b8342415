import type { Construct } from 'constructs';
import type { HorizontalPodAutoscaler as HorizontalPodAutoscalerObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import {
  type AutoscalerModel, autoscalerObject, type HorizontalPodAutoscalerProps as HorizontalPodAutoscalerFields, normalizeHorizontalPodAutoscaler,
  type ScaleTarget,
} from '../scaling/autoscaler';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** An autoscaler that stands for itself. */
export interface HorizontalPodAutoscalerProps extends HorizontalPodAutoscalerFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<HorizontalPodAutoscalerObject> | undefined;
}

const kind = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' };

/** Builds a HorizontalPodAutoscaler that stands for itself. */
export function buildHorizontalPodAutoscaler(identity: Identity, props: HorizontalPodAutoscalerProps): Built<HorizontalPodAutoscalerObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const { model, target } = normalizeHorizontalPodAutoscaler(props, problems, consumer);
    return target === undefined ? [] : [autoscalerObject(model, target, self, problems, props)];
  });
}

/**
 * Scales something by metrics. Apps make their own with `replicas: { min, max, cpu }`: this is for what other programs define.
 *
 * ```ts
 * new HorizontalPodAutoscaler(bundle, 'web', { target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, max: 10, cpu: '70%' });
 * ```
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export class HorizontalPodAutoscaler extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'HorizontalPodAutoscaler';

  private readonly model: AutoscalerModel;
  private readonly scaleTarget: ScaleTarget | undefined;

  constructor(scope: Construct, id: string, private readonly props: HorizontalPodAutoscalerProps) {
    super(scope, id, kind, props);
    const { model, target } = normalizeHorizontalPodAutoscaler(props, this.problems, this.consumer);
    this.model = model;
    this.scaleTarget = target;
  }

  protected build(problems: Problems): readonly HorizontalPodAutoscalerObject[] {
    return this.scaleTarget === undefined ? [] : [autoscalerObject(this.model, this.scaleTarget, this.identity, problems, this.props)];
  }
}
