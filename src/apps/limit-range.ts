import type { Construct } from 'constructs';
import type { LimitRange as LimitRangeObject } from '../../generated/kubernetes';
import type { Problems } from '../core/problems';
import { type LimitRangeModel, limitRangeObject, type LimitRangeProps as LimitRangeFields, normalizeLimitRange } from '../scaling/limit-range';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';

/** How much each object of a namespace may use. */
export interface LimitRangeProps extends LimitRangeFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<LimitRangeObject> | undefined;
}

/**
 * How much each object of a namespace may use, and what containers get that do not say it.
 *
 * ```ts
 * new LimitRange(bundle, 'defaults', { limits: { Container: { defaultRequest: { cpu: '100m', memory: '128Mi' }, max: { memory: '2Gi' } } } });
 * ```
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class LimitRange extends Definition {
  private readonly model: LimitRangeModel;

  constructor(scope: Construct, id: string, props: LimitRangeProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'LimitRange' }, props);
    this.model = normalizeLimitRange(props, this.problems);
  }

  protected build(problems: Problems): readonly LimitRangeObject[] {
    return [limitRangeObject(this.model, this.identity, problems)];
  }
}
