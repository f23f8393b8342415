import type { Construct } from 'constructs';
import type { LimitRange as LimitRangeObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import { type LimitRangeModel, limitRangeObject, type LimitRangeProps as LimitRangeFields, normalizeLimitRange } from '../scaling/limit-range';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** How much each object of a namespace may use. */
export interface LimitRangeProps extends LimitRangeFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<LimitRangeObject> | undefined;
}

const kind = { apiVersion: 'v1', kind: 'LimitRange' };

/** Builds a LimitRange. */
export function buildLimitRange(identity: Identity, props: LimitRangeProps): Built<LimitRangeObject> {
  return buildPure(kind, identity, props, (problems, _, self) => [limitRangeObject(normalizeLimitRange(props, problems), self, problems)]);
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
  /** @internal */
  declare readonly [kindOf]: 'LimitRange';

  private readonly model: LimitRangeModel;

  constructor(scope: Construct, id: string, props: LimitRangeProps) {
    super(scope, id, kind, props);
    this.model = normalizeLimitRange(props, this.problems);
  }

  protected build(problems: Problems): readonly LimitRangeObject[] {
    return [limitRangeObject(this.model, this.identity, problems)];
  }
}
