import { IngressBackend, type Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../apps/service';
import type { WorkloadApp } from '../apps/workload-app';
import { findPort, type ServiceRef } from '../network/service-ref';
import { useDefinition } from './use-definition';

/**
 * The Service of an app, or one that stands for itself, as the backend of an Ingress of cdk8s-plus.
 *
 * ```ts
 * ingress.addHostRule('shop.example.com', '/', asIngressBackend(ingress, web, 'http'));
 * ```
 * @param scope what uses it, or anything around it, such as the bundle: it then comes after the Service
 * @param port name of one of its ports. @default - the only one
 */
export function asIngressBackend<P extends string>(
  scope: Construct, service: WorkloadApp<P> | ServiceDefinition<P> | ServiceRef<P>, port?: NoInfer<P>,
): IngressBackend {
  const { target, name, ports } = service.serviceRef;
  let found: { readonly port: number } | undefined;
  useDefinition(scope, { target, definition: Construct.isConstruct(service) ? service : undefined }, (problems) => {
    found = findPort(problems, ports, port);
  });
  // This is all that it reads of a Service, and a Service of its own would be written to the output. Where there is no port,
  // the synthesis fails.
  const seen: Pick<Service, 'name' | 'ports'> = { name, ports: [{ port: found?.port ?? 0 }] };
  return IngressBackend.fromService(seen as Service);
}
