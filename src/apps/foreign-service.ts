import { ApiObject } from 'cdk8s';
import { checkFields, checkMap, isPlainMap } from '../core/checks';
import { Problems } from '../core/problems';
import { SourceTrace } from '../core/source';
import { type ServicePortFacts, ServiceRef } from '../network/service-ref';
import { throwUncollected } from '../synth/throw-uncollected';
import { type ForeignObject, foreignTarget } from './foreign-object';
import { type KnownServicePorts, servicePortFacts } from './service-port-facts';

/** What is said of a Service that another library defines. */
export interface ForeignServiceOptions<P extends string = string> {
  /** Its ports, by name. @default - those that it says itself; a port without a name goes by its number: `'80'` */
  readonly ports?: KnownServicePorts<P> | undefined;
}

const fields: ReadonlySet<string> = new Set(['ports'] satisfies (keyof ForeignServiceOptions)[]);

/**
 * A reference to a Service that another library defines in the same tree.
 * @throws DiagnosticsError where it is no Service, or the options are wrong
 */
export function foreignService<P extends string>(object: ForeignObject, options: ForeignServiceOptions<P>): ServiceRef<P> {
  const target = foreignTarget(object, 'a Service of cdk8s or cdk8s-plus', 'Service', ({ kind }) => kind === undefined || kind === 'Service');
  const problems = new Problems([], { object: target, trace: new SourceTrace() });
  const given: unknown = options;
  const ports = checkMap(problems, given, 'a map with ports') ? given.ports : undefined;
  if (isPlainMap(given)) checkFields(problems, given, fields);
  const facts = ports === undefined ? portsOf(object) : servicePortFacts(ports, problems.at('ports'));
  if (problems.reported.length > 0) throwUncollected(problems.reported);
  return new ServiceRef<P>(target, facts);
}

/** A resource of cdk8s-plus has its ports; its object would be an error while it has none. Of any other, the object has them. */
function portsOf(object: ForeignObject & { readonly ports?: unknown }): ServicePortFacts[] {
  const ports = Array.isArray(object.ports) ? object.ports : ApiObject.isApiObject(object) ? portsOfManifest(object) : [];
  return ports.flatMap((item: unknown) => {
    if (!isPlainMap(item) || typeof item.port !== 'number') return [];
    const { port, name, protocol } = item;
    return [{ name: typeof name === 'string' ? name : String(port), port, protocol: protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP' }];
  });
}

function portsOfManifest(object: ApiObject): readonly unknown[] {
  const { spec } = object.toJson() as { readonly spec?: unknown };
  return isPlainMap(spec) && Array.isArray(spec.ports) ? spec.ports : [];
}
