import type { Construct } from 'constructs';
import type { ResourceQuota as ResourceQuotaObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import { normalizeResourceQuota, type ResourceQuotaModel, resourceQuotaObject, type ResourceQuotaProps as ResourceQuotaFields } from '../scaling/quota';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** How much all objects of a namespace may use together. */
export interface ResourceQuotaProps extends ResourceQuotaFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<ResourceQuotaObject> | undefined;
}

const kind = { apiVersion: 'v1', kind: 'ResourceQuota' };

/** Builds a ResourceQuota. */
export function buildResourceQuota(identity: Identity, props: ResourceQuotaProps): Built<ResourceQuotaObject> {
  return buildPure(kind, identity, props, (problems, _, self) => [resourceQuotaObject(normalizeResourceQuota(props, problems), self, problems)]);
}

/**
 * How much all objects of a namespace may use together.
 *
 * ```ts
 * new ResourceQuota(bundle, 'compute', { hard: { 'requests.cpu': 8, 'requests.memory': '16Gi', 'pods': 50 } });
 * ```
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class ResourceQuota extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'ResourceQuota';

  private readonly model: ResourceQuotaModel;

  constructor(scope: Construct, id: string, props: ResourceQuotaProps) {
    super(scope, id, kind, props);
    this.model = normalizeResourceQuota(props, this.problems);
  }

  protected build(problems: Problems): readonly ResourceQuotaObject[] {
    return [resourceQuotaObject(this.model, this.identity, problems)];
  }
}
