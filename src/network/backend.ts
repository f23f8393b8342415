import type { IngressBackend, TypedLocalObjectReference } from '../../generated/kubernetes';
import { checkFields, checkMap, checkText } from '../core/checks';
import { checkName, followsRule, portName } from '../core/names';
import { formatObjectId } from '../core/object-id';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { show } from '../core/show';
import { checkPortNumber } from './service-ports';
import { serviceNameRule } from './service';
import { findPort, isServiceOwner, type ServiceOwner, type ServicePortFacts, ServicePortRef, type ServiceRef } from './service-ref';

/** A Service and one of its ports, where a Service is named that no definition makes. */
export interface ServiceBackendProps {
  /** The Service: its owner, a reference to it or its name. */
  readonly service: ServiceOwner | string;
  /** Name or number of its port, which an Ingress then refers to it by. @default - the only one */
  readonly port?: string | number | undefined;
}

/** Where requests are led to: a port of a Service (`web.port('http')`), the owner of a Service with one port, or both by name. */
export type BackendInput = ServicePortRef | ServiceOwner | ServiceBackendProps;

/** A port of a Service that takes requests. */
export interface BackendModel {
  readonly service: string;
  /** Namespace of the Service, where it differs from that of the object that leads to it. */
  readonly namespace?: string | undefined;
  /** Name of the port, when the Service is known or was given one. */
  readonly portName?: string | undefined;
  /** Number of the port, when it is known. */
  readonly portNumber?: number | undefined;
}

const backendFields: ReadonlySet<string> = new Set(['service', 'port']);
const resourceFields: ReadonlySet<string> = new Set(['apiGroup', 'kind', 'name']);
const resourceOnly: ReadonlySet<string> = new Set(['resource']);

/** Whether a value is meant as a backend, and not as a map of paths. */
export function looksLikeBackend(value: unknown): boolean {
  return value instanceof ServicePortRef || isServiceOwner(value) || (typeof value === 'object' && value !== null && ('service' in value || 'resource' in value));
}

/**
 * Finds the Service and the port that a backend means.
 * @param anyNamespace whether the object may lead into another namespace
 */
export function normalizeBackend(input: unknown, problems: Problems, consumer: Consumer, anyNamespace = false): BackendModel | undefined {
  if (input instanceof ServicePortRef) return referred(input.service, input.name, problems, problems, consumer, anyNamespace);
  if (isServiceOwner(input)) return owned(input, undefined, problems, problems, consumer, anyNamespace);
  if (!checkMap(problems, input, 'a port of a Service, or a map with service and port')) return undefined;
  checkFields(problems, input, backendFields);
  const { service, port } = input;
  if (isServiceOwner(service)) return owned(service, port, problems.at('service'), problems.at('port'), consumer, anyNamespace);
  if (!checkName(problems.at('service'), serviceNameRule, 'service name', service)) return undefined;
  if (port === undefined) {
    problems.at('port').report('value/missing', { field: 'port' });
    return undefined;
  }
  if (typeof port === 'number') return checkPortNumber(problems.at('port'), port) ? { service, portNumber: port } : undefined;
  return checkName(problems.at('port'), portName, 'port name', port) ? { service, portName: port } : undefined;
}

/** The backend of one's own Service. */
export function ownBackend(service: string, port: ServicePortFacts): BackendModel {
  return { service, portName: nameIn(port), portNumber: port.port };
}

/** The name that the Service gives to the port. */
function nameIn({ name, named }: ServicePortFacts): string | undefined {
  return named === false ? undefined : name;
}

/** A backend as an Ingress has it: by the port's name, where Ingresses can say that name. */
export function ingressBackend({ service, portName: name, portNumber }: BackendModel): IngressBackend {
  const byName = name !== undefined && (portNumber === undefined || followsRule(portName, name));
  return { service: { name: service, port: byName ? { name } : { number: portNumber! } } };
}

/** A backend that is no Service, such as a bucket: `{ resource: { apiGroup, kind, name } }`. */
export function resourceBackend(input: object, problems: Problems): IngressBackend | undefined {
  checkFields(problems, input, resourceOnly);
  const { resource } = input as { readonly resource: unknown };
  const place = problems.at('resource');
  if (!checkMap(place, resource, 'a map with apiGroup, kind and name')) return undefined;
  checkFields(place, resource, resourceFields);
  const { apiGroup, kind, name } = resource;
  const well = [checkText(place.at('kind'), kind), checkText(place.at('name'), name), apiGroup === undefined || checkText(place.at('apiGroup'), apiGroup)];
  return well.every(Boolean) ? { resource: resource as unknown as TypedLocalObjectReference } : undefined;
}

function owned(
  owner: ServiceOwner, port: unknown, place: Problems, portPlace: Problems, consumer: Consumer, anyNamespace: boolean,
): BackendModel | undefined {
  const service = owner.serviceRef as ServiceRef | undefined;
  if (service !== undefined) return referred(service, port, place, portPlace, consumer, anyNamespace);
  place.report('service/none', { what: (owner as { readonly name?: string }).name ?? 'this' });
  return undefined;
}

function referred(
  service: ServiceRef, wanted: unknown, place: Problems, portPlace: Problems, consumer: Consumer, anyNamespace: boolean,
): BackendModel | undefined {
  const { target } = service;
  if (service.isMissing) return undefined;
  if (target.kind !== 'Service') {
    place.report('service/none', { what: `port ${show(wanted)} of ${formatObjectId(target)}` });
    return undefined;
  }
  if (!consumer.use(place, target, { anyNamespace })) return undefined;
  const port = findPort(portPlace, service.ports, wanted);
  if (port === undefined) return undefined;
  if (port.protocol !== 'TCP') {
    portPlace.report('ingress/protocol', { port: port.name, protocol: port.protocol });
    return undefined;
  }
  const elsewhere = target.namespace !== undefined && target.namespace !== consumer.namespace;
  if (elsewhere && consumer.namespace !== undefined) place.report('route/other-namespace', { target, from: consumer.namespace });
  return { service: target.name, portName: typeof wanted === 'number' ? undefined : nameIn(port), portNumber: port.port, ...(elsewhere ? { namespace: target.namespace } : undefined) };
}
