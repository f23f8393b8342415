import type { Construct } from 'constructs';
import type { HTTPRoute } from '../../generated/kubernetes';
import type { Built } from '../core/built';
import type { Identity } from '../core/metadata';
import type { Problems } from '../core/problems';
import type { kindOf } from '../core/targeted';
import { type HttpRouteModel, httpRouteObject, type HttpRouteProps as HttpRouteFields, normalizeHttpRoute } from '../network/http-route';
import type { OverrideOf } from '../schema/override-type';
import { Definition, type DefinitionProps } from '../synth/definition';
import { buildPure } from './build';

/** HTTP requests that arrive at a Gateway, led to Services. */
export interface HttpRouteProps extends HttpRouteFields, DefinitionProps {
  /** Changes to the object that is built, for what the definition has no word for. @default - none */
  readonly override?: OverrideOf<HTTPRoute> | undefined;
}

const kind = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };

/** Builds an HTTPRoute that stands for itself. */
export function buildHttpRoute(identity: Identity, props: HttpRouteProps): Built<HTTPRoute> {
  return buildPure(kind, identity, props, (problems, consumer, self) => {
    const model = normalizeHttpRoute(props, problems, consumer);
    return [httpRouteObject(model, self, problems)];
  });
}

/**
 * HTTP requests that arrive at a Gateway, led to Services. The cluster needs the Gateway API. Apps make simple routes with
 * `expose`: this is for several backends, weights, headers and filters.
 *
 * ```ts
 * new HttpRoute(bundle, 'shop', {
 *   gateway: { name: 'public', namespace: 'gateways' },
 *   hostnames: ['shop.example.com'],
 *   rules: [{ backends: [{ backend: stable, weight: 9 }, { backend: canary, weight: 1 }] }],
 * });
 * ```
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HttpRoute extends Definition {
  /** @internal */
  declare readonly [kindOf]: 'HTTPRoute';

  private readonly model: HttpRouteModel;

  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id, kind, props);
    this.model = normalizeHttpRoute(props, this.problems, this.consumer);
  }

  protected build(problems: Problems): readonly HTTPRoute[] {
    return [httpRouteObject(this.model, this.identity, problems)];
  }
}
