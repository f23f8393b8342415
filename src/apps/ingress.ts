import type { Construct } from 'constructs';
import type { Ingress as IngressObject } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import { type IngressModel, ingressObject, type IngressProps as IngressFields, normalizeIngress } from '../network/ingress';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** HTTP requests from outside of the cluster, led to Services by host and path. */
export interface IngressProps extends IngressFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<IngressObject> | undefined;
}

const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' };

/** Builds an Ingress that stands for itself. */
export function buildIngress(identity: Identity, props: IngressProps): Built<IngressObject> {
  return buildPure(kind, identity, props, (problems, consumer, self) => [ingressObject(normalizeIngress(props, problems, consumer), self, problems)]);
}

/**
 * HTTP requests from outside of the cluster, led to Services by host and path. Apps make their own with `expose`: this is
 * for several apps behind one host, default backends and certificates for several hosts.
 *
 * ```ts
 * new Ingress(bundle, 'shop', {
 *   className: 'nginx',
 *   rules: { 'shop.example.com': { '/': web.port('http'), '/api': { backend: api.port('http'), pathType: 'Exact' } } },
 *   tls: certificate,
 * });
 * ```
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class Ingress extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'Ingress';

  private readonly model: IngressModel;

  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id, kind, props);
    this.model = normalizeIngress(props, this.problems, this.consumer);
  }

  protected build(problems: Problems): readonly IngressObject[] {
    return [ingressObject(this.model, this.identity, problems)];
  }
}
