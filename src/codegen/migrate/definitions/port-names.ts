import { isPlainMap, type PlainMap } from '../../../core/plain-map';
import { nameForPort } from '../../well-known-ports';
import type { SourceObject } from '../sources';
import { mapsIn, specOf } from './shelf';

/** How a manifest refers to a port of a container: by its name, where that is not ours alone. */
export function referenceTo({ name, named, containerPort }: PlainMap): unknown {
  return named === false ? containerPort : name;
}

/** All ports of a pod. */
export function podPortsOf(spec: PlainMap): readonly PlainMap[] {
  return [...mapsIn(spec['containers']), ...mapsIn(spec['initContainers'])].flatMap((container) => mapsIn(container['ports']));
}

/** The port of a pod that a port of a Service leads to. */
export function portBehind({ port, targetPort = port }: PlainMap, podPorts: readonly PlainMap[]): PlainMap | undefined {
  return podPorts.find((one) => one['containerPort'] === targetPort || (one['name'] === targetPort && one['named'] !== false));
}

const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The specification of a pod in which every port has a name, and says where that is ours alone: by what the Services call it that lead
 * there, else by what people do.
 */
export function withPortNames(spec: PlainMap, services: readonly SourceObject[]): PlainMap {
  const ports = podPortsOf(spec);
  if (ports.every(({ name }) => name !== undefined)) return spec;
  const taken = new Set(ports.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])));
  const leading = services.flatMap((service) => mapsIn(specOf(service)['ports']));
  const nameOf = (port: PlainMap): PlainMap => {
    const { name, containerPort, protocol = 'TCP' } = port;
    if (name !== undefined || typeof containerPort !== 'number') return port;
    const wanted = leading.find((one) => (one['targetPort'] ?? one['port']) === containerPort && (one['protocol'] ?? 'TCP') === protocol)?.['name'];
    const own = nameForPort(containerPort, String(protocol), taken, typeof wanted === 'string' && portName.test(wanted) ? wanted : undefined);
    taken.add(own);
    return { name: own, ...port, named: false };
  };
  const inContainers = (containers: unknown): unknown => (Array.isArray(containers) ? containers.map((container: unknown) => (
    isPlainMap(container) && Array.isArray(container['ports'])
      ? { ...container, ports: container['ports'].map((port: unknown) => (isPlainMap(port) ? nameOf(port) : port)) }
      : container
  )) : containers);
  return {
    ...spec,
    ...(spec['containers'] === undefined ? {} : { containers: inContainers(spec['containers']) }),
    ...(spec['initContainers'] === undefined ? {} : { initContainers: inContainers(spec['initContainers']) }),
  };
}
